"""The words that make, bound and measure amounts: the lists of `data/amounts.toml` as sequences of words, made once.

What it does not do: read text. Forms are split as text is, so that "per cent" and "km/h" are found word by word.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from rashomon.language.lexicon import lexicon
from rashomon.language.numerals import Word, words_of
from rashomon.model.annotated import FigureKind

Form = tuple[str, ...]


class AmountWords(NamedTuple):
    """`starts`: words an amount may begin with; `before`, `after`: modifiers and their effect; `vague`: bounds by rule ("news", "acled");
    `suffixes`: what a number is of, its unit and the factor to it; `signs`: currency codes by sign."""

    starts: frozenset[str]
    before: dict[Form, str]
    after: dict[Form, str]
    vague: dict[str, dict[Form, tuple[float, float]]]
    suffixes: dict[Form, tuple[FigureKind, str, float]]
    signs: dict[str, str]


@cache
def amount_words() -> AmountWords:
    """The lists, read on first use."""
    source, numbers = lexicon("amounts"), lexicon("numerals")
    vague = {
        rule: {tuple(key.split()): (float(value[0]), float(value[1])) for key, value in table.items()}
        for rule, table in source["vague"].items()
    }
    suffixes: dict[Form, tuple[FigureKind, str, float]] = {}
    for name, unit in source["units"].items():
        for form in unit["forms"]:
            suffixes[_key(form)] = ("measure", name, 1.0)
    for table, factor in (("words", 1.0), ("codes", 1.0), ("hundredths", 0.01)):
        for form, code in source["currency"][table].items():
            suffixes[_key(form)] = ("money", code, factor)
    for sign, code in source["currency"]["signs"].items():
        if len(sign) == 1:
            suffixes[_key(sign)] = ("money", code, 1.0)
    for form, name in source["percent"].items():
        suffixes[_key(form)] = ("percent", name, 1.0)
    starts = {key[0] for key in vague["news"]} | set(numbers["units"]) | set(numbers["tens"]) | set(numbers["ordinals"])
    starts |= set(source["bare"]["words"])
    starts |= {"a", "an", "half", "dozen", "hundred", "several"}
    before = {_key(key): effect for key, effect in source["before"].items()}
    after = {_key(key): effect for key, effect in source["after"].items()}
    return AmountWords(frozenset(starts), before, after, vague, suffixes, dict(source["currency"]["signs"]))


def starts_amount(word: Word) -> bool:
    """Whether an amount may begin with `word`; a currency sign before it is not its beginning."""
    return word.text[0].isdigit() or word.lower in amount_words().starts


def _key(form: str) -> Form:
    return tuple(word.lower for word in words_of(form))
