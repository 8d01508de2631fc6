"""What a number is of, told by the signs and words that touch it: a currency, a unit, per cent, or somebody's age.

A place in a text is a word's number in its `WordRow`. What it does not do: find what is counted (`annotating.figures`), convert units.
"""

from __future__ import annotations

from rashomon.language.amountwords import amount_words
from rashomon.language.lexicon import lexicon
from rashomon.language.wordrow import WordRow
from rashomon.model.annotated import FigureKind


def suffix(row: WordRow, i: int) -> tuple[FigureKind | None, tuple[str | None, int], float]:
    """A unit, currency or per cent after the number, with or without a hyphen: the kind, the unit and the word after it, the factor to it.

    `i` is the word after the number; where nothing is found the kind is None.
    """
    j = i + 1 if row.lower(i) in ("-", "‑") else i
    for size in (4, 3, 2, 1):
        key = row.lowers(j, j + size)
        known = amount_words().suffixes.get(key)
        ordinal = key == ("second",) and not row.words[i - 1].text[-1:].isdigit()
        if known and not ordinal and not (known[0] == "measure" and len(key) == 1 and key[0] in ("second", "min") and j == i):
            if key == ("won",) or (known[1] == "pound" and _is_sum(row, i)):
                continue
            return known[0], (known[1], j + size), known[2]
    if row.lower(j) == "m" and row.touches(j) and row.lower(j + 1) not in ("people",):
        return "measure", ("metre", j + 1), 1.0
    return None, (None, i), 1.0


def currency_before(row: WordRow, i: int) -> tuple[int, str] | None:
    """The currency sign or code in front of the number at `i`: the word where it begins, and its code."""
    signs = amount_words().signs
    last = row.lower(i - 1)
    if last in lexicon("amounts")["currency"]["codes"]:
        return i - 1, lexicon("amounts")["currency"]["codes"][last]
    if last not in signs or (len(last) > 1 and last != "rs"):
        return None
    if i > 1 and row.lower(i - 2) + last in signs and len(row.lower(i - 2)) < 3 and row.words[i - 2].text.isupper():
        return i - 2, signs[row.lower(i - 2) + last]
    return i - 1, signs[last]


def age(row: WordRow, i: int, end: int) -> int | None:
    """The word after an age: "22-year-old", "22 years old", "aged 22", "age 22", "Anna Smith, 22,", "Anna Smith (22)"."""
    j = end + 1 if row.lower(end) == "-" else end
    if row.lower(j) in ("year", "years", "month", "months"):
        k = j + 2 if row.lower(j + 1) == "-" else j + 1
        if row.lower(k) in ("old", "olds") or (row.lower(k) == "of" and row.lower(k + 1) == "age"):
            return k + 1 + (row.lower(k) == "of")
    if row.lower(i - 1) in ("aged", "age", "ages") or (row.lower(i - 1) == "between" and row.lower(i - 2) in ("aged", "ages")):
        return end
    if end != i + 1 or not row.words[i].text.isdigit() or len(row.words[i].text) > 3:
        return None
    name, sign = i - 2, row.lower(i - 1)
    if sign == "," and name >= 1 and row.words[name].text[:1].isupper() and row.words[name - 1].text[:1].isupper():
        return (
            end
            if row.lower(end) in (",", ".", ";", ")") or end == len(row.words) or row.lower(end) in ("and", "who", "of", "from")
            else None
        )
    if sign == "(" and name >= 1 and row.words[name].text[:1].isupper() and row.lower(end) == ")":
        return end
    return None


def _is_sum(row: WordRow, i: int) -> bool:
    return row.lower(i - 1) in ("million", "billion", "trillion", "bn")
