"""Numbers that are no amounts: names with numbers ("Boeing 737", "Tu-160"), list numbers, scores ("3-1"), telephone numbers, bare years,
"one" as a pronoun.

A place in a text is a word's number in its `WordRow`. What it does not do: dates, which `dates` finds before.
"""

from __future__ import annotations

from functools import lru_cache

from rashomon.language.amountunits import currency_before, suffix
from rashomon.language.amountwords import amount_words
from rashomon.language.lexicon import lexicon
from rashomon.language.wordrow import WordRow

_PICTURES = ("2", "4", "5", "8")
"""thousands of points in a picture's width ("4K")"""
_BEFORE_THINGS = frozenset({"a", "an", "the", "its", "their", "our", "his", "her", "this", "that", "each", "every"})
"""words that lead to a thing with a number, and not to a place or a day ("the Falk 9", but "in Tarn 12 died")"""


def is_pronoun(row: WordRow, i: int, end: int) -> bool:
    """ "one" that stands for a thing or a person already named."""
    if row.lower(i) != "one" or end != i + 1:
        return False
    around = lexicon("amounts")["pronoun"]
    return row.lower(i - 1) in around["before"] or not row.lower(end).isalpha() or row.lower(end) in around["after"]


def is_name(row: WordRow, i: int, end: int) -> bool:
    """Whether the number at `[i, end)` names something or is no amount: touching letters or other signs, after a name or a designator, a
    list number, a score, a telephone number, a bare year, a program's version, a picture's width."""
    word, before, after = row.words[i], row.lower(i - 1), row.lower(end)
    if not word.text[0].isdigit():
        return False
    if row.touches(i) and (
        before[:1].isalnum()
        or before in ("/", "@", "_", "#", "=", ":", ".", "&", "\\", "^", "*")
        or (before in ("-", "‑") and row.touches(i - 1))
    ):
        return not (before == "-" and row.lower(i - 2) in ("magnitude", "mid"))
    if row.touches(end) and (after in ("/", "@", "_", "=", ":", "\\") or (after.isalpha() and not suffix(row, end)[0])):
        return not (after == "/" and row.lower(end + 1) in ("h",))
    if after == "-" and row.touches(end) and row.touches(end + 1) and row.lower(end + 1)[:1].isdigit():
        return True
    if (
        after in (".", ")")
        and row.begins_line(i)
        and len(word.text) < 3
        and (after == ")" or (row.words[end + 1 : end + 2] and row.words[end + 1].start > row.words[end].end))
    ):
        return True
    if currency_before(row, i) or suffix(row, end)[0]:
        return False
    if word.text in _PICTURES and row.touches(i + 1) and row.words[i + 1].text == "K":
        return True
    if end > i + 1:
        return False
    if "." in word.text and word.text in _versions(row):
        return True
    if "." not in word.text and "," not in word.text and len(word.text) == 4 and "1900" <= word.text <= "2099" and not _counts(row, end):
        return True
    if len(word.text) > 6 and word.text.isdigit() and not _counts(row, end):
        return True
    if after == "of" and before in lexicon("amounts")["designators"]["words"]:
        return True
    return _after_name(row, i) and (not _counts(row, end) or (row.words[i - 1].text, word.text) in _numbered(row))


@lru_cache(maxsize=2)
def _numbered(row: WordRow) -> frozenset[tuple[str, str]]:
    """Names with the numbers that a text shows to belong to them: "the Falk 9", and so "three Falk 9 rockets" too."""
    return frozenset(
        (row.words[i - 1].text, word.text)
        for i, word in enumerate(row.words)
        if word.text[0].isdigit() and row.lower(i - 2) in _BEFORE_THINGS and _after_name(row, i) and not _counts(row, i + 1)
    )


def past_digits(row: WordRow, i: int) -> int:
    """The word after a run of digits and the signs that tie it together."""
    j = i + 1
    while row.touches(j) and (
        row.words[j].text[0].isdigit() or (row.lower(j) in ("-", "/", ".", ":") and row.touches(j + 1) and row.lower(j + 1)[:1].isdigit())
    ):
        j += 1
    return j


@lru_cache(maxsize=2)
def _versions(row: WordRow) -> frozenset[str]:
    """Numbers with a point that a text shows to be a program's versions ("the 5.2 update"), wherever else they stand."""
    beside = lexicon("amounts")["versions"]["words"]
    return frozenset(
        word.text
        for i, word in enumerate(row.words)
        if word.text[0].isdigit() and "." in word.text and (row.lower(i - 1) in beside or row.lower(i + 1) in beside)
    )


def _counts(row: WordRow, end: int) -> bool:
    """Whether the word after a number looks like what is counted."""
    word = row.words[end] if end < len(row.words) else None
    if word is None or not word.text[0].isalpha() or word.text[0].isupper():
        return False
    return (word.lower.endswith("s") and len(word.lower) > 3) or word.lower in lexicon("amounts")["counted"]["words"]


def _after_name(row: WordRow, i: int) -> bool:
    before = row.words[i - 1] if i else None
    if before is None or not before.text[0].isalpha() or row.begins_line(i):
        return before is not None and before.lower == "." and row.lower(i - 2) in ("no", "nos", "art", "sec", "vol", "pp", "p", "ch")
    if before.lower in lexicon("amounts")["designators"]["words"]:
        return True
    if not before.text[0].isupper() or (before.lower,) in amount_words().before or before.lower in ("least", "than", "over"):
        return False
    begins = i < 2 or row.words[i - 2].lower in (".", "!", "?", "“", '"', ":", "”") or row.begins_line(i - 1)
    return not begins or (len(before.text) > 4 and not before.lower.endswith(("ing", "ed", "ly", "out", "than", "ther")))
