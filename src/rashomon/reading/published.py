"""When an article was published, from metadata, a date line, the address or a copyright line.

Only what is written is taken: a date without a year is no date, a day and month that could be read both ways give the year alone, and a
time keeps the clock of the place it was printed for. Dates inside the story are none of this stage's business.
"""

from __future__ import annotations

import re
from datetime import date

from rashomon.model.article import Published

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_CLOCK = r"(?P<hour>[01]?\d|2[0-3])(?:(?P<sep>[:.])(?P<minute>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?)?\s*(?P<half>[ap]\.?\s?m\b\.?)?"
_CALENDAR = (
    re.compile(rf"\b(?P<month>{_MONTH})\b\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<year>(?:19|20)\d\d)\b", re.I),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<month>{_MONTH})\b\.?,?[\s-]+(?P<year>(?:19|20)\d\d)\b", re.I),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
)
_NUMERIC = re.compile(r"\b(?P<first>\d{1,2})[/.-](?P<second>\d{1,2})[/.-](?P<year>(?:19|20)\d\d)\b")
_MONTH_ONLY = re.compile(rf"\b(?P<month>{_MONTH})\b\.?,?\s+(?P<year>(?:19|20)\d\d)\b", re.I)
_NO_YEAR = re.compile(rf"\b(?:{_MONTH})\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTH})\b", re.I)
_TIME = re.compile(rf"(?<![\d/.-]){_CLOCK}", re.I)
_ISO = re.compile(r"\s*(\d{4})-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?)?")
_ADDRESS = re.compile(
    rf"[/_-](?P<year>(?:19|20)\d\d)[/-]?(?P<month>0[1-9]|1[0-2]|{_MONTH})[/-]?(?P<day>0[1-9]|[12]\d|3[01])(?=[/_.-]|$)", re.I
)
_ADDRESS_MONTH = re.compile(rf"/(?P<year>(?:19|20)\d\d)[/-](?P<month>0[1-9]|1[0-2]|{_MONTH})(?=/)", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def published_in(text: str, basis: str) -> Published | None:
    """The date in a metadata value or date line, with its `basis`; None if there is no whole date. Takes the first date in the text."""
    return _iso(text, basis) or _written(text, basis)


def published_at(url: str) -> Published | None:
    """The date in a web address (`/2017/12/28/`, `/2017-09/15/`), or its month (`/2017/12/`); None if there is none."""
    for pattern in (_ADDRESS, _ADDRESS_MONTH):
        for found in pattern.finditer(url[:2000]):
            parts = found.groupdict()
            day = parts.get("day")
            value = _value(int(parts["year"]), _month(parts["month"]), int(day) if day else None)
            if value:
                return Published(date=value, precision="day" if day else "month", basis="address")
    return None


def published_by_copyright(line: str) -> Published | None:
    """The last year of a copyright line ("© 2018-2019 …"), with precision `year`; None if it has none."""
    years = _YEAR.findall(line[:500])
    return Published(date=max(years), precision="year", basis="copyright line") if years else None


def without_dates(line: str) -> str:
    """`line` without its dates, clock times and time zones: what is left of a date line."""
    for pattern in (*_CALENDAR, _NUMERIC, _MONTH_ONLY, _NO_YEAR):
        line = pattern.sub(" ", line)
    line = re.sub(rf"{_CLOCK}(?=[^\w]|$)", lambda found: " " if found["sep"] or found["half"] else found[0], line, flags=re.I)
    return re.sub(
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?|\b(?:mon|tue|wed|thu|fri|sat|sun)\b[,.]?"
        r"|\b(?:[ECMP][SD]?T|GMT|UTC|BST|CEST|CET|MSK|IST|JST|HKT|AEDT|AEST|Z)\b(?:[+-]\d{1,2})?|\([A-Z]{3,4}\)",
        " ",
        line,
        flags=re.I,
    )


def finer(first: Published | None, second: Published | None) -> Published | None:
    """The better stated of two dates: `first`, unless `second` says the same more precisely."""
    if first is None or second is None:
        return first or second
    return second if second.date.startswith(first.date) and len(second.date) > len(first.date) else first


def _iso(text: str, basis: str) -> Published | None:
    found = _ISO.match(text)
    if not found:
        return None
    year, month, day, hour, minute, second = found.groups()
    value = _value(int(year), int(month), int(day) if day else None)
    if value is None:
        return None
    if hour is None or not day or (hour, minute, second or "00") == ("00", "00", "00") or int(hour) > 23 or int(minute) > 59:
        return Published(date=value, precision="day" if day else "month", basis=basis)
    return Published(date=f"{value}T{hour}:{minute}", precision="minute", basis=basis)


def _written(text: str, basis: str) -> Published | None:
    text = text[:500]
    found = [match for pattern in _CALENDAR for match in pattern.finditer(text)]
    for match in sorted(found, key=lambda match: match.start()):
        value = _value(int(match["year"]), _month(match["month"]), int(match["day"]))
        if value:
            clock = _clock(text, match.start(), match.end())
            return Published(date=f"{value}T{clock}" if clock else value, precision="minute" if clock else "day", basis=basis)
    numeric = _NUMERIC.search(text)
    if numeric:
        return _numeric(numeric, _clock(text, numeric.start(), numeric.end()), basis)
    month = _MONTH_ONLY.search(text)
    value = _value(int(month["year"]), _month(month["month"]), None) if month else None
    return Published(date=value, precision="month", basis=basis) if value else None


def _numeric(found: re.Match[str], clock: str | None, basis: str) -> Published | None:
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    readings = sorted({value for value in (_value(year, second, first), _value(year, first, second)) if value})
    if not readings:
        return None
    if len(readings) > 1:
        return Published(date=str(year), precision="year", basis=f"{basis} (day and month could be read both ways)")
    return Published(date=f"{readings[0]}T{clock}" if clock else readings[0], precision="minute" if clock else "day", basis=basis)


def _clock(text: str, start: int, end: int) -> str | None:
    """The clock time written after, or else before, the date at `[start, end)`."""
    for part in (text[end : end + 40], text[max(0, start - 40) : start]):
        for found in _TIME.finditer(part):
            hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "").lower()
            if found["sep"] is None and not half:
                continue
            if half and not 1 <= hour <= 12:
                continue
            if half:
                hour = hour % 12 + (12 if half.startswith("p") else 0)
            return f"{hour:02d}:{minute:02d}"
    return None


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS[text.lower()]


def _value(year: int, month: int, day: int | None) -> str | None:
    try:
        whole = date(year, month, day or 1)
    except ValueError:
        return None
    return whole.isoformat() if day else whole.isoformat()[:7]
