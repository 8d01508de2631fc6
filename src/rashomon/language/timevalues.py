"""TIMEX3 values spelled out: an amount of time, a unit not known, the unit that lies some steps from a day.

What it does not do: read words (`timeparts`) or choose the day to count from (`timecontext`). Source: TimeML 1.2.1.
"""

from __future__ import annotations

from datetime import date, timedelta

from rashomon.language.lexicon import lexicon


def amount_of_time(number: float | None, unit: str) -> str:
    """A duration's value: P3D, PT5H, PXM."""
    code: str = lexicon("dates")["units"].get(unit, "Y")
    if unit == "fortnight":
        number, code = (2 * number if number else None), "W"
    if unit in ("weekend",):
        code = "WE"
    shown = "X" if number is None else f"{number:g}"
    if unit == "quarter":
        shown, code = ("X" if number is None else f"{3 * number:g}"), "M"
    return f"PT{shown}{code[1]}" if code.startswith("T") else f"P{shown}{code}"


def unknown_unit(unit: str) -> str:
    """The value of a unit of which nothing more is known, its digits X."""
    unknown: str = lexicon("dates")["unknown"].get(unit, "XXXX-XX-XX")
    return unknown


def unit_value(base: date, unit: str, step: int) -> str:
    """The day, week, month … `step` units from the one that holds `base`."""
    if unit in ("day", "night"):
        day = (base + timedelta(days=step)).isoformat()
        return f"{day}TNI" if unit == "night" else day
    if unit in ("week", "weekend"):
        year, week, _ = (base + timedelta(weeks=step)).isocalendar()
        return f"{year}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
    if unit == "month":
        months = base.year * 12 + base.month - 1 + step
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if unit == "quarter":
        quarters = base.year * 4 + (base.month - 1) // 3 + step
        return f"{quarters // 4:04d}-Q{quarters % 4 + 1}"
    if unit == "decade":
        return f"{base.year // 10 + step:03d}"
    if unit == "century":
        return f"{base.year // 100 + step:02d}"
    season = lexicon("dates")["seasons"].get(unit)
    return f"{base.year + step:04d}" + (f"-{season}" if season else "")


def moved(base: date, unit: str, number: float) -> str:
    """The day, week, month or year that lies `number` units from `base`."""
    if unit in ("second", "minute", "hour"):
        days = number / {"second": 86400, "minute": 1440, "hour": 24}[unit]
        return (base + timedelta(days=int(days))).isoformat()
    if unit == "fortnight":
        unit, number = "week", 2 * number
    if number != int(number):
        unit, number = {"year": ("month", number * 12), "decade": ("year", number * 10), "week": ("day", number * 7)}.get(
            unit, (unit, number)
        )
    return unit_value(base, unit, int(number))
