"""What the time expressions of a text are resolved against: the day of writing, the date mentioned last, the tense of the clause.

In news a bare day belongs to the year nearest to the writing, on the side its clause looks to. In a narrative everything goes by the date
mentioned last. What it does not do: read expressions (`timereading`).
"""

from __future__ import annotations

import re
from datetime import date

from rashomon.language.tense import Tense, tense
from rashomon.language.timewords import TimeWords
from rashomon.model.annotated import TimexType


class TimeContext:
    """`anchor` is the day of writing, `last` the value of the date mentioned last ("" before the first) and `last_end` where it ended;
    `happened` and `happened_end` are the same for the last one that is not after the day of writing."""

    def __init__(self, text: str, anchor: date | None, narrative: bool) -> None:
        self.text, self.anchor, self.narrative = text, anchor, narrative
        self.last, self.last_end = "", 0
        self.happened, self.happened_end = "", 0

    def note(self, start: int, end: int, value: str, type: TimexType) -> None:
        """Remember the date just read, if it is one with a year. "Since 1967" says how long something has lasted: the text tells of no
        event then, and nothing is "a year later" than that."""
        if self.text[max(0, start - 6) : start].lower() == "since ":
            return
        if type in ("DATE", "TIME") and re.match(r"(?:BC)?\d{4}", value):
            self.last, self.last_end = value, end
            if self.narrative or self.anchor is None or value[:10] <= self.anchor.isoformat():
                self.happened, self.happened_end = value, end

    def base(self, relation: str) -> date | None:
        """The day a relation counts from: the day of writing, or, for "that", "the next" and in narratives, the date mentioned last."""
        last = self._last_day()
        if self.narrative or relation in ("same", "following", "previous"):
            return last or self.anchor
        return self.anchor

    def last_year(self) -> str | None:
        """The year mentioned last, "BC0490" for one before Christ."""
        match = re.match(r"BC\d{4}|\d{4}", self.last)
        return match[0] if match else None

    def year_of(self, words: TimeWords, month: int, day: int | None) -> str:
        """The year of a month or day: written beside it, the narrative's, or the nearest to the day of writing. In "May's election" the
        month tells of the election, and not when the clause's verb was."""
        if "year" in words.parts:
            return words.parts["year"]
        last = self.last_year()
        if last and ("same" in words.parts or self.narrative):
            return last
        of = day is None and re.match(r"['’]s [^\W\d_]", self.text[words.end : words.end + 4])
        return str(nearest_year(self.anchor, (month, day), "unknown" if of else self.tense(words))) if self.anchor else "XXXX"

    def tense(self, words: TimeWords) -> Tense:
        """Whether the clause around an expression looks back or ahead."""
        return tense(self.text, words.start, words.end)

    def told(self, words: TimeWords) -> tuple[str, int]:
        """The date that a time of day goes by, and where it ended: the last one mentioned; in a clause that does not look ahead the last
        that is past."""
        return (self.last, self.last_end) if self.tense(words) == "future" else (self.happened, self.happened_end)

    def day_told(self, words: TimeWords) -> date | None:
        """The same as a day; the day of writing where there is none."""
        return _day(self.told(words)[0]) or self.anchor

    def _last_day(self) -> date | None:
        return _day(self.last)


def _day(value: str) -> date | None:
    match = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", value)
    return date(max(1, int(match[1])), int(match[2] or 1), int(match[3] or 1)) if match else None


def nearest_year(anchor: date, month_day: tuple[int, int | None], tense: Tense) -> int:
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
