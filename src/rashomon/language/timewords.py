"""Finds the words that say when: dates, times of day, weekdays, spans of time, repeated times.

Each hit carries its parts as written ("three", "week", "ago"); what they mean in their context is worked out in `timereading`. What it does
not do: events used as dates ("the day after the battle"), holidays that move, other calendars. Extents follow TIMEX3
(TimeML 1.2.1): modifiers belong to the expression ("early October"), prepositions do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from rashomon.language.lexicon import lexicon

_REACH = 120
"""characters between a rule's sign and the ends of what it finds, at most"""


class TimeWords(NamedTuple):
    """An expression at `[start, end)`, its kind (the name of its rule), and its named parts in lower case."""

    start: int
    end: int
    kind: str
    parts: Mapping[str, str]


@lru_cache(maxsize=2)
def time_words(text: str) -> tuple[TimeWords, ...]:
    """All expressions in `text`, in order, none overlapping: of two that overlap the longer stays, then the earlier, then the
    earlier rule. Several analyses ask for those of one article, one after another: the last answers are kept."""
    hits: list[tuple[int, int, int, str, re.Match[str]]] = []
    near = {sign: _near(pattern, text) for sign, pattern in _signs().items()}
    for order, (kind, needs, pattern) in enumerate(_rules()):
        places = near[needs] if needs else [(0, len(text))]
        for match in chain.from_iterable(pattern.finditer(text, *place) for place in places):
            start, end = match.span("all") if "all" in pattern.groupindex else match.span()
            if end > start:
                hits.append((start, end, order, kind, match))
    hits.sort(key=lambda hit: (hit[0], -hit[1], hit[2]))
    kept: list[tuple[int, int, int, str, re.Match[str]]] = []
    for hit in hits:
        if kept and hit[0] < kept[-1][1]:
            if hit[1] - hit[0] > kept[-1][1] - kept[-1][0]:
                kept[-1] = hit
            continue
        kept.append(hit)
    return tuple(TimeWords(start, end, kind, _parts(match)) for start, end, _, kind, match in kept)


def _near(sign: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """The stretches of `text` around each sign, those that touch made one."""
    found: list[tuple[int, int]] = []
    for match in sign.finditer(text):
        start, end = max(0, match.start() - _REACH), match.end() + _REACH
        found.append((found.pop()[0], end) if found and start <= found[-1][1] else (start, end))
    return found


def _parts(match: re.Match[str]) -> dict[str, str]:
    return {name.rstrip("_"): value.lower() for name, value in match.groupdict().items() if value is not None and name != "all"}


@cache
def _rules() -> tuple[tuple[str, str | None, re.Pattern[str]], ...]:
    """The rules of `data/timewords.toml`, compiled once: the kind, the sign that a text must show, the pattern."""
    source = lexicon("timewords")
    pieces = _pieces() | source["pieces"]
    return tuple((rule["kind"], rule.get("needs"), re.compile(_filled(rule["pattern"], pieces), re.VERBOSE)) for rule in source["rule"])


@cache
def _signs() -> dict[str, re.Pattern[str]]:
    source = lexicon("timewords")
    pieces = _pieces() | source["pieces"]
    return {sign: re.compile(_filled(pattern, pieces), re.VERBOSE) for sign, pattern in source["signs"].items()}


def _filled(pattern: str, pieces: Mapping[str, str]) -> str:
    """The pattern with its pieces and blanks put in; pieces may hold pieces."""
    for _ in range(3):
        pattern = re.sub(r"(?<!\(\?P)<([A-Za-z]+)>", lambda name: pieces[name[1]], pattern)
    return pattern.replace("~", r"(?:[\ \t\u00a0]{1,3}|\ ?\n)")


def _pieces() -> dict[str, str]:
    """Pieces made from the word lists."""
    words, numbers = lexicon("dates"), lexicon("numerals")
    months = [month.capitalize() for month in words["months"]]
    short = [month.capitalize() for month in words["month_abbreviations"]]
    days = [day.capitalize() for day in words["weekdays"]]
    full_days = [day for day in days if day.endswith("day")]
    short_days = [day for day in days if not day.endswith("day")]
    tens = f"(?:{_either(numbers['tens'], capital=True)}(?:<GAP>{_either([u for u, n in numbers['units'].items() if 0 < n < 10])})?)"
    units, vague = _either(numbers["units"], capital=True), words["vague_numbers"]["words"]
    return {
        "GAP": r"[\ \t\u00a0\n-]",
        "MONTH": f"(?:{_either([*months, *(m.upper() for m in months if m != 'May')])}|{_either(short)}\\b\\.?)",
        "FULLMONTH": _either([month for month in months if month not in ("May", "March", "August")]),
        "SHORTMONTH": _either(short),
        "WEEKDAY": f"(?:{_either(full_days)}|{_either([day for day in short_days if day != 'Sun'])}\\b\\.?|Sun\\.)",
        "FULLDAY": _either([*full_days, *(day.lower() for day in full_days)]),
        "HOLIDAY": _either(_titled(holiday) for holiday in words["holidays"]).replace("'", "['’]"),
        "NUMBER": rf"(?:\d{{1,3}}(?:,\d{{3}}){{0,2}}(?:\.\d{{1,2}})?|{tens}|{units}|{_either(vague, capital=True)})",
    }


def _titled(words: str) -> str:
    """Each word with a capital ("New Year's Day")."""
    return " ".join(word[0].upper() + word[1:] for word in words.split())


def _either(forms: Iterable[str], *, capital: bool = False) -> str:
    """An alternation, longest first; with `capital` each form may also begin with a capital."""
    ordered = sorted(set(forms), key=lambda form: (-len(form), form))
    shown = [f"[{form[0].upper()}{form[0]}]{form[1:]}" if capital else form for form in ordered]
    return "(?:" + "|".join(form.replace(" ", "~") for form in shown) + ")"
