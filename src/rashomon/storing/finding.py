"""Searching: articles by their words, statements by who said them; and what is remembered of feeds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, text

from rashomon.language.names import fold
from rashomon.model.annotated import Statement
from rashomon.model.article import Article
from rashomon.storing.database import writing
from rashomon.storing.fulltext import matching, places
from rashomon.storing.records import Hit, Utterance
from rashomon.storing.tables import articles, feeds, placements, utterances
from rashomon.storing.telling import LINE, line


def search(connection: Connection, words: str, limit: int, offset: int) -> list[Hit]:
    """Articles with all the words, best first."""
    found = matching(connection.dialect.name, words)
    if found is None:
        return []
    sql, parameters = found
    ranked = text(f"{sql} ORDER BY rank, article LIMIT :limit OFFSET :offset")
    ids = [row.article for row in connection.execute(ranked, {**parameters, "limit": limit, "offset": offset})]
    query = select(*LINE, articles.c.record).outerjoin(placements, placements.c.article == articles.c.id).where(articles.c.id.in_(ids))
    found_rows: Sequence[Any] = connection.execute(query).all()
    rows = {row.id: row for row in found_rows}
    return [Hit(article=line(rows[id]), spans=places(Article.model_validate_json(rows[id].record), words)) for id in ids if id in rows]


def utterances_of(connection: Connection, wanted: tuple[str | None, str | None], limit: int, offset: int) -> list[Utterance]:
    """Statements by part of the speaker's name and by words of what was said, by speaker, story and place."""
    speaker, words = ((part or "").replace("\x00", "") for part in wanted)
    query = (
        select(utterances.c.story.label("told_in"), utterances.c.actor, utterances.c.name, utterances.c.record, *LINE)
        .join(articles, articles.c.id == utterances.c.article)
        .outerjoin(placements, placements.c.article == articles.c.id)
    )
    if speaker:
        query = query.where(utterances.c.speaker.contains(fold(speaker), autoescape=True))
    for word in words.casefold().split():
        query = query.where(utterances.c.words.contains(word, autoescape=True))
    query = query.order_by(utterances.c.speaker, utterances.c.story, utterances.c.statement).limit(limit).offset(offset)
    return [
        Utterance(
            story=row.told_in,
            actor=row.actor,
            name=row.name,
            article=line(row),
            statement=Statement.model_validate_json(row.record),
        )
        for row in connection.execute(query)
    ]


def feed_state(engine: Engine, url: str) -> str | None:
    """What was kept of a feed."""
    with engine.connect() as connection:
        return connection.execute(select(feeds.c.state).where(feeds.c.url == url)).scalar()


def keep_feed_state(engine: Engine, url: str, state: str) -> None:
    """Keep it in the place of what was kept before."""
    with writing(engine) as connection:
        connection.execute(delete(feeds).where(feeds.c.url == url))
        connection.execute(insert(feeds).values(url=url, state=state))
