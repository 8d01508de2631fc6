"""How well times are read: extents and values on WikiWars, the day of an event on Giveme5W1H, hidden publication dates.

Extents and values are strict, over every TIMEX3 of WikiWars-train (Mazur and Dale 2010); its values "null" can only be missed. The day of
an event is right where the coders' day is the first day an article names (`when_first`), or any it names, or its own (`when_named`), or the
one that the dossier of all articles on the event gives (`when_event`; `when_event_sound` leaves out the articles whose coded day is refuted
by the very words it was coded from: "Sunday" for a Monday). Hidden
dates: a hundred articles of Giveme5W1H's clusters, picked by a hash of their addresses; one loses its date, `date_articles` gives it back
from its words and the other articles of its cluster (`hidden_day` of all, `hidden_near` within a day, `hidden_given` the share with a day;
`hidden_told` is the share in which anything tells the day and `hidden_day_told` how many of these are right).
All figures are per cent.
"""

from __future__ import annotations

import calendar
import gzip
import hashlib
import json
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rashomon.annotating.times import times
from rashomon.comparing.eventday import event_day
from rashomon.gathering.dating import OFFSETS, date_articles
from rashomon.language.dates import timexes
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.article import Article, Published, identity
from rashomon.model.story import Story

HIDDEN = 100
"""articles whose date is hidden"""

_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?][\"”’]?(?=\s+[\"“A-Z])|(?=\n)|$)")


def measure(corpora: Path) -> dict[str, float]:
    """All figures, by name, in per cent."""
    return {**wikiwars(corpora), **when(corpora), **hidden(corpora)}


def wikiwars(corpora: Path) -> dict[str, float]:
    """F1 of extents, and of extents with their values."""
    extents = values = found = gold = 0
    for path in sorted((corpora / "time" / "wikiwars-train").glob("*.tml")):
        text, marks, anchor = read_tml(path)
        given = timexes(text, anchor)
        found, gold = found + len(given), gold + len(marks)
        for timex in given:
            if (timex.start, timex.end) in marks:
                extents += 1
                values += timex.value == marks[timex.start, timex.end]
    return {"extent_f1": 200 * extents / (found + gold), "value_f1": 200 * values / (found + gold)}


def read_tml(path: Path) -> tuple[str, dict[tuple[int, int], str], date]:
    """A TimeML document: its text, the values of its marks by place, and the day it was made."""
    source = path.read_text(encoding="utf-8")
    made = re.search(r'value="(\d{4}-\d\d-\d\d)', source)
    if made is None:
        raise ValueError(f"{path.name}: no creation time")
    text, marks, opened = "", {}, []
    for piece in re.split(r"(<[^>]+>)", source[source.index("<TEXT>") + 6 : source.index("</TEXT>")]):
        if piece.startswith("<TIMEX3"):
            value = re.search(r'value="([^"]*)"', piece)
            opened.append((len(text), value[1] if value else "null"))
        elif piece == "</TIMEX3>":
            start, value_text = opened.pop()
            marks[start, len(text)] = value_text
        elif not piece.startswith("<"):
            text += piece.replace("&amp;", "&").replace("&quot;", '"')
    return text, marks, date.fromisoformat(made[1])


def when(corpora: Path) -> dict[str, float]:
    """The coders' day against the first day an article names (`when_first`), any it names (`when_named`), and the day of the event that a
    dossier of all articles on it gives (`when_event`; `when_event_sound` without codes that their own words refute)."""
    first = named = event = sound = counted = 0
    told = _when(corpora)
    days = _event_days(told)
    for row, (account, codes) in enumerate(told):
        gold = {day for _, day in codes}
        appeared = account.article.published.date[:10] if account.article.published else ""
        own = [t.value[:10] for t in account.times if re.match(r"\d{4}-\d\d-\d\d", t.value)]
        first += (own or [appeared])[0] in gold
        named += bool(gold & {*own, appeared})
        event += days[row] in gold
        if not all(_refuted(words, day) for words, day in codes):
            counted, sound = counted + 1, sound + (days[row] in gold)
    return {
        "when_first": 100 * first / len(told),
        "when_named": 100 * named / len(told),
        "when_event": 100 * event / len(told),
        "when_event_sound": 100 * sound / counted,
    }


def _when(corpora: Path) -> list[tuple[AnnotatedArticle, list[tuple[str, str]]]]:
    """The articles with a coded day, as far as times go, and the coders' words with the days they stand for."""
    found = []
    for row in _rows(corpora, "giveme5w1h-5w1h.jsonl.gz"):
        codes = [(a["text"], a["parsed"][:10]) for a in row["fiveWoneH"]["when"]["annotated"] if a.get("parsed") and a.get("text")]
        if codes and re.match(r"\d{4}-\d\d-\d\d", row["published"] or ""):
            found.append((_account(row, dated=True), codes))
    return found


