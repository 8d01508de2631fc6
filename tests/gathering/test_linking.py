"""Groups join where they are like enough for how closely each hangs together."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from rashomon.gathering.linking import linked
from rashomon.settings import DEFAULT

LIMITS = DEFAULT.gathering.events


def matrix(size: int, likeness: dict[tuple[int, int], float]) -> np.ndarray:
    made = np.zeros((size, size))
    for (one, other), value in likeness.items():
        made[one, other] = made[other, one] = value
    return made


def blocks(inside: float, between: float) -> np.ndarray:
    """Two groups of four."""
    return matrix(8, {(a, b): inside if (a < 4) == (b < 4) else between for a, b in combinations(range(8), 2)})


def test_the_same_likeness_joins_loose_groups_and_parts_tight_ones() -> None:
    assert linked(blocks(0.2, 0.15), LIMITS) == [list(range(8))]
    assert linked(blocks(0.7, 0.15), LIMITS) == [[0, 1, 2, 3], [4, 5, 6, 7]]


def test_below_the_bar_nothing_joins() -> None:
    assert linked(blocks(0.05, 0.01), LIMITS) == [[n] for n in range(8)]


def test_an_article_may_join_though_it_is_like_some_only() -> None:
    assert linked(matrix(3, {(0, 1): 0.4, (1, 2): 0.4}), LIMITS) == [[0, 1, 2]]


def test_nothing_and_one() -> None:
    assert linked(np.zeros((0, 0)), LIMITS) == []
    assert linked(np.zeros((1, 1)), LIMITS) == [[0]]
