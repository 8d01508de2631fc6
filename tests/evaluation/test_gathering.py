"""The scores of partitions, on partitions small enough to count by hand."""

from __future__ import annotations

import pytest
from evaluation.gathering import bcubed, pairs, placed, plain, streamed

from rashomon.gathering.events import group
from rashomon.settings import DEFAULT
from tests.gathering.pile import BRIDGE, MARKET, pile


def test_the_right_stories_score_one_whatever_they_are_called() -> None:
    assert bcubed("xxyz", "aabc") == 1
    assert pairs("xxyz", "aabc") == 1


def test_a_wrong_merge_costs_precision_and_a_wrong_split_recall() -> None:
    assert bcubed("xxxx", "aabb") == pytest.approx(2 / 3)
    assert bcubed("wxyz", "aabb") == pytest.approx(2 / 3)
    assert pairs("xxxx", "aabb") == pytest.approx(2 * 2 / (6 + 2))
    assert pairs("wxyz", "aabb") == 0


def test_nothing_to_pair_is_no_fault() -> None:
    assert pairs("wxyz", "abcd") == 1


def test_a_pile_is_scored_by_what_is_told_of_each_article() -> None:
    articles, gold = pile(BRIDGE, MARKET), ["bridge"] * 3 + ["market"] * 3
    assert bcubed(placed(group(articles), articles), gold) == 1
    assert bcubed(streamed(articles, DEFAULT), gold) == 1


def test_the_yardstick_tells_plain_cases_apart() -> None:
    assert bcubed(plain([*BRIDGE, *MARKET]), ["bridge"] * 3 + ["market"] * 3) == 1
