"""How surely two propositions say the same: a logistic sum over sentence vectors, shared words and what each side has beyond the other.

Words are weighted by how rare they are among the story's propositions. Two propositions that share names and topic alone score 0: some
words beside names must agree. What it does not do: it knows no synonyms beyond what the sentence vectors bring, and conflicting numbers
only lower the score, for a conflict is worth showing. Features after the classic ones for MRPC (Das and Smith 2009; Madnani et al. 2012).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from rashomon.comparing.propositions import Proposition
from rashomon.settings import ComparingSettings

_FAR = 0.2
"""cosine of two words in their sentences up to which they have nothing to do with one another; fitted on MRPC's pairs"""


class Likeness:
    """Scores pairs of the propositions it was made from; `counts` says in how many whole sentences each key stands."""

    def __init__(self, propositions: Sequence[Proposition], settings: ComparingSettings) -> None:
        whole = [proposition for proposition in propositions if proposition.whole]
        self.counts = Counter(key for proposition in whole for key in proposition.keys)
        self.weights = {key: math.log(1 + len(whole) / count) for key, count in self.counts.items()}
        self.settings = settings

    def features(self, one: Proposition, other: Proposition) -> tuple[float, ...]:
        """Cosine; part of the richer and of the poorer side's keys shared, then of the words that are no names; the same four where words
        near in meaning count in part; words in the same order, by the longer and by the shorter side; verbs shared; 1 where numbers clash;
        1 where names clash; runs of three words shared, by the longer and by the shorter side."""
        exact = self._overlap(one, other)
        ordered = LCSseq.similarity(one.text, other.text)
        verbs = len(one.verbs & other.verbs)
        mine, yours = _runs(one.text), _runs(other.text)
        runs = len(mine & yours)
        return (
            float(one.vector @ other.vector),
            *exact,
            *self._near(one, other, exact),
            _part(ordered, max(len(one.text), len(other.text))),
            _part(ordered, min(len(one.text), len(other.text))),
            _part(verbs, max(len(one.verbs), len(other.verbs))),
            float(bool(one.numbers - other.numbers) and bool(other.numbers - one.numbers)),
            float(bool(one.names - other.names) and bool(other.names - one.names)),
            _part(runs, max(len(mine), len(yours))),
            _part(runs, min(len(mine), len(yours))),
        )

    def score(self, one: Proposition, other: Proposition) -> float:
        """How surely the two say the same, 0 to 1."""
        poorer = min(self._weight(one.words), self._weight(other.words))
        words = _part(self._weight(one.words & other.words), poorer)
        if words < self.settings.min_word_overlap and float(one.vector @ other.vector) < self.settings.sure_cosine:
            return 0.0
        features = self.features(one, other)
        bias, *weights = self.settings.likeness
        if one.names and other.names and not one.names & other.names:
            bias -= self.settings.strangers
        if min(len(one.keys), len(other.keys)) < self.settings.few_words:
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

    def _overlap(self, one: Proposition, other: Proposition) -> tuple[float, float, float, float]:
        shared, mine, yours = (self._weight(keys) for keys in (one.keys & other.keys, one.keys, other.keys))
        words, my_words, your_words = (self._weight(keys) for keys in (one.words & other.words, one.words, other.words))
        return (
            _part(shared, max(mine, yours)),
            _part(shared, min(mine, yours)),
            _part(words, max(my_words, your_words)),
            _part(words, min(my_words, your_words)),
        )

    def _near(self, one: Proposition, other: Proposition, exact: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """The overlap in which a key without its equal counts by its nearest neighbour on the other side; numbers have no neighbours."""
        if not (len(one.rows) and len(other.rows) and len(one.word_vectors) and len(other.word_vectors)):
            return exact
        match = np.clip((_unit(one) @ _unit(other).T - _FAR) / (1 - _FAR), 0, 1)
        match[[key in one.numbers for key in one.order]] = 0
        match[:, [key in other.numbers for key in other.order]] = 0
        columns = {key: column for column, key in enumerate(other.order)}
        for row, key in enumerate(one.order):
            if key in columns:
                match[row, columns[key]] = 1
        mine, my_words = self._covered(one, match.max(1))
        yours, your_words = self._covered(other, match.max(0))
        return (min(mine, yours), max(mine, yours), min(my_words, your_words), max(my_words, your_words))

    def _covered(self, side: Proposition, match: NDArray[np.float32]) -> tuple[float, float]:
        """The part of a side's keys, and of its words, that the other side covers."""
        weights = np.array([self.weights.get(key, 1.0) for key in side.order])
        words = np.array([key in side.words for key in side.order])
        return (
            _part(float((weights * match).sum()), float(weights.sum())),
            _part(float((weights * match)[words].sum()), float(weights[words].sum())),
        )

    def _weight(self, keys: Iterable[str]) -> float:
        return math.fsum(self.weights.get(key, 1.0) for key in keys)


def _runs(text: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(text, text[1:], text[2:], strict=False))


def _unit(side: Proposition) -> NDArray[np.float32]:
    rows = side.word_vectors[list(side.rows)].astype(np.float32)
    return np.asarray(rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9), dtype=np.float32)


def _telling(number: str) -> bool:
    """Whether a number is rare enough to tell one fact from others: of two digits or more, and no year."""
    return number.isdecimal() and len(number) > 1 and not (len(number) == 4 and number[:2] in ("19", "20"))


def _part(shared: float, whole: float) -> float:
    return shared / whole if whole else 0.0
