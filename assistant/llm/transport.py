"""HTTP under one hard deadline: whatever a server does, a call ends when its time is over.

The read timeout of an ordinary client begins anew with every byte, so a server that sends one byte a
second holds it forever. Here the read timeout of a request is the time of the whole call: it becomes a
moment, and every wait (name, connection, TLS, each write, each read) gets what is left until then.
"""

import math
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import cast

import httpcore
import httpx


class ReplyTooLarge(httpx.TransportError):
    """The server sends more than any reply can be."""


class ReplyEncoded(httpx.TransportError):
    """The server compressed its reply although it was asked not to; unpacked it could be any size."""


class DeadlineTransport(httpx.BaseTransport):
    """Sends requests over HTTP/1.1 without a proxy, each within its read timeout as a whole."""

    def __init__(
        self,
        *,
        connections: int,
        max_bytes: int,
        leaving: Callable[[httpx.Headers], httpx.Headers],
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        """Nothing is connected yet.

        Args:
            leaving: the headers that are sent, from those of the request.
            connections: at most, of which all may be kept open.
            max_bytes: of one reply's body.
            trusted: whose certificates are believed; where None, those of the public authorities.
        """
        self._max_bytes = max_bytes
        self._leaving = leaving
        self._pool = httpcore.ConnectionPool(
            ssl_context=trusted or httpx.create_ssl_context(trust_env=False),
            max_connections=connections,
            keepalive_expiry=30.0,
            network_backend=_Network(),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the body arrives as it is read.

        Raises:
            httpx.TimeoutException: its time is over.
            httpx.TransportError: no connection, a broken one, or a reply that is not to be read.
        """
        total: float = request.extensions["timeout"]["read"]
        moment = time.monotonic() + total
        moments = {"connect": moment, "read": moment, "write": moment, "pool": total}
        sent = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=self._leaving(request.headers).raw,
            content=cast("httpx.SyncByteStream", request.stream),
            extensions={"timeout": moments},
        )
        with _as_httpx():
            received = self._pool.handle_request(sent)
        response = httpx.Response(
            received.status, headers=received.headers, stream=_Body(received, self._max_bytes)
        )
        if response.headers.get("content-encoding", "identity") != "identity":
            response.close()
            raise ReplyEncoded("compressed reply")
        return response

    def close(self) -> None:
        """Let go of every connection."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """The body of a reply, counted."""

    def __init__(self, response: httpcore.Response, max_bytes: int) -> None:
        self._response = response
        self._left = max_bytes

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx():
            for piece in cast("Iterable[bytes]", self._response.stream):
                self._left -= len(piece)
                if self._left < 0:
                    raise ReplyTooLarge("reply too large")
                yield piece

    def close(self) -> None:
        with _as_httpx():
            self._response.close()


class _Network(httpcore.NetworkBackend):
    """Sockets whose ``timeout`` arguments are moments of ``time.monotonic()``."""

    def __init__(self) -> None:
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        moment = _moment(timeout)
        failure: httpcore.ConnectError | None = None
        for address in _addresses(host, port, moment):
            try:
                connected = self._inner.connect_tcp(
                    address, port, _left(moment, httpcore.ConnectTimeout), local_address, socket_options or ()
                )
                return _Stream(connected)
            except httpcore.ConnectError as error:
                failure = error
        raise failure or httpcore.ConnectError("name has no address")


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends at a moment."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(_moment(timeout), httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        # One send at a time: the inner loop would give each of them the whole time anew.
        moment = _moment(timeout)
        connection: socket.socket = self._inner.get_extra_info("socket")
        try:
            while buffer:
                connection.settimeout(_left(moment, httpcore.WriteTimeout))
                buffer = buffer[connection.send(buffer) :]
        except TimeoutError as error:
            raise httpcore.WriteTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _left(_moment(timeout), httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


def _addresses(host: str, port: int, moment: float) -> list[str]:
    """The addresses of a name. The system's resolver knows no deadline, so it is asked on a thread."""
    found: list[str] = []
    failed: list[OSError | UnicodeError] = []

    def look_up() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(dict.fromkeys(str(row[4][0]) for row in rows))
        except (OSError, UnicodeError) as error:
            failed.append(error)

    asking = threading.Thread(target=look_up, daemon=True, name="llm-resolver")
    asking.start()
    asking.join(_left(moment, httpcore.ConnectTimeout))
    if failed:
        raise httpcore.ConnectError(str(failed[0]))
    if asking.is_alive():
        raise httpcore.ConnectTimeout("name not resolved in time")
    return found


def _moment(timeout: float | None) -> float:
    # Every request carries its deadline; one without is over before it begins.
    return -math.inf if timeout is None else timeout


def _left(moment: float, late: type[httpcore.TimeoutException]) -> float:
    left = moment - time.monotonic()
    if left <= 0:
        raise late("deadline reached")
    return left


@contextmanager
def _as_httpx() -> Iterator[None]:
    """The errors of the lower library as those that httpx's callers know."""
    try:
        yield
    except httpcore.ConnectTimeout as error:
        raise httpx.ConnectTimeout(str(error)) from error
    except httpcore.TimeoutException as error:
        raise httpx.ReadTimeout(str(error)) from error
    except httpcore.ConnectError as error:
        raise httpx.ConnectError(str(error)) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ConnectionNotAvailable) as error:
        raise httpx.ReadError(str(error)) from error
