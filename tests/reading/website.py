"""A real web server on loopback whose answers a test writes, and which remembers what it was asked."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

STORY = (
    "<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
    "<p>The ferry ran aground off Tarn Island on Monday morning, the harbour master of Vellin said.</p>"
    "<p>All forty people on board of the {title} were brought ashore before dark, and nobody was hurt, she added.</p>"
    "<p>Divers will look at the hull on Tuesday, the company that runs the ferry said in a statement.</p></article></body></html>"
)


class Asked(NamedTuple):
    """One request: its path and its headers, names in lower case."""

    path: str
    headers: Mapping[str, str]


class Answer(NamedTuple):
    """What a path answers; `body` may be an endless iterator of chunks, sent without a length."""

    status: int = 200
    body: bytes | Iterator[bytes] = b""
    headers: Mapping[str, str] = {}


Route = Answer | Callable[[Asked], Answer]


class Website:
    """`routes` maps paths to answers; another path is a 404. `home` is its address."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[Asked] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.home = f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = Asked(self.path, {name.lower(): value for name, value in self.headers.items()})
                site.asked.append(asked)
                route = site.routes.get(self.path, Answer(404))
                answer = route(asked) if callable(route) else route
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if isinstance(answer.body, bytes):
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                try:
                    for chunk in [answer.body] if isinstance(answer.body, bytes) else answer.body:
                        self.wfile.write(chunk)
                except OSError:
                    pass

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler


@contextmanager
def website() -> Iterator[Website]:
    """A website while the block runs."""
    site = Website()
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.server.shutdown()
        site.server.server_close()
        thread.join()


def story(title: str = "Ferry runs aground", **headers: str) -> Answer:
    """A page with an article of three paragraphs."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(200, STORY.format(title=title).encode(), {"Content-Type": "text/html; charset=utf-8", **named})


def rss(*items: str, title: str = "The Tarn Mail") -> Answer:
    """A feed with these `<item>` contents."""
    body = "".join(f"<item>{item}</item>" for item in items)
    head = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    return Answer(200, f"{head}<title>{title}</title>{body}</channel></rss>".encode(), {"Content-Type": "application/rss+xml"})


def endless() -> Iterator[bytes]:
    """A body without an end."""
    while True:
        yield b"x" * 65_536


def dripping(seconds: float) -> Iterator[bytes]:
    """A body of which a byte comes each `seconds`."""
    while True:
        yield b"x"
        time.sleep(seconds)


def bomb(megabytes: int) -> bytes:
    """Few bytes that unpack to many."""
    return gzip.compress(b"\0" * megabytes * 1_000_000)
