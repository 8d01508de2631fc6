"""What story gathering needs to know of one article, small enough to keep for every article of a window.

Words with their weights (those of the headline and the lead count more, those of people's names too; figures are words), the mean of the
encoder's sentence vectors, the people named, the days spoken of, the day of publication and a fingerprint of the text. No sentence of the
article is in it. What this is not: a judgement on any pair of articles (`likeness.py`).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict

from rashomon.gathering.fingerprint import fingerprint
from rashomon.gathering.rarity import documents, known
from rashomon.language.names import person_words
from rashomon.language.wordforms import fold, light
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.noun import Noun
from rashomon.settings import DEFAULT, EventSettings, Settings

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|\d+(?:[.,:]\d+)*%?|[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_LONGEST = 40
"""characters of a word; a longer one is an address or a slip and tells nothing"""


class Features(Noun):
    """One article as story gathering sees it.

    `day`: day of publication as `date.toordinal()`, None where it is not known to the day. `vector`: mean of the sentence vectors, unit
    length, as 384 half-precision numbers (little endian). `terms`: weight of each word, most weighty first. `persons`: family names,
    sorted. `days`: the days that the text names, sorted ordinals. `fingerprint`: see `fingerprint.py`. Bytes are base64 in JSON.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")

    id: str
    outlet: str | None = None
    day: int | None = None
    vector: bytes
    terms: dict[str, float]
    persons: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    fingerprint: bytes = b""

    def direction(self) -> NDArray[np.float16]:
        """`vector` as numbers."""
        return np.frombuffer(self.vector, dtype="<f2")


def features(annotated: AnnotatedArticle, settings: Settings = DEFAULT) -> Features:
    """The features of an annotated article. An article without a word has none and is like no other."""
    limits = settings.gathering.events
    article = annotated.article
    return Features(
        id=article.id,
        outlet=article.outlet,
        day=_day(article.published.date) if article.published else None,
        vector=_mean(annotated.vectors).astype("<f2").tobytes(),
        terms=_weights(annotated, limits),
        persons=_persons(annotated),
        days=tuple(sorted({day for time in annotated.times if (point := time.point()) and (day := _day(point[0])) is not None})),
        fingerprint=fingerprint(article.text),
    )


def terms(text: str) -> Iterator[str]:
    """The words of a text that carry meaning, without their inflections, in order."""
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        if word and len(word) <= _LONGEST and not light(word):
            yield fold(word)


def _weights(annotated: AnnotatedArticle, limits: EventSettings) -> dict[str, float]:
    text = annotated.article.text
    counts: Counter[str] = Counter(terms(text))
    lead = annotated.sentences[min(limits.lead_sentences, len(annotated.sentences)) - 1].end if annotated.sentences else 0
    for words, weight in ((text[: min(lead, limits.lead_characters)], limits.lead), (annotated.article.title or "", limits.title)):
        for word in terms(words):
            counts[word] += weight
    people: Counter[str] = Counter()
    for name in annotated.names:
        people.update(dict.fromkeys(terms(name.text), 1 if name.kind == "person" else -1))
    weights = {word: math.sqrt(count) * (limits.person_words if people[word] > 0 else 1.0) for word, count in counts.items()}
    kept = sorted(weights, key=lambda word: (-weights[word] * _rarity(word), word))[: limits.terms]
    return {word: round(weights[word], 4) for word in kept}


def _rarity(word: str) -> float:
    return math.log((documents() + 1) / (known().get(word, 0) + 0.5))


def _persons(annotated: AnnotatedArticle) -> tuple[str, ...]:
    names = (person_words(chain.name) for chain in annotated.chains if chain.kind == "person")
    return tuple(sorted({words[-1] for words in names if words}))


def _mean(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    mean = vectors.sum(axis=0)
    length = float(np.linalg.norm(mean))
    return mean / length if length > 0 else mean


def _day(stated: str) -> int | None:
    """The ordinal of an ISO date; None where it is cut to a month or a year, or is no date."""
    try:
        return date.fromisoformat(stated[:10]).toordinal() if len(stated) >= len("2019-03-27") else None
    except ValueError:
        return None
