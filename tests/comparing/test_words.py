"""Which words of a text stand between quotation marks, and where each stands."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.comparing.words import quotations, words


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("She said “not today” and left.", ["not today"]),
        ('She said "not today" and left.', ["not today"]),
        ("She said 'not today', and the workers' union's man left.", ["not today"]),
        ("It isn't the '90s any more.", []),
        ("“He said ‘no’ to it,” she said.", ["He said ‘no’ to it,"]),
        ("“It goes on.\n\n“It ends here,” she said.", ["It goes on.", "It ends here,"]),
        ("“It never closes. And the text goes on.\n\nAnother paragraph.", ["It never closes."]),
        (
            "She left.\n\nNever again, not ever. — Anna Berg (@annaberg) March 3, 2021\n\nHe stayed.",
            ["Never again, not ever. — Anna Berg (@annaberg) March 3, 2021"],
        ),
        ("``Not today,'' she said, ''and not tomorrow.''", ["Not today,", "and not tomorrow."]),
        ('"It grows.\'\' The rest is ours, "and only ours".', ["It grows.", "and only ours"]),
        ("''It goes on.\n\n''It ends,'' she said.", ["It goes on.", "It ends,"]),
        ("The workers'' hall.", []),
        ('A 6" pipe burst.', []),
        ("Nothing” opens here.", []),
        ("", []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == quoted


def test_words_know_their_place_and_form() -> None:
    text = "The U.N. doesn’t say “20%” of Washington’s aid."
    found = words(text)
    assert [word.form for word in found] == ["the", "un", "does", "not", "say", "20%", "of", "washington", "aid"]
    assert [word.form for word in found if word.quoted] == ["20%"]
    assert text[found[3].start : found[3].end] == "n’t"


@given(st.text(st.sampled_from("ab “”\"'’‘«».!?\n1"), max_size=80))
def test_words_rise_and_lie_in_the_text(text: str) -> None:
    found = words(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    marks = quotations(text)
    assert all(start < end for start, end in marks)
    assert all(one[1] <= other[0] for one, other in pairwise(marks))
