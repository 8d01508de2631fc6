"""The measures of grouping, on examples worked out by hand."""

import pytest
from evaluation.clusters import bcubed, ceafe, conll, muc

OURS = ["x", "x", "y", "y", "y"]
GOLD = ["a", "a", "a", "b", "b"]


def test_bcubed() -> None:
    score = bcubed(OURS, GOLD)
    assert score.precision == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)
    assert score.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)


def test_muc_counts_links() -> None:
    score = muc(OURS, GOLD)
    assert (score.precision, score.recall) == pytest.approx((2 / 3, 2 / 3))


def test_ceafe_matches_groups_one_to_one() -> None:
    assert ceafe(OURS, GOLD).f1 == pytest.approx((4 / 5 + 4 / 5) / 2)


def test_the_same_grouping_is_perfect_and_nothing_is_nothing() -> None:
    assert conll(GOLD, GOLD) == pytest.approx(1.0)
    assert bcubed([], []).f1 == 0.0
    assert ceafe([], []).f1 == 0.0
