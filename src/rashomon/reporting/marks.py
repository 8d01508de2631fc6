"""Marks: which words of which account the findings cite, and the bodies cut at every border so that marks may nest and overlap.

A mark is one `[start, end)` of one article, numbered `m1`, `m2` … in the order of citing; many findings may share it. A span that does not
lie inside its article's text gets no citation (`rashomon check` is what reports it); the report itself never fails on one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rashomon.model.article import Article
from rashomon.model.span import Span

_BREAK = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Cite:
    """A citation: the exact `words`, whose they are, and the `mark` in the reader that they open.

    `finding` is the page's id of the row that cites; `paragraph` counts from 1.
    """

    mark: str
    finding: str
    account: str
    outlet: str
    paragraph: int
    words: str


@dataclass(frozen=True)
class Segment:
    """A piece of a body between two borders of marks. `starts` are the marks that begin here, `marks` all that cover it, `findings` the
    rows that cite those marks."""

    text: str
    starts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a body, `number` from 1."""

    number: int
    segments: tuple[Segment, ...]


class Marks:
    """Collects citations, then cuts the bodies. `outlets` names each article, in the order in which citations are to stand."""

    def __init__(self, articles: Sequence[Article], outlets: Mapping[str, str]) -> None:
        self._articles = {article.id: article for article in articles}
        self._order = {article.id: place for place, article in enumerate(articles)}
        self._outlets = outlets
        self._borders = {article.id: _paragraphs(article.text) for article in articles}
        self._marks: dict[tuple[str, int, int], str] = {}
        self._findings: dict[str, list[str]] = {}

    def cite(self, finding: str, spans: Iterable[Span]) -> tuple[Cite, ...]:
        """Citations of `spans` by the row `finding`, in the order of the accounts and of the text, each once."""
        held = {span.key: span for span in spans if self._holds(span)}
        ordered = sorted(held.values(), key=lambda span: (self._order[span.article], span.start, span.end))
        return tuple(self._cite(finding, span) for span in ordered)

    def paragraphs(self, article: Article) -> tuple[Paragraph, ...]:
        """The article's body with all marks collected so far."""
        marks = sorted((start, end, mark) for (id, start, end), mark in self._marks.items() if id == article.id)
        edges = sorted({edge for start, end, _ in marks for edge in (start, end)})
        waiting = list(reversed(marks))
        covering: list[tuple[int, int, str]] = []
        paragraphs = []
        for number, (first, last) in enumerate(self._borders[article.id], 1):
            segments = []
            cuts = [first, *(edge for edge in edges[bisect_right(edges, first) :] if edge < last), last]
            for start, end in pairwise(cuts):
                starts = []
                while waiting and waiting[-1][0] < end:
                    starts.append(waiting.pop())
                covering = [mark for mark in [*covering, *starts] if mark[1] > start]
                segments.append(self._segment(article.text[start:end], starts, covering))
            paragraphs.append(Paragraph(number, tuple(segments)))
        return tuple(paragraphs)

    def _holds(self, span: Span) -> bool:
        article = self._articles.get(span.article)
        return article is not None and 0 <= span.start < span.end and article.text[span.start : span.end] == span.text

    def _cite(self, finding: str, span: Span) -> Cite:
        mark = self._marks.setdefault(span.key, f"m{len(self._marks) + 1}")
        findings = self._findings.setdefault(mark, [])
        if finding not in findings:
            findings.append(finding)
        borders = self._borders[span.article]
        paragraph = max(bisect_right(borders, (span.start, len(self._articles[span.article].text))), 1)
        return Cite(mark, finding, span.article, self._outlets[span.article], paragraph, span.text)

    def _segment(self, text: str, starts: list[tuple[int, int, str]], covering: list[tuple[int, int, str]]) -> Segment:
        marks = tuple(mark for _, _, mark in covering)
        findings = dict.fromkeys(finding for mark in marks for finding in self._findings[mark])
        return Segment(text, tuple(mark for _, _, mark in starts), marks, tuple(findings))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs of `text` begin and end; white space around them belongs to none."""
    borders, start = [], 0
    for end, following in [*(match.span() for match in _BREAK.finditer(text)), (len(text), len(text))]:
        piece = text[start:end]
        if piece.strip():
            borders.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = following
    return borders
