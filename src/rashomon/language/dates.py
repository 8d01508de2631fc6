"""When a text says something happened: TIMEX3 expressions with values (TimeML 1.2.1), resolved against the day of writing.

The words are found by `timewords`; what each kind means is read by `timereading`, in text order, because "that day" goes by the date
before it. A text that mostly gives years far from the day of writing is a narrative (Mazur & Dale 2010, WikiWars): there a bare month
belongs to the year mentioned last. What cannot be resolved keeps its unknown digits as X (`XXXX-WXX-4` for a bare "Thursday").

What it does not do: dates told as events ("the day after the battle"), time zones, movable holidays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rashomon.language.names import gender
from rashomon.language.timecontext import TimeContext
from rashomon.language.timeparts import relation
from rashomon.language.timereading import TimeReader
from rashomon.language.timewords import TimeWords, time_words
from rashomon.model.annotated import TimexType

NARRATIVE_YEARS = 6
"""explicit years, two or more from the day of writing, that make a text a narrative when they also outnumber ten to one what counts from
the day of writing (weekdays, "today", "last month", "a year ago"): histories do, news features seldom"""


class Timex(NamedTuple):
    """An expression at `[start, end)` with its TIMEX3 value and type."""

    start: int
    end: int
    value: str
    type: TimexType


def timexes(text: str, anchor: date | None) -> list[Timex]:
    """The temporal expressions of `text` in order, resolved against `anchor`, the day of writing, if there is one."""
    found = [words for words in time_words(text) if not _is_a_name(text, words)]
    context = TimeContext(text, anchor, _is_narrative(found, anchor))
    reader = TimeReader(context)
    out: list[Timex] = []
    for i, words in enumerate(found):
        reading = reader.read(words, found[i + 1] if i + 1 < len(found) else None)
        if reading is not None:
            out.append(Timex(words.start, words.end, *reading))
            context.note(out[-1].start, out[-1].end, *reading)
    return out


def resolve(words: str, anchor: date | None) -> str | None:
    """The value of a single expression ("last Thursday"), or None if the words hold none."""
    hits = timexes(words, anchor)
    return hits[0].value if hits else None


def _is_narrative(found: Sequence[TimeWords], anchor: date | None) -> bool:
    far, near = 0, 0
    for words in found:
        if words.kind == "bc":
            far += 1
        elif words.kind in ("weekday", "deictic") or _counts_from_writing(words):
            near += 1
        elif "year" in words.parts and (anchor is None or abs(int(words.parts["year"]) - anchor.year) >= 2):
            far += 1
    return far >= NARRATIVE_YEARS and far > 10 * near


def _is_a_name(text: str, words: TimeWords) -> bool:
    """Whether a month without a year is a part of a name ("Long March 9") or, in a text that gives somebody this surname, a person."""
    month = words.parts.get("month", "").capitalize()
    if month not in ("May", "March", "August", "April", "June") or "year" in words.parts or not text.startswith(month, words.start):
        return False
    before = text[max(0, words.start - 10) : words.start]
    if month == "March" and before.endswith("Long "):
        return True
    return words.kind == "month" and not before.endswith((" in ", " since ")) and month in _surnames(text)


@lru_cache(maxsize=2)
def _surnames(text: str) -> frozenset[str]:
    """The months that stand behind a title or a given name in the text."""
    found = re.findall(r"\b([A-Z][a-z]+)\.? (May|March|August|April|June)\b(?! \d)", text)
    return frozenset(month for word, month in found if gender(word))


def _counts_from_writing(words: TimeWords) -> bool:
    """Whether it is an expression like "last month", "this week" or "two years ago"."""
    if words.kind == "relative":
        return relation(words.parts.get("rel", "the")) in ("last", "next", "this")
    return words.kind == "shift" and words.parts["way"] in ("ago", "hence", "from now")
