"""Whether the clause around a time expression looks back or ahead, told by the words beside it.

What it does not do: parse. It runs before any tagger, on the characters of the clause; the lists are in `data/dates.toml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from rashomon.language.lexicon import lexicon

CONTEXT = 70
"""characters looked at on each side of an expression for the tense of its clause"""

Tense = Literal["past", "future", "unknown"]

_CLAUSE_END = r"[.!?;\n“”\"]"


def tense(text: str, start: int, end: int) -> Tense:
    """The tense of the clause around `text[start:end]`. The word that touches the expression counts first."""
    before = re.split(_CLAUSE_END, text[max(0, start - CONTEXT) : start])[-1].lower().replace("’", "'")
    after = re.split(_CLAUSE_END + "|, ", text[end : end + CONTEXT])[0].lower().replace("’", "'")
    leading, trailing = before.split(), after.split()
    while leading and leading[-1] in ("on", "in", "late", "early", "since", "the"):
        leading.pop()
    if (leading and _is_past(leading[-1])) or (trailing and _is_past(trailing[0])):
        return "past"
    if _future().search(f"{before} {after}"):
        return "future"
    return "past" if any(_is_past(word.strip(",")) for word in (*leading, *trailing)) else "unknown"


@cache
def _future() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in lexicon("dates")["future"]["phrases"])
    return re.compile(rf"(?:\b|(?='))(?:{phrases})\b")


def _is_past(word: str) -> bool:
    return word in lexicon("dates")["past"]["words"] or (word.endswith("ed") and len(word) > 4)
