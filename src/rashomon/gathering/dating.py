"""Dates an article that carries none, from its own words and from the other accounts of the event.

Every day on which it could have been written is weighed: do its weekdays then fall where the other accounts put the same happenings, does
a date it writes out ("Thursday (28 March)") stand just before, did the accounts most like it appear around then? The day that explains
most wins; where others explain nearly as much, the date is cut to what they share. A date with its year in running text is no day of
writing, for news leaves the current year out: it was written on that day or later, no more is known. What it does not do: correct a date
that is there, or give one where neither words nor siblings speak.
"""

from __future__ import annotations

import calendar
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from rashomon.language.dates import timexes
from rashomon.language.wordforms import fold, light
from rashomon.model.annotated import AnnotatedArticle, Time
from rashomon.model.article import Precision, Published
from rashomon.model.span import Span
from rashomon.settings import DEFAULT, GatheringSettings, Settings

ROUNDS = 2
"""rounds of dating: the second lets articles dated by their own words date the rest"""

OFFSETS = {
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
}

_NEAR = 60
"""characters before and after a date that are looked at"""

_HEAD = 500
"""characters of the text in which a dateline stands"""

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_IN_BRACKETS = re.compile(rf"\b(?:{_WEEKDAY}|[Tt]oday|[Yy]esterday|[Tt]onight),?(?: \w+)? ?[(\[]$")
_BEFORE_WEEKDAY = re.compile(rf",? ?[(\[]{_WEEKDAY}[)\]]")
_PLACES = re.compile(r"\W*(?:[^\W\d_a-z][\w’'-]*[,./() ]+)*")
_AFTER_DATELINE = re.compile(r"[.,]? ?(?:[(/][^()/\n]{2,40}[)/])? ?(?:[—–:-]|--)\s")
_THIS_OR_LAST = re.compile(r"(this|last) year", re.I)
_SAME_YEAR = re.compile(r",? in |, | \(")


def date_articles(annotated: Sequence[AnnotatedArticle], settings: Settings = DEFAULT) -> tuple[AnnotatedArticle, ...]:
    """The articles in the order given; those without a day have one inferred where something speaks for it, their times resolved anew.

    Done in rounds: an article whose day is certain helps to date the others.
    """
    dated = list(annotated)
    for _ in range(ROUNDS):
        known = sorted((_Account(a) for a in dated if _day(a.article.published)), key=lambda account: account.annotated.article.id)
        dated = [a if _day(a.article.published) else _dated(a, known, settings.gathering) for a in annotated]
    return tuple(dated)


def _dated(annotated: AnnotatedArticle, known: Sequence[_Account], settings: GatheringSettings) -> AnnotatedArticle:
    others = [account for account in known if account.annotated.article.id != annotated.article.id]
    published = _infer(_Account(annotated), others, settings)
    return annotated if published is None else _redated(annotated, published)


def _day(published: Published | None) -> date | None:
    return date.fromisoformat(published.date[:10]) if published and published.precision in ("day", "minute") else None


def _redated(annotated: AnnotatedArticle, published: Published) -> AnnotatedArticle:
    """The article with its date, and its times resolved against it."""
    article = annotated.article.model_copy(update={"published": published})
    found = {(t.start, t.end): t for t in timexes(article.text, _day(published))}
    times = tuple(
        time.model_copy(update={"value": found[key].value, "type": found[key].type})
        if (key := (time.span.start, time.span.end)) in found
        else time
        for time in annotated.times
    )
    return annotated.model_copy(update={"article": article, "times": times})


