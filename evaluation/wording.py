"""Do the words for one concept end up together? NewsWCL50's mentions (properties left out), grouped by actor, wording row or head word.

A mention belongs to the actor whose mention holds its head, else to the wording row with a span that holds it, else to its head's lemma;
the baseline has head lemmas alone. Groups are compared with the annotators' concepts (`code_name`, one event at a time) by B-cubed F1
and by CoNLL's mean of MUC, B-cubed and CEAFe (`evaluation.clusters`). The annotations give words, not offsets: the n-th mention in the
same words is the n-th place where they stand. Data: NewsWCL50 (Hamborg et al. 2019), `stories/newswcl50/`.

    python -m evaluation.wording ../shared/corpora
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from evaluation.clusters import bcubed, conll
from rashomon.annotating.annotate import annotate
from rashomon.comparing.wording import wording
from rashomon.gathering.gather import gather
from rashomon.language.wordforms import fold
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.span import Span
from rashomon.model.story import Story
from rashomon.reading.read import read
from rashomon.settings import DEFAULT

STORIES = "stories/newswcl50"
EVENTS = 5


@dataclass(frozen=True)
class Mention:
    """One annotated mention: the concept it was given to, our group and the baseline's."""

    concept: tuple[str, str]
    group: tuple[str, str]
    head: tuple[str, str]


def measure(corpora: Path) -> dict[str, float]:
    """B-cubed of our groups (`f1`, `precision`, `recall`) and of head lemmas (`head`), CoNLL F1 of both (`conll`, `head_conll`); mentions
    found in the text (`found`); percent."""
    every = [row for row in rows(corpora) if row["code_type"] != "PROPERTY"]
    mentions: list[Mention] = []
    for event, story in stories(corpora):
        mentions.extend(_mentions(story, [row for row in every if row["event_id"] == event], event))
    concepts, groups, heads = ([getattr(mention, kind) for mention in mentions] for kind in ("concept", "group", "head"))
    precision, recall, f1 = bcubed(groups, concepts)
    return {
        "f1": 100 * f1,
        "head": 100 * bcubed(heads, concepts).f1,
        "conll": 100 * conll(groups, concepts),
        "head_conll": 100 * conll(heads, concepts),
        "precision": 100 * precision,
        "recall": 100 * recall,
        "found": 100 * len(mentions) / (len(every) or 1),
    }


def rows(corpora: Path) -> list[dict[str, str]]:
    """Every annotated mention of the five events, as the file has it."""
    return list(csv.DictReader((corpora / STORIES / "annotations-0-4.csv").read_text(encoding="utf-8").splitlines()))


@cache
def stories(corpora: Path) -> tuple[tuple[str, Story], ...]:
    """The five events by number, read, annotated and gathered."""
    found = []
    for event in range(EVENTS):
        articles = read([corpora / STORIES / f"event_{event}"], DEFAULT).articles
        found.append((str(event), gather([annotate(article) for article in articles], DEFAULT)))
    return tuple(found)


def placed(story: Story, marked: Sequence[dict[str, str]], event: str) -> Iterator[tuple[dict[str, str], AnnotatedArticle, Span]]:
    """The annotated mentions with their places in the texts; those whose words do not stand there are left out."""
    articles = {Path(annotated.article.path or "").name.split(".")[0]: annotated for annotated in story.articles}
    seen: Counter[tuple[str, str, str]] = Counter()
    for row in sorted(marked, key=lambda row: (row["publisher_id"], *(int(row[column]) for column in ("paragraph", "sentence", "start")))):
        annotated = articles.get(f"{event}_{row['publisher_id']}")
        words = row["code_mention"].strip()
        if annotated is None or not words:
            continue
        key = (row["publisher_id"], words, row["code_name"])
        seen[key] += 1
        span = _found(annotated, words, seen[key])
        if span is not None:
            yield row, annotated, span


def _mentions(story: Story, marked: Sequence[dict[str, str]], event: str) -> Iterator[Mention]:
    by_place: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for actor in story.actors:
        for mention in actor.mentions:
            by_place[mention.article].append((mention, f"@{actor.id}"))
    for number, line in enumerate(wording(story, DEFAULT)):
        for label in line.labels:
            for place in label.spans:
                by_place[place.article].append((place, f"#{number}"))
    for row, annotated, span in placed(story, marked, event):
        at = head(annotated, span)
        lemma = fold(annotated.tokens[at].lemma) if at is not None else span.text.casefold()
        group = _group(by_place[annotated.article.id], annotated, at) or lemma
        yield Mention((event, row["code_name"]), (event, group), (event, lemma))


def _found(annotated: AnnotatedArticle, words: str, number: int) -> Span | None:
    """The place where the words stand for the n-th time, or the last of fewer."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    places = list(re.finditer(rf"(?<!\w){pattern}(?!\w)", annotated.article.text))[:number]
    return annotated.article.span(places[-1].start(), places[-1].end()) if places else None


def head(annotated: AnnotatedArticle, span: Span) -> int | None:
    """The index of the token of the span that hangs on something outside it."""
    inside = [index for index, token in enumerate(annotated.tokens) if span.start <= token.start and token.end <= span.end]
    return next((index for index in inside if annotated.tokens[index].head not in inside or annotated.tokens[index].head == index), None)


def _group(places: Iterable[tuple[Span, str]], annotated: AnnotatedArticle, at: int | None) -> str | None:
    """The actor, or else the row, that holds the token; of several the one with the shortest span."""
    if at is None:
        return None
    token = annotated.tokens[at]
    holding = [
        (name[0] == "#", span.end - span.start, name) for span, name in places if span.start <= token.start and token.end <= span.end
    ]
    return min(holding)[2] if holding else None


if __name__ == "__main__":
    print(measure(Path(sys.argv[1])))
