"""Passages that stand word for word, or nearly, in more than one account or twice in one.

A passage is running text: words inside quotation marks do not count, because a quotation that two reporters heard is no copy. Small edits
are tolerated and reordered passages come singly. A passage that several accounts share is one finding; a part of it that more accounts
share is a finding of its own. It does not rule who copied: `origin` is set only where credits or hours of publication say something, and
`basis` says what. Source: passim (Smith, Cordell, Mullen 2015); see `shared.py`, `growing.py`, `edges.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rashomon.comparing.direction import direction
from rashomon.comparing.edges import Edges, trimmed
from rashomon.comparing.shared import Run, Shared, shared
from rashomon.model.dossier import Copy
from rashomon.model.span import Span
from rashomon.model.story import Story
from rashomon.settings import ComparingSettings, Settings


def copies(story: Story, settings: Settings) -> list[Copy]:
    """The copied and repeated passages of a story, in story order of their first account, then by place.

    Each has its passages in story order. A finding of kind `copied` names two articles or more, one of kind `repeated` names one.
    """
    limits = settings.comparing
    found = shared(story, limits)
    edges = [Edges(annotated, words, limits.copy_edge_words) for annotated, words in zip(story.articles, found.words, strict=True)]
    rows = [("copied", passage) for passage in _copied(found, edges, limits)] + [
        ("repeated", passage) for passage in _repeated(found, edges, limits)
    ]
    place = {annotated.article.id: number for number, annotated in enumerate(story.articles)}
    rows.sort(key=lambda row: ([(place[span.article], span.start, span.end) for span in row[1]], row[0]))
    result = []
    for number, (kind, passages) in enumerate(rows, start=1):
        id = f"copy{number}"
        if kind == "repeated":
            result.append(
                Copy(id=id, kind="repeated", passages=tuple(passages), origin=None, basis=f"stands {len(passages)} times in one account")
            )
        else:
            origin, basis = direction(story, passages)
            result.append(Copy(id=id, kind="copied", passages=tuple(passages), origin=origin, basis=basis))
    return result


def _copied(found: Shared, edges: list[Edges], limits: ComparingSettings) -> list[list[Span]]:
    """One row a passage of its first account: all accounts that hold nearly all of it, in story order."""
    by_first: dict[int, list[Run]] = defaultdict(list)
    for run in found.runs:
        pairs = trimmed(run.pairs, edges[run.first], edges[run.copy])
        if len(pairs) >= limits.copy_min_words:
            by_first[run.first].append(Run(run.first, run.copy, pairs))
    rows = []
    for _, sharing in sorted(by_first.items()):
        for start, end in _extents(sharing, limits.copy_same_passage):
            rows.append(_row((start, end), sharing, edges, limits.copy_same_passage))
    return rows


def _extents(sharing: Sequence[Run], alike: float) -> list[tuple[int, int]]:
    """The distinct passages, as word ranges of the first account: ranges that overlap by `alike` of their union are one, the longest."""
    ranges = sorted({(run.pairs[0][0], run.pairs[-1][0] + 1) for run in sharing}, key=lambda r: (r[0] - r[1], r[0]))
    kept: list[tuple[int, int]] = []
    for start, end in ranges:
        if not any(min(end, e) - max(start, s) >= alike * (max(end, e) - min(start, s)) for s, e in kept):
            kept.append((start, end))
    return kept


def _row(extent: tuple[int, int], sharing: Sequence[Run], edges: list[Edges], alike: float) -> list[Span]:
    start, end = extent
    best: dict[int, list[tuple[int, int]]] = {}
    for run in sharing:
        covered = min(end, run.pairs[-1][0] + 1) - max(start, run.pairs[0][0])
        if covered < alike * (end - start):
            continue
        inside = [pair for pair in run.pairs if start <= pair[0] < end]
        if len(inside) > len(best.get(run.copy, ())):
            best[run.copy] = inside
    first = sharing[0].first
    ranges = {first: extent} | {copy: (pairs[0][1], pairs[-1][1] + 1) for copy, pairs in best.items()}
    return [edges[number].span(*edges[number].widened(*ranges[number])) for number in sorted(ranges)]


def _repeated(found: Shared, edges: list[Edges], limits: ComparingSettings) -> list[list[Span]]:
    rows: dict[tuple[int, int], list[Span]] = {}
    for run in found.repeats:
        edge = edges[run.first]
        pairs = trimmed(run.pairs, edge, edge)
        if len(pairs) < limits.copy_min_words:
            continue
        once = edge.span(*edge.widened(pairs[0][0], pairs[-1][0] + 1))
        again = edge.span(*edge.widened(pairs[0][1], pairs[-1][1] + 1))
        row = rows.setdefault((run.first, once.start), [once])
        if not any(again.overlaps(other) for other in row):
            row.append(again)
    return [row for row in rows.values() if len(row) > 1]
