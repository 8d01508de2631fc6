"""Small pieces of English for reports: days, counts, lists, and hostile text made harmless on one line.

Strings only: nothing here knows a dossier. Month names stand here and not in the locale, so a report is the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Collection

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACE = re.compile(r"\s+")
_PARTS = {"TMO": "morning", "TMI": "midday", "TAF": "afternoon", "TEV": "evening", "TNI": "night", "TDT": "by day"}
"""TIMEX3's parts of a day"""
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2}))?)?)?")


def plain(text: str) -> str:
    """`text` without the control and direction-changing characters that could steer a terminal or reorder a line."""
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """`plain` text with every run of white space as one blank."""
    return _SPACE.sub(" ", plain(text)).strip()


def shorten(text: str, limit: int) -> str:
    """`text` on one line, cut at a word within `limit` characters and ended with "…" where something is left out."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    cut = line[: max(limit - 1, 1)]
    head, blank, _ = cut.rpartition(" ")
    return (head if blank and len(head) > limit // 2 else cut).rstrip(" ,;:–—-") + "…"


def day(date: str) -> str:
    """An ISO date, cut to its precision, as a person writes it: "28 March 2019", "March 2019", "28 March 2019, 06:31"."""
    part = next((part for end, part in _PARTS.items() if date.endswith(end)), "")
    match = _ISO.fullmatch(date[:-3] if part else date)
    if not match:
        return one_line(date)
    year, month, number, time = match.groups()
    time = time or part
    if not month or not 1 <= int(month) <= 12:
        return year
    written = f"{MONTHS[int(month) - 1]} {year}"
    if number:
        written = f"{int(number)} {written}"
    return f"{written}, {time}" if time else written


def short_day(date: str, years: Collection[str] | None = None) -> str:
    """The day for an axis: "28 Mar", "Mar 2019", "2019"; "28 Mar 2018" where `years` are given and it lies in none of them."""
    match = _ISO.fullmatch(date)
    if not match:
        return shorten(date, 10)
    year, month, number, _ = match.groups()
    if not month or not 1 <= int(month) <= 12:
        return year
    name = MONTHS[int(month) - 1][:3]
    if not number:
        return f"{name} {year}"
    return f"{int(number)} {name} {year}" if years is not None and year not in years else f"{int(number)} {name}"


def period(first: str | None, last: str | None) -> str:
    """From the first to the last day: "26 to 30 March 2019"; "undated" where neither is known."""
    one, two = (_ISO.match(date) if date else None for date in (first or last, last or first))
    if not one or not two:
        return "undated"
    start, end = (day("-".join(part for part in match.groups()[:3] if part)) for match in (one, two))
    if start == end:
        return end
    if one[3] and two[3] and one[1] == two[1]:
        start = str(int(one[3])) if one[2] == two[2] else start.rpartition(" ")[0]
    return f"{start} to {end}"


def count(number: int, one: str, many: str | None = None) -> str:
    """ "1 outlet", "3 outlets"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: tuple[str, ...] | list[str], last: str = "and") -> str:
    """ "A", "A and B", "A, B and C"."""
    names = list(names)
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
