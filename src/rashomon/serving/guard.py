"""What every request passes first: who may ask, how much, from where; and what every answer says to the browser.

A room on this machine answers only to this machine's names (no page of another site can reach it by a name that is made to point here). Any
other address demands a token. A change must come from the room's own pages: browsers say where a request comes from, and forms carry a
secret of this process.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from http import HTTPStatus
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "rashomon_token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


@dataclass(frozen=True, kw_only=True)
class Door:
    """Who may come in. `hosts`: names under which a room without a token may be asked for; `token`: what a stranger must show, None
    on this machine alone; `largest`: bytes of a request's body. `secret` stands in the room's own forms."""

    hosts: frozenset[str] = LOOPBACK
    token: str | None = None
    largest: int = 25_000_000
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def own(self, given: str) -> bool:
        """Whether a form carries the room's secret."""
        return hmac.compare_digest(given.encode(), self.secret.encode())


class Guard:
    """The middleware."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app, self.door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, self._sealed(send))
            return
        await self.app(scope, self._limited(receive), self._sealed(send))

    def _refused(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if self.door.token is None and _name(headers.get("host", "")) not in self.door.hosts:
            return _refusal(HTTPStatus.MISDIRECTED_REQUEST, "The room is not known by this name.")
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self.door.largest:
            return _refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A request may have {self.door.largest} bytes.")
        if self.door.token is not None:
            asked = self._token(scope, headers)
            if asked is not None:
                return asked
        if scope["method"] not in SAFE and not _from_here(headers):
            return _refusal(HTTPStatus.FORBIDDEN, "A change must come from the room's own pages.")
        return None

    def _token(self, scope: Scope, headers: Headers) -> Response | None:
        """None if the token is shown; a redirection that keeps it in a cookie if it stands in the address; else a refusal."""
        token = (self.door.token or "").encode()
        in_address = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[-1]
        if in_address and hmac.compare_digest(in_address.encode(), token) and scope["method"] in SAFE:
            answer = RedirectResponse(scope["path"], HTTPStatus.SEE_OTHER)
            answer.set_cookie(COOKIE, in_address, httponly=True, samesite="strict")
            return answer
        kept = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        for given in (bearer, kept.value if kept else ""):
            if given and hmac.compare_digest(given.encode(), token):
                return None
        return _refusal(HTTPStatus.UNAUTHORIZED, "Open the address that `rashomon serve` printed; it holds the token.")

    def _limited(self, receive: Receive) -> Receive:
        """The body, refused where it grows too large although its head did not say so."""
        seen = 0

        async def limited() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self.door.largest:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A request may have {self.door.largest} bytes.")
            return message

        return limited

    def _sealed(self, send: Send) -> Send:
        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                if "cache-control" not in headers:
                    headers["cache-control"] = "no-store"
            await send(message)

        return sealed


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _from_here(headers: Headers) -> bool:
    """Whether a change comes from a page of the room, or from a program that is no browser."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == headers.get("host")
    return site in (None, "same-origin", "none")


def _refusal(status: HTTPStatus, why: str) -> Response:
    return PlainTextResponse(why + "\n", status)
