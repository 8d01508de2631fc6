"""Spellings are one word, inflections one stem, and words that change the meaning are never light."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.language.wordforms import bearing, fold, light, spelling


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("organise", "organize"),
        ("Organisation", "organization"),
        ("colour", "color"),
        ("neighbours", "neighbors"),
        ("travelled", "traveled"),
        ("defence", "defense"),
        ("centres", "centers"),
        ("analysing", "analyzing"),
        ("programme", "program"),
        ("Márquez", "Marquez"),
        ("towards", "toward"),
    ],
)
def test_one_key_for_two_spellings(british: str, american: str) -> None:
    assert spelling(british) == spelling(american)


@pytest.mark.parametrize(("one", "other"), [("four", "for"), ("filled", "filed"), ("prise", "prize"), ("tour", "tor"), ("your", "yor")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert spelling(one) != spelling(other)


@pytest.mark.parametrize(
    "forms", [["attempt", "attempts", "attempted", "attempting"], ["violation", "violations"], ["say", "said", "says"], ["be", "was", "is"]]
)
def test_inflections_fold(forms: list[str]) -> None:
    assert len({fold(form) for form in forms}) == 1


def test_negation_and_modals_bear_meaning() -> None:
    assert all(bearing(word) and not light(word) for word in ("not", "never", "may", "must", "all"))
    assert all(light(word) for word in ("the", "is", "were", "of", "their"))
    assert not light("soldiers")


@given(st.text(max_size=60))
def test_any_string_has_a_key(word: str) -> None:
    assert spelling(word) == spelling(spelling(word)) or not word.isascii()
    assert isinstance(fold(word), str)
