"""The story's days: what happened when, what was said when, and when each account was published, kept apart.

Each entry rests on a date written in an account; its text is that account's own words. Entries of several accounts for one day that tell
the same are one. What it does not do: order events within a day, date what carries no date.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rashomon.comparing.clauses import with_antecedent
from rashomon.comparing.eventday import day_of
from rashomon.language.datelines import dateline
from rashomon.language.quotationmarks import quoted
from rashomon.language.ranges import within
from rashomon.language.wordforms import fold, light
from rashomon.model.annotated import AnnotatedArticle, Time
from rashomon.model.article import Precision
from rashomon.model.dossier import TimelineEntry
from rashomon.model.span import Span
from rashomon.model.story import Story
from rashomon.settings import DEFAULT, Settings

VERSION = "timeline.v1"

BESIDE = 30
"""characters between a cue and the time that tells when: "said in a statement late Tuesday"""
DEPTH = 12
"""levels of words under a verb; deeper ones belong to a clause of their own"""
LEAST_WORDS = 4
"""words; a clause with fewer says too little without its sentence"""

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
        quotes = quoted(annotated.article.text)
        for n, sentence in enumerate(annotated.sentences):
            for time in annotated.times:
                if sentence.contains(time.span) and _dated(time) and not _is_idle(annotated, time, quotes):
                    yield _event(annotated, n, time)


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


def _is_idle(annotated: AnnotatedArticle, time: Time, quotes: Sequence[tuple[int, int]]) -> bool:
    """Whether a time is no more than the year of writing, a year that names a thing ("the 2018 election"), or the "today" of somebody's
    own words ("the leaders of yesterday", "the world today")."""
    published, text = annotated.article.published, annotated.article.text
    if time.text.casefold() in ("today", "yesterday", "tomorrow") and within(quotes, time.span.start):
        return True
    if len(time.value) != 4:
        return False
    if published and published.date.startswith(time.value):
        return True
    if not time.text.isdigit():
        return False
    before, after = text[: time.span.start][-10:], text[time.span.end : time.span.end + 2]
    names = re.match(r" [a-z]", after) and not re.search(r"\b(?:in|since|of|by|until|till|from|during|between|and|to)\s$", before)
    return bool(names or (re.match(r" [A-Z]", after) and re.search(r"\b(?:an?|the|his|her|its|their)\s$", before)))


def _event(annotated: AnnotatedArticle, n: int, time: Time) -> _Event:
    date, precision = _dated(time) or ("", "year")
    day = day_of(time, annotated.article.published)
    if day is not None and day != date[:10]:
        date = day + date[10:]
    clause = _clause(annotated, sentence=_told(annotated, annotated.sentences[n], time), time=time)
    words = frozenset(fold(word) for word in re.findall(r"[^\W\d_]{2,40}", clause.text) if not light(word))
    vector = annotated.vectors[n] if n < len(annotated.vectors) else None
    return _Event(date, precision, _is_said(annotated, time), clause, words, vector)


def _told(annotated: AnnotatedArticle, sentence: Span, time: Time) -> Span:
    """The sentence without a dateline in front."""
    start = sentence.start + dateline(sentence.text)
    return annotated.article.span(start, sentence.end) if start <= time.span.start else sentence


def _is_said(annotated: AnnotatedArticle, time: Time) -> bool:
    """Whether the time tells when something was said: a statement rests on it, or it stands right beside a statement's cue."""
    text = annotated.article.text
    for statement in annotated.statements:
        if statement.said and any(evidence.overlaps(time.span) for evidence in statement.said.evidence):
            return True
        for cue in statement.cue.spans:
            between = text[cue.end : time.span.start] if cue.end <= time.span.start else text[time.span.end : cue.start]
            if abs(time.span.start - cue.end) < BESIDE and re.fullmatch(
                r"\W*(?:(?:on|in|late|early|a|statement|earlier)\W*){0,3}", between
            ):
                return True
    return False


def _clause(annotated: AnnotatedArticle, sentence: Span, time: Time) -> Span:
    """The words that the verb above the date governs, or the whole sentence where they make no clause of their own."""
    tokens = annotated.tokens
    starts = [token.start for token in tokens]
    first, end = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
    place = bisect_left(starts, time.span.start)
    verb = place
    for _ in range(end - first):
        if not first <= verb < end or tokens[verb].pos == "VERB" or tokens[verb].head == verb:
            break
        verb = tokens[verb].head
    if not first <= verb < end or tokens[verb].pos != "VERB":
        return sentence
    under = {verb}
    for _ in range(DEPTH):
        under |= {i for i in range(first, end) if tokens[i].head in under}
    low, high = min(under), max(under)
    relative = tokens[verb].dep == "acl:relcl"
    while low < verb and (tokens[low].pos in ("PUNCT", "CCONJ", "SCONJ") or (tokens[low].lemma.casefold() == "when" and not relative)):
        low += 1
    while tokens[high].pos == "PUNCT" and high > verb:
        high -= 1
    if high - low < LEAST_WORDS or not any(tokens[i].dep.startswith("nsubj") and tokens[i].head == verb for i in under):
        return sentence
    return with_antecedent(annotated, annotated.article.span(tokens[low].start, tokens[high].end))


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
    """Of the clauses that say something the one with fewest words that most others have not, then the shortest, on one line."""
    long_enough = [span for span in spans if len(span.text.split()) >= 6] or list(spans)
    words = {span: {fold(word) for word in re.findall(r"[^\W\d_]{2,40}", span.text) if not light(word)} for span in long_enough}
    known = Counter(word for own in words.values() for word in own)

    def alone(span: Span) -> int:
        return sum(2 * known[word] <= len(words) for word in words[span])

    return " ".join(min(long_enough, key=lambda span: (alone(span), len(span.text), span.key)).text.split())


def _alike(one: _Event, other: _Event) -> float:
    shared = len(one.words & other.words) / max(1, min(len(one.words), len(other.words)))
    if one.vector is None or other.vector is None:
        return shared
    return (max(0.0, float(one.vector @ other.vector)) + shared) / 2
