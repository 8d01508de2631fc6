"""Feeds as bytes: what is read of RSS and Atom, and of broken ones."""

from __future__ import annotations

import pytest

from rashomon.errors import Unreadable
from rashomon.reading.feed import feed, is_feed
from tests.reading.website import rss

HOME = "https://mail.example/feed"


def data(*items: str, title: str = "The Tarn Mail") -> bytes:
    body = rss(*items, title=title).body
    assert isinstance(body, bytes)
    return body


def test_an_entry_with_all_it_can_say() -> None:
    item = (
        "<title>Ferry aground</title><link>/a?x=1&amp;y=2</link><author>Ann Bee</author>"
        "<pubDate>Tue, 03 Mar 2020 06:31:00 +0100</pubDate><content:encoded><![CDATA[<p>Whole text.</p>]]></content:encoded>"
    )
    found = feed(data(item), HOME, HOME)
    (entry,) = found.entries
    assert (found.title, found.broken) == ("The Tarn Mail", False)
    assert (entry.title, entry.link, entry.author, entry.html) == (
        "Ferry aground",
        "https://mail.example/a?x=1&y=2",
        "Ann Bee",
        "<p>Whole text.</p>",
    )
    assert entry.published is not None
    assert (entry.published.date, entry.published.basis) == ("2020-03-03T06:31", "feed")


def test_atom() -> None:
    text = (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Mail</title><entry>'
        '<title type="html">Caf&amp;eacute; &lt;b&gt;burns&lt;/b&gt;</title><link href="/b"/><updated>2020-03-04T05:06:07Z</updated>'
        "</entry></feed>"
    )
    (entry,) = feed(text.encode(), HOME, HOME).entries
    assert (entry.title, entry.link) == ("Café burns", "https://mail.example/b")
    assert entry.published is not None
    assert entry.published.date == "2020-03-04T05:06"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ferry &lt;b&gt;aground&lt;/b&gt;", "Ferry aground"),
        ("Bee &amp;amp; Dee", "Bee & Dee"),
        ("<![CDATA[Ferry <i>aground</i> &mdash; all safe]]>", "Ferry aground — all safe"),
        ("<![CDATA[<script>alert(1)</script>Ferry<style>b{}</style>]]>", "Ferry"),
        ("3 &lt; 4 &amp; so on", "3 < 4 & so on"),
        ("  Ferry\n aground ", "Ferry aground"),
        ("", None),
    ],
)
def test_titles_are_text(written: str, read: str | None) -> None:
    found = feed(data(f"<title>{written}</title><link>/a</link>", title=written or "x"), HOME, HOME)
    assert found.entries[0].title == read
    assert found.title == (read or "x")


def test_a_feed_that_breaks_off_gives_the_entries_before() -> None:
    whole = data("<title>One</title><link>/1</link>", "<title>Two</title><link>/2</link>")
    found = feed(whole[: whole.index(b"</item></channel>")], HOME, HOME)
    assert [entry.link for entry in found.entries] == ["https://mail.example/1", "https://mail.example/2"]
    assert found.broken


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "http://", "data:text/html,x"])
def test_links_that_lead_nowhere(link: str) -> None:
    assert feed(data(f"<title>x</title><link>{link}</link>"), HOME, HOME).entries[0].link is None


@pytest.mark.parametrize("junk", [b"", b"no feed at all", b"<html><body>x</body></html>", b"\x00\xff" * 50, b"<rss"])
def test_what_is_no_feed(junk: bytes) -> None:
    with pytest.raises(Unreadable, match="no RSS or Atom feed"):
        feed(junk, HOME, HOME)


def test_entities_do_not_explode() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    text = f'<?xml version="1.0"?><!DOCTYPE rss [{laughs}<!ENTITY x SYSTEM "file:///etc/hostname">]><rss version="2.0"><channel><item>'
    found = feed(f"{text}<title>&l11;&x;</title><link>/a</link></item></channel></rss>".encode(), HOME, HOME)
    assert len(found.entries[0].title or "") < 1000


@pytest.mark.parametrize(
    ("data", "kind", "is_one"),
    [
        (data(), "text/html", True),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- x --><feed xmlns="x">', "text/plain", True),
        (b"<rdf:RDF>", "", True),
        (b"damaged", "application/rss+xml", True),
        (b"<!DOCTYPE html><html>", "application/rss+xml", False),
        (b"<html>", "text/html", False),
        (b"<feeding>", "application/xml", False),
        (b"<?xml-stylesheet >" * 250, "", False),
        (b"<!-- x -->" * 400, "", False),
    ],
)
def test_a_feed_is_known_by_what_it_is(data: bytes, kind: str, is_one: bool) -> None:
    assert is_feed(data, kind) is is_one
