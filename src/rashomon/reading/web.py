"""One web address → the bytes behind it, fetched as a guest would: robots.txt obeyed, one request at a time, an honest name.

Nothing here is called unless a command asks for an address. Cookies are not kept, scripts are not run, no proxy is used. What an answer
means (a page, a feed) is not judged here.
"""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import NamedTuple

import httpcore
import httpx

from rashomon import __version__
from rashomon.errors import NotFetched
from rashomon.model.noun import Noun
from rashomon.reading.addresses import Refused, web_address
from rashomon.reading.connecting import Transport
from rashomon.reading.decode import gunzip
from rashomon.reading.robots import Robots
from rashomon.settings import DEFAULT, Settings

AGENT = f"Rashomon/{__version__} (compares news accounts for one reader; obeys robots.txt)"
_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/xml;q=0.9, text/plain;q=0.8",
    "Accept-Language": "en",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_LATER = "Try again later"
_BROWSER = "Look at it in a browser, or save the page and give the file"


class Validators(Noun):
    """What a server said of the version that was fetched, to ask whether it has changed: `url` is the address after redirects."""

    url: str
    etag: str | None = None
    modified: str | None = None


class Fetched(NamedTuple):
    """An answer: the address after redirects, the unpacked bytes (None: unchanged since `validators`), and what the server calls them."""

    url: str
    data: bytes | None
    kind: str
    charset: str | None
    validators: Validators | None


class _Answer(NamedTuple):
    status: int
    headers: httpx.Headers
    data: bytes
    whole: bool


