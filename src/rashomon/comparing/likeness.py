"""How surely two propositions say the same: a logistic sum over sentence vectors, shared words and what each side has beyond the other.

Words are weighted by how rare they are among the story's propositions. Two propositions that share names and topic alone score 0: some
words beside names must agree. What it does not do: it knows no synonyms beyond what the sentence vectors bring, and conflicting numbers
only lower the score, for a conflict is worth showing. Features after the classic ones for MRPC (Das and Smith 2009; Madnani et al. 2012).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from rashomon.comparing.propositions import Proposition
from rashomon.settings import ComparingSettings

_FAR = 0.2
"""cosine of two words in their sentences up to which they have nothing to do with one another; fitted on MRPC's pairs"""


class _Side:
    """What scoring needs of one proposition, worked out once: sets, weights, and the unit vectors of its keys. `weights` has two rows, a
    column a key: what it counts among all keys, and what among those that are words."""

    def __init__(self, proposition: Proposition, weights: Mapping[str, float]) -> None:
        self.proposition = proposition
        self.keys, self.words = proposition.keys, proposition.words
        self.key_weight, self.word_weight = _weight(self.keys, weights), _weight(self.words, weights)
        own = [weights.get(key, 1.0) for key in proposition.order]
        worded = [weight if key in proposition.words else 0.0 for key, weight in zip(proposition.order, own, strict=True)]
        self.weights = np.array([own, worded])
        self.total, self.total_words = self.weights.sum(1).tolist()

    @cached_property
    def runs(self) -> set[tuple[str, ...]]:
        """Its runs of three words."""
        text = self.proposition.text
        return set(zip(text, text[1:], text[2:], strict=False))

    @cached_property
    def unit(self) -> NDArray[np.float32]:
        """The vectors of its keys, scaled to length 1; none where it has none."""
        if not len(self.proposition.word_vectors):
            return np.zeros((0, 0), dtype=np.float32)
        rows = self.proposition.word_vectors[list(self.proposition.rows)].astype(np.float32)
        return np.asarray(rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9), dtype=np.float32)

    @cached_property
    def numbered(self) -> list[int]:
        """Rows of its keys that are numbers."""
        return [row for row, key in enumerate(self.proposition.order) if key in self.proposition.numbers]

    @cached_property
    def row(self) -> dict[str, int]:
        """The row of each of its keys."""
        return {key: row for row, key in enumerate(self.proposition.order)}

    def covered(self, match: NDArray[np.float32]) -> tuple[float, float]:
        """The part of its keys, and of its words, that the other side covers."""
        keys, words = (self.weights @ match).tolist()
        return _part(keys, self.total), _part(words, self.total_words)


class Likeness:
    """Scores pairs of the propositions it was made from; `counts` says in how many whole sentences each key stands."""

    def __init__(self, propositions: Sequence[Proposition], settings: ComparingSettings) -> None:
        whole = [proposition for proposition in propositions if proposition.whole]
        self.counts = Counter(key for proposition in whole for key in proposition.keys)
        self.weights = {key: math.log(1 + len(whole) / count) for key, count in self.counts.items()}
        self.settings = settings
        self._sides: dict[Proposition, _Side] = {}

    def _side(self, proposition: Proposition) -> _Side:
        if proposition not in self._sides:
            self._sides[proposition] = _Side(proposition, self.weights)
        return self._sides[proposition]

    def features(self, one: Proposition, other: Proposition) -> tuple[float, ...]:
        """Cosine; part of the richer and of the poorer side's keys shared, then of the words that are no names; the same four where words
        near in meaning count in part; words in the same order, by the longer and by the shorter side; verbs shared; 1 where numbers clash;
        1 where names clash; runs of three words shared, by the longer and by the shorter side."""
        mine, yours = self._side(one), self._side(other)
        exact = self._overlap(mine, yours)
        ordered = LCSseq.similarity(one.text, other.text)
        verbs = len(one.verbs & other.verbs)
        runs = len(mine.runs & yours.runs)
        return (
            float(one.vector @ other.vector),
            *exact,
            *_near(mine, yours, exact),
            _part(ordered, max(len(one.text), len(other.text))),
            _part(ordered, min(len(one.text), len(other.text))),
            _part(verbs, max(len(one.verbs), len(other.verbs))),
            float(bool(one.numbers - other.numbers) and bool(other.numbers - one.numbers)),
            float(bool(one.names - other.names) and bool(other.names - one.names)),
            _part(runs, max(len(mine.runs), len(yours.runs))),
            _part(runs, min(len(mine.runs), len(yours.runs))),
        )

    def score(self, one: Proposition, other: Proposition) -> float:
        """How surely the two say the same, 0 to 1."""
        mine, yours = self._side(one), self._side(other)
        words = _part(_weight(one.words & other.words, self.weights), min(mine.word_weight, yours.word_weight))
        if words < self.settings.min_word_overlap and float(one.vector @ other.vector) < self.settings.sure_cosine:
            return 0.0
        features = self.features(one, other)
        bias, *weights = self.settings.likeness
        if one.names and other.names and not one.names & other.names:
            bias -= self.settings.strangers
        if min(len(mine.keys), len(yours.keys)) < self.settings.few_words:
            bias -= self.settings.strangers / 2
        if self._leads(one, other):
            bias += self.settings.lead
        if any(_telling(number) for number in one.numbers & other.numbers):
            bias += self.settings.same_amount
        return 1 / (1 + math.exp(-bias - sum(weight * value for weight, value in zip(weights, features, strict=True))))

    def _leads(self, one: Proposition, other: Proposition) -> bool:
        """Whether both tell what their accounts begin with, and neither the contrary of the other."""
        whole = one.full and other.full and bool(one.negations) == bool(other.negations)
        return whole and max(one.sentence, other.sentence) < self.settings.lead_sentences

    def _overlap(self, mine: _Side, yours: _Side) -> tuple[float, float, float, float]:
        shared, words = (_weight(keys, self.weights) for keys in (mine.keys & yours.keys, mine.words & yours.words))
        return (
            _part(shared, max(mine.key_weight, yours.key_weight)),
            _part(shared, min(mine.key_weight, yours.key_weight)),
            _part(words, max(mine.word_weight, yours.word_weight)),
            _part(words, min(mine.word_weight, yours.word_weight)),
        )


def _near(mine: _Side, yours: _Side, exact: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The overlap in which a key without its equal counts by its nearest neighbour on the other side; numbers have no neighbours."""
    if not (len(mine.unit) and len(yours.unit)):
        return exact
    match = np.minimum(np.maximum((mine.unit @ yours.unit.T - _FAR) / (1 - _FAR), 0), 1)
    if mine.numbered:
        match[mine.numbered] = 0
    if yours.numbered:
        match[:, yours.numbered] = 0
    for key in mine.row.keys() & yours.row.keys():
        match[mine.row[key], yours.row[key]] = 1
    my_keys, my_words = mine.covered(match.max(1))
    your_keys, your_words = yours.covered(match.max(0))
    return (min(my_keys, your_keys), max(my_keys, your_keys), min(my_words, your_words), max(my_words, your_words))


def _weight(keys: Iterable[str], weights: Mapping[str, float]) -> float:
    return math.fsum(weights.get(key, 1.0) for key in keys)


def _telling(number: str) -> bool:
    """Whether a number is rare enough to tell one fact from others: of two digits or more, and no year."""
    return number.isdecimal() and len(number) > 1 and not (len(number) == 4 and number[:2] in ("19", "20"))


def _part(shared: float, whole: float) -> float:
    return shared / whole if whole else 0.0
