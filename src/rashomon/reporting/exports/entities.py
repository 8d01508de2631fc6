"""The dossier as FollowTheMoney entities, one JSON object a line, as Aleph and OpenAleph load them.

Articles are `Article`, actors `Person`, `Organization`, `Territory` or `LegalEntity`. Where an article speaks of an actor is a
`Documentation`, what somebody is reported to have said a `Note`, and to whom an `UnknownLink`. The spans are provenance: each is written
`ARTICLE[START:END] words`, in `recordId` of the links and in `notes` of the notes; `bodyText` is the text that the places count in.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from rashomon.model.annotated import Statement
from rashomon.model.article import Article
from rashomon.model.dossier import Dossier
from rashomon.model.span import Span
from rashomon.model.story import Actor
from rashomon.reporting.exports.identifiers import address_of, key_of

_SCHEMA = {"person": "Person", "organization": "Organization", "place": "Territory", "group": "LegalEntity", "unnamed": "LegalEntity"}
_ISO_639_3 = {"en": "eng"}
Values = dict[str, Iterable[str | None]]


def entities(dossier: Dossier) -> bytes:
    """The entities, articles first, then actors, mentions and statements; empty and repeated values are left out.

    Written without the library `followthemoney`, which needs a compiler and the headers of ICU where it is installed; the tests hold what
    is written against it.
    """
    lines = []
    for schema, id, values in _entities(dossier, key_of(dossier)):
        properties = {name: list(dict.fromkeys(filter(None, found))) for name, found in values.items()}
        entity = {"id": id, "schema": schema, "properties": {name: found for name, found in properties.items() if found}}
        lines.append(json.dumps(entity, sort_keys=True) + "\n")
    return "".join(lines).encode("ascii")


def _entities(dossier: Dossier, key: str) -> Iterator[tuple[str, str, Values]]:
    people = {actor.id for actor in dossier.actors}
    for article in dossier.articles:
        yield _article(article)
    for actor in dossier.actors:
        yield _actor(actor, key)
    for actor in dossier.actors:
        for article in dossier.articles:
            spans = [span for span in actor.mentions if span.article == article.id]
            if spans:
                mention: Values = {"document": [_of(article.id)], "entity": [_in(key, actor.id)], "role": ["mentioned"]}
                yield "Documentation", _in(key, f"{actor.id}-{article.id}"), {**mention, "recordId": map(_place, spans)}
    names = {actor.id: actor.name for actor in dossier.actors}
    for statement in dossier.statements:
        yield from _statement(statement, key, people, names)


def _article(article: Article) -> tuple[str, str, Values]:
    file = PurePath(article.path).name if article.path else ""
    return (
        "Article",
        _of(article.id),
        {
            "fileName": [file or article.id],
            "name": [article.title or article.name],
            "title": [article.title],
            "author": article.byline,
            "publisher": [article.outlet],
            "publishedAt": [article.published.date if article.published else None],
            "sourceUrl": [address_of(article)],
            "language": [_ISO_639_3.get(article.language or "")],
            "bodyText": [article.text],
        },
    )


def _actor(actor: Actor, key: str) -> tuple[str, str, Values]:
    aliases = [form.text for form in actor.names if form.text != actor.name]
    return _SCHEMA[actor.kind], _in(key, actor.id), {"name": [actor.name], "alias": aliases, "notes": [role.text for role in actor.roles]}


def _statement(statement: Statement, key: str, people: set[str], names: dict[str, str]) -> Iterator[tuple[str, str, Values]]:
    source, id = statement.source, _in(key, statement.id)
    speaker = source.actor if source.actor in people else None
    who = names[speaker] if speaker else source.text or "speaker not named"
    yield (
        "Note",
        id,
        {
            "name": [f"{who} ({statement.cue.text})"],
            "entity": [_in(key, speaker) if speaker else None],
            "proof": [_of(statement.article)],
            "description": [statement.content.text],
            "keywords": [statement.kind, source.type, statement.cue.stance],
            "notes": map(_place, (*statement.content.spans, *source.spans, *statement.cue.spans)),
        },
    )
    to = statement.addressee
    if speaker and to and to.actor in people and to.actor != speaker:
        yield (
            "UnknownLink",
            f"{id}-to",
            {
                "subject": [_in(key, speaker)],
                "object": [_in(key, to.actor or "")],
                "role": ["told"],
                "date": [statement.said.date if statement.said else None],
                "proof": [_of(statement.article)],
                "description": [statement.content.text],
                "recordId": map(_place, (*statement.content.spans, *to.spans)),
            },
        )


def _place(span: Span) -> str:
    return f"{span.article}[{span.start}:{span.end}] {span.text}"


def _of(article: str) -> str:
    """An article's id, the same in every dossier that holds it."""
    return f"rashomon-{article}"


def _in(key: str, id: str) -> str:
    return f"rashomon-{key}-{id}"
