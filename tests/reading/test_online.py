"""Addresses → articles, through a real server; feeds followed over rounds."""

from __future__ import annotations

import pytest

from rashomon.reading.following import Following
from rashomon.reading.online import read_online
from rashomon.reading.web import Web
from rashomon.settings import FetchingSettings, Settings
from tests.reading.website import STORY, Answer, Asked, Website, rss, story

ITEM = "<title>{0}</title><link>/{0}</link><pubDate>Tue, 03 Mar 2020 06:31:00 GMT</pubDate>"


def test_pages_and_a_feed_in_one_go_and_each_page_once(site: Website, web: Web) -> None:
    site.routes.update({"/one": story("one"), "/two": story("two"), "/feed": rss(ITEM.format("one"), ITEM.format("two"))})
    told: list[tuple[str, int, int]] = []
    found = read_online([f"{site.home}/one", f"{site.home}/feed", f"{site.home}/feed"], web, progress=lambda *step: told.append(step))
    assert sorted(article.title or "" for article in found.articles) == ["one", "two"]
    assert [article.id for article in found.articles] == sorted(article.id for article in found.articles)
    assert site.paths() == ["/one", "/feed", "/two"]
    assert found.skipped == ()
    assert told == [("fetching", 0, 2), ("fetching", 1, 2)]


def test_an_article_says_where_it_came_from_and_the_feed_dates_it(site: Website, web: Web) -> None:
    site.routes.update({"/a": Answer(301, headers={"Location": "/b"}), "/b": story("b"), "/feed": rss(ITEM.format("a"))})
    (article,) = read_online([f"{site.home}/feed"], web).articles
    assert (article.path, article.url) == (f"{site.home}/a", f"{site.home}/b")
    assert article.published is not None
    assert (article.published.date, article.published.basis) == ("2020-03-03T06:31", "feed")
    (direct,) = read_online([f"{site.home}/a"], web).articles
    assert direct.id == article.id, "an article is the same whichever way it came"
    assert direct.published is None


@pytest.mark.parametrize(
    ("stated", "kept"),
    [("http://www.127.0.0.1/x", True), ("http://127.0.0.1:1/x", True), ("https://elsewhere.example/x", False), ("http://[x", False)],
)
def test_a_page_may_state_its_address_but_not_another_sites(site: Website, web: Web, stated: str, kept: bool) -> None:
    page = STORY.format(title="Ferry").replace("<head>", f'<head><link rel="canonical" href="{stated}">')
    site.routes["/a?utm=1"] = Answer(200, page.encode(), {"Content-Type": "text/html"})
    (article,) = read_online([f"{site.home}/a?utm=1"], web).articles
    assert article.url == (stated if kept else f"{site.home}/a?utm=1")
    assert article.outlet != "elsewhere.example"


def test_whatever_fails_is_one_line_and_the_rest_is_read(site: Website, web: Web) -> None:
    items = [ITEM.format(name) for name in ("good", "gone", "closed", "film", "short")]
    items += ["<title>Only a title</title>", "<title>Odd</title><link>javascript:alert(1)</link>"]
    site.routes.update(
        {
            "/robots.txt": Answer(200, b"User-agent: *\nDisallow: /closed"),
            "/good": story("good"),
            "/film": Answer(200, b"\x00\x00\x00\x18ftyp", {"Content-Type": "video/mp4"}),
            "/short": Answer(200, b"<html><body><p>Too short.</p></body></html>", {"Content-Type": "text/html"}),
            "/feed": rss(*items),
            "/broken": Answer(200, b"<rss><channel><item><title>x", {"Content-Type": "application/rss+xml"}),
            "/empty": rss(),
        }
    )
    found = read_online([f"{site.home}/{name}" for name in ("feed", "broken", "empty", "nowhere")] + ["ftp://x/", "http://u:p@x/"], web)
    assert [article.title for article in found.articles] == ["good"]
    why = {piece.what.removeprefix(site.home): piece.why for piece in found.skipped}
    assert all("\n" not in line and line.endswith(".") for line in why.values())
    assert "404" in why["/gone"]
    assert "404" in why["/nowhere"]
    assert "robots.txt" in why["/closed"]
    assert "film" in why["/film"]
    assert "words" in why["/short"] or "no text" in why["/short"]
    assert "no entries" in why["/empty"]
    assert "ftp" in why["ftp://x/"]
    assert "password" in why["http://u:p@x/"]
    of_feed = [piece.why for piece in found.skipped if piece.what == f"{site.home}/feed"]
    assert [line.startswith("the entry “O") for line in of_feed] == [True, True]
    assert any("/broken" in piece.what and "not well-formed" in piece.why for piece in found.skipped)


