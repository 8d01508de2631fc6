"""Whether the clause around a time expression looks back or ahead, told by the words beside it.

What it does not do: parse. It runs before any tagger, on the characters of the clause; the lists are in `data/dates.toml`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from rashomon.language.lexicon import lexicon

CONTEXT, WIDE = 70, 160
"""characters looked at on each side of an expression for the tense of its clause; where the narrower tells nothing the wider may show
that it looks ahead, not that it looks back: somebody "said" in every sentence"""

Tense = Literal["past", "future", "unknown"]

_CLAUSE_END = r"[.!?;\n“”\"]"


def tense(text: str, start: int, end: int) -> Tense:
    """The tense of the clause around `text[start:end]`. The word that touches the expression counts first, then the nearest before it."""
    near = _tense(text, start, end, CONTEXT)
    return "future" if near == "unknown" and _tense(text, start, end, WIDE) == "future" else near


def _tense(text: str, start: int, end: int, context: int) -> Tense:
    before = re.split(_CLAUSE_END, text[max(0, start - context) : start])[-1].lower().replace("’", "'")
    after = re.split(_CLAUSE_END + "|, ", text[end : end + context])[0].lower().replace("’", "'")
    leading, trailing = before.split(), after.split()
    if leading and leading[-1] in lexicon("dates")["future"]["before"] and not after.startswith("'"):
        return _due(before, trailing)
    if before.rstrip().endswith(tuple(lexicon("dates")["future"]["touching"])):
        return "future"
    while leading and leading[-1] in ("on", "in", "late", "early", "since", "the"):
        leading.pop()
    if (leading and _is_past(leading, len(leading) - 1)) or (trailing and _is_past(trailing, 0)):
        return "past"
    if _ahead(before) > max((before.rfind(f"{word} ") for i, word in enumerate(leading) if _is_past(leading, i)), default=-1):
        return "future"
    if _future().search(f"{before} {after}") and not any(word in ("said", "told") for word in leading[-3:]):
        return "future"
    words = [*leading, *trailing]
    return "past" if any(_is_past(words, i) for i in range(len(words))) else "unknown"


def _due(before: str, trailing: list[str]) -> Tense:
    """The tense where a time ends a stretch or is set ("by Friday", "for Friday"): ahead, unless the clause tells what had happened."""
    if any(_is_past(trailing, i) for i in range(min(3, len(trailing)))):
        return "past"
    words = before.split()
    if len(words) == 1 and not trailing:
        return "unknown"
    past = max((before.rfind(f"{word} ") for i, word in enumerate(words) if _is_past(words, i)), default=-1)
    infinitives = [match.start() for match in re.finditer(r"\bto (?!the |a |an |his |her |its |their )[a-z]", before)]
    return "future" if before.rstrip().endswith((" for", " until", " till")) or max([0, _ahead(before), *infinitives]) > past else "past"


def _ahead(before: str) -> int:
    """Where the last word that looks ahead begins, -1 where there is none."""
    return max((match.start() for match in _leading().finditer(before)), default=-1)


@cache
def _future() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in lexicon("dates")["future"]["phrases"])
    return re.compile(rf"(?:\b|(?='))(?:{phrases})\b")


@cache
def _leading() -> re.Pattern[str]:
    words = lexicon("dates")["future"]
    phrases = "|".join(re.escape(phrase) for phrase in (*words["phrases"], *words["modals"]))
    return re.compile(rf"(?:\b|(?='))(?:{phrases})\b(?! have\b)")


def _is_past(words: list[str], i: int) -> bool:
    """Whether the word has a verb's past form and is no participle after "be" ("will be held")."""
    word = words[i].strip(",")
    if "be" in words[max(0, i - 2) : i]:
        return False
    return word in lexicon("dates")["past"]["words"] or (word.endswith("ed") and len(word) > 4)
