"""What the inputs hold: every record's place, each article once, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rashomon.batching.jobs import Outcome
from rashomon.batching.work import Work
from rashomon.errors import RashomonError
from rashomon.gathering.events import Features
from rashomon.model.skipped import Skipped

_ONCE = "It is read once; nothing needs doing"


@dataclass
class Inventory:
    """`units`: article id → its unit in the work folder; `paths`: article id → its place; all in the order of ids."""

    units: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    features: list[Features] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


@dataclass(frozen=True)
class _Found:
    id: str
    path: str
    unit: str
    same: str
    features: Any


def take_stock(outcomes: Iterable[Outcome], work: Work) -> Inventory:
    """The inventory of the records with these outcomes; their order does not matter. Raises RashomonError if a finished record is gone."""
    stock = Inventory()
    found: list[_Found] = []
    for outcome in sorted(outcomes, key=lambda one: (one.place, one.key or "")):
        if outcome.key is None:
            what, then = outcome.wrong or ("it cannot be read", "Check it")
            stock.skipped.append(_skipped(outcome.place, "read", what, then))
            continue
        kept = work.get_value("records", outcome.key)
        if kept is None:
            raise RashomonError("a finished record is damaged", which=str(work.folder), then="Run the command again; it is then redone")
        _add(kept, outcome.place, outcome.key, found, stock)
    _once(found, stock)
    stock.skipped.sort(key=lambda piece: (piece.what, piece.stage, piece.why))
    return stock


def _add(kept: Mapping[str, Any], place: str, key: str, found: list[_Found], stock: Inventory) -> None:
    stock.skipped += [_skipped(place + inside, stage, what, then) for inside, stage, what, then in kept["skipped"]]
    for number, article in enumerate(kept["articles"]):
        path = place + article["inside"]
        found.append(_Found(article["id"], path, f"{key}.{number}", article["same"], article["features"]))


def _once(found: list[_Found], stock: Inventory) -> None:
    """Each article once, the first by id and place, and a record of each that stands there again."""
    first: dict[str, _Found] = {}
    for one in sorted(found, key=lambda one: (one.id, one.path)):
        kept = first.setdefault(one.same, one)
        if kept is not one:
            stock.skipped.append(_skipped(one.path, "read", f"it is the same article as {plain(kept.path)}", _ONCE))
        elif one.id in stock.units:
            what = f"it has by chance the same id as {plain(stock.paths[one.id])}"
            stock.skipped.append(_skipped(one.path, "read", what, "Work through it in another run"))
        else:
            stock.units[one.id], stock.paths[one.id] = one.unit, plain(one.path)
            stock.features.append(Features.model_validate(one.features))


def plain(text: str) -> str:
    """A file's name as text that can be written: bytes in it that are no text become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _skipped(what: str, stage: Any, why: str, then: str) -> Skipped:
    return Skipped(what=plain(what), stage=stage, why=plain(f"{why}. {then}."))
