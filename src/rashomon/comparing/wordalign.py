"""Two quoted pieces word by word: what they share in one local stretch, and where they part.

Smith and Waterman's local alignment (1981) on words without inflection, each weighted by how much it carries: content words most, names
less (every account of an event has them), light words least. What this is not: a measure of meaning; synonyms do not match.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from rashomon.comparing.utterances import Utterance
from rashomon.language.wordforms import bearing, light

_LIGHT, _NAME, _FULL = 0.2, 0.5, 1.0
_COST = 0.5
"""what a skipped or changed word costs, as a part of its weight"""
_LONGEST = 250
"""words of a piece that are aligned; no sentence is longer, and the work is quadratic in it"""


class Part(NamedTuple):
    """Where two pieces differ: words `[left, left_end)` of the one stand against `[right, right_end)` of the other; one may be empty."""

    left: int
    left_end: int
    right: int
    right_end: int


@dataclass(frozen=True)
class Alignment:
    """The matched words of two pieces (places in each, rising) and what they weigh."""

    left: Utterance
    right: Utterance
    pairs: tuple[tuple[int, int], ...]
    names: frozenset[str]

    @cached_property
    def matched(self) -> int:
        """How many matched words are neither light nor parts of names."""
        return sum(not light(word.form) and word.form not in self.names for word in (self.left.words[i] for i, _ in self.pairs))

    @cached_property
    def verb(self) -> bool:
        """Whether a matched word is a verb on either side; True where nobody looked for verbs."""
        if self.left.verbs is None or self.right.verbs is None:
            return True
        return any(i in self.left.verbs or j in self.right.verbs for i, j in self.pairs)

    @cached_property
    def densities(self) -> tuple[float, float]:
        """Matched weight by the weight of the aligned stretch, on either side."""
        if not self.pairs:
            return 0.0, 0.0
        (i, j), (k, m) = self.pairs[0], self.pairs[-1]
        return self._matched_weight / self._weight(self.left, i, k + 1), self._matched_weight / self._weight(self.right, j, m + 1)

    @cached_property
    def coverage(self) -> float:
        """Matched weight by the weight of the lighter piece."""
        lighter = min(self._weight(self.left, 0, len(self.left.words)), self._weight(self.right, 0, len(self.right.words)))
        return self._matched_weight / lighter if lighter else 0.0

    def parts(self) -> list[Part]:
        """What stands between matched words, and before and after them, in order; never empty on both sides."""
        edges = [(-1, -1), *self.pairs, (len(self.left.words), len(self.right.words))]
        parts = [Part(i + 1, k, j + 1, m) for (i, j), (k, m) in pairwise(edges)]
        return [part for part in parts if part.left < part.left_end or part.right < part.right_end]

    @cached_property
    def _matched_weight(self) -> float:
        return sum(weight(self.left.words[i].form, self.names) for i, _ in self.pairs)

    def _weight(self, piece: Utterance, start: int, end: int) -> float:
        return sum(weight(word.form, self.names) for word in piece.words[start:end])


def weight(form: str, names: frozenset[str]) -> float:
    """How much a word carries, 0.2 to 1."""
    if form in names:
        return _NAME
    if bearing(form):
        return _NAME
    return _LIGHT if light(form) else _FULL


def most(left: Utterance, right: Utterance, names: frozenset[str]) -> float:
    """What the coverage of the two pieces' alignment cannot exceed: the weight of the words they share, in whatever order."""
    heaviest: dict[str, float] = {}
    for word, key in zip(left.words, left.keys, strict=True):
        heaviest[key] = max(heaviest.get(key, 0.0), weight(word.form, names))
    shared = Counter(left.keys) & Counter(right.keys)
    lighter = min(sum(weight(word.form, names) for word in piece.words) for piece in (left, right))
    return sum(heaviest[key] * count for key, count in shared.items()) / lighter if lighter else 0.0


def wordalign(left: Utterance, right: Utterance, names: frozenset[str]) -> Alignment:
    """The best local alignment of two pieces. `names`: forms of words that are parts of names."""
    a, b = left.keys[:_LONGEST], right.keys[:_LONGEST]
    gains_a = [weight(word.form, names) for word in left.words[:_LONGEST]]
    gains_b = [weight(word.form, names) for word in right.words[:_LONGEST]]
    scores = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    best, at = 0.0, (0, 0)
    for i, (key, gain) in enumerate(zip(a, gains_a, strict=True), start=1):
        above, row = scores[i - 1], scores[i]
        for j, other in enumerate(b, start=1):
            change = gain if key == other else -_COST * max(gain, gains_b[j - 1])
            score = max(0.0, above[j - 1] + change, above[j] - _COST * gain, row[j - 1] - _COST * gains_b[j - 1])
            row[j] = score
            if score > best:
                best, at = score, (i, j)
    return Alignment(left, right, tuple(_path(scores, at, (a, b), (gains_a, gains_b))), names)


def _path(
    scores: list[list[float]],
    at: tuple[int, int],
    keys: tuple[Sequence[str], Sequence[str]],
    gains: tuple[Sequence[float], Sequence[float]],
) -> list[tuple[int, int]]:
    pairs = []
    i, j = at
    while i and j and scores[i][j] > 0:
        same = keys[0][i - 1] == keys[1][j - 1]
        change = gains[0][i - 1] if same else -_COST * max(gains[0][i - 1], gains[1][j - 1])
        if abs(scores[i][j] - (scores[i - 1][j - 1] + change)) < 1e-9:
            if same:
                pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif abs(scores[i][j] - (scores[i - 1][j] - _COST * gains[0][i - 1])) < 1e-9:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]
