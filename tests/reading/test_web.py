"""Fetching from a real server on loopback: what is obeyed, what is refused, what a bad server can do."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from rashomon.errors import NotFetched
from rashomon.reading.web import Validators, Web
from rashomon.settings import FetchingSettings, Settings
from tests.reading.website import Answer, Asked, Website, bomb, dripping, endless, story


def refusal(web: Web, address: str) -> NotFetched:
    with pytest.raises(NotFetched) as caught:
        web.fetch(address)
    assert "\n" not in str(caught.value)
    assert caught.value.which == address
    return caught.value


def test_a_page_and_the_honest_name_it_is_asked_with(site: Website, web: Web) -> None:
    site.routes["/a"] = story()
    answer = web.fetch(f"{site.home}/a#part")
    assert answer.data == story().body
    assert (answer.url, answer.kind, answer.charset) == (f"{site.home}/a", "text/html", "utf-8")
    assert [one.path for one in site.asked] == ["/robots.txt", "/a"]
    for one in site.asked:
        assert one.headers["user-agent"].startswith("Rashomon/")
        assert "cookie" not in one.headers


def test_no_cookie_is_kept(site: Website, web: Web) -> None:
    site.routes["/a"] = Answer(302, headers={"Location": "/b", "Set-Cookie": "id=1"})
    site.routes["/b"] = story(Set_Cookie="id=2")
    web.fetch(f"{site.home}/a")
    web.fetch(f"{site.home}/b")
    assert all("cookie" not in one.headers for one in site.asked)


def test_a_packed_page_is_unpacked(site: Website, web: Web) -> None:
    body = story().body
    assert isinstance(body, bytes)
    site.routes["/a"] = Answer(200, gzip.compress(body), {"Content-Type": "text/html", "Content-Encoding": "gzip"})
    assert web.fetch(f"{site.home}/a").data == body


def test_an_unchanged_page_is_not_sent_again(site: Website, web: Web) -> None:
    def route(asked: Asked) -> Answer:
        if asked.headers.get("if-none-match") == '"v1"' and asked.headers.get("if-modified-since"):
            return Answer(304)
        return story(ETag='"v1"', Last_Modified="Tue, 03 Mar 2020 06:31:00 GMT")

    site.routes["/a"] = route
    first = web.fetch(f"{site.home}/a")
    again = web.fetch(f"{site.home}/a", first.validators)
    assert again.data is None
    assert again.validators == first.validators
    elsewhere = Validators(url=f"{site.home}/other", etag='"v1"', modified="x")
    assert web.fetch(f"{site.home}/a", elsewhere).data is not None, "another address's validators are not sent"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(404), "there is no page (the server answers 404 Not Found)"),
        (Answer(410), "there is no page"),
        (Answer(403), "does not let it be read (403 Forbidden)"),
        (Answer(418), "answers 418"),
        (Answer(799), "answers 799"),
        (Answer(304), "answers 304"),
        (Answer(302), "answers 302"),
        (Answer(200, endless()), "larger than 1 MB"),
        (Answer(200, b"x", {"Content-Encoding": "br"}), "not asked for (br)"),
        (Answer(200, bomb(50), {"Content-Encoding": "gzip"}), "larger than 1 MB"),
        (Answer(200, gzip.compress(bomb(50)), {"Content-Encoding": "gzip, gzip"}), "not asked for (gzip, gzip)"),
        (Answer(200, gzip.compress(b"x" * 99)[:-9], {"Content-Encoding": "gzip"}), "damaged or cut off"),
        (Answer(200, b"no gzip", {"Content-Encoding": "gzip"}), "damaged or cut off"),
        (Answer(301, headers={"Location": "ftp://127.0.0.1/x"}), "only http and https are fetched, not ftp"),
        (Answer(301, headers={"Location": "http://:0/"}), "no valid web address"),
        (Answer(301, headers={"Location": "javascript:alert(1)"}), "not javascript"),
    ],
)
def test_what_a_server_can_answer_instead(site: Website, web: Web, waits: list[float], answer: Answer, said: str) -> None:
    site.routes["/a"] = answer
    assert said in str(refusal(web, f"{site.home}/a"))
    assert waits == []


def test_redirects_are_followed_but_not_in_circles(site: Website, web: Web) -> None:
    site.routes["/a"] = Answer(301, headers={"Location": "b?x=1"})
    site.routes["/b?x=1"] = Answer(307, headers={"Location": f"{site.home}/c"})
    site.routes["/c"] = story()
    assert web.fetch(f"{site.home}/a").url == f"{site.home}/c"
    site.routes["/c"] = Answer(302, headers={"Location": "/a"})
    assert "redirects more than 5 times" in str(refusal(web, f"{site.home}/a"))


@pytest.mark.parametrize("body", [dripping(0.1), dripping(5)], ids=["drips", "falls silent"])
def test_a_slow_server_is_given_up(site: Website, waits: list[float], body: object) -> None:
    fetching = FetchingSettings(silent_seconds=0.3, whole_seconds=0.6, pace=0, tries=1)
    site.routes["/a"] = Answer(200, body)  # type: ignore[arg-type]
    start = time.monotonic()
    error = refusal(Web(Settings(fetching=fetching), allow_private=True, sleep=waits.append), f"{site.home}/a")
    assert "does not answer in time" in str(error)
    assert error.passing
    assert time.monotonic() - start < 5


def test_a_failure_that_may_pass_is_tried_again(site: Website, web: Web, waits: list[float]) -> None:
    answers = iter([Answer(503), Answer(500), story()])
    site.routes["/a"] = lambda asked: next(answers)
    assert web.fetch(f"{site.home}/a").data
    assert waits == [2.0, 4.0]


def test_it_is_not_tried_for_ever(site: Website, web: Web, waits: list[float]) -> None:
    site.routes["/a"] = Answer(503)
    error = refusal(web, f"{site.home}/a")
    assert "answers 503 Service Unavailable, 3 times" in str(error)
    assert error.passing
    assert site.paths() == ["/a"] * 3


def in_a_while() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=20), usegmt=True)


@pytest.mark.parametrize(
    ("value", "low", "high"), [(lambda: "7", 7, 7), (in_a_while, 17, 20), (lambda: "soon", 2, 2), (lambda: "-1", 2, 2)]
)
def test_a_busy_server_says_how_long_to_wait(
    site: Website, web: Web, waits: list[float], value: Callable[[], str], low: float, high: float
) -> None:
    answers = iter([Answer(429, headers={"Retry-After": value()}), story()])
    site.routes["/a"] = lambda asked: next(answers)
    assert web.fetch(f"{site.home}/a").data
    (wait,) = waits
    assert low <= wait <= high


def test_a_server_that_asks_for_too_long_a_wait_is_left_alone(site: Website, web: Web, waits: list[float]) -> None:
    site.routes["/a"] = Answer(429, headers={"Retry-After": "3600"})
    assert "It asks to wait 3,600 seconds" in str(refusal(web, f"{site.home}/a"))
    assert (waits, site.paths()) == ([], ["/a"])


def robots(text: str) -> Answer:
    return Answer(200, text.encode(), {"Content-Type": "text/plain"})


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /news/*.html$", False),
        ("User-agent: rashomon\nDisallow: /news\n\nUser-agent: *\nAllow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Rashomon\nAllow: /news", True),
        ("User-agent: *\nDisallow: /private", True),
        ("\x00\xff garbage", True),
    ],
)
def test_a_robots_txt_is_obeyed(site: Website, web: Web, text: str, may: bool) -> None:
    site.routes["/robots.txt"] = robots(text)
    site.routes["/news/a.html"] = story()
    if may:
        assert web.fetch(f"{site.home}/news/a.html").data
    else:
        assert "the robots.txt of 127.0.0.1 asks programs not to read it" in str(refusal(web, f"{site.home}/news/a.html"))
    assert site.paths() == ["/news/a.html"] * may


def test_a_redirect_does_not_lead_around_a_robots_txt(site: Website, web: Web) -> None:
    site.routes["/robots.txt"] = robots("User-agent: *\nDisallow: /closed")
    site.routes["/a"] = Answer(302, headers={"Location": "/closed"})
    assert "robots.txt" in str(refusal(web, f"{site.home}/a"))
    assert site.paths() == ["/a"]


def test_a_robots_txt_is_asked_for_once_and_may_redirect(site: Website, web: Web) -> None:
    site.routes["/robots.txt"] = Answer(301, headers={"Location": "/r"})
    site.routes["/r"] = robots("User-agent: *\nDisallow: /closed")
    site.routes["/a"] = story()
    web.fetch(f"{site.home}/a")
    web.fetch(f"{site.home}/a")
    refusal(web, f"{site.home}/closed")
    assert [one.path for one in site.asked] == ["/robots.txt", "/r", "/a", "/a"]


def test_without_its_robots_txt_a_host_is_not_read(site: Website, web: Web) -> None:
    site.routes["/robots.txt"] = Answer(503)
    site.routes["/a"] = site.routes["/b"] = story()
    for path in ("/a", "/b"):
        error = refusal(web, f"{site.home}{path}")
        assert "when asked for its robots.txt" in str(error)
        assert error.passing
    assert [one.path for one in site.asked] == ["/robots.txt"] * 3, "the failure is remembered for a while"
    site.routes["/robots.txt"] = Answer(501)
    assert "answers 501" in str(refusal(Web(allow_private=True), f"{site.home}/a"))


def test_an_endless_robots_txt_is_read_as_far_as_the_limit(site: Website, web: Web) -> None:
    def lines() -> object:
        yield b"User-agent: *\nDisallow: /closed\n"
        yield from endless()

    site.routes["/robots.txt"] = Answer(200, lines())  # type: ignore[arg-type]
    assert "robots.txt" in str(refusal(web, f"{site.home}/closed"))


def test_a_host_is_asked_at_a_readers_pace(site: Website, waits: list[float]) -> None:
    web = Web(allow_private=True, sleep=waits.append)
    site.routes["/a"] = story()
    for _ in range(2):
        web.fetch(f"{site.home}/a")
    assert len(waits) == 1
    assert 0.5 < waits[0] <= 1.0


def test_a_crawl_delay_is_obeyed_or_the_host_is_left_alone(site: Website, waits: list[float]) -> None:
    web = Web(allow_private=True, sleep=waits.append)
    site.routes["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 20")
    site.routes["/a"] = story()
    for _ in range(2):
        web.fetch(f"{site.home}/a")
    assert 19 < waits[0] <= 20
    site.routes["/robots.txt"] = robots("User-agent: *\nCrawl-delay: 500")
    web = Web(allow_private=True, sleep=waits.append)
    web.fetch(f"{site.home}/a")
    assert "asks for 500 seconds" in str(refusal(web, f"{site.home}/a"))


def test_nobody_is_at_home(web: Web, waits: list[float]) -> None:
    assert "no connection (Connection refused)" in str(refusal(web, "http://127.0.0.1:1/"))
    assert waits == [2.0, 4.0]


@pytest.mark.parametrize(("number", "tries"), [(socket.EAI_NONAME, 1), (socket.EAI_AGAIN, 3)])
def test_a_name_that_is_not_known(web: Web, waits: list[float], monkeypatch: pytest.MonkeyPatch, number: int, tries: int) -> None:
    asked: list[str] = []

    def fail(host: str, *rest: object, **more: object) -> None:
        asked.append(host)
        raise socket.gaierror(number, "no")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    error = refusal(web, "http://news.example/")
    assert "the name news.example is not known" in str(error)
    assert error.passing is (tries > 1), "without a network a name may be known later"
    assert len(asked) == tries


@pytest.mark.parametrize(
    "address", ["", "x", "file:///etc/passwd", "http://", "http:///x", "http://a b/", "http://x:99999/", "http://[1/", "http://u:p@x/"]
)
def test_what_is_no_address(web: Web, address: str) -> None:
    refusal(web, address)


def test_what_speaks_no_http(site: Website, web: Web) -> None:
    site.routes["/a"] = Answer(200, b"x", {"Bad Name": "x\x01"})
    error = refusal(web, f"{site.home}/a")
    assert "speaks no HTTP" in str(error)
