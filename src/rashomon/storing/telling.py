"""Lists: stories, articles, versions, outlets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, String, bindparam, column, exists, func, select, text

from rashomon.model.article import Article
from rashomon.storing.analysing import Analyst
from rashomon.storing.editing import of_actors
from rashomon.storing.fulltext import matching
from rashomon.storing.records import ArticleLine, StoryRow, Version
from rashomon.storing.states import state_of
from rashomon.storing.tables import articles, dossiers, placements, stories
from rashomon.storing.versions import changes


class Wanted(NamedTuple):
    """What a list of stories is narrowed to; None: not narrowed."""

    words: str | None
    outlet: str | None
    since: str | None


def _chosen(connection: Connection, columns: Sequence[Any], wanted: Wanted) -> Select[Any]:
    query = select(*columns).where(stories.c.articles > 0)
    if wanted.since:
        query = query.where(stories.c.last >= wanted.since)
    if wanted.outlet:
        of_outlet = exists().where(
            placements.c.story == stories.c.id, articles.c.id == placements.c.article, articles.c.outlet == wanted.outlet
        )
        query = query.where(of_outlet)
    if wanted.words:
        found = matching(connection.dialect.name, wanted.words)
        if found is not None:
            sql, parameters = found
            hits = (
                text(sql).bindparams(*(bindparam(k, v) for k, v in parameters.items())).columns(column("article", String)).subquery("hits")
            )
            query = query.where(stories.c.id.in_(select(placements.c.story).join(hits, hits.c.article == placements.c.article)))
    return query


def stories_of(rows: Sequence[Row[Any]]) -> list[StoryRow]:
    """Rows of the table as records; none of them told to be stale."""
    return [
        StoryRow(
            id=row.id, title=row.title, first=row.first, last=row.last, articles=row.articles,
            outlets=tuple(json.loads(row.outlets)), origins=row.origins, updated=row.updated,
        )
        for row in rows
    ]  # fmt: skip


def listed(connection: Connection, analyst: Analyst, wanted: Wanted, limit: int, offset: int) -> list[StoryRow]:
    """Stories, the last changed first, each with whether its dossier is of the present state."""
    query = _chosen(connection, [stories], wanted).order_by(stories.c.updated.desc(), stories.c.id).limit(limit).offset(offset)
    rows = stories_of(connection.execute(query).all())
    ids = [row.id for row in rows]
    made = {r.story: r.state for r in connection.execute(select(dossiers.c.story, dossiers.c.state).where(dossiers.c.story.in_(ids)))}
    held: dict[str, list[str]] = {}
    for r in connection.execute(select(placements.c.story, placements.c.article).where(placements.c.story.in_(ids))):
        held.setdefault(r.story, []).append(r.article)
    said = of_actors(connection, ids)
    return [
        row.model_copy(update={"stale": made.get(row.id) != state_of(analyst.comparing, held.get(row.id, []), said.get(row.id, []))})
        for row in rows
    ]


def count(connection: Connection, wanted: Wanted) -> int:
    """How many there are."""
    return int(connection.execute(_chosen(connection, [func.count()], wanted)).scalar() or 0)


def outlets(connection: Connection) -> list[str]:
    """All outlets."""
    return [o for o in connection.execute(select(articles.c.outlet).distinct().order_by(articles.c.outlet)).scalars() if o]


LINE: tuple[Any, ...] = (
    articles.c.id, articles.c.url, articles.c.outlet, articles.c.title, articles.c.published, articles.c.added, placements.c.story,
)  # fmt: skip
"""columns of an article's line"""


def line(row: Row[Any]) -> ArticleLine:
    """A row of `LINE` as a record."""
    return ArticleLine(
        id=row.id, url=row.url, outlet=row.outlet, title=row.title, published=row.published, story=row.story, added=row.added
    )


def articles_of(connection: Connection, story: str) -> list[ArticleLine]:
    """The articles of one story."""
    query = select(*LINE).join(placements, placements.c.article == articles.c.id).where(placements.c.story == story)
    found = [line(row) for row in connection.execute(query)]
    return sorted(found, key=lambda one: (one.published is None, one.published or "", one.id))


def versions(connection: Connection, article: str) -> list[Version]:
    """All versions at the address of an article."""
    url = connection.execute(select(articles.c.url).where(articles.c.id == article)).scalar()
    same = articles.c.url == url if url else articles.c.id == article
    query = select(*LINE, articles.c.record).outerjoin(placements, placements.c.article == articles.c.id).where(same)
    found: list[Version] = []
    rows: Sequence[Any] = connection.execute(query.order_by(articles.c.number)).all()
    before: Article | None = None
    for row in rows:
        present = Article.model_validate_json(row.record)
        found.append(Version(article=line(row), changes=changes(before, present) if before else ()))
        before = present
    return found
