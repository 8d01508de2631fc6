"""Passages brought to the edges of sentences: a sentence lacking a few words is taken whole, a few words into one are left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from rashomon.comparing.words import Word
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.span import Span


class Edges:
    """The sentence edges of one article, counted in its words. `reach`: how many words from an edge count as near."""

    def __init__(self, annotated: AnnotatedArticle, words: Sequence[Word], reach: int) -> None:
        self._article, self._words, self._reach = annotated.article, words, reach
        starts = [word.start for word in words]
        sentences = {bisect_right(starts, sentence.start - 1): sentence for sentence in reversed(annotated.sentences)}
        self._bounds = sorted(set(sentences) | {0, len(words)})
        self._sentences = sentences

    def leads(self, start: int) -> int:
        """How many words from `start` on only lead up to the next sentence: 0 if the passage should keep them."""
        low, high = self._around(start)
        return high - start if 0 < high - start <= self._reach and 2 * (high - start) < high - low else 0

    def trails(self, end: int) -> int:
        """How many words before `end` only begin a sentence: 0 if the passage should keep them."""
        low, high = self._around(end - 1)
        return end - low if 0 < end - low <= self._reach and 2 * (end - low) < high - low else 0

    def widened(self, start: int, end: int) -> tuple[int, int]:
        """The word range, each side moved out to the edge of its sentence if that is near."""
        low, _ = self._around(start)
        _, high = self._around(end - 1)
        return low if start - low <= self._reach else start, high if high - end <= self._reach else end

    def span(self, start: int, end: int) -> Span:
        """The words `[start, end)` as a span; whole sentences with their punctuation."""
        left, right = self._words[start].start, self._words[end - 1].end
        first, last = self._sentences.get(start), self._sentences.get(self._around(end - 1)[0])
        if first and first.start <= left:
            left = first.start
        if last and end in self._bounds and right <= last.end:
            right = last.end
        return self._article.span(left, right)

    def _around(self, word: int) -> tuple[int, int]:
        """The sentence that holds the word, as a word range."""
        after = bisect_right(self._bounds, word)
        return self._bounds[after - 1], self._bounds[after]


def trimmed(pairs: list[tuple[int, int]], left: Edges, right: Edges) -> list[tuple[int, int]]:
    """The matched places without stubs of sentences at either end, on either side."""
    while pairs:
        (i, j), (k, m) = pairs[0], pairs[-1]
        leads, trails = (left.leads(i), right.leads(j)), (left.trails(k + 1), right.trails(m + 1))
        if not any(leads) and not any(trails):
            break
        kept = [
            pair
            for pair in pairs
            if pair[0] >= i + leads[0] and pair[1] >= j + leads[1] and pair[0] <= k - trails[0] and pair[1] <= m - trails[1]
        ]
        pairs = kept
    return pairs
