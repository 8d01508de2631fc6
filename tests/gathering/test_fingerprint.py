"""Copies find each other by their fingerprints, other texts do not."""

from __future__ import annotations

import random

import pytest

from rashomon.gathering.fingerprint import PLACES, bands, fingerprint, resemblance

WORDS = [f"word{n}" for n in range(300)]


def edited(part: float) -> list[str]:
    chance = random.Random(7)
    return [f"other{n}" if chance.random() < part else word for n, word in enumerate(WORDS)]


def runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}


@pytest.mark.parametrize("part", [0.0, 0.02, 0.1, 0.5])
def test_resemblance_is_the_share_of_common_runs(part: float) -> None:
    one, other = runs(WORDS), runs(edited(part))
    true = len(one & other) / len(one | other)
    assert resemblance(fingerprint(" ".join(WORDS)), fingerprint(" ".join(edited(part)))) == pytest.approx(true, abs=0.15)


def test_layout_and_capitals_do_not_matter() -> None:
    assert fingerprint(" ".join(WORDS)) == fingerprint(",\n\n".join(WORDS).upper())


def test_a_copy_shares_a_band_and_another_text_none() -> None:
    mark = fingerprint(" ".join(WORDS))
    assert len(mark) == 4 * PLACES
    assert set(bands(mark)) & set(bands(fingerprint(" ".join(edited(0.02)))))
    assert not set(bands(mark)) & set(bands(fingerprint(" ".join(WORDS[::-1]))))


def test_a_headline_has_none_and_is_like_nothing() -> None:
    assert fingerprint("Bridge falls") == b""
    assert fingerprint("") == b""
    assert resemblance(b"", b"") == 0.0
    assert bands(b"") == []


def test_fingerprints_of_different_days_agree() -> None:
    assert fingerprint(" ".join(WORDS))[:8].hex() == "db79d100b1e35800"
