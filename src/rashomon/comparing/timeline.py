"""The story's days: what happened when, what was said when, and when each account was published, kept apart.

Each entry rests on a date written in an account; its text is that account's own words. Entries of several accounts for one day that tell
the same are one. What it does not do: order events within a day, date what carries no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.language.wordforms import fold, light
from rashomon.model.annotated import AnnotatedArticle, Time
from rashomon.model.article import Precision
from rashomon.model.dossier import TimelineEntry
from rashomon.model.span import Span
from rashomon.model.story import Story
from rashomon.settings import DEFAULT, Settings

VERSION = "timeline.v1"

SHAPES: tuple[tuple[str, Precision], ...] = (
    (r"\d{4}-\d\d-\d\dT\d\d:\d\d", "minute"),
    (r"\d{4}-\d\d-\d\d", "day"),
    (r"\d{4}-\d\d", "month"),
    (r"\d{4}", "year"),
)


def timeline(story: Story, settings: Settings = DEFAULT) -> list[TimelineEntry]:
    """The entries by date, then happened, said, published, then words. An empty story gives an empty list."""
    entries = [*_published(story), *_merged(list(_events(story)), settings.comparing.timeline_likeness)]
    order = {"happened": 0, "said": 1, "published": 2}
    return sorted(entries, key=lambda entry: (entry.date, order[entry.kind], entry.text, entry.spans[0].key if entry.spans else ("", 0, 0)))


def _published(story: Story) -> Iterator[TimelineEntry]:
    for annotated in story.articles:
        article = annotated.article
        if article.published is not None:
            yield TimelineEntry(
                date=article.published.date,
                precision=article.published.precision,
                kind="published",
                text=article.name,
                spans=article.published.evidence,
                articles=(article.id,),
            )


@dataclass(slots=True)
class _Event:
    """One dated clause of one account."""

    date: str
    precision: Precision
    said: bool
    clause: Span
    words: frozenset[str]
    vector: NDArray[np.float32] | None


def _events(story: Story) -> Iterator[_Event]:
    for annotated in story.articles:
        for n, sentence in enumerate(annotated.sentences):
            dated = [time for time in annotated.times if sentence.contains(time.span) and _dated(time)]
            for time in dated:
                yield _event(annotated, n, time, dated)


def _dated(time: Time) -> tuple[str, Precision] | None:
    """A time's date cut to its precision, or None where it names no calendar day, month or year."""
    if time.type not in ("DATE", "TIME"):
        return None
    if re.fullmatch(r"\d{4}-\d\d-\d\dT(?:MO|AF|EV|NI|MI|DT)", time.value):
        return time.value[:10], "day"
    for shape, precision in SHAPES:
        if re.fullmatch(shape, time.value):
            return time.value, precision
    return None


def _event(annotated: AnnotatedArticle, n: int, time: Time, others: Sequence[Time]) -> _Event:
    date, precision = _dated(time) or ("", "year")
    article, sentence = annotated.article, annotated.sentences[n]
    said = any(evidence.overlaps(time.span) for statement in annotated.statements if statement.said for evidence in statement.said.evidence)
    clause = _clause(annotated, sentence, time, others)
    words = frozenset(fold(word) for word in re.findall(r"[^\W\d_]{2,}", clause.text) if not light(word))
    vector = annotated.vectors[n] if n < len(annotated.vectors) else None
    return _Event(date, precision, said, article.span(clause.start, clause.end), words, vector)


def _clause(annotated: AnnotatedArticle, sentence: Span, time: Time, others: Sequence[Time]) -> Span:
    """The sentence, or the part of it between semicolons that holds the date."""
    text = annotated.article.text
    start, end = sentence.start, sentence.end
    for mark in re.finditer(r";\s", sentence.text):
        place = sentence.start + mark.start()
        if place < time.span.start:
            start = sentence.start + mark.end()
        elif place >= time.span.end:
            end = min(end, place)
    return Span(article=sentence.article, start=start, end=end, text=text[start:end])


def _merged(events: Sequence[_Event], least: float) -> Iterator[TimelineEntry]:
    """Events of one day that tell the same, joined; each group's text is its shortest clause of at least six words."""
    groups: list[list[_Event]] = []
    by_day: dict[tuple[str, bool], list[list[_Event]]] = {}
    for event in sorted(events, key=lambda e: (e.date, e.said, e.clause.key)):
        same_day = by_day.setdefault((event.date, event.said), [])
        group = next((group for group in same_day if any(_alike(event, other) >= least for other in group[:4])), None)
        if group is None:
            group = []
            same_day.append(group)
            groups.append(group)
        group.append(event)
    for group in groups:
        spans = sorted({event.clause for event in group}, key=lambda span: span.key)
        yield TimelineEntry(
            date=group[0].date,
            precision=group[0].precision,
            kind="said" if group[0].said else "happened",
            text=_line(spans),
            spans=tuple(spans),
            articles=tuple(sorted({span.article for span in spans})),
        )


def _line(spans: Sequence[Span]) -> str:
    """The shortest clause that still says something, on one line."""
    long_enough = [span for span in spans if len(span.text.split()) >= 6] or list(spans)
    return " ".join(min(long_enough, key=lambda span: (len(span.text), span.key)).text.split())


def _alike(one: _Event, other: _Event) -> float:
    shared = len(one.words & other.words) / max(1, min(len(one.words), len(other.words)))
    if one.vector is None or other.vector is None:
        return shared
    return (max(0.0, float(one.vector @ other.vector)) + shared) / 2
