"""Stories with their findings: compared when something changed, and otherwise read."""

from __future__ import annotations

import json
import zlib
from collections import OrderedDict
from threading import Lock

from sqlalchemy import Connection, Engine, delete, insert, select, update

from rashomon.language.names import fold
from rashomon.model.article import Article
from rashomon.model.dossier import Dossier
from rashomon.storing import editing
from rashomon.storing.analysing import Analyst, Progress
from rashomon.storing.correcting import ABOUT_ACTORS
from rashomon.storing.database import writing
from rashomon.storing.entering import now
from rashomon.storing.findings import found_again, keyed, without
from rashomon.storing.records import Correction, StoredStory
from rashomon.storing.states import state_of
from rashomon.storing.tables import articles, dossiers, placements, stories, utterances
from rashomon.storing.telling import stories_of

_REMEMBERED = 32
"""dossiers kept unpacked in memory, a few megabytes each"""
_memory: OrderedDict[tuple[str, str, str], Dossier] = OrderedDict()
_lock = Lock()


def story(engine: Engine, analyst: Analyst, id: str, progress: Progress) -> StoredStory | None:
    """The story with its findings, compared anew if need be."""
    for _ in range(3):
        refresh(engine, analyst, id, progress)
        with engine.connect() as connection:
            row = connection.execute(select(stories).where(stories.c.id == id, stories.c.articles > 0)).first()
            if row is None:
                return None
            kept = connection.execute(select(dossiers.c.state, dossiers.c.content).where(dossiers.c.story == id)).first()
            said = editing.of(connection, id)
        if kept is not None:
            machine = _unpacked(str(engine.url), id, kept.state, kept.content)
            return _with_judgements(StoredStory(row=stories_of([row])[0], dossier=machine, machine=machine, corrections=said))
    return None


def _with_judgements(found: StoredStory) -> StoredStory:
    present = keyed(found.machine)
    judged: dict[str, str] = {}
    notes: dict[str, list[Correction]] = {}
    for correction in found.corrections:
        if correction.undone or correction.kind not in ("reject", "confirm", "note"):
            continue
        finding = correction.payload["finding"]
        before = [(a, int(s), int(e)) for a, s, e in json.loads(correction.payload.get(editing.PLACES, "[]"))]
        key = found_again(finding, before, present) if finding else ""
        if key is None:
            continue
        if correction.kind == "note":
            notes.setdefault(key, []).append(correction)
        else:
            judged[key] = correction.kind
    rejected = tuple(key for key in present if judged.get(key) == "reject")
    return found.model_copy(
        update={
            "dossier": without(found.machine, rejected),
            "rejected": rejected,
            "confirmed": tuple(key for key in present if judged.get(key) == "confirm"),
            "notes": {key: tuple(said) for key, said in notes.items()},
        }
    )


def is_fresh(engine: Engine, analyst: Analyst, id: str) -> bool:
    """Whether the dossier is of the present state, or there is nothing to compare."""
    with engine.connect() as connection:
        state, held, _ = _present(connection, analyst, id)
        return not held or connection.execute(select(dossiers.c.state).where(dossiers.c.story == id)).scalar() == state


def refresh(engine: Engine, analyst: Analyst, id: str, progress: Progress) -> bool:
    """Compare the story if its dossier is of another state than the present one. True if it was compared."""
    with engine.connect() as connection:
        state, held, said = _present(connection, analyst, id)
        made = connection.execute(select(dossiers.c.state).where(dossiers.c.story == id)).scalar()
        if not held or made == state:
            return False
        records = connection.execute(select(articles.c.record).where(articles.c.id.in_(held)).order_by(articles.c.id)).scalars().all()
    dossier = analyst.compare([Article.model_validate_json(record) for record in records], said, progress)
    with writing(engine) as connection:
        if _present(connection, analyst, id)[0] != state:
            return True
        _keep(connection, id, state, dossier)
    return True


def _present(connection: Connection, analyst: Analyst, id: str) -> tuple[str, list[str], list[Correction]]:
    held = list(connection.execute(select(placements.c.article).where(placements.c.story == id)).scalars())
    said = [c for c in editing.of(connection, id) if c.kind in ABOUT_ACTORS and not c.undone]
    return state_of(analyst.comparing, held, said), held, said


def _keep(connection: Connection, id: str, state: str, dossier: Dossier) -> None:
    content = zlib.compress(dossier.to_json().encode(), 1)
    connection.execute(delete(dossiers).where(dossiers.c.story == id))
    connection.execute(insert(dossiers).values(story=id, state=state, content=content, made=now()))
    connection.execute(update(stories).where(stories.c.id == id).values(title=dossier.story.title, origins=dossier.story.origins))
    connection.execute(delete(utterances).where(utterances.c.story == id))
    names = {actor.id: actor.name for actor in dossier.actors}
    rows = []
    for statement in dossier.statements:
        name = names.get(statement.source.actor or "") or statement.source.text
        if name:
            rows.append(
                {
                    "story": id,
                    "statement": statement.id,
                    "article": statement.article,
                    "actor": statement.source.actor,
                    "name": name,
                    "speaker": fold(name),
                    "words": statement.content.text.casefold(),
                    "record": statement.model_dump_json(),
                }
            )
    if rows:
        connection.execute(insert(utterances), rows)


def _unpacked(address: str, id: str, state: str, content: bytes) -> Dossier:
    key = (address, id, state)
    with _lock:
        known = _memory.pop(key, None)
        if known is not None:
            _memory[key] = known
            return known
    dossier = Dossier.model_validate_json(zlib.decompress(content))
    with _lock:
        _memory[key] = dossier
        while len(_memory) > _REMEMBERED:
            _memory.popitem(last=False)
    return dossier
