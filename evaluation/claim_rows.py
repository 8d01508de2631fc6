"""Are the versions in one row the same proposition? The rows of twelve stories, each judged by reading.

The stories: every seventh cluster of `giveme5w1h-clusters` from the first on (at most eight accounts of each, the first in the file), and
NewsWCL50's events 1 and 3. `gold/claim-rows.json` holds the rows as they were read, without a word of an article: sha256 of the body as it
is read, offsets into it, and whether the version says what the row says. Today's rows are held against it: a version is judged where it
and another of its row stand in one gold row, at nearly the same place; it is right where one such pair was read as the same. `right` is the
share of the judged versions in per cent, `judged.n` how many they are, `n` how many versions the rows have. Rows that no one has read count
in `n` alone; where many do, the rows want reading again.

    python -m evaluation claim_rows
"""

from __future__ import annotations

import gzip
import hashlib
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rashomon.annotating.annotate import annotate
from rashomon.comparing.claims import claims
from rashomon.gathering.gather import gather
from rashomon.model.article import Article
from rashomon.model.story import Story
from rashomon.reading.read import read
from rashomon.settings import DEFAULT

GOLD = Path(__file__).resolve().parent / "gold" / "claim-rows.json"
CLUSTERS, EVENTS = "stories/giveme5w1h-clusters.jsonl.gz", "stories/newswcl50"
EVERY, MOST, UPTO = 7, 8, 64
"""every seventh cluster of the first 64, at most eight accounts of each: what was read"""
LIKE = 0.8
"""part of the union of two stretches that both cover, from which they are one version"""


class Judged(NamedTuple):
    """A version as it was read: sha256 of the body, offsets, and whether it says what its row says."""

    body: str
    start: int
    end: int
    right: bool

    def is_at(self, body: str, start: int, end: int) -> bool:
        """Whether a version stands at nearly the same place."""
        shared = min(self.end, end) - max(self.start, start)
        return self.body == body and shared >= LIKE * (max(self.end, end) - min(self.start, start))


def measure(corpora: Path) -> dict[str, float]:
    """`right` of the judged versions, in per cent; `judged.n` and `n`, the judged versions and all."""
    gold = [[Judged(*version) for version in row] for row in json.loads(GOLD.read_text(encoding="utf-8"))["rows"]]
    verdicts: list[bool | None] = []
    for story in stories(corpora):
        body = {a.article.id: sha256(a.article.text) for a in story.articles}
        for claim in claims(story, DEFAULT):
            if len(claim.versions) > 1:
                verdicts += judge([(body[v.article], v.span.start, v.span.end) for v in claim.versions], gold)
    read_ones = [verdict for verdict in verdicts if verdict is not None]
    return {
        "right": 100 * sum(read_ones) / max(1, len(read_ones)),
        "judged.n": float(len(read_ones)),
        "n": float(len(verdicts)),
    }


def judge(row: list[tuple[str, int, int]], gold: list[list[Judged]]) -> list[bool | None]:
    """For each version of a row whether it is right; None where nobody has read it beside another of the row."""
    found: list[bool | None] = [None] * len(row)
    for read_row in gold:
        here = {n: next((j for j in read_row if j.is_at(*version)), None) for n, version in enumerate(row)}
        here = {n: judged for n, judged in here.items() if judged is not None}
        if len(here) > 1:
            for n, judged in here.items():
                right = judged is not None and judged.right and sum(j is not None and j.right for j in here.values()) > 1
                found[n] = bool(found[n]) or right
    return found


def stories(corpora: Path) -> Iterator[Story]:
    """The twelve stories, gathered."""
    clusters: dict[str, list[str]] = {}
    with gzip.open(corpora / CLUSTERS, "rt", encoding="utf-8") as lines:
        for line in lines:
            clusters.setdefault(json.loads(line)["story"], []).append(line)
    with tempfile.TemporaryDirectory() as folder:
        for name in list(clusters)[:UPTO:EVERY]:
            path = Path(folder) / "story.jsonl"
            path.write_text("".join(clusters[name][:MOST]), encoding="utf-8")
            yield _gathered(read([path], DEFAULT).articles)
    for event in (1, 3):
        yield _gathered(read([corpora / EVENTS / f"event_{event}"], DEFAULT).articles)


def _gathered(articles: tuple[Article, ...] | list[Article]) -> Story:
    return gather([annotate(article, DEFAULT) for article in articles], DEFAULT)


def sha256(text: str) -> str:
    """The hash by which the gold knows a body."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
