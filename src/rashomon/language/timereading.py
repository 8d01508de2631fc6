"""What each kind of time expression means in its context: a TIMEX3 value and type (TimeML 1.2.1).

In news a bare weekday is the nearest one past, or the same day, unless its clause looks ahead ("will", "next", "due"). There is one
method a kind; the kinds are those of the rules in `data/timewords.toml`. What it does not do: find the words (`timewords`), choose what a
relation counts from (`timecontext`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from rashomon.language.lexicon import lexicon
from rashomon.language.timecontext import TimeContext, nearest_year
from rashomon.language.timeparts import day_part, how_many, month_number, ordinal, relation, singular
from rashomon.language.timevalues import amount_of_time, moved, unit_value, unknown_unit
from rashomon.language.timewords import TimeWords
from rashomon.model.annotated import TimexType

SAME_DAY = 400
"""characters within which a clock time belongs to the day mentioned before: about a paragraph"""

_BESIDE = 40
"""characters within which "two years ago" belongs to the holiday before it"""
_LEAST_KNOWN = {"day": 10, "night": 10, "week": 8, "weekend": 8, "month": 7}
"""characters of an ISO date from which a unit can be counted: after "in 2004" nobody knows what "the day" is"""

Reading = tuple[str, TimexType] | None

_LEAP_YEAR = 2000
"""stands in for a year that is not known, so that 29 February is let through"""


class TimeReader:
    """Reads expressions one after the other; the context remembers what came before."""

    def __init__(self, context: TimeContext) -> None:
        self.context, self.text = context, context.text
        self.following: TimeWords | None = None

    def read(self, words: TimeWords, following: TimeWords | None) -> Reading:
        """Value and type of one expression, or None where its words make no date ("31 February")."""
        self.following = following
        try:
            reading: Reading = getattr(self, f"_{words.kind}")(words, words.parts)
        except (OverflowError, ValueError):
            return None
        return reading

    def _iso(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        day = date(int(parts["year"]), int(parts["month"]), int(parts["day"])).isoformat()
        return (f"{day}T{parts['hour']}:{parts['minute']}", "TIME") if "hour" in parts else (day, "DATE")

    def _day(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        month, day = month_number(parts["month"]), int(re.sub(r"\D", "", parts["day"]))
        year = self.context.year_of(words, month, day)
        date(int(year) if year.isdigit() and int(year) else _LEAP_YEAR, month, day)
        value = f"{year}-{month:02d}-{day:02d}"
        return (f"{value}T{day_part(parts['part'])}", "TIME") if "part" in parts else (value, "DATE")

    def _month(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        month = month_number(parts["month"])
        rel = relation(parts.get("rel", ""))
        if rel is None or "year" in parts:
            return f"{self.context.year_of(words, month, None)}-{month:02d}", "DATE"
        base = self.context.base(rel)
        if base is None:
            return f"XXXX-{month:02d}", "DATE"
        if rel == "same":
            year = base.year
        elif rel in ("last", "previous"):
            year = base.year if month < base.month else base.year - 1
        else:
            year = base.year if month > base.month or (rel == "this" and month == base.month) else base.year + 1
            if rel == "this":
                year = base.year
        return f"{year}-{month:02d}", "DATE"

    def _year(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        if "year" in parts:
            return parts["year"], "DATE"
        beside = re.search(r"(\d\d)\d\d[-–/]$", self.text[max(0, words.start - 5) : words.start])
        last = self.context.last_year()
        century = beside[1] if beside else last[:2] if last and last.isdigit() else "20" if int(parts["short"]) < 40 else "19"
        return century + parts["short"], "DATE"

    def _bc(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        value = f"BC{int(parts['year']):04d}"
        if "decade" in parts:
            return value[:-1], "DATE"
        if "month" in parts:
            return f"{value}-{month_number(parts['month']):02d}", "DATE"
        return (f"{value}-{lexicon('dates')['seasons'][parts['season']]}" if "season" in parts else value), "DATE"

    def _bc_century(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        return f"BC{int(parts['ordinal']) - 1:02d}", "DATE"

    def _decade(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        return (parts["decade"] if "decade" in parts else f"19{parts['short']}"), "DATE"

    def _century(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        nth = ordinal(parts["ordinal"])
        return (f"{nth - 1:02d}", "DATE") if nth else None

    def _season(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        season: str = lexicon("dates")["seasons"][parts["season"]]
        rel = relation(parts.get("rel", ""))
        if "year" in parts:
            return f"{parts['year']}-{season}", "DATE"
        base = self.context.base(rel or "same" if self.context.narrative else "this")
        if base is None:
            return f"XXXX-{season}", "DATE"
        if rel in ("last", "previous", "next", "following") or (rel is None and not self.context.narrative):
            ahead = rel in ("next", "following") or (rel is None and self.context.tense(words) == "future")
            start = lexicon("dates")["season_months"][season]
            year = base.year + (1 if ahead and start <= base.month else 0) - (1 if not ahead and start >= base.month else 0)
            return f"{year}-{season}", "DATE"
        return f"{self.context.last_year() if self.context.narrative and self.context.last_year() else base.year}-{season}", "DATE"

    def _quarter(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        nth = parts["nth"]
        half = parts.get("unit") == "half"
        number = {"last": 2 if half else 4, "final": 2 if half else 4, "latter": 2}.get(nth) or (
            int(nth[0]) if nth[0].isdigit() else ordinal(nth)
        )
        if "decade" in parts:
            return parts["decade"], "DATE"
        year = parts.get("year")
        if year is None:
            base = self.context.base("same" if self.context.narrative else "this")
            if base is not None:
                rel = relation(parts.get("rel", ""))
                year = str(base.year + {"last": -1, "next": 1}.get(rel or "", 0))
                if "rel" not in parts and not half and base.month < 3 * (number or 1) - 2 and self.context.tense(words) != "future":
                    year = str(base.year - 1)
        return f"{year or 'XXXX'}-{'H' if half else 'Q'}{number}", "DATE"

    def _weekday(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        number: int = lexicon("dates")["weekdays"][parts["weekday"].rstrip(".")]
        value = self._weekday_value(words, number)
        part = parts.get("part")
        return (f"{value}T{day_part(part)}", "TIME") if part else (value, "DATE")

    def _weekday_value(self, words: TimeWords, number: int) -> str:
        told = self._told_beside(words)
        if told is not None:
            return told
        rel, week = relation(words.parts.get("rel", "")), words.parts.get("week")
        base = self.context.base(rel or ("same" if self.context.narrative else "this"))
        if base is None:
            return f"XXXX-WXX-{number}"
        back = (base.isoweekday() - number) % 7
        if week:
            monday = base - timedelta(days=base.isoweekday() - 1) + timedelta(weeks={"last": -1, "next": 1}.get(week, 0))
            return (monday + timedelta(days=number - 1)).isoformat()
        ahead = rel in ("next", "following") or (rel is None and self.context.tense(words) == "future")
        if ahead:
            return (base + timedelta(days=(number - base.isoweekday()) % 7 or (7 if rel else 0))).isoformat()
        if rel in ("last", "previous"):
            back = back or 7
        if rel == "this" and self.context.tense(words) == "future":
            return (base + timedelta(days=(number - base.isoweekday()) % 7)).isoformat()
        return (base - timedelta(days=back)).isoformat()

    def _told_beside(self, words: TimeWords) -> str | None:
        """The date that follows in brackets: "Thursday (28 March)"."""
        following = self.following
        if following is None or following.kind not in ("day", "iso", "slashed") or following.start - words.end > 3:
            return None
        if "(" not in self.text[words.end : following.start]:
            return None
        reading: Reading = getattr(self, f"_{following.kind}")(following, following.parts)
        return reading[0] if reading else None

    def _deictic(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        word, part = parts["word"], parts.get("part")
        if word == "this" and self.context.narrative:
            return self._that_part(0, part or "")
        offset = {
            "yesterday": -1,
            "tomorrow": 1,
            "the day before yesterday": -2,
            "the day after tomorrow": 2,
            "last night": -1,
            "last evening": -1,
        }.get(word, 0)
        day = (self.context.anchor + timedelta(days=offset)).isoformat() if self.context.anchor else "XXXX-XX-XX"
        if self.context.narrative and word == "today":
            return "PRESENT_REF", "DATE"
        part = part or {"tonight": "night", "last night": "night", "last evening": "evening", "overnight": "night"}.get(word)
        return (f"{day}T{day_part(part)}", "TIME") if part else (day, "DATE")

    def _thatpart(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        rel = relation(parts["rel"])
        return self._that_part({"next": 1, "following": 1, "previous": -1}.get(rel or "", 0), parts["part"])

    def _that_part(self, offset: int, part: str) -> Reading:
        base = self.context.base("same")
        day = (base + timedelta(days=offset)).isoformat() if base else "XXXX-XX-XX"
        return f"{day}T{day_part(part)}", "TIME"

    def _somenight(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        return "XXXX-XX-XXTNI", "TIME"

    def _relative(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        rel = relation(parts.get("rel", "the")) or "same"
        unit = parts["unit"]
        step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(rel, 0)
        if rel == "last" and parts.get("rel", "").startswith("the") and unit not in ("weekend",):
            return amount_of_time(1, unit), "DURATION"
        if parts.get("rel", "") in ("past", "the past"):
            return amount_of_time(1, unit), "DURATION"
        base = self.context.base(rel)
        if rel == "same" and base is None:
            base = self.context.anchor
        last = self.context.last
        if self.context.narrative and last.startswith("BC"):
            return self._before_christ(last, unit, step)
        if base is None or (rel in ("same", "following", "previous") and 0 < len(last) < _LEAST_KNOWN.get(unit, 0)):
            return unknown_unit(unit), "DATE"
        return unit_value(base, unit, step), "DATE"

    def _before_christ(self, last: str, unit: str, step: int) -> Reading:
        year = int(last[2:6]) - step if last[2:6].isdigit() else 0
        if unit == "year" and year:
            return f"BC{year:04d}", "DATE"
        if unit == "decade" and year:
            return f"BC{int(last[2:5]) - step:03d}", "DATE"
        return (f"BC{int(last[2:4]) - step:02d}" if unit == "century" else "BCXXXX-XX-XX"), "DATE"

    def _shift(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        way, unit = parts["way"], singular(parts["unit"])
        ago = way in ("ago", "hence", "from now")
        forward = way in ("later", "after", "afterward", "afterwards", "from now", "hence", "on")
        base = self.context.anchor if ago and not self.context.narrative else self.context.base("same")
        if not ago and not self.context.narrative and unit in ("hour", "minute", "second"):
            base = self.context.day_told(words)
        number = how_many(parts["number"]) if "number" in parts else 1.0 if unit == parts["unit"] else None
        if number is None:
            return unknown_unit(unit), "DATE"
        last = self.context.last
        if self.context.narrative and last.startswith("BC") and last[2:6].isdigit() and unit in ("year", "decade", "century"):
            years = int(number * {"year": 1, "decade": 10, "century": 100}[unit])
            return f"BC{max(1, int(last[2:6]) + (-years if forward else years)):04d}", "DATE"
        if base is None:
            return unknown_unit(unit), "DATE"
        return moved(base, unit, number if forward else -number), "DATE"

    def _duration(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        unit = singular(parts["unit"])
        if "number" not in parts:
            return amount_of_time(1 if parts["unit"] == unit else None, unit), "DURATION"
        return amount_of_time(how_many(parts["number"]), unit), "DURATION"

    def _every(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        if "weekday" in parts:
            return f"XXXX-WXX-{lexicon('dates')['weekdays'][parts['weekday']]}", "SET"
        unit = parts["unit"]
        if "number" in parts:
            return amount_of_time(how_many(parts["number"]), singular(unit)), "SET"
        return unknown_unit(unit), "SET"

    def _adverb(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        unit = {"daily": "day", "nightly": "night", "weekly": "week", "monthly": "month", "quarterly": "quarter", "hourly": "hour"}
        return unknown_unit(unit.get(parts["word"], "year")), "SET"

    def _clock(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        hour = int(parts["hour"]) if parts["hour"].isdigit() else int(how_many(parts["hour"]) or 0)
        half = parts.get("half", "")[:1] or {"morning": "a", "afternoon": "p", "evening": "p", "night": "p"}.get(parts.get("part", ""), "")
        if half and hour > 12:
            half = ""
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
        if hour > 24:
            return None
        return f"{self._day_beside(words)}T{hour % 24:02d}:{parts.get('minute', '00')}", "TIME"

    def _midpoint(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        return f"{self._day_beside(words)}T{'00' if parts['word'] == 'midnight' else '12'}:00", "TIME"

    def _day_beside(self, words: TimeWords) -> str:
        """The day a time of day belongs to: named in the expression, just after it, just before it, or the day of writing."""
        if "weekday" in words.parts:
            return self._weekday_value(words, lexicon("dates")["weekdays"][words.parts["weekday"].rstrip(".")])
        if "word" in words.parts and words.kind == "clock":
            reading = self._deictic(words, {"word": words.parts["word"]})
            return reading[0] if reading else "XXXX-XX-XX"
        following = self.following
        if (
            following
            and following.kind in ("day", "weekday", "deictic")
            and following.start - words.end < 12
            and "\n" not in self.text[words.end : following.start]
        ):
            reading = getattr(self, f"_{following.kind}")(following, following.parts)
            if reading and len(reading[0]) >= 10:
                return str(reading[0])[:10]
        last, last_end = self.context.told(words)
        if len(last) >= 10 and words.start - last_end < SAME_DAY:
            return last[:10]
        base = self.context.base("same" if self.context.narrative else "this")
        return base.isoformat() if base else "XXXX-XX-XX"

    def _slashed(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        first, second, year = int(parts["first"]), int(parts["second"]), int(parts["year"])
        options = []
        for month, day in ((first, second), (second, first)):
            try:
                options.append(date(year, month, day))
            except ValueError:
                continue
        if not options:
            return None
        if len({*options}) > 1 and self.context.anchor is None:
            return f"{year}", "DATE"
        nearest = min(options, key=lambda option: abs((option - (self.context.anchor or option)).days))
        return nearest.isoformat(), "DATE"

    def _holiday(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        month_day: str = lexicon("dates")["holidays"][" ".join(parts["holiday"].replace("’", "'").split())]
        ago, anchor = self._years_ago(words), self.context.anchor
        if ago is not None and anchor is not None and "year" not in parts:
            nearest = nearest_year(anchor, (int(month_day[:2]), int(month_day[3:])), "unknown")
            return f"{nearest - ago}-{month_day}", "DATE"
        return f"{self.context.year_of(words, int(month_day[:2]), int(month_day[3:]))}-{month_day}", "DATE"

    def _years_ago(self, words: TimeWords) -> int | None:
        """How many years back the words that follow put it: "New Year's Eve celebrations two years ago"."""
        following = self.following
        if following is None or following.kind != "shift" or following.parts["way"] != "ago" or singular(following.parts["unit"]) != "year":
            return None
        between = self.text[words.end : following.start]
        number = how_many(following.parts.get("number", ""))
        return int(number) if number and len(between) <= _BESIDE and not re.search(r"[.;:!?\n,]", between) else None

    def _reference(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        word = parts["word"]
        return (
            "PAST_REF"
            if word in ("recently", "recent", "lately", "the past", "former")
            else "FUTURE_REF"
            if word.endswith("future")
            else "PRESENT_REF"
        ), "DATE"

    def _weather(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        return "XXXX", "DATE"

    def _moment(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        return self.context.last or "PRESENT_REF", "DATE"
