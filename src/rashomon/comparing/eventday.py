"""The day of the event, as most of the accounts put it.

News opens with what is new: each account speaks for the first day named in its opening that is the day it appeared or one of the week
before, and where it names none, for the day it appeared. A clock time later than the minute of publication was the evening before. What it
does not do: tell two events of one story apart, or choose between days that as many accounts name (the earlier is taken).
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

from rashomon.model.annotated import AnnotatedArticle, Time
from rashomon.model.article import Published
from rashomon.model.span import Span
from rashomon.model.story import Story
from rashomon.settings import DEFAULT, Settings

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_OWNS = re.compile(r"['’]s\b")


def event_day(story: Story, settings: Settings = DEFAULT) -> tuple[str | None, tuple[Span, ...]]:
    """The day with the words that name it; None where no account is dated."""
    named: dict[str, list[Span]] = {}
    votes: Counter[str] = Counter()
    for annotated in story.articles:
        day, span = _told(annotated, settings.comparing.event_opening, settings.comparing.event_before)
        if day is not None:
            votes[day] += 2 if span else 1
            named.setdefault(day, []).extend([span] if span else [])
    if not votes:
        return None, ()
    best = min(votes, key=lambda day: (-votes[day], day))
    return best, tuple(sorted(named[best], key=lambda span: span.key))


def day_of(time: Time, published: Published | None) -> str | None:
    """The day of a time, the evening before where its clock time is still to come when the article appears; None without a day."""
    match = _DAY.match(time.value)
    if match is None or time.type not in ("DATE", "TIME"):
        return None
    later = published is not None and published.precision == "minute" and _CLOCK.fullmatch(time.value) and time.value > published.date[:16]
    if (
        later
        and published
        and match[0] == published.date[:10]
        and not re.search(r"[A-Z][a-z]+day|\d{1,2} [A-Z]|[A-Z][a-z]+\.? \d", time.text)
    ):
        return (date.fromisoformat(match[0]) - timedelta(days=1)).isoformat()
    return match[0]


def _told(annotated: AnnotatedArticle, opening: int, before: int) -> tuple[str | None, Span | None]:
    """The day an account speaks for, with its words where it has any. "Tuesday's election" names another event."""
    published, text = annotated.article.published, annotated.article.text
    if published is None or published.precision not in ("day", "minute"):
        return None, None
    appeared = date.fromisoformat(published.date[:10])
    for time in annotated.times:
        if time.span.start >= opening:
            break
        day = day_of(time, published)
        if day is None or _OWNS.match(text, time.span.end):
            continue
        if 0 <= (appeared - date.fromisoformat(day)).days <= before:
            return day, time.span
    return published.date[:10], None