class _Account:
    """What dating needs of an article: its words by sentence, and the times in them."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        self.annotated, self.day = annotated, _day(annotated.article.published)

    @cached_property
    def bags(self) -> list[frozenset[str]]:
        """The content words of each sentence."""
        return [
            frozenset(fold(word) for word in re.findall(r"[^\W\d_]{2,40}", sentence.text) if not light(word))
            for sentence in self.annotated.sentences
        ]

    @cached_property
    def words(self) -> Counter[str]:
        """In how many sentences each word stands."""
        return Counter(word for bag in self.bags for word in bag)

    @cached_property
    def timed(self) -> list[tuple[Time, int]]:
        """The dates and clock times with the numbers of their sentences."""
        timed, n, sentences = [], 0, self.annotated.sentences
        for time in self.annotated.times:
            while n < len(sentences) and sentences[n].end <= time.span.start:
                n += 1
            if n < len(sentences) and sentences[n].contains(time.span) and time.type in ("DATE", "TIME"):
                timed.append((time, n))
        return timed


@dataclass(frozen=True, slots=True)
class _Clue:
    """Something that speaks for some days: the days it brings up, what it adds for a day, and the words that say it."""

    days: tuple[date, ...]
    weigh: Callable[[date], float]
    spans: tuple[Span, ...]
    own: bool


def _infer(account: _Account, known: Sequence[_Account], settings: GatheringSettings) -> Published | None:
    """The publication date that explains most, cut to what is certain, or None."""
    coarse = account.annotated.article.published
    clues = [*_written_out(account, known, settings), *_weekdays(account, settings), *_matched(account, known, settings)]
    reach = range(-settings.dating_window, settings.dating_window + 1)
    days = {day for clue in clues for day in clue.days} | {k.day + timedelta(days=n) for k in known if k.day for n in reach}
    candidates = sorted(day for day in days if coarse is None or day.isoformat().startswith(coarse.date))
    if not candidates:
        return None if coarse else _by_year(account)
    earliest = _earliest(account, candidates)
    candidates = [day for day in candidates if earliest is None or day >= earliest]
    prior = _Prior(account, known)
    scores = {day: settings.dating_prior * prior.weigh(day) + sum(clue.weigh(day) for clue in clues) for day in candidates}
    best = max(candidates, key=lambda day: (scores[day], -day.toordinal()))
    shown, precision = _shared([day for day in candidates if scores[day] >= scores[best] - settings.dating_margin])
    if coarse is not None and len(shown) <= len(coarse.date):
        return None
    speaking = [clue for clue in clues if clue.weigh(best) > 0]
    return Published(
        date=shown,
        precision=precision,
        basis="own words" if any(clue.own for clue in speaking) else "siblings",
        evidence=tuple(sorted({span for clue in speaking for span in clue.spans}, key=lambda span: span.key)),
    )


def _shared(days: Sequence[date]) -> tuple[str, Precision]:
    """What days that explain as much have in common."""
    if len(days) == 1:
        return days[0].isoformat(), "day"
    if len({(day.year, day.month) for day in days}) == 1:
        return days[0].isoformat()[:7], "month"
    return days[0].isoformat()[:4], "year"


class _Prior:
    """Accounts of one event appear within days of each other, the more alike in words the closer."""

    def __init__(self, account: _Account, known: Sequence[_Account]) -> None:
        spread = Counter(word for k in known for word in set(k.words))
        self.days = [(k.day, self._likeness(account, k, spread)) for k in known if k.day]
        self.total = sum(likeness for _, likeness in self.days) or 1.0

    @staticmethod
    def _likeness(one: _Account, other: _Account, spread: Counter[str]) -> float:
        def weight(words: Counter[str]) -> float:
            return math.sqrt(sum((count / (1 + spread[word])) ** 2 for word, count in sorted(words.items()))) or 1.0

        shared = sum(
            count * other.words[word] / (1 + spread[word]) ** 2 for word, count in sorted(one.words.items()) if word in other.words
        )
        return (shared / weight(one.words) / weight(other.words)) ** 2 + 1e-6

    def weigh(self, day: date) -> float:
        """Log of how near `day` lies to the accounts most like this one."""
        return math.log(0.005 + sum(likeness * math.exp(-abs((day - other).days)) for other, likeness in self.days) / self.total)


def _written_out(account: _Account, known: Sequence[_Account], settings: GatheringSettings) -> Iterator[_Clue]:
    """Dates with day and month: the article was written on the day or soon after, unless it lies far from every sibling.

    Without a dated sibling only those that say the day of writing count.
    """
    coarse = account.annotated.article.published
    years = sorted({k.day.year for k in known if k.day} | ({int(coarse.date[:4])} if coarse else set()))
    written: dict[tuple[str, bool], list[Span]] = {}
    for time, _ in account.timed:
        match = re.match(r"(\d{4}|XXXX)-(\d\d-\d\d)", time.value)
        if match is None or (match[1] != "XXXX" and not _names_day(time.text, match[2])):
            continue
        today, with_year = _is_today(account.annotated.article.text, time.span), match[1] in time.text
        if today or known:
            written.setdefault((match[0] if with_year else match[2], today or not with_year), []).append(time.span)
    for (value, own), spans in sorted(written.items()):
        for year in [int(value[:4])] if len(value) > len("MM-DD") else years:
            day = _valid(year, int(value[-5:-3]), int(value[-2:]))
            if day and (not known or min(abs((day - k.day).days) for k in known if k.day) <= 2 * settings.dating_window):
                after = tuple(day + timedelta(days=n) for n in range(len(settings.dating_written)))
                weights = dict(zip(after, settings.dating_written, strict=True))
                yield _Clue(after, lambda d, weights=weights: weights.get(d, 0.0), tuple(spans), own=own)  # type: ignore[misc]


def _names_day(words: str, value: str) -> bool:
    """Whether the words themselves say month and day, rather than "Friday" or "two days later" told from another date."""
    return bool(re.search(r"\d", words)) and (
        calendar.month_abbr[int(value[:2])].lower() in words.lower() or bool(re.search(r"\d[/.-]\d", words))
    )


def _is_today(text: str, span: Span) -> bool:
    """Whether a date says the day of writing or just before: in brackets beside a weekday ("Thursday (28 March)"), or in a dateline."""
    before = text[max(0, span.start - _NEAR) : span.start].rsplit("\n", 1)[-1]
    after = text[span.end : span.end + _NEAR]
    if (_IN_BRACKETS.search(before) and after[:1] in (")", "]")) or _BEFORE_WEEKDAY.match(after):
        return True
    whole = span.start - len(before) == 0 or text[span.start - len(before) - 1] == "\n"
    return span.start < _HEAD and whole and bool(_PLACES.fullmatch(before) and _AFTER_DATELINE.match(after))


def _earliest(account: _Account, candidates: Sequence[date]) -> date | None:
    """The last date written out with its year: nothing is written before it, unless every candidate is (it tells of the future then)."""
    days = (day for time, _ in account.timed if (day := _full_day(time)) and str(day.year) in time.text)
    return max((day for day in days if candidates and day <= candidates[-1]), default=None)


def _by_year(account: _Account) -> Published | None:
    """The year of writing where a year stands after "last year" or "this year", all that do agree and no date comes after it."""
    text, times = account.annotated.article.text, account.annotated.times
    found: dict[int, list[Span]] = {}
    for told, year in pairwise(times):
        relation = _THIS_OR_LAST.fullmatch(told.text)
        if relation and re.search(r"\b(?:19|20)\d\d$", year.text) and _SAME_YEAR.fullmatch(text[told.span.end : year.span.start]):
            written = int(year.text[-4:]) + (relation[1].lower() == "last")
            found.setdefault(written, []).extend((told.span, year.span))
    if len(found) != 1:
        return None
    written, spans = next(iter(found.items()))
    if any(day.year > written for time, _ in account.timed if (day := _full_day(time)) and str(day.year) in time.text):
        return None
    return Published(date=str(written), precision="year", basis="own words", evidence=tuple(sorted(set(spans), key=lambda span: span.key)))


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekdays(account: _Account, settings: GatheringSettings) -> Iterator[_Clue]:
    """Bare weekdays: news is written on the day it tells of or the next, seldom later."""
    where: dict[int, list[Span]] = {}
    for time, _ in account.timed:
        weekday = _bare_weekday(time)
        if weekday:
            where.setdefault(weekday, []).append(time.span)
    for weekday, spans in sorted(where.items()):
        strength = settings.dating_weekday * math.sqrt(min(len(spans), 4))

        def weigh(day: date, weekday: int = weekday, strength: float = strength) -> float:
            return strength * settings.dating_delays[(day.isoweekday() - weekday) % 7]

        yield _Clue((), weigh, tuple(spans), own=False)


def _bare_weekday(time: Time) -> int | None:
    """The weekday (Monday 1) of an unresolved bare weekday, with or without a part of the day."""
    match = re.match(r"XXXX-WXX-(\d)", time.value)
    return int(match[1]) if match and re.match(r"(?:[Ll]ate |[Ee]arly )?[A-Z]", time.text) and "week" not in time.text else None


def _matched(account: _Account, known: Sequence[_Account], settings: GatheringSettings) -> Iterator[_Clue]:
    """Sentences that tell the same as a dated account's: "Thursday" here, 28 March there."""
    there = [(k.bags[n], time, day) for k in known for time, n in k.timed if (day := _full_day(time))]
    index: dict[str, list[int]] = {}
    for i, (bag, _, _) in enumerate(there):
        for word in bag:
            index.setdefault(word, []).append(i)
    for time, n in account.timed:
        weekday, offset = _bare_weekday(time), OFFSETS.get(time.text.lower())
        if weekday is None and offset is None:
            continue
        shared: Counter[int] = Counter()
        for word in sorted(account.bags[n]):
            for i in index.get(word, ())[: settings.dating_postings]:
                shared[i] += 1
        best: dict[date, tuple[float, Span]] = {}
        for i, count in sorted(shared.items()):
            bag, other, day = there[i]
            likeness = count / math.sqrt(len(bag) * len(account.bags[n]))
            if likeness >= settings.dating_likeness and (weekday is None or day.isoweekday() == weekday):
                best[day] = max(best.get(day, (0.0, other.span)), (likeness, other.span), key=lambda pair: (pair[0], pair[1].key))
        for day, (likeness, span) in sorted(best.items()):
            first = day - timedelta(days=offset or 0)
            fitting = {first + timedelta(days=k) for k in range(1 if offset is not None else 6)}
            strength = settings.dating_match * likeness
            yield _Clue(tuple(sorted(fitting)), lambda d, f=fitting, s=strength: s if d in f else 0.0, (time.span, span), own=False)  # type: ignore[misc]


def _full_day(time: Time) -> date | None:
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", time.value)
    return _valid(int(match[1]), int(match[2]), int(match[3])) if match else None
