"""What a host's robots.txt lets a guest read (RFC 9309, parsed by Protego).

A host without one (4xx) lets everything be read. One whose robots.txt cannot be had (5xx, no answer) lets nothing be read for now.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

import httpx
from protego import Protego

from rashomon.errors import NotFetched
from rashomon.settings import FetchingSettings

NAME = "Rashomon"
"""the product token that a robots.txt may address"""

_MAY = "Save the page with a browser and give the file"


class _Rules(NamedTuple):
    """What a host's robots.txt says, or why it cannot be had, until a moment of the monotonic clock."""

    parsed: Protego | NotFetched
    until: float


class Robots:
    """The rules of the hosts asked so far; `fetch` gives status and bytes of a robots.txt, or raises NotFetched."""

    def __init__(self, fetch: Callable[[httpx.URL, str], tuple[int, bytes]], settings: FetchingSettings) -> None:
        self._fetch = fetch
        self._settings = settings
        self._rules: dict[str, _Rules] = {}

    def delay(self, url: httpx.URL, *, which: str) -> float:
        """Seconds that the host asks for between two requests (0: it does not say). Raises NotFetched, naming `which`, if `url` may not
        be read."""
        rules = self._of(url, which)
        if not rules.can_fetch(str(url), NAME):
            raise NotFetched(f"the robots.txt of {url.host} asks programs not to read it", which=which, then=_MAY)
        return rules.crawl_delay(NAME) or 0.0

    def _of(self, url: httpx.URL, which: str) -> Protego:
        home = url.copy_with(raw_path=b"/robots.txt")
        known = self._rules.get(str(home))
        if known is None or known.until < time.monotonic():
            known = self._rules[str(home)] = self._asked(home, which)
        if isinstance(known.parsed, NotFetched):
            raise NotFetched(known.parsed.what, which=which, then=known.parsed.then, passing=True)
        return known.parsed

    def _asked(self, home: httpx.URL, which: str) -> _Rules:
        again = time.monotonic() + self._settings.robots_again_seconds
        try:
            status, data = self._fetch(home, which)
        except NotFetched as error:
            if not error.passing:
                raise
            return _Rules(NotFetched(f"{error.what}, when asked for its robots.txt", which=which, then=error.then), again)
        if status >= 500:
            what = f"its robots.txt cannot be had (the server answers {status}), and without it nothing is read"
            return _Rules(NotFetched(what, which=which, then="Try again later"), again)
        parsed = Protego.parse(data.decode("utf-8-sig", "replace") if status == 200 else "")
        return _Rules(parsed, time.monotonic() + self._settings.robots_seconds)
