"""News outlets by name and by host, from `data/outlets.toml`.

Strings only. It knows the outlets of the table; whether a mention in running text is a credit is decided in `reading.credits`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from rashomon.language.lexicon import lexicon

_LONGEST_NAME = 4  # words
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})


class Outlet(NamedTuple):
    """An outlet of the table. `plain`: its name is also an ordinary word; `short`: parts of the name used alone after the whole name."""

    name: str
    aliases: tuple[str, ...]
    hosts: tuple[str, ...]
    agency: bool
    plain: bool
    short: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every form of the name, without a leading "The"."""
        return tuple(dict.fromkeys(form.removeprefix("The ") for form in (self.name, *self.aliases)))


@cache
def outlets() -> tuple[Outlet, ...]:
    """All outlets of the table, in its order."""
    return tuple(
        Outlet(
            row["name"],
            tuple(row.get("aliases", ())),
            tuple(row["hosts"]),
            row.get("agency", False),
            row.get("plain", False),
            tuple(row.get("short", ())),
        )
        for row in lexicon("outlets")["outlet"]
    )


def outlet_named(text: str) -> Outlet | None:
    """The outlet whose name or alias is exactly `text` (case, a leading "the" and the ends of the line aside), or None."""
    return _by_name().get(_key(text))


def outlet_at(url: str) -> str | None:
    """The outlet's name for a web address, or the host without `www.` if the table does not have it; None if there is no host."""
    host = host_of(url)
    if not host:
        return None
    labels = host.split(".")
    for start in range(len(labels) - 1):
        known = _by_host().get(".".join(labels[start:]))
        if known:
            return known.name
    keep = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-keep:])


def looks_like_outlet(text: str) -> bool:
    """Whether `text` is a short capitalised name with a word in it that news outlets have ("Harbour Gazette", "KASKIA TODAY")."""
    words = text.removeprefix("The ").split()
    known = {word.lower() for word in lexicon("outlets")["media_words"]}
    return 2 <= len(words) <= _LONGEST_NAME and all(word[:1].isupper() for word in words) and any(word.lower() in known for word in words)


def host_of(url: str) -> str | None:
    """The host in a web address, lower case, without `www.`; None if there is none."""
    try:
        host = urlsplit(url.strip() if "//" in url else "//" + url.strip()).hostname
    except ValueError:
        return None
    if not host or "." not in host or not re.fullmatch(r"[a-z0-9.-]{4,253}", host):
        return None
    return host.removeprefix("www.")


def _key(text: str) -> str:
    return text.strip(" \t\r\n.,:;|()[]-–—").casefold().removeprefix("the ")


@cache
def _by_name() -> dict[str, Outlet]:
    table: dict[str, Outlet] = {}
    for outlet in outlets():
        for form in outlet.names:
            table.setdefault(_key(form), outlet)
    return table


@cache
def _by_host() -> dict[str, Outlet]:
    return {host: outlet for outlet in outlets() for host in outlet.hosts}
