"""When a text says something happened: TIMEX3 expressions with values (TimeML 1.2.1), resolved against the day of writing.

In news a bare weekday is the nearest one past, or the same day, unless its sentence looks ahead ("will", "next", "due"). A text that
mostly gives years far from the day of writing is a narrative (Mazur & Dale 2010, WikiWars): there a bare month belongs to the year
mentioned last. What cannot be resolved keeps its unknown digits as X (`XXXX-WXX-4` for a bare "Thursday").

What it does not do: dates told as events ("the day after the battle"), time zones, movable holidays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from rashomon.language.lexicon import lexicon
from rashomon.language.numerals import numeral, words_of
from rashomon.language.timewords import TimeWords, time_words
from rashomon.model.annotated import TimexType

NARRATIVE_YEARS = 6
"""explicit years, two or more from the day of writing, that make a text a narrative when they also outnumber its weekdays and todays
three to one; news reports stay under one or the other"""

CONTEXT = 70
"""characters looked at on each side of an expression for the tense of its clause"""

SAME_DAY = 400
"""characters within which a clock time belongs to the day mentioned before: about a paragraph"""

Tense = Literal["past", "future", "unknown"]
Reading = tuple[str, TimexType] | None


class Timex(NamedTuple):
    """An expression at `[start, end)` with its TIMEX3 value and type."""

    start: int
    end: int
    value: str
    type: TimexType


def timexes(text: str, anchor: date | None) -> list[Timex]:
    """The temporal expressions of `text` in order, resolved against `anchor`, the day of writing, if there is one."""
    found = time_words(text)
    reader = _Reader(text, anchor, _is_narrative(found, anchor))
    out: list[Timex] = []
    for i, words in enumerate(found):
        reading = reader.read(words, found[i + 1] if i + 1 < len(found) else None)
        if reading is not None:
            out.append(Timex(words.start, words.end, *reading))
            reader.note(out[-1])
    return out


def resolve(words: str, anchor: date | None) -> str | None:
    """The value of a single expression ("last Thursday"), or None if the words hold none."""
    hits = timexes(words, anchor)
    return hits[0].value if hits else None


def _is_narrative(found: list[TimeWords], anchor: date | None) -> bool:
    far, near = 0, 0
    for words in found:
        if words.kind == "bc":
            far += 1
        elif words.kind in ("weekday", "deictic"):
            near += 1
        elif "year" in words.parts and (anchor is None or abs(int(words.parts["year"]) - anchor.year) >= 2):
            far += 1
    return far >= NARRATIVE_YEARS and far > 3 * near


class _Reader:
    """Resolves expressions in text order. `last` is the date mentioned last: what "that day" and a narrative's bare months go by."""

    def __init__(self, text: str, anchor: date | None, narrative: bool) -> None:
        self.text, self.anchor, self.narrative = text, anchor, narrative
        self.last: Timex | None = None
        self.following: TimeWords | None = None

    def note(self, timex: Timex) -> None:
        """Remember the date just read."""
        if timex.type in ("DATE", "TIME") and re.match(r"(?:BC)?\d{4}", timex.value):
            self.last = timex

    def read(self, words: TimeWords, following: TimeWords | None) -> Reading:
        """Value and type of one expression, or None where its words make no date ("31 February")."""
        self.following = following
        try:
            reading: Reading = getattr(self, f"_{words.kind}")(words, words.parts)
        except (OverflowError, ValueError):
            return None
        return reading

    # What each kind of expression means

    def _iso(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        day = date(int(parts["year"]), int(parts["month"]), int(parts["day"])).isoformat()
        return (f"{day}T{parts['hour']}:{parts['minute']}", "TIME") if "hour" in parts else (day, "DATE")

    def _day(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        month, day = _month(parts["month"]), int(re.sub(r"\D", "", parts["day"]))
        date(2000, month, day)
        value = f"{self._year_of(words, month, day)}-{month:02d}-{day:02d}"
        return (f"{value}T{_part(parts['part'])}", "TIME") if "part" in parts else (value, "DATE")

    def _month(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        month = _month(parts["month"])
        rel = _relation(parts.get("rel", ""))
        if rel is None or "year" in parts:
            return f"{self._year_of(words, month, None)}-{month:02d}", "DATE"
        base = self._base(rel)
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
        last = self._last_year()
        century = beside[1] if beside else last[:2] if last and last.isdigit() else "20" if int(parts["short"]) < 40 else "19"
        return century + parts["short"], "DATE"

    def _bc(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        value = f"BC{int(parts['year']):04d}"
        if "decade" in parts:
            return value[:-1], "DATE"
        if "month" in parts:
            return f"{value}-{_month(parts['month']):02d}", "DATE"
        return (f"{value}-{lexicon('dates')['seasons'][parts['season']]}" if "season" in parts else value), "DATE"

    def _bc_century(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        return f"BC{int(parts['ordinal']) - 1:02d}", "DATE"

    def _decade(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        return (parts["decade"] if "decade" in parts else f"19{parts['short']}"), "DATE"

    def _century(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        ordinal = _ordinal(parts["ordinal"])
        return (f"{ordinal - 1:02d}", "DATE") if ordinal else None

    def _season(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        season: str = lexicon("dates")["seasons"][parts["season"]]
        rel = _relation(parts.get("rel", ""))
        if "year" in parts:
            return f"{parts['year']}-{season}", "DATE"
        base = self._base(rel or "same" if self.narrative else "this")
        if base is None:
            return f"XXXX-{season}", "DATE"
        if rel in ("last", "previous", "next", "following") or (rel is None and not self.narrative):
            ahead = rel in ("next", "following") or (rel is None and self._tense(words) == "future")
            start = lexicon("dates")["season_months"][season]
            year = base.year + (1 if ahead and start <= base.month else 0) - (1 if not ahead and start >= base.month else 0)
            return f"{year}-{season}", "DATE"
        return f"{self._last_year() if self.narrative and self._last_year() else base.year}-{season}", "DATE"

    def _quarter(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        nth = parts["nth"]
        half = parts.get("unit") == "half"
        number = {"last": 2 if half else 4, "final": 2 if half else 4, "latter": 2}.get(nth) or (
            int(nth[0]) if nth[0].isdigit() else _ordinal(nth)
        )
        if "decade" in parts:
            return parts["decade"], "DATE"
        year = parts.get("year")
        if year is None:
            base = self._base("same" if self.narrative else "this")
            if base is not None:
                rel = _relation(parts.get("rel", ""))
                year = str(base.year + {"last": -1, "next": 1}.get(rel or "", 0))
                if "rel" not in parts and not half and base.month < 3 * (number or 1) - 2 and self._tense(words) != "future":
                    year = str(base.year - 1)
        return f"{year or 'XXXX'}-{'H' if half else 'Q'}{number}", "DATE"

    def _weekday(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        number: int = lexicon("dates")["weekdays"][parts["weekday"].rstrip(".")]
        value = self._weekday_value(words, number)
        part = parts.get("part")
        return (f"{value}T{_part(part)}", "TIME") if part else (value, "DATE")

    def _weekday_value(self, words: TimeWords, number: int) -> str:
        told = self._told_beside(words)
        if told is not None:
            return told
        rel, week = _relation(words.parts.get("rel", "")), words.parts.get("week")
        base = self._base(rel or ("same" if self.narrative else "this"))
        if base is None:
            return f"XXXX-WXX-{number}"
        back = (base.isoweekday() - number) % 7
        if week:
            monday = base - timedelta(days=base.isoweekday() - 1) + timedelta(weeks={"last": -1, "next": 1}.get(week, 0))
            return (monday + timedelta(days=number - 1)).isoformat()
        ahead = rel in ("next", "following") or (rel is None and self._tense(words) == "future")
        if ahead:
            return (base + timedelta(days=(number - base.isoweekday()) % 7 or (7 if rel else 0))).isoformat()
        if rel in ("last", "previous"):
            back = back or 7
        if rel == "this" and self._tense(words) == "future":
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
        if word == "this" and self.narrative:
            return self._that_part(0, part or "")
        offset = {
            "yesterday": -1,
            "tomorrow": 1,
            "the day before yesterday": -2,
            "the day after tomorrow": 2,
            "last night": -1,
            "last evening": -1,
        }.get(word, 0)
        day = (self.anchor + timedelta(days=offset)).isoformat() if self.anchor else "XXXX-XX-XX"
        if self.narrative and word == "today":
            return "PRESENT_REF", "DATE"
        part = part or {"tonight": "night", "last night": "night", "last evening": "evening", "overnight": "night"}.get(word)
        return (f"{day}T{_part(part)}", "TIME") if part else (day, "DATE")

    def _thatpart(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        rel = _relation(parts["rel"])
        return self._that_part({"next": 1, "following": 1, "previous": -1}.get(rel or "", 0), parts["part"])

    def _that_part(self, offset: int, part: str) -> Reading:
        base = self._base("same")
        day = (base + timedelta(days=offset)).isoformat() if base else "XXXX-XX-XX"
        return f"{day}T{_part(part)}", "TIME"

    def _somenight(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        return "XXXX-XX-XXTNI", "TIME"

    def _relative(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        rel = _relation(parts.get("rel", "the")) or "same"
        unit = parts["unit"]
        step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(rel, 0)
        if rel == "last" and parts.get("rel", "").startswith("the") and unit not in ("weekend",):
            return _amount(1, unit), "DURATION"
        if parts.get("rel", "") in ("past", "the past"):
            return _amount(1, unit), "DURATION"
        base = self._base(rel)
        if rel == "same" and base is None:
            base = self.anchor
        last = self.last.value if self.last else ""
        if self.narrative and last.startswith("BC"):
            return self._before_christ(last, unit, step)
        if base is None:
            return _unknown(unit), "DATE"
        return _unit_value(base, unit, step), "DATE"

    def _before_christ(self, last: str, unit: str, step: int) -> Reading:
        year = int(last[2:6]) - step if last[2:6].isdigit() else 0
        if unit == "year" and year:
            return f"BC{year:04d}", "DATE"
        if unit == "decade" and year:
            return f"BC{int(last[2:5]) - step:03d}", "DATE"
        return (f"BC{int(last[2:4]) - step:02d}" if unit == "century" else "BCXXXX-XX-XX"), "DATE"

    def _shift(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        way, unit = parts["way"], _singular(parts["unit"])
        ago = way in ("ago", "hence", "from now")
        forward = way in ("later", "after", "afterward", "afterwards", "from now", "hence", "on")
        base = self.anchor if ago and not self.narrative else self._base("same")
        number = _number(parts["number"]) if "number" in parts else 1.0 if unit == parts["unit"] else None
        if number is None:
            return _unknown(unit), "DATE"
        last = self.last.value if self.last else ""
        if self.narrative and last.startswith("BC") and last[2:6].isdigit() and unit in ("year", "decade", "century"):
            years = int(number * {"year": 1, "decade": 10, "century": 100}[unit])
            return f"BC{max(1, int(last[2:6]) + (-years if forward else years)):04d}", "DATE"
        if base is None:
            return _unknown(unit), "DATE"
        return _moved(base, unit, number if forward else -number)

    def _duration(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        unit = _singular(parts["unit"])
        if "number" not in parts:
            return _amount(1 if parts["unit"] == unit else None, unit), "DURATION"
        return _amount(_number(parts["number"]), unit), "DURATION"

    def _every(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        if "weekday" in parts:
            return f"XXXX-WXX-{lexicon('dates')['weekdays'][parts['weekday']]}", "SET"
        unit = parts["unit"]
        if "number" in parts:
            return _amount(_number(parts["number"]), _singular(unit)), "SET"
        return _unknown(unit), "SET"

    def _adverb(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        unit = {"daily": "day", "nightly": "night", "weekly": "week", "monthly": "month", "quarterly": "quarter", "hourly": "hour"}
        return _unknown(unit.get(parts["word"], "year")), "SET"

    def _clock(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        hour = int(parts["hour"]) if parts["hour"].isdigit() else int(_number(parts["hour"]) or 0)
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
        if self.last and words.start - self.last.end < SAME_DAY and len(self.last.value) >= 10:
            return self.last.value[:10]
        base = self._base("same" if self.narrative else "this")
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
        if len({*options}) > 1 and self.anchor is None:
            return f"{year}", "DATE"
        nearest = min(options, key=lambda option: abs((option - (self.anchor or option)).days))
        return nearest.isoformat(), "DATE"

    def _holiday(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        month_day: str = lexicon("dates")["holidays"][" ".join(parts["holiday"].replace("’", "'").split())]
        return f"{self._year_of(words, int(month_day[:2]), int(month_day[3:]))}-{month_day}", "DATE"

    def _reference(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        word = parts["word"]
        return (
            "PAST_REF"
            if word in ("recently", "recent", "lately", "the past", "former")
            else "FUTURE_REF"
            if word.endswith("future")
            else "PRESENT_REF"
        ), "DATE"

    def _moment(self, words: TimeWords, parts: Mapping[str, str]) -> Reading:
        return (self.last.value if self.last else "PRESENT_REF"), "DATE"

    # What they are resolved against

    def _base(self, rel: str) -> date | None:
        """The day a relation counts from: the day of writing, or, for "that", "the next" and in narratives, the date mentioned last."""
        last = self._last_day()
        if self.narrative or rel in ("same", "following", "previous"):
            return last or self.anchor
        return self.anchor

    def _last_day(self) -> date | None:
        match = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", self.last.value) if self.last else None
        return date(max(1, int(match[1])), int(match[2] or 1), int(match[3] or 1)) if match else None

    def _last_year(self) -> str | None:
        match = re.match(r"BC\d{4}|\d{4}", self.last.value) if self.last else None
        return match[0] if match else None

    def _year_of(self, words: TimeWords, month: int, day: int | None) -> str:
        """The year of a month or day: written beside it, the narrative's, or the nearest to the day of writing."""
        if "year" in words.parts:
            return words.parts["year"]
        last = self._last_year()
        if last and ("same" in words.parts or self.narrative):
            return last
        return str(_nearest_year(self.anchor, (month, day), self._tense(words))) if self.anchor else "XXXX"

    def _tense(self, words: TimeWords) -> Tense:
        """Whether the clause around an expression looks back or ahead. The word that touches it counts first."""
        before = re.split(_CLAUSE_END, self.text[max(0, words.start - CONTEXT) : words.start])[-1].lower().replace("’", "'")
        after = re.split(_CLAUSE_END + "|, ", self.text[words.end : words.end + CONTEXT])[0].lower().replace("’", "'")
        leading, trailing = before.split(), after.split()
        while leading and leading[-1] in ("on", "in", "late", "early", "since", "the"):
            leading.pop()
        if (leading and _is_past(leading[-1])) or (trailing and _is_past(trailing[0])):
            return "past"
        if _future().search(f"{before} {after}"):
            return "future"
        return "past" if any(_is_past(word.strip(",")) for word in (*leading, *trailing)) else "unknown"


_CLAUSE_END = r"[.!?;\n“”\"]"


@cache
def _future() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in lexicon("dates")["future"]["phrases"])
    return re.compile(rf"(?:\b|(?='))(?:{phrases})\b")


def _is_past(word: str) -> bool:
    return word in lexicon("dates")["past"]["words"] or (word.endswith("ed") and len(word) > 4)


def _nearest_year(anchor: date, month_day: tuple[int, int | None], tense: Tense) -> int:
    """The year that puts a month (and day) nearest to `anchor` on the side its tense says."""
    month, day = month_day
    here = (anchor.month, anchor.day if day else None)
    if here == (month, day):
        return anchor.year
    this_year_is_past = (month, day or 0) < (anchor.month, anchor.day if day else 0)
    if tense == "past":
        return anchor.year if this_year_is_past else anchor.year - 1
    if tense == "future":
        return anchor.year + 1 if this_year_is_past else anchor.year
    distance = (month - anchor.month) * 30 + ((day or 15) - (anchor.day if day else 15))
    return anchor.year + (1 if distance < -182 else -1 if distance >= 180 else 0)


@cache
def _relation(words: str) -> str | None:
    """What a leading word relates to: `last`, `next`, `this` count from the writing; `previous`, `following`, `same` from the text."""
    words = " ".join(words.split())
    if words in ("", "the"):
        return None
    if words in ("next", "coming", "the coming", "this coming"):
        return "next"
    if words in ("last", "past", "the past", "this past", "the last"):
        return "last"
    if words in ("the next", "the very next", "the following", "following"):
        return "next" if words == "the very next" else "following"
    if words in ("the previous", "previous", "the preceding"):
        return "previous"
    if words in ("this", "the current"):
        return "this"
    return "same"


def _month(word: str) -> int:
    tables = lexicon("dates")
    name = word.rstrip(".")
    number: int = tables["months"].get(name) or tables["month_abbreviations"][name]
    return number


def _part(word: str) -> str:
    part: str = lexicon("dates")["parts"][word.removeprefix("mid").lstrip("-")]
    return part


def _ordinal(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    number: int | None = lexicon("numerals")["ordinals"].get(word)
    return number


def _singular(unit: str) -> str:
    return "century" if unit == "centuries" else unit.removesuffix("s")


def _number(words: str) -> float | None:
    """The number in front of a unit; None for "several", "a few", "many"."""
    words = " ".join(words.replace(",", "").split())
    fixed = {"a": 1.0, "an": 1.0, "half a": 0.5, "a couple of": 2.0, "one and a half": 1.5, "hundred": 100.0}
    if words in fixed:
        return fixed[words]
    read = words_of(words)
    number = numeral(read, 0) if read else None
    return number.value if number else None


def _amount(number: float | None, unit: str) -> str:
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


def _unknown(unit: str) -> str:
    unknown: str = lexicon("dates")["unknown"].get(unit, "XXXX-XX-XX")
    return unknown


def _unit_value(base: date, unit: str, step: int) -> str:
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


def _moved(base: date, unit: str, number: float) -> Reading:
    """The day, week, month or year that lies `number` units from `base`."""
    if unit in ("second", "minute", "hour"):
        days = number / {"second": 86400, "minute": 1440, "hour": 24}[unit]
        return (base + timedelta(days=int(days))).isoformat(), "DATE"
    if unit == "fortnight":
        unit, number = "week", 2 * number
    if number != int(number):
        unit, number = {"year": ("month", number * 12), "decade": ("year", number * 10), "week": ("day", number * 7)}.get(
            unit, (unit, number)
        )
    return _unit_value(base, unit, int(number)), "DATE"
