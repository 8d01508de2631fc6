"""How alike two ways of putting mentions together are: B-cubed, MUC and CEAFe, and CoNLL's mean of the three.

Each takes, mention by mention, the group it was put in and the group it belongs in; mentions are given, so the figures tell of grouping
alone. B-cubed: Bagga and Baldwin 1998; MUC: Vilain et al. 1995; CEAFe (phi 4): Luo 2005; their mean: Pradhan et al. 2012. Values 0 to 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment


class Score(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f1: float


def bcubed(ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> Score:
    """Of each mention's group, the share that belongs with it; of those that belong with it, the share in its group; averaged."""
    both, own, gold = Counter(zip(ours, theirs, strict=True)), Counter(ours), Counter(theirs)
    n = len(ours) or 1
    precision = sum(count * count / own[group] for (group, _), count in both.items()) / n
    recall = sum(count * count / gold[group] for (_, group), count in both.items()) / n
    return _score(precision, recall)


def muc(ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> Score:
    """Links that need no mending: a group of n mentions spread over k of the other's groups has n - k of its n - 1."""
    pairs = Counter(zip(ours, theirs, strict=True))

    def kept(sizes: Counter[Hashable], side: int) -> float:
        parts = Counter(pair[side] for pair in pairs)
        links = sum(size - 1 for size in sizes.values())
        return sum(size - parts[group] for group, size in sizes.items()) / links if links else 0.0

    return _score(kept(Counter(ours), 0), kept(Counter(theirs), 1))


def ceafe(ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> Score:
    """Groups matched one to one for the most likeness, each pair counting 2 * shared / (size + size)."""
    own, gold = Counter(ours), Counter(theirs)
    if not own:
        return Score(0.0, 0.0, 0.0)
    row, column = ({group: n for n, group in enumerate(groups)} for groups in (own, gold))
    likeness = np.zeros((len(own), len(gold)))
    for (a, b), shared in Counter(zip(ours, theirs, strict=True)).items():
        likeness[row[a], column[b]] = 2 * shared / (own[a] + gold[b])
    best = float(likeness[linear_sum_assignment(-likeness)].sum())
    return _score(best / len(own), best / len(gold))


def conll(ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> float:
    """The mean of the three F1."""
    return sum(measure(ours, theirs).f1 for measure in (muc, bcubed, ceafe)) / 3


def _score(precision: float, recall: float) -> Score:
    both = precision + recall
    return Score(precision, recall, 2 * precision * recall / both if both else 0.0)
