"""People's corrections: kept beside what the machine found, with who and when; never deleted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, cast

from sqlalchemy import Connection, Engine, Row, insert, select, update

from rashomon.errors import WrongCorrection
from rashomon.model.dossier import Dossier
from rashomon.storing.analysing import Analyst, silent
from rashomon.storing.correcting import ABOUT_ACTORS
from rashomon.storing.database import writing
from rashomon.storing.entering import now, place
from rashomon.storing.findings import keyed, places
from rashomon.storing.placing import new_story
from rashomon.storing.records import Correction, CorrectionKind
from rashomon.storing.tables import articles, corrections, placements, stories

FIELDS: Mapping[CorrectionKind, tuple[str, ...]] = {
    "merge": ("actor", "into"),
    "split": ("actor", "name"),
    "rename": ("actor", "name"),
    "move": ("article", "story"),
    "reject": ("finding",),
    "confirm": ("finding",),
    "note": ("finding", "text"),
}
"""what each kind of correction says"""
_MAY_BE_EMPTY = {("move", "story"), ("note", "finding")}
_LONGEST = 10_000
"""characters of what a person writes"""
PLACES = "places"
"""key of a payload under which the places of a judged finding are kept, so that it is known again"""


def _record(row: Row[Any]) -> Correction:
    return Correction(id=row.id, story=row.story, kind=row.kind, payload=json.loads(row.payload), who=row.who, at=row.at, undone=row.undone)


def of(connection: Connection, story: str) -> tuple[Correction, ...]:
    """All corrections of a story, in their order."""
    rows = connection.execute(select(corrections).where(corrections.c.story == story).order_by(corrections.c.id))
    return tuple(_record(row) for row in rows)


def of_actors(connection: Connection, ids: Iterable[str]) -> dict[str, list[Correction]]:
    """The corrections of actors that stand, by story."""
    query = select(corrections).where(
        corrections.c.story.in_(list(ids)), corrections.c.kind.in_(ABOUT_ACTORS), corrections.c.undone.is_(False)
    )
    found: dict[str, list[Correction]] = {}
    for row in connection.execute(query.order_by(corrections.c.id)):
        found.setdefault(row.story, []).append(_record(row))
    return found


def correct(engine: Engine, analyst: Analyst, said: tuple[str, CorrectionKind, Mapping[str, str]], who: str) -> Correction:
    """Check a correction (story, kind, payload) against the story as it is now, and keep it."""
    from rashomon.storing.following import story as stored

    story, kind, payload = said
    _check_form(kind, payload)
    present = stored(engine, analyst, story, silent)
    if present is None:
        raise WrongCorrection("there is no such story", which=story, then="`rashomon stories` lists them")
    kept = dict(payload)
    if kind in ABOUT_ACTORS:
        kept |= {field: _actor(present.dossier, payload[field]) for field in ("actor", "into") if field in payload}
        if kind == "merge" and payload["actor"] == payload["into"]:
            raise WrongCorrection("an actor cannot be merged with itself", which=payload["actor"], then="Name two actors")
        if kind == "split":
            _check_split(present.dossier, payload)
    elif kind in ("reject", "confirm", "note") and payload["finding"]:
        found = keyed(present.machine).get(payload["finding"])
        if found is None:
            raise WrongCorrection("there is no such finding in the story", which=payload["finding"], then="Take its key from the dossier")
        kept[PLACES] = json.dumps(sorted(places(found[1])))
    with writing(engine) as connection:
        if kind == "move":
            kept = _moved(connection, story, kept)
        row = {"story": story, "kind": kind, "payload": json.dumps(kept, ensure_ascii=False), "who": who, "at": now(), "undone": False}
        number = connection.execute(insert(corrections).values(row).returning(corrections.c.id)).scalar_one()
        connection.execute(update(stories).where(stories.c.id == story).values(updated=now()))
    return Correction(id=number, story=story, kind=kind, payload=kept, who=who, at=row["at"] if isinstance(row["at"], str) else now())


def _check_form(kind: CorrectionKind, payload: Mapping[str, str]) -> None:
    fields = FIELDS.get(kind)
    if fields is None:
        raise WrongCorrection("there is no such kind of correction", which=str(kind), then=f"Kinds are {', '.join(FIELDS)}")
    if set(payload) != set(fields):
        raise WrongCorrection(f"a correction of this kind has {' and '.join(fields)}", which=kind, then="Give these and no others")
    for field, value in payload.items():
        if not value.strip() and (kind, field) not in _MAY_BE_EMPTY:
            raise WrongCorrection(f"its {field} is empty", which=kind, then="Fill it in")
        if len(value) > _LONGEST:
            raise WrongCorrection(f"its {field} is longer than {_LONGEST} characters", which=kind, then="Shorten it")


def _actor(dossier: Dossier, id: str) -> str:
    name = next((actor.name for actor in dossier.actors if actor.id == id), None)
    if name is None:
        raise WrongCorrection("there is no such actor in the story", which=id, then="Take the id from the dossier's actors")
    return name


def _check_split(dossier: Dossier, payload: Mapping[str, str]) -> None:
    names = [form.text for actor in dossier.actors if actor.id == payload["actor"] for form in actor.names]
    if payload["name"] not in names or len(names) < 2:
        raise WrongCorrection(
            "the actor does not bear this name beside another", which=payload["name"], then=f"Its names are {', '.join(names)}"
        )


def _moved(connection: Connection, story: str, payload: dict[str, str]) -> dict[str, str]:
    article, target = payload["article"], payload["story"]
    if connection.execute(select(articles.c.id).where(articles.c.id == article)).first() is None:
        raise WrongCorrection("there is no such article", which=article, then="`rashomon show STORY` lists them")
    if connection.execute(select(placements.c.story).where(placements.c.article == article)).scalar() != story:
        raise WrongCorrection("the article is not in this story", which=article, then="Name the story it is in")
    if target and connection.execute(select(stories.c.id).where(stories.c.id == target)).first() is None:
        raise WrongCorrection("there is no such story to move it to", which=target, then='Name one that there is, or "" for a new one')
    if target == story:
        raise WrongCorrection("the article is in this story already", which=article, then="Name another story")
    target = target or new_story(f"{article} apart from {story}")
    place(connection, {article: target}, by_person=True)
    return {"article": article, "story": target}


def undo(engine: Engine, id: int) -> bool:
    """Take a correction back. A moved article goes back to where it was, if that story is still there."""
    with writing(engine) as connection:
        row = connection.execute(select(corrections).where(corrections.c.id == id)).first()
        if row is None or row.undone:
            return False
        connection.execute(update(corrections).where(corrections.c.id == id).values(undone=True))
        if row.kind == "move":
            article = cast(str, json.loads(row.payload)["article"])
            if connection.execute(select(placements.c.article).where(placements.c.article == article)).first() is not None:
                place(connection, {article: row.story}, by_person=False)
        connection.execute(update(stories).where(stories.c.id == row.story).values(updated=now()))
        return True
