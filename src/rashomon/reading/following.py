"""Feeds read again and again: each round gives only what is new since the last one.

What was seen of a feed is remembered as far as it still stands in the feed, so that memory stays bounded, and can be kept as text between
runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import ValidationError

from rashomon.model.noun import Noun
from rashomon.reading.online import Online, Progress, read_online
from rashomon.reading.web import Validators, Web


class _State(Noun):
    """What the server said of the feed last, and the entries that were read."""

    validators: Validators | None = None
    seen: tuple[str, ...] = ()


class Following:
    """The feeds (or pages) at `addresses`, asked through `web`. `states`: what `state` gave in an earlier run, by address."""

    def __init__(self, addresses: Iterable[str], web: Web, states: Mapping[str, str] | None = None) -> None:
        self.addresses = tuple(dict.fromkeys(addresses))
        self._web = web
        self._states = {address: _read_state((states or {}).get(address)) for address in self.addresses}

    def state(self, address: str) -> str:
        """What is known of a feed, as text to be kept. Keep it after the articles, or a round that was cut off is lost."""
        return self._states[address].model_dump_json()

    def round(self, progress: Progress = lambda stage, done, total: None) -> Online:
        """Ask every feed once. An entry that could not be had but may be later is asked for again in the next round, and then its feed is
        read even if it has not changed."""
        found = [self._ask(address, progress) for address in self.addresses]
        articles = {article.id: article for one in found for article in one.articles}
        skipped = sorted((piece for one in found for piece in one.skipped), key=lambda piece: (piece.what, piece.why))
        return Online(
            articles=tuple(articles[id] for id in sorted(articles)),
            skipped=tuple(skipped),
            unchanged=tuple(address for one in found for address in one.unchanged),
        )

    def _ask(self, address: str, progress: Progress) -> Online:
        known = self._states[address]
        validators = {address: known.validators} if known.validators else {}
        found = read_online([address], self._web, validators, frozenset(known.seen), progress)
        seen = tuple(sorted(found.entries - found.passing)) if found.entries else known.seen
        said = found.validators.get(address) or known.validators
        self._states[address] = _State(validators=None if found.passing else said, seen=seen)
        return found


def _read_state(text: str | None) -> _State:
    """A state that was kept; a fresh one if there is none, or it is of another version."""
    try:
        return _State.model_validate_json(text) if text else _State()
    except ValidationError:
        return _State()
