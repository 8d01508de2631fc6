"""The inverted index against a plain dictionary of lists."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.gathering.postings import Postings


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans(), st.integers(0, 20))))
def test_it_holds_what_lists_would_hold(steps: list[tuple[str, bool, int]]) -> None:
    postings, lists = Postings[str](), dict[str, list[int]]()
    for number, (key, adding, which) in enumerate(steps):
        row = lists.setdefault(key, [])
        if adding:
            postings.add([key], number)
            row.append(number)
        elif row:
            gone = row.pop(which % len(row))
            postings.remove([key], gone)
        assert {key: list(postings.get(key)) for key in "abc"} == {key: lists.get(key, []) for key in "abc"}


def test_nothing_can_be_taken_from_a_key_without_numbers() -> None:
    with pytest.raises(KeyError):
        Postings[str]().remove(["a"], 1)
    assert list(Postings[str]().get("a")) == []