def test_an_entry_without_a_page_is_read_from_the_feed(site: Website, web: Web) -> None:
    text = STORY.format(title="x").split("<article>")[1].split("</article>")[0]
    content = f"<content:encoded><![CDATA[{text}<script>x</script>]]></content:encoded>"
    site.routes["/feed"] = rss(f"<title>Ferry &lt;b&gt;aground&lt;/b&gt;</title><author>Ann Bee</author>{content}")
    (article,) = read_online([f"{site.home}/feed"], web).articles
    assert (article.title, article.outlet, article.byline) == ("Ferry aground", "The Tarn Mail", ("Ann Bee",))
    assert article.text.startswith("The ferry ran aground")
    assert "script" not in article.text


def test_the_servers_encoding_is_believed(site: Website, web: Web) -> None:
    page = STORY.format(title="Ľubá").encode("iso8859-2")
    site.routes["/a"] = Answer(200, page, {"Content-Type": "text/html; charset=iso-8859-2"})
    (article,) = read_online([f"{site.home}/a"], web).articles
    assert "Ľubá" in article.text


def test_a_long_feed_is_read_to_its_limit_and_says_so(site: Website, web: Web) -> None:
    site.routes["/feed"] = rss(*(ITEM.format(f"gone{number}") for number in range(101)))
    found = read_online([f"{site.home}/feed"], web)
    assert any("101 entries" in piece.why for piece in found.skipped)
    assert len(site.paths()) == 101


def test_a_feed_that_is_too_large_is_not_parsed(site: Website, waits: list[float]) -> None:
    site.routes["/feed"] = rss(ITEM.format("one"))
    web = Web(Settings(fetching=FetchingSettings(max_feed_bytes=100)), allow_private=True, sleep=waits.append)
    (piece,) = read_online([f"{site.home}/feed"], web).skipped
    assert "the feed is larger than" in piece.why


def test_a_followed_feed_gives_what_is_new(site: Website, web: Web) -> None:
    items: list[str] = [ITEM.format("one")]

    def route(asked: Asked) -> Answer:
        tag = f'"{len(items)}"'
        if asked.headers.get("if-none-match") == tag:
            return Answer(304)
        made = rss(*items)
        return made._replace(headers={**made.headers, "ETag": tag})

    busy = iter([Answer(503)] * 3 + [story("two")])
    site.routes.update({"/feed": route, "/one": story("one"), "/two": lambda asked: next(busy)})
    following = Following([f"{site.home}/feed"], web)
    assert [article.title for article in following.round().articles] == ["one"]
    second = following.round()
    assert (second.articles, second.unchanged) == ((), (f"{site.home}/feed",))
    items.append(ITEM.format("two"))
    third = following.round()
    assert third.articles == ()
    assert "503" in third.skipped[0].why
    assert [article.title for article in following.round().articles] == ["two"], "what may pass is asked for again"
    assert following.round().unchanged
    assert site.paths().count("/one") == 1


def test_a_followed_feed_that_is_away_for_a_while(site: Website, web: Web) -> None:
    site.routes.update({"/one": story("one")})
    following = Following([f"{site.home}/feed"], web)
    assert "404" in following.round().skipped[0].why
    site.routes["/feed"] = rss(ITEM.format("one"))
    assert len(following.round().articles) == 1


def test_what_a_server_said_outlasts_a_round_in_which_it_is_down(site: Website, web: Web) -> None:
    def route(asked: Asked) -> Answer:
        made = rss(ITEM.format("one"))
        return Answer(304) if asked.headers.get("if-none-match") == '"1"' else made._replace(headers={**made.headers, "ETag": '"1"'})

    site.routes.update({"/feed": route, "/one": story("one")})
    following = Following([f"{site.home}/feed"], web)
    assert len(following.round().articles) == 1
    site.routes["/feed"] = Answer(503)
    assert "503" in following.round().skipped[0].why
    site.routes["/feed"] = route
    kept = Following([f"{site.home}/feed"], web, {f"{site.home}/feed": following.state(f"{site.home}/feed")})
    assert kept.round().unchanged == (f"{site.home}/feed",)


@pytest.mark.parametrize("text", ["", "no JSON", "{}", '{"other": 1}', "[]"])
def test_a_state_of_another_version_is_a_fresh_start(site: Website, web: Web, text: str) -> None:
    site.routes.update({"/feed": rss(ITEM.format("one")), "/one": story("one")})
    assert len(Following([f"{site.home}/feed"], web, {f"{site.home}/feed": text}).round().articles) == 1
