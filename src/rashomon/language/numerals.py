"""A number in words or digits: "1,200", "2.5 million", "twenty-two", "half a million", "two and a half thousand".

What it does not do: bounds, units, ranges (`numbers`), dates (`dates`), European decimal commas, Roman numerals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from rashomon.language.lexicon import lexicon

LONGEST_DIGITS = 18
"""digits; a longer run is a serial number, not an amount"""

LARGEST = 1e18
"""no amount in the news is larger; more scales in a row are no number"""

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]|_")


class Word(NamedTuple):
    """A word, a run of digits or one sign, with its place; `lower` is its lower-cased form."""

    text: str
    start: int
    end: int
    lower: str


class Numeral(NamedTuple):
    """A number read from `words[i:end]`; `round` when its words make it a round one ("two dozen", "half a million")."""

    value: float
    end: int
    round: bool


def words_of(text: str) -> list[Word]:
    """The words, digit runs and signs of `text`, in order; digits split from letters that touch them ("6km" is two)."""
    return [Word(m.group(), m.start(), m.end(), m.group().lower().replace("’", "'")) for m in _WORD.finditer(text)]


def digits(text: str) -> float | None:
    """The value of a run of digits such as "1,200.5", or None where it is no plain number ("1.2.3", "007", 20 digits and more)."""
    if len(text) > LONGEST_DIGITS + text.count(",") or (text[0] == "0" and len(text) > 1 and text[1] != "."):
        return None
    if _GROUPED.fullmatch(text) or _PLAIN.fullmatch(text):
        return float(text.replace(",", ""))
    return None


def numeral(words: Sequence[Word], i: int) -> Numeral | None:
    """The number that starts at `words[i]`, or None. Takes as many words as belong to it."""
    table = _tables()
    first = words[i].lower
    if first == "half" and _lower(words, i + 1) in ("a", "an") and _lower(words, i + 2) in table.scales:
        return Numeral(table.scales[_lower(words, i + 2)] / 2, i + 3, True)
    if first in ("a", "an"):
        scale = _lower(words, i + 1)
        return _scaled(words, i + 1, 1.0, spelled=True) if scale in table.spelled_scales else None
    if words[i].text[0].isdigit():
        value = digits(words[i].text)
        return None if value is None else _scaled(words, i + 1, value, spelled=False)
    if first in table.small:
        value, end = _small(words, i)
        return _scaled(words, end, value, spelled=True)
    return None


class _Tables(NamedTuple):
    units: dict[str, float]
    tens: dict[str, float]
    small: dict[str, float]
    scales: dict[str, float]
    spelled_scales: frozenset[str]


@cache
def _tables() -> _Tables:
    source = lexicon("numerals")
    units, tens = dict(source["units"]), dict(source["tens"])
    spelled = frozenset(("hundred", "thousand", "million", "billion", "trillion", "dozen", "lakh", "crore"))
    return _Tables(units, tens, {**units, **tens}, dict(source["scales"]), spelled)


def _lower(words: Sequence[Word], i: int) -> str:
    return words[i].lower if 0 <= i < len(words) else ""


def _small(words: Sequence[Word], i: int) -> tuple[float, int]:
    """A number under a hundred in words; the word at `i` is one."""
    table, end = _tables(), i + 1
    value = table.small[words[i].lower]
    if words[i].lower in table.tens:
        j = end + 1 if _lower(words, end) in ("-", "‑", "–") else end
        if 0 < table.units.get(_lower(words, j), 0) < 10:
            return value + table.units[words[j].lower], j + 1
    return value, end


def _scaled(words: Sequence[Word], i: int, value: float, *, spelled: bool) -> Numeral:
    """Go on from a leading number: "and a half", scales, and the smaller numbers that follow a scale."""
    table, round_ = _tables(), False
    if _lower(words, i) == "and" and _lower(words, i + 1) == "a" and _lower(words, i + 2) == "half":
        value, i = value + 0.5, i + 3
    total, last = 0.0, float("inf")
    while True:
        factor = table.scales.get(_lower(words, i))
        if factor is None or value * factor > LARGEST:
            break
        round_ = round_ or _lower(words, i) == "dozen"
        value, i = value * factor, i + 1
        if not spelled:
            following = table.scales.get(_lower(words, i))
            return Numeral(value * following, i + 1, round_) if following else Numeral(value, i, round_)
        if factor == 100 and _lower(words, i) not in table.scales:
            value, i = _rest(words, i, value, 100)
        if _lower(words, i) in table.scales:
            continue
        if factor >= last:
            break
        total, last = total + value, factor
        value, i, more = _next_group(words, i)
        if not more:
            return Numeral(total, i, round_)
    return Numeral(total + value, i, round_)


def _rest(words: Sequence[Word], i: int, value: float, below: float) -> tuple[float, int]:
    """Add the smaller number that follows, with or without "and"."""
    j = i + 1 if _lower(words, i) == "and" else i
    if _lower(words, j) in _tables().small:
        more, end = _small(words, j)
        if more < below and _lower(words, end) != "hundred":
            return value + more, end
    return value, i


def _next_group(words: Sequence[Word], i: int) -> tuple[float, int, bool]:
    """The group after a scale ("… thousand five hundred", "… thousand and two"), or no more."""
    j = i + 1 if _lower(words, i) == "and" else i
    if _lower(words, j) in _tables().small and (j > i or _lower(words, i - 1) in _tables().scales):
        value, end = _small(words, j)
        return value, end, True
    return 0.0, i, False
