"""What the words of a time expression stand for: a month's number, a part of the day, an ordinal, a relation, how many.

What it does not do: say which day is meant (`timereading`).
"""

from __future__ import annotations

from functools import cache

from rashomon.language.lexicon import lexicon
from rashomon.language.numerals import numeral, words_of


@cache
def relation(words: str) -> str | None:
    """What a leading word relates to: `last`, `next`, `this` count from the writing; `previous`, `following`, `same` from the text."""
    words = " ".join(words.split())
    if words in ("", "the"):
        return None
    if words in ("next", "coming", "the coming", "this coming"):
        return "next"
    if words in ("last", "past", "the past", "this past", "the last"):
        return "last"
    if words in ("the next", "the very next", "the following", "following"):
        return "next" if words == "the very next" else "following"
    if words in ("the previous", "previous", "the preceding"):
        return "previous"
    if words in ("this", "the current"):
        return "this"
    return "same"


def month_number(word: str) -> int:
    """The number of a month, written out or short."""
    tables = lexicon("dates")
    name = word.rstrip(".")
    number: int = tables["months"].get(name) or tables["month_abbreviations"][name]
    return number


def day_part(word: str) -> str:
    """TIMEX3's code of a part of the day ("mid-morning": MO)."""
    part: str = lexicon("dates")["parts"][word.removeprefix("mid").lstrip("-")]
    return part


def ordinal(word: str) -> int | None:
    """The number of "third" or "21"; None for a word that is no ordinal."""
    if word.isdigit():
        return int(word)
    number: int | None = lexicon("numerals")["ordinals"].get(word)
    return number


def singular(unit: str) -> str:
    """The unit without its plural ending."""
    return "century" if unit == "centuries" else unit.removesuffix("s")


def how_many(words: str) -> float | None:
    """The number in front of a unit; None for "several", "a few", "many"."""
    words = " ".join(words.replace(",", "").split())
    fixed = {"a": 1.0, "an": 1.0, "half a": 0.5, "a couple of": 2.0, "one and a half": 1.5, "hundred": 100.0}
    if words in fixed:
        return fixed[words]
    read = words_of(words)
    number = numeral(read, 0) if read else None
    return number.value if number else None
