"""Articles come in and go out; each finds its story, and the stories' lines are kept up to date."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from rashomon.gathering.events import Features
from rashomon.model.article import Article, first_and_last
from rashomon.storing import fulltext
from rashomon.storing.analysing import Analyst, Progress
from rashomon.storing.database import writing
from rashomon.storing.placing import placed
from rashomon.storing.records import Added
from rashomon.storing.tables import annotated, articles, corrections, dossiers, placements, stories, utterances

BATCH = 25
"""articles that are kept in one transaction: a few seconds of annotating, which is what a kill can cost"""


def now() -> str:
    """The present moment, ISO 8601 in UTC, to the microsecond so that what is newer sorts later."""
    return datetime.now(UTC).isoformat()


def add(engine: Engine, analyst: Analyst, found: Iterable[Article], progress: Progress) -> Added:
    """Enter articles, batch by batch. What was there already stays as it is."""
    once = {article.id: article for article in found}
    with engine.connect() as connection:
        known = _known(connection, once)
    waiting = [article for id, article in sorted(once.items()) if id not in known]
    waiting.sort(key=lambda article: (article.published is None, article.published.date if article.published else "", article.id))
    new: list[str] = []
    touched: set[str] = set()
    done = 0
    for batch in _batches(waiting):
        renew(engine, analyst)
        prepared = []
        for article in batch:
            progress("annotating", done, len(waiting))
            prepared.append((article, analyst.features(article)))
            done += 1
        with writing(engine) as connection:
            meanwhile = _known(connection, {article.id: article for article in batch})
            fresh = [(article, features) for article, features in prepared if article.id not in meanwhile]
            known |= meanwhile
            touched |= enter(connection, analyst, fresh)
        new += [article.id for article, _ in fresh]
    return Added(new=tuple(sorted(new)), known=tuple(sorted(known)), stories=tuple(sorted(touched)))


def renew(engine: Engine, analyst: Analyst) -> None:
    """Find anew what gathering needs of articles that only an earlier version of the analysis has seen, and keep it, batch by batch."""
    present = select(annotated.c.article).where(annotated.c.version == analyst.annotating)
    query = select(articles.c.record).where(articles.c.id.not_in(present)).order_by(articles.c.number).limit(BATCH)
    while True:
        with engine.connect() as connection:
            records = connection.execute(query).scalars().all()
        if not records:
            return
        found = [analyst.features(Article.model_validate_json(record)) for record in records]
        with writing(engine) as connection:
            known = set(connection.execute(present).scalars())
            held = _known(connection, [f.id for f in found])
            rows = [_row(analyst.annotating, f) for f in found if f.id in held and f.id not in known]
            if rows:
                connection.execute(insert(annotated), rows)


def _row(version: str, features: Features) -> dict[str, Any]:
    return {"article": features.id, "version": version, "day": _day(features), "features": features.model_dump_json()}


def _batches(waiting: Sequence[Article]) -> Iterable[Sequence[Article]]:
    return (waiting[at : at + BATCH] for at in range(0, len(waiting), BATCH))


def _known(connection: Connection, ids: Iterable[str]) -> set[str]:
    wanted, found = list(ids), set()
    for at in range(0, len(wanted), 500):
        found |= set(connection.execute(select(articles.c.id).where(articles.c.id.in_(wanted[at : at + 500]))).scalars())
    return found


def enter(connection: Connection, analyst: Analyst, fresh: Sequence[tuple[Article, Features]]) -> set[str]:
    """Enter new articles with their features in the open transaction, and place them. The stories that changed."""
    if not fresh:
        return set()
    moment = now()
    for article, _ in fresh:
        connection.execute(
            insert(articles).values(
                id=article.id,
                url=article.url,
                outlet=article.outlet,
                title=article.title,
                published=article.published.date if article.published else None,
                added=moment,
                record=article.model_dump_json(),
            )
        )
        fulltext.enter(connection, article)
    window = analyst.settings.gathering.events.window
    days = {f.id: _day(f) for _, f in fresh}
    around = _around(connection, analyst.annotating, min(days.values()) - window, max(days.values()) + window)
    connection.execute(insert(annotated), [_row(analyst.annotating, f) for _, f in fresh])
    at = {f.id: None for f in around}
    places = {row.article: (row.story, row.by_person) for row in connection.execute(select(placements)) if row.article in at}
    fixed = frozenset(id for id, (_, by_person) in places.items() if by_person)
    moved = placed([f for _, f in fresh], around, {id: story for id, (story, _) in places.items()}, fixed, analyst.settings)
    return place(connection, moved)


def _day(features: Features) -> int:
    """The day by which an article is looked up: of publication, else the last past day that its text names, else today."""
    today = date.today().toordinal()
    return features.day or max((day for day in features.days if day <= today), default=today)


def _around(connection: Connection, version: str, first: int, last: int) -> list[Features]:
    query = (
        select(annotated.c.features)
        .join(articles, articles.c.id == annotated.c.article)
        .where(annotated.c.version == version, annotated.c.day.between(first, last))
        .order_by(articles.c.number)
    )
    return [Features.model_validate_json(text) for text in connection.execute(query).scalars()]


def place(connection: Connection, moved: dict[str, str], *, by_person: bool = False) -> set[str]:
    """Put articles into stories in the open transaction, making new stories and taking away empty ones. The stories that changed."""
    changed = set(moved.values())
    known = set(connection.execute(select(stories.c.id).where(stories.c.id.in_(changed))).scalars())
    for story in sorted(changed - known):
        connection.execute(
            insert(stories).values(id=story, title="", first=None, last=None, articles=0, outlets="[]", origins=None, updated=now())
        )
    for article, story in sorted(moved.items()):
        before = connection.execute(select(placements.c.story).where(placements.c.article == article)).scalar()
        if before is None:
            connection.execute(insert(placements).values(article=article, story=story, by_person=by_person))
        else:
            changed.add(before)
            connection.execute(update(placements).where(placements.c.article == article).values(story=story, by_person=by_person))
    for story in sorted(changed):
        summarise(connection, story)
    return changed


def summarise(connection: Connection, story: str) -> None:
    """Bring a story's line up to date; a story without articles and without corrections goes."""
    query = (
        select(articles.c.outlet, articles.c.title, articles.c.published)
        .join(placements, placements.c.article == articles.c.id)
        .where(placements.c.story == story)
        .order_by(articles.c.number)
    )
    rows = connection.execute(query).all()
    if not rows:
        for table in (utterances, dossiers):
            connection.execute(delete(table).where(table.c.story == story))
        if connection.execute(select(func.count()).where(corrections.c.story == story)).scalar() == 0:
            connection.execute(delete(stories).where(stories.c.id == story))
            return
    first, last = first_and_last(row.published for row in rows if row.published)
    connection.execute(
        update(stories)
        .where(stories.c.id == story)
        .values(
            title=next((row.title for row in rows if row.title), "Untitled"),
            first=first,
            last=last,
            articles=len(rows),
            outlets=json.dumps(sorted({row.outlet for row in rows if row.outlet}), ensure_ascii=False),
            origins=None,
            updated=now(),
        )
    )


def remove(engine: Engine, article: str) -> bool:
    """Take an article out."""
    with writing(engine) as connection:
        story = connection.execute(select(placements.c.story).where(placements.c.article == article)).scalar()
        if connection.execute(select(articles.c.id).where(articles.c.id == article)).first() is None:
            return False
        fulltext.strike(connection, article)
        for table in (placements, annotated, utterances):
            connection.execute(delete(table).where(table.c.article == article))
        connection.execute(delete(articles).where(articles.c.id == article))
        if story is not None:
            summarise(connection, story)
        return True
