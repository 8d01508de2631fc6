"""How well times are read: extents and values on WikiWars, the day of an event on Giveme5W1H, hidden publication dates.

Extents and values are strict, over every TIMEX3 of WikiWars-train (Mazur and Dale 2010); its values "null" can only be missed. The day of
an event is right where the coders' day is the first day an article names (`when_first`) or any it names, or its own (`when_named`). Hidden
dates: a hundred articles of Giveme5W1H's clusters, picked by a hash of their addresses; one loses its date, `date_articles` gives it back
from its words and the other articles of its cluster (`hidden_day` of all, `hidden_near` within a day, `hidden_given` the share with a day).
All figures are per cent.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from rashomon.annotating.times import times
from rashomon.gathering.dating import date_articles
from rashomon.language.dates import timexes
from rashomon.model.annotated import AnnotatedArticle
from rashomon.model.article import Article, Published, identity

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
    """Whether the coders' day of the event is the first day an article names, or any."""
    first = named = articles = 0
    for row in _rows(corpora, "giveme5w1h-5w1h.jsonl.gz"):
        gold = {a["parsed"][:10] for a in row["fiveWoneH"]["when"]["annotated"] if a.get("parsed") and a.get("text")}
        if not gold or not re.match(r"\d{4}-\d\d-\d\d", row["published"] or ""):
            continue
        published = row["published"][:10]
        days = [t.value[:10] for t in timexes(row["text"], date.fromisoformat(published)) if re.match(r"\d{4}-\d\d-\d\d", t.value)]
        articles += 1
        first += (days or [published])[0] in gold
        named += bool(gold & {*days, published})
    return {"when_first": 100 * first / articles, "when_named": 100 * named / articles}


def hidden(corpora: Path) -> dict[str, float]:
    """How often a hidden publication day is found again."""
    clusters: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(corpora, "giveme5w1h-clusters.jsonl.gz"):
        clusters.setdefault(row["story"], []).append(row)
    picks = [(story, i) for story, rows in clusters.items() if len(rows) > 1 for i in range(len(rows))]
    picks.sort(key=lambda pick: hashlib.sha256((pick[0] + clusters[pick[0]][pick[1]]["url"]).encode()).hexdigest())
    given = near = right = 0
    for story, i in picks[:HIDDEN]:
        accounts = [_account(row, dated=n != i) for n, row in enumerate(clusters[story])]
        published = date_articles(accounts)[i].article.published
        if published is not None and published.precision == "day":
            off = abs((date.fromisoformat(published.date) - date.fromisoformat(clusters[story][i]["published"][:10])).days)
            given, near, right = given + 1, near + (off <= 1), right + (off == 0)
    return {"hidden_day": 100 * right / HIDDEN, "hidden_near": 100 * near / HIDDEN, "hidden_given": 100 * given / HIDDEN}


def _account(row: dict[str, Any], *, dated: bool) -> AnnotatedArticle:
    """The article with sentences and times alone, which is all that dating reads."""
    published = Published(date=row["published"][:10], precision="day", basis="metadata") if dated else None
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


def _rows(corpora: Path, name: str) -> list[dict[str, Any]]:
    with gzip.open(corpora / "stories" / name, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
