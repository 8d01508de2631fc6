"""A stream's memory as JSON: saved, restored and gone on with, it gives the stories it would have given.

    text = saved(stream)
    stream = restored(text, settings)

What this is not: an archive of articles; a sentence of them is nowhere in it.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import ConfigDict, ValidationError

from rashomon.errors import Unreadable
from rashomon.gathering.shelf import Card
from rashomon.gathering.stream import Stream
from rashomon.model.noun import Noun
from rashomon.settings import DEFAULT, Settings


class _Bytes(Noun):
    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")


class _Kept(_Bytes):
    """A card, its number and its story. Arrays as little-endian bytes."""

    number: int
    story: str
    id: str
    day: int | None
    seen: int
    words: bytes
    weights: bytes
    index: tuple[int, ...]
    vector: bytes
    persons: tuple[str, ...]
    days: tuple[int, ...]
    fingerprint: bytes
    links: tuple[tuple[int, float], ...]
    resting: tuple[str, ...]


class _Saved(_Bytes):
    schema_: Literal["rashomon.stream/1"] = "rashomon.stream/1"
    clock: int | None
    ahead: int | None
    next: int
    moves: dict[str, str]
    cards: tuple[_Kept, ...]


def saved(stream: Stream) -> str:
    """All that the stream remembers, as one JSON object; the same stream gives the same bytes."""
    cards = tuple(_kept(number, card, stream.story(number)) for number, card in sorted(stream.shelf.cards.items()))
    return _Saved(clock=stream.clock, ahead=stream.ahead, next=stream.shelf.next, moves=stream.untold, cards=cards).model_dump_json()


def restored(text: str, settings: Settings = DEFAULT) -> Stream:
    """The stream of which `text` was saved, to be gone on with under the same settings. Raises Unreadable if it is no saved stream."""
    try:
        state = _Saved.model_validate_json(text)
    except ValidationError:
        raise Unreadable("it is no saved stream", which="a stream's memory", then="Start a new stream with the articles at hand") from None
    stream = Stream(settings)
    for kept in state.cards:
        stream.recall(kept.number, _card(kept), kept.story)
    stream.clock, stream.ahead, stream.untold = state.clock, state.ahead, dict(state.moves)
    stream.shelf.next = state.next
    return stream


def _kept(number: int, card: Card, story: str) -> _Kept:
    return _Kept(
        number=number,
        story=story,
        id=card.id,
        day=card.day,
        seen=card.seen,
        words=card.words.astype("<i4").tobytes(),
        weights=card.weights.astype("<f4").tobytes(),
        index=card.index,
        vector=card.vector.astype("<f2").tobytes(),
        persons=card.persons,
        days=card.days,
        fingerprint=card.fingerprint,
        links=tuple(card.links.items()),
        resting=card.resting,
    )


def _card(kept: _Kept) -> Card:
    return Card(
        id=kept.id,
        day=kept.day,
        seen=kept.seen,
        words=np.frombuffer(kept.words, dtype="<i4"),
        weights=np.frombuffer(kept.weights, dtype="<f4"),
        index=kept.index,
        vector=np.frombuffer(kept.vector, dtype="<f2"),
        persons=kept.persons,
        days=kept.days,
        fingerprint=kept.fingerprint,
        links=dict(kept.links),
        resting=kept.resting,
    )
