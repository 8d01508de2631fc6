"""Do articles about one event end up as one story? Mixed piles of news, grouped all at once and one article at a time, one setting for all.

B-cubed F1 (Bagga and Baldwin 1998), which weighs articles, and F1 of pairs, which weighs large stories. Streamed articles come in order of
publication, those without a date last; a story is what the stream says of each article in the end. `window` is the same for a stream that
remembers nothing beyond its window of days; `tfidf` is the yardstick: TF-IDF of the body, average link, one fixed threshold.

Settings were chosen on three collections: Giveme5W1H (Hamborg et al. 2019), Wikinews by F. Tseng, and ECB+ (Cybulska and Vossen 2014),
topics 1-35, whose look-alike events come in pairs. `basil` (Fan et al. 2019) decided one thing, that the list of rare words counts names
too, and else tells how the settings carry over. Articles that the reader leaves out are left out here too.

    python -m evaluation.gathering ../shared/corpora
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from rashomon.annotating.annotate import annotate
from rashomon.gathering.events import Features, Stream, features, group
from rashomon.gathering.linking import linked
from rashomon.gathering.traits import terms
from rashomon.reading.read import read
from rashomon.settings import DEFAULT, Settings

COLLECTIONS = {
    "giveme5w1h": "stories/giveme5w1h-clusters.jsonl.gz",
    "wikinews": "stories/wikinews-medium.jsonl.gz",
    "ecbplus": "stories/ecbplus-topics-1-35.jsonl.gz",
    "basil": "stories/basil-2010-2016.jsonl.gz",
}
PLAIN_JOIN = 0.15
"""cosine; the best one threshold for all collections, to within a hundredth"""
STRICT = replace(DEFAULT, gathering=replace(DEFAULT.gathering, events=replace(DEFAULT.gathering.events, remembered=0)))
"""Settings under which a stream forgets whatever is older than its window."""


class Collection(NamedTuple):
    """Articles as gathering sees them, their texts, and the story that each belongs to."""

    articles: list[Features]
    texts: list[str]
    gold: list[str]


def measure(corpora: Path) -> dict[str, float]:
    """Per collection, in per cent: `batch`, `stream`, `window` and `tfidf` (B-cubed F1), `batch.pairs` and `stream.pairs`; `n` articles."""
    figures: dict[str, float] = {}
    for name, file in COLLECTIONS.items():
        figures |= {f"{name}.{figure}": value for figure, value in scores(collection(corpora / file)).items()}
    return figures


def collection(path: Path) -> Collection:
    """The articles in a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        stories = [str(json.loads(line)["story"]) for line in lines]
    articles = read([path]).articles
    return Collection(
        articles=[features(annotate(article)) for article in articles],
        texts=[article.text for article in articles],
        gold=[stories[int((article.path or "").rsplit("#", 1)[1]) - 1] for article in articles],
    )


def scores(pile: Collection) -> dict[str, float]:
    """The figures of one collection."""
    articles, gold = pile.articles, pile.gold
    batch = placed(group(articles), articles)
    stream, strict = streamed(articles, DEFAULT), streamed(articles, STRICT)
    return {
        "batch": 100 * bcubed(batch, gold),
        "batch.pairs": 100 * pairs(batch, gold),
        "stream": 100 * bcubed(stream, gold),
        "stream.pairs": 100 * pairs(stream, gold),
        "window": 100 * bcubed(strict, gold),
        "tfidf": 100 * bcubed(plain(pile.texts), gold),
        "n": float(len(articles)),
    }


def placed(stories: Iterable[Sequence[str]], articles: Sequence[Features]) -> list[str]:
    """The story of each article, named after its first."""
    where: Mapping[str, str] = {id: story[0] for story in stories for id in story}
    return [where[one.id] for one in articles]


def streamed(articles: Sequence[Features], settings: Settings) -> list[str]:
    """The story of each article after all have come, in order of publication, undated ones last."""
    stream, story = Stream(settings), {}
    for one in sorted(articles, key=lambda one: (one.day is None, one.day or 0, one.id)):
        story[one.id] = stream.add(one)
        story |= stream.moves()
    return [story[one.id] for one in articles]


def plain(texts: Sequence[str]) -> list[str]:
    """The yardstick's story of each text."""
    counts = [Counter(terms(text)) for text in texts]
    spread = Counter(word for words in counts for word in words)
    place = {word: at for at, word in enumerate(sorted(spread))}
    rows = np.zeros((len(texts), len(place)), dtype=np.float32)
    for row, words in zip(rows, counts, strict=True):
        for word, count in words.items():
            row[place[word]] = (1 + math.log(count)) * math.log((len(texts) + 1) / (spread[word] + 0.5))
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    groups = linked((rows @ rows.T).astype(np.float64), replace(DEFAULT.gathering.events, join=PLAIN_JOIN, tightness=0.0))
    where = {member: str(group[0]) for group in groups for member in group}
    return [where[at] for at in range(len(texts))]


def bcubed(found: Sequence[str], gold: Sequence[str]) -> float:
    """B-cubed F1, 0 to 1, of two partitions of the same articles, given as each article's part."""
    both, ours, theirs = Counter(zip(found, gold, strict=True)), Counter(found), Counter(gold)
    precision = sum(count * count / ours[one] for (one, _), count in both.items()) / len(gold)
    recall = sum(count * count / theirs[other] for (_, other), count in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def pairs(found: Sequence[str], gold: Sequence[str]) -> float:
    """F1, 0 to 1, of the pairs of articles that stand in one part; 1 where neither partition has such a pair."""
    together = _pairs(Counter(zip(found, gold, strict=True)).values())
    either = _pairs(Counter(found).values()) + _pairs(Counter(gold).values())
    return 2 * together / either if either else 1.0


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


if __name__ == "__main__":
    print(json.dumps({name: round(value, 2) for name, value in measure(Path(sys.argv[1])).items()}, indent=1))
