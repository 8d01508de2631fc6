"""Exact words in an article: the evidence that every finding carries."""

from __future__ import annotations

from rashomon.model.noun import Noun


class Span(Noun):
    """Half-open `[start, end)` in Unicode code points; `article.text[start:end] == text`, always.

    `article` is the article's id. Spans sort by article, then place, through `Span.key`.
    """

    article: str
    start: int
    end: int
    text: str

    @property
    def key(self) -> tuple[str, int, int]:
        """What spans are ordered by."""
        return (self.article, self.start, self.end)

    def overlaps(self, other: Span) -> bool:
        """Whether both cover a code point of the same article."""
        return self.article == other.article and self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies inside this span of the same article."""
        return self.article == other.article and self.start <= other.start and other.end <= self.end
