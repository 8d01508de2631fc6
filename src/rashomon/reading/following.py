"""Feeds read again and again: each round gives only what is new since the last one.

What was seen is remembered while the process runs, as far as it still stands in the feeds, so that memory stays bounded; whoever stores the
articles drops those that come again after a restart.
"""

from __future__ import annotations

from collections.abc import Iterable

from rashomon.reading.online import Online, Progress, read_online
from rashomon.reading.web import Validators, Web


class Following:
    """The feeds (or pages) at `addresses`, asked through `web`."""

    def __init__(self, addresses: Iterable[str], web: Web) -> None:
        self._addresses = tuple(dict.fromkeys(addresses))
        self._web = web
        self._known: dict[str, Validators] = {}
        self._seen: dict[str, frozenset[str]] = {address: frozenset() for address in self._addresses}

    def round(self, progress: Progress = lambda stage, done, total: None) -> Online:
        """Ask every feed once. An entry that could not be had but may be later is asked for again in the next round, and then its feed is
        read even if it has not changed."""
        found: list[Online] = []
        for address in self._addresses:
            one = read_online([address], self._web, self._known, self._seen[address], progress)
            if address in one.validators and not one.passing:
                self._known[address] = one.validators[address]
            else:
                self._known.pop(address, None)
            if one.entries:
                self._seen[address] = one.entries - one.passing
            found.append(one)
        articles = {article.id: article for one in found for article in one.articles}
        skipped = sorted((piece for one in found for piece in one.skipped), key=lambda piece: (piece.what, piece.why))
        return Online(
            articles=tuple(articles[id] for id in sorted(articles)),
            skipped=tuple(skipped),
            validators=dict(self._known),
            unchanged=tuple(address for one in found for address in one.unchanged),
        )
