"""Web addresses → articles: pages, and feeds with the pages that they name. The only door to the web.

A feed gives its entries' pages; an entry without a page is read from the text that the feed carries. What cannot be had is recorded with
one clear line, and the rest is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from rashomon.errors import NotFetched, Unreadable
from rashomon.language.outlets import outlet_at
from rashomon.model.article import Article
from rashomon.model.skipped import Skipped
from rashomon.reading.assemble import assemble
from rashomon.reading.decode import decode
from rashomon.reading.draft import Draft
from rashomon.reading.feed import Entry, feed, is_feed
from rashomon.reading.page import page
from rashomon.reading.plain import plain
from rashomon.reading.web import Fetched, Validators, Web

Progress = Callable[[str, int, int], None]
"""Told the stage, how many pages are done and how many there are."""

_PAGES = frozenset({"text/html", "application/xhtml+xml", ""})


class Online(NamedTuple):
    """What a visit gave: articles sorted by id, what was left out sorted by name, and the validators with which to ask again.

    `unchanged` are the addresses that have not changed since their known validators; `passing` the entries that may be had later.
    """

    articles: tuple[Article, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    validators: Mapping[str, Validators] = {}
    unchanged: tuple[str, ...] = ()
    passing: frozenset[str] = frozenset()
    entries: frozenset[str] = frozenset()


def read_online(
    addresses: Iterable[str],
    web: Web,
    known: Mapping[str, Validators] | None = None,
    seen: frozenset[str] = frozenset(),
    progress: Progress = lambda stage, done, total: None,
) -> Online:
    """Read the pages at `addresses`, and for a feed the pages of its entries, each address once.

    `known`: validators of earlier visits by address, so that nothing is sent again that has not changed. `seen`: entries (`Online.entries`)
    that were read before and are passed over. Never raises for what a server does.
    """
    visit = _Visit(web, known or {}, seen, progress)
    for address in dict.fromkeys(one.strip() for one in addresses):
        visit.address(address)
    articles = {article.id: article for article in visit.articles}
    return Online(
        tuple(articles[id] for id in sorted(articles)),
        tuple(sorted(visit.skipped, key=lambda piece: (piece.what, piece.why))),
        visit.validators,
        tuple(visit.unchanged),
        frozenset(visit.passing),
        frozenset(visit.entries),
    )


class _Visit:
    def __init__(self, web: Web, known: Mapping[str, Validators], seen: frozenset[str], progress: Progress) -> None:
        self.articles: list[Article] = []
        self.skipped: list[Skipped] = []
        self.validators: dict[str, Validators] = {}
        self.unchanged: list[str] = []
        self.passing: set[str] = set()
        self.entries: set[str] = set()
        self._web = web
        self._known = known
        self._seen = seen
        self._progress = progress
        self._asked: set[str] = set()

    def address(self, address: str) -> None:
        self._asked.add(address)
        try:
            answer = self._fetch(address)
            if answer is None:
                return
            if is_feed(answer.data or b"", answer.kind):
                self._feed(answer, address)
            else:
                self.articles.append(self._article(answer, address))
        except Unreadable as error:
            self._skip(error)

    def _fetch(self, address: str) -> Fetched | None:
        """The answer, or None if it has not changed."""
        known = self._known.get(address)
        answer = self._web.fetch(address, known)
        if answer.validators:
            self.validators[address] = answer.validators
        if answer.data is None:
            self.unchanged.append(address)
            return None
        return answer

    def _feed(self, answer: Fetched, which: str) -> None:
        limit = self._web.settings.fetching.max_feed_bytes
        if len(answer.data or b"") > limit:
            raise Unreadable(f"the feed is larger than {limit / 1e6:g} MB", which=which, then="Give the addresses of its pages")
        found = feed(answer.data or b"", answer.url, which, answer.charset)
        if found.broken:
            self._skip(Unreadable("the feed is not well-formed and may be incomplete", which=which, then="Its readable entries are read"))
        if not found.entries:
            self._skip(Unreadable("the feed has no entries", which=which, then="Try again later"))
        most = self._web.settings.fetching.max_entries
        if len(found.entries) > most:
            what = f"the feed has {len(found.entries):,} entries, and its first {most} are read"
            self._skip(Unreadable(what, which=which, then="Give the addresses of others that matter"))
        entries = found.entries[:most]
        self.entries.update(entry.changed for entry in entries)
        new = [entry for entry in entries if entry.changed not in self._seen]
        for done, entry in enumerate(new):
            self._progress("fetching", done, len(new))
            try:
                self.articles.extend(self._entry(entry, found.title, which))
            except Unreadable as error:
                if isinstance(error, NotFetched) and error.passing:
                    self.passing.add(entry.changed)
                self._skip(error)

    def _entry(self, entry: Entry, outlet: str | None, which: str) -> Iterator[Article]:
        settings = self._web.settings.reading
        if entry.link:
            if entry.link in self._asked:
                return
            self._asked.add(entry.link)
            answer = self._fetch(entry.link)
            if answer is not None:
                yield self._article(answer, entry.link, entry)
        elif entry.html:
            path = f"{which}#{entry.title or 'untitled'}"
            draft = page(f"<html><body><article>{entry.html}</article></body></html>", path, settings)
            byline = (entry.author,) if entry.author else ()
            yield assemble(draft._replace(title=entry.title, outlet=outlet, byline=byline, published=entry.published), settings)
        else:
            raise Unreadable(
                f"the entry “{entry.title or 'untitled'}” has neither an address nor a text", which=which, then="The others are read"
            )

    def _article(self, answer: Fetched, which: str, entry: Entry | None = None) -> Article:
        data, settings = answer.data or b"", self._web.settings.reading
        text = decode(data, which, answer.charset)
        if answer.kind == "text/plain":
            draft = plain(text, which)
        elif answer.kind in _PAGES:
            draft = page(text, which, settings)
        else:
            raise Unreadable(f"it is {answer.kind[:60]}, neither a page nor a feed", which=which, then="Save its text as .txt")
        return assemble(_placed(draft, answer.url, entry), settings)

    def _skip(self, error: Unreadable) -> None:
        self.skipped.append(Skipped(what=error.which, stage="read", why=f"{error.what}. {error.then}."))


def _placed(draft: Draft, url: str, entry: Entry | None) -> Draft:
    """The draft with the address it was fetched from, unless the page states another one of the same site, and the feed's date where the
    page has none. An outlet that only another site's address named is not the one that published this page."""
    published = draft.published or (entry.published if entry else None)
    if draft.url and _site(draft.url, url):
        return draft._replace(published=published)
    outlet = None if draft.url and draft.outlet == outlet_at(draft.url) else draft.outlet
    return draft._replace(url=url, outlet=outlet, published=published)


def _site(one: str, other: str) -> bool:
    """Whether two addresses are of one host, or one of its subdomains."""
    try:
        hosts = [(urlsplit(url).hostname or "").removeprefix("www.") for url in (one, other)]
    except ValueError:
        return False
    first, second = hosts
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")