class Web:
    """A visit to the web: remembers robots.txt files and when each host was last asked, and nothing else.

    `allow_private`: also fetch from this machine and from private networks. `sleep` waits a number of seconds.
    """

    def __init__(self, settings: Settings = DEFAULT, *, allow_private: bool = False, sleep: Callable[[float], object] = time.sleep) -> None:
        self.settings = settings
        self._fetching = settings.fetching
        self._transport = Transport(self._fetching, allow_private=allow_private)
        self._sleep = sleep
        self._robots = Robots(self._robots_txt, settings.fetching)
        self._next: dict[str, float] = {}

    def fetch(self, address: str, known: Validators | None = None) -> Fetched:
        """The answer at `address`, redirects followed. With the `known` validators of an earlier answer, an unchanged one has no data.

        Raises NotFetched with one clear line for whatever keeps it from being had.
        """
        url = web_address(address)
        for _ in range(self._fetching.max_redirects + 1):
            delay = self._robots.delay(url, which=address)
            self._keep_pace(url, max(delay, self._fetching.pace), address)
            answer = self._patiently(url, _conditions(url, known), self._fetching.max_bytes, address)
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                return self._judged(answer, url, known, address)
            url = web_address(target, url, which=address)
        raise NotFetched(f"it redirects more than {self._fetching.max_redirects} times", which=address, then=_BROWSER)

    def _judged(self, answer: _Answer, url: httpx.URL, known: Validators | None, which: str) -> Fetched:
        content = answer.headers.get("content-type", "")
        kind = content.split(";")[0].strip().lower()
        charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", content, re.I)
        if answer.status == HTTPStatus.NOT_MODIFIED and known:
            return Fetched(str(url), None, kind, None, known)
        if answer.status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
            raise NotFetched(f"there is no page (the server answers {_named(answer.status)})", which=which, then="Check the address")
        if answer.status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.FORBIDDEN):
            raise NotFetched(f"the server does not let it be read ({_named(answer.status)})", which=which, then=_BROWSER)
        if answer.status != HTTPStatus.OK:
            raise NotFetched(f"the server answers {_named(answer.status)}", which=which, then=_BROWSER)
        data = self._unpacked(answer, which)
        tag, modified = (answer.headers.get(name) for name in ("etag", "last-modified"))
        said = Validators(url=str(url), etag=tag, modified=modified) if tag or modified else None
        return Fetched(str(url), data, kind, charset[1] if charset else None, said)

    def _unpacked(self, answer: _Answer, which: str) -> bytes:
        limit = self._fetching.max_bytes
        packing = answer.headers.get("content-encoding", "identity").strip().lower()
        data, whole = answer.data, True
        if answer.whole and packing in ("gzip", "x-gzip"):
            data, whole = gunzip(data, limit)
        elif packing not in ("", "identity", "gzip", "x-gzip"):
            raise NotFetched(f"the server packs it in a way that was not asked for ({packing[:20]})", which=which, then=_BROWSER)
        if not answer.whole or len(data) > limit:
            raise NotFetched(f"it is larger than {limit / 1e6:g} MB, too large for a page", which=which, then=_BROWSER)
        if not whole:
            raise NotFetched("what the server sends is damaged or cut off", which=which, then=_LATER, passing=True)
        return data

    def _patiently(self, url: httpx.URL, headers: Mapping[str, str], limit: int, which: str) -> _Answer:
        """One answer, asked for again after a pause where the failure may pass."""
        wait = self._fetching.first_wait
        for tries_left in range(self._fetching.tries - 1, -1, -1):
            asked = 0.0
            try:
                answer = self._ask(url, headers, limit, which)
            except NotFetched as error:
                if not error.passing or not tries_left:
                    raise
            else:
                if answer.status not in _PASSING:
                    return answer
                asked = _retry_after(answer.headers.get("retry-after", ""))
                problem = f"the server answers {_named(answer.status)}"
                if asked > self._fetching.longest_wait:
                    then = f"It asks to wait {asked:,.0f} seconds; try again after that"
                    raise NotFetched(problem, which=which, then=then, passing=True)
                if not tries_left:
                    raise NotFetched(f"{problem}, {self._fetching.tries} times", which=which, then=_LATER, passing=True)
            self._sleep(max(wait, asked))
            wait = min(2 * wait, self._fetching.longest_wait)
        raise AssertionError("the last try returns or raises")

    def _keep_pace(self, url: httpx.URL, pace: float, which: str) -> None:
        """Wait until the host may be asked again."""
        host = url.host
        wait = self._next.get(host, 0.0) - time.monotonic()
        if wait > self._fetching.longest_wait:
            then = f"Its robots.txt asks for {pace:,.0f} seconds between two requests; try again after that"
            raise NotFetched("it is too soon to ask this server again", which=which, then=then, passing=True)
        if wait > 0:
            self._sleep(wait)
        self._next[host] = time.monotonic() + pace

    def _ask(self, url: httpx.URL, headers: Mapping[str, str], limit: int, which: str) -> _Answer:
        """One request, at most `limit` bytes of its answer. Raises NotFetched if no answer comes."""
        try:
            request = httpx.Request("GET", url, headers={**_HEADERS, **headers})
            with contextlib.closing(self._transport.handle_request(request)) as response:
                if response.status_code != HTTPStatus.OK:
                    return _Answer(response.status_code, response.headers, b"", True)
                return _Answer(response.status_code, response.headers, *_read(response, limit))
        except Refused as error:
            raise NotFetched(str(error), which=which, then="`--allow-private` allows it, if you trust the address") from None
        except (httpcore.TimeoutException, httpx.TimeoutException):
            raise NotFetched("the server does not answer in time", which=which, then=_LATER, passing=True) from None
        except (httpcore.ConnectError, httpcore.NetworkError, httpx.NetworkError) as error:
            if isinstance(error.__context__, ssl.SSLError) or "SSL" in str(error):
                raise NotFetched(f"the connection is not safe ({_first_line(error)})", which=which, then=_BROWSER) from None
            raise NotFetched(f"no connection ({_first_line(error)})", which=which, then=_LATER, passing=True) from None
        except (httpcore.ProtocolError, httpx.ProtocolError, httpcore.UnsupportedProtocol) as error:
            what = f"the server breaks off or speaks no HTTP ({_first_line(error)})"
            raise NotFetched(what, which=which, then=_LATER, passing=True) from None
        except (socket.gaierror, UnicodeError) as error:
            passing = getattr(error, "errno", None) == socket.EAI_AGAIN
            then = "Check the address and the network"
            raise NotFetched(f"the name {url.host[:100]} is not known", which=which, then=then, passing=passing) from None
        except OSError as error:
            raise NotFetched(f"no connection ({_first_line(error)})", which=which, then=_LATER, passing=True) from None

    def _robots_txt(self, url: httpx.URL, which: str) -> tuple[int, bytes]:
        """Status and text of a robots.txt, redirects followed. Raises NotFetched."""
        for _ in range(self._fetching.max_redirects + 1):
            answer = self._patiently(url, {}, self._fetching.max_robots_bytes, which)
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not target:
                packed = answer.headers.get("content-encoding", "").strip().lower() in ("gzip", "x-gzip")
                return answer.status, gunzip(answer.data, self._fetching.max_robots_bytes)[0] if packed else answer.data
            url = web_address(target, url, which=which)
        return HTTPStatus.NOT_FOUND, b""


def _conditions(url: httpx.URL, known: Validators | None) -> dict[str, str]:
    if known is None or known.url != str(url):
        return {}
    named = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in named.items() if value and value.isprintable()}


def _read(response: httpx.Response, limit: int) -> tuple[bytes, bool]:
    """At most `limit` bytes of the body as they travel, and whether that is all."""
    data = bytearray()
    for chunk in response.iter_raw():
        data += chunk
        if len(data) > limit:
            return bytes(data[:limit]), False
    return bytes(data), True


def _retry_after(value: str) -> float:
    """Seconds until a Retry-After header's time; 0 if it gives none."""
    if re.fullmatch(r"\s*\d{1,9}\s*", value):
        return float(value)
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        at = parsedate_to_datetime(value)
        return max(0.0, ((at if at.tzinfo else at.replace(tzinfo=UTC)) - datetime.now(UTC)).total_seconds())
    return 0.0


def _named(status: int) -> str:
    """A status with its name: "404 Not Found"."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)


def _first_line(error: Exception) -> str:
    return re.sub(r"^\[Errno -?\d+\] ", "", " ".join(str(error).split()))[:120] or type(error).__name__