def _event_days(told: Sequence[tuple[AnnotatedArticle, object]]) -> list[str | None]:
    """For each article the day of its event, from all articles on it; which are on one event: `gold/when-events.json`, by hand."""
    gold = json.loads((Path(__file__).parent / "gold" / "when-events.json").read_text(encoding="utf-8"))["events"]
    number = {url: event for event, urls in gold.items() for url in urls}
    events = [number[hashlib.sha256((account.article.url or "").encode()).hexdigest()[:16]] for account, _ in told]
    days = {n: event_day(Story(articles=tuple(a for (a, _), e in zip(told, events, strict=True) if e == n)))[0] for n in set(events)}
    return [days[event] for event in events]


def _refuted(words: str, day: str) -> bool:
    """Whether the coders' words name another weekday, or another day of a month, than the day they were given."""
    given = date.fromisoformat(day)
    weekdays = [n for n, name in enumerate(calendar.day_name) if name.lower() in words.lower()]
    written = re.search(rf"({'|'.join(calendar.month_abbr[1:])})[a-z.]* (\d{{1,2}})\b", words, re.I)
    other = written and (list(calendar.month_abbr).index(written[1].title()), int(written[2])) != (given.month, given.day)
    return bool(weekdays and given.weekday() not in weekdays) or bool(other)


def hidden(corpora: Path) -> dict[str, float]:
    """How often a hidden publication day is found again: of all, and of those that can be told (`_told`)."""
    clusters: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(corpora, "giveme5w1h-clusters.jsonl.gz"):
        clusters.setdefault(row["story"], []).append(row)
    picks = [(story, i) for story, rows in clusters.items() if len(rows) > 1 for i in range(len(rows))]
    picks.sort(key=lambda pick: hashlib.sha256((pick[0] + clusters[pick[0]][pick[1]]["url"]).encode()).hexdigest())
    given = near = right = told = told_right = 0
    for story, i in picks[:HIDDEN]:
        rows = clusters[story]
        accounts = [_account(row, dated=n != i) for n, row in enumerate(rows)]
        published = date_articles(accounts)[i].article.published
        found = date.fromisoformat(published.date) if published is not None and published.precision == "day" else None
        if found is not None:
            off = abs((found - _recorded(rows[i])).days)
            given, near, right = given + 1, near + (off <= 1), right + (off == 0)
        if _told(accounts[i], _recorded(rows[i]), [_recorded(row) for n, row in enumerate(rows) if n != i]):
            told, told_right = told + 1, told_right + (found == (published_at(rows[i]["url"]) or _recorded(rows[i])))
    return {
        "hidden_day": 100 * right / HIDDEN,
        "hidden_near": 100 * near / HIDDEN,
        "hidden_given": 100 * given / HIDDEN,
        "hidden_told": 100 * told / HIDDEN,
        "hidden_day_told": 100 * told_right / told,
    }


def _recorded(row: dict[str, Any]) -> date:
    return date.fromisoformat(row["published"][:10])


def published_at(url: str) -> date | None:
    """The day in an address, which is the publisher's own where a record's may be another time zone's."""
    found = re.search(r"(20\d\d)[/-](\d\d?)[/-](\d\d?)", url)
    return date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _told(account: AnnotatedArticle, recorded: date, others: Sequence[date]) -> bool:
    """Whether text and siblings can tell the day at all: the text names a weekday, "today" and the like or a day of a month, and another
    account appeared on the day recorded or beside it (else the record is the day of a crawl, or of another event)."""
    days = re.compile(r"XXXX-WXX-\d|(?:\d{4}|XXXX)-\d\d-\d\d")
    named = any(days.match(time.value) or time.text.lower() in OFFSETS for time in account.times)
    return named and min(abs((day - recorded).days) for day in others) <= 1


def _account(row: dict[str, Any], *, dated: bool) -> AnnotatedArticle:
    """The article with sentences and times alone, which is all that dating reads."""
    published = _published(row["published"]) if dated else None
    article = Article(
        id=identity(row["outlet"], row["title"], row["url"], row["text"]),
        outlet=row["outlet"],
        title=row["title"],
        url=row["url"],
        text=row["text"],
        published=published,
    )
    sentences = tuple(article.span(m.start(), m.end()) for m in _SENTENCE.finditer(article.text))
    return AnnotatedArticle(article=article, sentences=sentences, times=times(article, sentences))


def _published(words: str) -> Published:
    """The day, or the minute where a record has one."""
    minute = words[11:16]
    if minute in ("", "00:00"):
        return Published(date=words[:10], precision="day", basis="metadata")
    return Published(date=f"{words[:10]}T{minute}", precision="minute", basis="metadata")


def _rows(corpora: Path, name: str) -> list[dict[str, Any]]:
    with gzip.open(corpora / "stories" / name, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
