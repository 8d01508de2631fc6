"""Characters are mended; words are not touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.language.normalise import normalise


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\x00b\u200bc\u202ad\ufeff", "abcd"),
        ("win\u00addow", "window"),
        ("a\u00a0b\u2009c\td", "a b c d"),
        ("cafe\u0301", "café"),
        ("itâ€™s â€œhereâ€\u009d", "it’s “here”"),
        ("cafÃ© for Â£20", "café for £20"),
        ("\ud800x", "x"),
        ("São Paulo, Ångström, naïve", "São Paulo, Ångström, naïve"),
    ],
)
def test_what_is_mended(text: str, clean: str) -> None:
    assert normalise(text) == clean


@given(st.text())
def test_twice_is_once(text: str) -> None:
    once = normalise(text)
    assert not any(character in once for character in "\r\x00\u200b\ufeff")
    if not any(character in text for character in "ÃÂâÅÄ"):
        assert normalise(once) == once


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_text_is_left_alone(text: str) -> None:
    assert normalise(text) == text
