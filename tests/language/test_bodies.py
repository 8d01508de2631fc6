"""Names that say themselves that they are a body's."""

from __future__ import annotations

import pytest

from rashomon.language.bodies import initials, says_body


@pytest.mark.parametrize("name", ["Tarn Airlines", "Harl Holdings Inc.", "Reuters", "Bank of Vell Ltd"])
def test_a_last_word_an_ending_and_the_outlets_table_say_a_body(name: str) -> None:
    assert says_body(name)


@pytest.mark.parametrize("name", ["Mira Tarn", "Airlines", "Vell"])
def test_other_names_do_not(name: str) -> None:
    assert not says_body(name)


def test_what_places_have_too_says_no_body_of_a_place() -> None:
    assert says_body("West Bank")
    assert not says_body("West Bank", place=True)


@pytest.mark.parametrize(
    ("name", "before", "after", "holds"),
    [
        ("TRB", "the", "said", True),
        ("TRB-4", "passed", "on", True),
        ("BERG", "", ":", False),
        ("TARN", "MIRA", "SAID", False),
        ("Trb", "the", "said", False),
        ("J.K.", "said", "Tarn", False),
        ("TARNBERG", "the", "said", False),
        ("-4", "the", "said", False),
    ],
)
def test_initials_are_short_capitals_among_words_that_are_not(name: str, before: str, after: str, holds: bool) -> None:
    assert initials(name, before, after) is holds
