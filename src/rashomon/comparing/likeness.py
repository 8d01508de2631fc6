"""How surely two propositions say the same: a logistic sum over sentence vectors, shared words and what each side has beyond the other.

Words are weighted by how rare they are among the story's propositions. Two propositions that share names and topic alone score 0: some
words beside names must agree. What it does not do: it knows no synonyms beyond what the sentence vectors bring, and conflicting numbers
only lower the score, for a conflict is worth showing. Features after the classic ones for MRPC (Das and Smith 2009; Madnani et al. 2012).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from rashomon.comparing.propositions import Proposition
from rashomon.settings import ComparingSettings


class Likeness:
    """Scores pairs of the propositions it was made from; `counts` says in how many of them each key stands."""

    def __init__(self, propositions: Sequence[Proposition], settings: ComparingSettings) -> None:
        self.counts = Counter(key for proposition in propositions for key in proposition.keys)
        self.weights = {key: math.log(1 + len(propositions) / count) for key, count in self.counts.items()}
        self.settings = settings

    def features(self, one: Proposition, other: Proposition) -> tuple[float, ...]:
        """Cosine; part of the richer and of the poorer side's keys shared; the same of words that are no names; 1 where numbers clash;
        1 where names clash."""
        shared, mine, yours = (self._weight(keys) for keys in (one.keys & other.keys, one.keys, other.keys))
        words, my_words, your_words = (self._weight(keys) for keys in (one.words & other.words, one.words, other.words))
        return (
            float(one.vector @ other.vector),
            _part(shared, max(mine, yours)),
            _part(shared, min(mine, yours)),
            _part(words, max(my_words, your_words)),
            _part(words, min(my_words, your_words)),
            float(bool(one.numbers - other.numbers) and bool(other.numbers - one.numbers)),
            float(bool(one.names - other.names) and bool(other.names - one.names)),
        )

    def score(self, one: Proposition, other: Proposition) -> float:
        """How surely the two say the same, 0 to 1."""
        features = self.features(one, other)
        if features[4] < self.settings.min_word_overlap and features[0] < self.settings.sure_cosine:
            return 0.0
        bias, *weights = self.settings.likeness
        return 1 / (1 + math.exp(-bias - sum(weight * value for weight, value in zip(weights, features, strict=True))))

    def _weight(self, keys: Iterable[str]) -> float:
        return math.fsum(self.weights.get(key, 1.0) for key in keys)


def _part(shared: float, whole: float) -> float:
    return shared / whole if whole else 0.0
