"""Whether two accounts plainly name different days.

Only days that were written down count: a date, or a weekday or "yesterday" in an account whose day of publication is known; two weekdays
are two days whenever the accounts appeared. A time of day or a span of time ("noon", "an hour earlier") says its day only through its
neighbours, and words that are the same in both accounts were copied or mean the same, so neither tells two days apart. When in doubt, not
apart.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from rashomon.language.lexicon import lexicon
from rashomon.model.annotated import Time
from rashomon.model.article import Published

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WORD = re.compile(r"[^\W\d_]+")
_INFERRED = frozenset({"own words", "siblings"})
"""bases of a day of publication that itself rests on words like those compared"""
_DOUBT = 1
"""days; a report after midnight, or in another time zone, is so far from the day that "today" is in it"""

_WEEK = 6
"""days; a weekday names a day of one week, so days farther apart belong to two events"""


def apart(one: Time, other: Time, published: tuple[Published | None, Published | None]) -> bool:
    """Whether the two expressions name plainly different days. `published` are the days their accounts appeared, in the same order."""
    first, second = _DAY.match(one.value), _DAY.match(other.value)
    if not first or not second or first[0] == second[0] or _words(one) == _words(other):
        return False
    weekdays = _has_weekday(one) and _has_weekday(other)
    if not weekdays and not all(
        _is_dated(time) or (_is_named(time) and _is_known(day)) for time, day in zip((one, other), published, strict=True)
    ):
        return False
    if _is_dated(one) and _is_dated(other):
        return True
    days = date.fromisoformat(first[0]), date.fromisoformat(second[0])
    if days[0].isoweekday() == days[1].isoweekday() or abs((days[0] - days[1]).days) > _WEEK:
        return False
    return abs((days[0] - days[1]).days) > _DOUBT or all(_has_weekday(time) or _is_dated(time) for time in (one, other))


def _words(time: Time) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", time.text.casefold()))


def _is_known(published: Published | None) -> bool:
    return published is not None and published.precision in ("day", "minute") and published.basis not in _INFERRED


def _is_dated(time: Time) -> bool:
    """Whether the words hold a day of a month."""
    if re.search(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", time.text):
        return True
    return bool(re.search(r"(?<!\d)\d{1,2}(?!\d|:)", time.text)) and any(word in _months() for word in _WORD.findall(time.text.casefold()))


def _has_weekday(time: Time) -> bool:
    return any(word in lexicon("dates")["weekdays"] for word in _WORD.findall(time.text.casefold()))


def _is_named(time: Time) -> bool:
    """Whether the words name a day by its place in the week or beside the day of publication."""
    words = time.text.casefold()
    return _has_weekday(time) or bool(re.search(r"\b(?:today|yesterday|tomorrow|tonight|last night)\b", words))


@cache
def _months() -> frozenset[str]:
    return frozenset((*lexicon("dates")["months"], *lexicon("dates")["month_abbreviations"]))
