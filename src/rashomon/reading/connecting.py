"""The way to a server: its name is resolved once, the numbers are judged, and the connection goes to a number that was judged.

So a name that gives a public number to the check and a private one to the connection (DNS rebinding) gains nothing. Each request has a
connection of its own and one deadline for all of it: connecting, the TLS handshake, the head and the body. No proxy is used, because a
proxy would resolve the name again.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import Any

import httpcore
import httpx

from rashomon.reading.addresses import resolve
from rashomon.settings import FetchingSettings


class Transport(httpx.BaseTransport):
    """What httpx sends its requests through. Raises `addresses.Refused`, OSError for an unknown name, and httpcore's errors."""

    def __init__(self, settings: FetchingSettings, *, allow_private: bool) -> None:
        self._settings = settings
        self._allow_private = allow_private
        self._tls: ssl.SSLContext | None = None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answers one request; the response's stream closes the connection."""
        if self._tls is None and request.url.scheme == "https":
            self._tls = httpx.create_ssl_context()
        backend = _Backend(time.monotonic() + self._settings.whole_seconds, allow_private=self._allow_private)
        with ExitStack() as until_failure:
            pool = until_failure.enter_context(
                httpcore.ConnectionPool(ssl_context=self._tls, max_connections=1, max_keepalive_connections=0, network_backend=backend)
            )
            silent, connect = self._settings.silent_seconds, self._settings.connect_seconds
            answer = pool.handle_request(
                httpcore.Request(
                    method=request.method,
                    url=httpcore.URL(
                        scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
                    ),
                    headers=request.headers.raw,
                    extensions={"timeout": {"connect": connect, "read": silent, "write": silent, "pool": connect}},
                )
            )
            until_failure.pop_all()
        return httpx.Response(answer.status, headers=answer.headers, stream=_Stream(answer, pool), extensions=answer.extensions)


class _Stream(httpx.SyncByteStream):
    """An answer's body; closing it closes the connection."""

    def __init__(self, answer: httpcore.Response, pool: httpcore.ConnectionPool) -> None:
        self._answer = answer
        self._pool = pool

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
        self._pool.close()


class _Backend(httpcore.NetworkBackend):
    """Connects to judged numbers only, until the deadline."""

    def __init__(self, deadline: float, *, allow_private: bool) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError("the name has no number")
        for number in resolve(host, port, allow_private=self._allow_private):
            try:
                left = _left(self._deadline, timeout, httpcore.ConnectTimeout)
                stream = self._sockets.connect_tcp(number, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Deadline(stream, self._deadline)
        raise failure


class _Deadline(httpcore.NetworkStream):
    """A connection whose every wait ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _left(self._deadline, timeout, httpcore.ConnectTimeout)
        return _Deadline(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None, late: type[httpcore.TimeoutException]) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise late("it took too long as a whole")
    return left if timeout is None else min(left, timeout)
