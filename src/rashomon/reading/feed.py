"""An RSS or Atom feed → its entries, parsed by feedparser.

A feed that breaks off gives the entries before the break. Titles are plain text, whatever markup stands in them. Nothing is fetched here.
"""

from __future__ import annotations

import io
import re
from typing import Any, NamedTuple

from rashomon.errors import NotFetched, Unreadable
from rashomon.language.normalise import normalise
from rashomon.model.article import Published
from rashomon.reading.addresses import web_address
from rashomon.reading.published import published_in

_KINDS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+xml"})
_ROOT = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,500}>\s*|<!--[^>]{0,2000}-->\s*|<!DOCTYPE[^>\[]{0,300}>\s*)*<(?:rss|feed|rdf:RDF)\b", re.I
)
_LONGEST = 500  # characters of a title


class Entry(NamedTuple):
    """One entry of a feed. `link` is absolute; `html` is the whole text, where the feed carries it; `changed` tells whether it was seen."""

    title: str | None
    link: str | None
    published: Published | None
    author: str | None
    html: str | None
    changed: str


class Feed(NamedTuple):
    """A feed's title and its entries in the feed's order; `broken`: it breaks off or is not well-formed."""

    title: str | None
    entries: tuple[Entry, ...]
    broken: bool


def is_feed(data: bytes, kind: str) -> bool:
    """Whether an answer of this content type is a feed: by its root element, which says more than the type that the server states."""
    return bool(_ROOT.match(data[:5000])) or (kind in _KINDS and not re.match(rb"\s*<(?:!doctype html|html)\b", data[:500], re.I))


def feed(data: bytes, url: str, which: str, charset: str | None = None) -> Feed:
    """The feed in `data`, which came from `url`. Raises Unreadable if there is none in it."""
    import feedparser

    kind = "application/xml" + (f"; charset={charset}" if charset else "")
    try:
        parsed = feedparser.parse(io.BytesIO(data), response_headers={"content-location": url, "content-type": kind}, sanitize_html=True)
    except Exception:  # whatever a feed does to it, the run goes on
        raise Unreadable("the feed cannot be parsed", which=which, then="Look at it in a browser") from None
    if not parsed.get("version") and not parsed.entries:
        raise Unreadable("it is no RSS or Atom feed", which=which, then="Look at it in a browser")
    entries = tuple(_entry(one) for one in parsed.entries)
    return Feed(_text(parsed.feed.get("title")), entries, broken=bool(parsed.bozo) and _matters(parsed.get("bozo_exception")))


def _entry(one: Any) -> Entry:
    updated = one["updated"] if "updated" in one else None  # noqa: SIM401 (feedparser's get falls back to another field, with a warning)
    dates = [one.get("published"), one.get("created"), updated]
    stated = next((found for date in dates if isinstance(date, str) and (found := published_in(date, "feed"))), None)
    contents = one.get("content") or []
    html = next((part.get("value") for part in contents if "html" in (part.get("type") or "")), None)
    link = _link(one.get("link"))
    title = _text(one.get("title"))
    changed = f"{link or one.get('id') or title} {updated or ''}"
    return Entry(title, link, stated, _text(one.get("author")), html, changed)


def _link(link: object) -> str | None:
    if not isinstance(link, str):
        return None
    try:
        return str(web_address(link))
    except NotFetched:
        return None


def _text(html: object) -> str | None:
    """The words of a title, on one line: many feeds put markup or doubly escaped characters in it."""
    from lxml import html as lxml_html
    from lxml.etree import LxmlError

    if not isinstance(html, str) or not html.strip():
        return None
    text = html.replace("\x00", "")
    if re.search(r"<[a-z/!]|&[#\w]{2,10};", text, re.I):
        try:
            tree: Any = lxml_html.fromstring(f"<div>{text}</div>")
        except (LxmlError, ValueError):
            return None
        for element in tree.xpath("//script|//style"):
            element.drop_tree()
        text = tree.text_content()
    return " ".join(normalise(text).split())[:_LONGEST] or None


def _matters(problem: object) -> bool:
    """Whether what feedparser noticed means lost text: a wrong content type or encoding that it mended does not."""
    return type(problem).__name__ not in {"NonXMLContentType", "CharacterEncodingOverride"}
