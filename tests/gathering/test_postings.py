"""The inverted index against a plain dictionary of lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.gathering.postings import Postings


@given(st.lists(st.tuples(st.integers(0, 2), st.booleans(), st.integers(0, 20))))
def test_it_holds_what_lists_would_hold(steps: list[tuple[int, bool, int]]) -> None:
    postings, lists = Postings(), dict[int, list[int]]()
    for number, (key, adding, which) in enumerate(steps):
        row = lists.setdefault(key, [])
        if adding:
            postings.add([key], number)
            row.append(number)
        elif row:
            gone = row.pop(which % len(row))
            postings.remove([key], gone)
        assert {key: list(postings.get(key)) for key in range(3)} == {key: lists.get(key, []) for key in range(3)}


@given(st.permutations(range(30)))
def test_a_key_of_many_numbers_loses_them_in_any_order(order: list[int]) -> None:
    postings, left = Postings(), list(range(30))
    for number in left:
        postings.add([7], number)
    for gone in order:
        postings.remove([7], gone)
        left.remove(gone)
        assert list(postings.get(7)) == left


def test_nothing_can_be_taken_from_a_key_without_numbers() -> None:
    with pytest.raises(KeyError):
        Postings().remove([1], 1)
    assert list(Postings().get(1)) == []
