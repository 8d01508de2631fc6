"""Is a statement right as often as its confidence says? On PolNeAR dev, where the shares come from, and on own statements not of politics.

A statement is right if its content shares more than half of its characters with an annotated one, and its source some with that one's, or
both have none. PolNeAR marks no statement within a statement, so those are left out. `agreement`: 100 less the mean distance, in points,
between confidence and share, each confidence weighted by how many have it; `sure`, `unsure`: the share of right ones among those that are
shown without a word on how sure they are, and among those that are marked.

    python -m evaluation confidence     (`python -m evaluation.confidence` shows each confidence)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation.gold_statements import load
from evaluation.statements import articles
from evaluation.table import CORPORA
from rashomon.annotating.annotate import annotate
from rashomon.model.annotated import SURE, Statement
from rashomon.model.article import Article, identity
from rashomon.model.span import Span

Ranges = Sequence[Sequence[int]]
Gold = Sequence[tuple[Ranges, Ranges]]
"""content and source of each annotated attribution"""


def measure(corpora: Path = CORPORA) -> dict[str, float]:
    """The figures in percent, by data."""
    return {f"{name}.{key}": value for name, found in _judged(corpora).items() for key, value in _figures(found).items()}


def _judged(corpora: Path) -> dict[str, dict[float, list[bool]]]:
    polnear = (
        (row["text"], [(a["content"], a["source"]) for a in row["annotations"][0]["attributions"]])
        for row in articles(corpora / "attribution/polnear-dev.jsonl.gz")
    )
    domains = ((one.text, [(s.content, s.source) for s in one.statements]) for one in load("other-domains", corpora))
    return {"polnear": _levels(polnear), "other_domains": _levels(domains)}


def _levels(texts: Iterator[tuple[str, Gold]]) -> dict[float, list[bool]]:
    """Which statements of each confidence are right."""
    found: dict[float, list[bool]] = defaultdict(list)
    for text, gold in texts:
        made = annotate(Article(id=identity(None, None, None, text), text=text)).statements
        for statement in made:
            if not any(_within(statement, other) for other in made):
                found[statement.confidence].append(_right(statement, gold))
    return found


def _within(statement: Statement, other: Statement) -> bool:
    """Whether one statement is a part of what the other says."""
    size = sum(len(span.text) for span in other.content.spans)
    own = (*statement.source.spans, *statement.cue.spans, *statement.content.spans)
    return sum(len(span.text) for span in own) < size and all(any(outer.contains(span) for outer in other.content.spans) for span in own)


def _right(statement: Statement, gold: Gold) -> bool:
    own = _ranges(statement.content.spans)
    shared, content, source = max(((_shared(own, c), c, s) for c, s in gold), key=lambda one: one[0], default=(0, (), ()))
    if 2 * shared <= max(_size(own), _size(content)):
        return False
    mine = _ranges(statement.source.spans)
    return bool(_shared(mine, source)) if mine or source else True


def _ranges(spans: Sequence[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _size(ranges: Ranges) -> int:
    return sum(end - start for start, end in ranges)


def _shared(one: Ranges, other: Ranges) -> int:
    return sum(max(0, min(end, last) - max(start, first)) for start, end in one for first, last in other)


def _figures(found: dict[float, list[bool]]) -> dict[str, float]:
    many = sum(map(len, found.values()))
    apart = sum(abs(len(right) * level - sum(right)) for level, right in found.items())
    sure, unsure = ([one for level, right in found.items() if (level >= SURE) is kind for one in right] for kind in (True, False))
    shares = {"sure": 100 * sum(sure) / max(1, len(sure)), "unsure": 100 * sum(unsure) / max(1, len(unsure))}
    return {"agreement": 100 - 100 * apart / max(1, many), **shares, "n": float(many)}


if __name__ == "__main__":
    for name, levels in _judged(CORPORA).items():
        for level, right in sorted(levels.items()):
            print(f"{name}: confidence {level:.2f}: {100 * sum(right) / len(right):.1f} % of {len(right)} are right")
