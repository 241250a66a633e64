"""Asking an OpenID Connect provider, in bounds: one that hangs or floods holds nobody up."""

import asyncio
import json
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address

import httpx
import structlog

from corpus.errors import Busy, Forbidden, InvalidInput

SECONDS = 10.0
"""One request, from looking the name up to the last byte."""
LARGEST = 262_144
"""Bytes of one answer; those of large providers are below a tenth of it."""
AT_ONCE = 8
"""Requests to the provider at the same time, so that one that hangs leaves threads for everybody else."""


class ProviderUnavailable(Busy):
    """The provider does not answer, or with something that is none of its protocol."""


class SignInRefused(Forbidden):
    """The provider answered, but nobody is signed in by it."""


@dataclass(frozen=True)
class Fetched:
    """An answer of the provider; ``body``: a JSON object, empty where it sent something else."""

    status: int
    body: Mapping[str, object]


class Transport:
    """Sends requests and follows no redirect: where the provider is, is said by its settings alone."""

    def __init__(self, trusted: ssl.SSLContext | None = None, *, seconds: float = SECONDS) -> None:
        """``trusted``: whose certificates are believed; those of the public authorities where None."""
        self._trusted = trusted or httpx.create_ssl_context()
        self._seconds = seconds
        self._free = threading.BoundedSemaphore(AT_ONCE)

    def fetch(self, method: str, url: str, *, headers: Mapping[str, str], body: str = "") -> Fetched:
        """One request, from a thread without an event loop.

        Raises:
            ProviderUnavailable: no answer in time, too large a one, or too many requests wait already.
        """
        if not self._free.acquire(blocking=False):
            raise unavailable("too many requests wait")
        try:
            # Timeouts of sockets begin anew with every byte; this one does not.
            return asyncio.run(asyncio.wait_for(self._fetch(method, url, headers, body), self._seconds))
        except TimeoutError as error:
            raise unavailable("no answer in time") from error
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise unavailable(type(error).__name__) from error
        finally:
            self._free.release()

    async def _fetch(self, method: str, url: str, headers: Mapping[str, str], body: str) -> Fetched:
        # Unpacked, a small answer may become a large one.
        plain = {"accept": "application/json", "accept-encoding": "identity", **headers}
        async with (
            httpx.AsyncClient(verify=self._trusted, timeout=self._seconds, follow_redirects=False) as client,
            client.stream(method, url, headers=plain, content=body.encode()) as response,
        ):
            if response.headers.get("content-encoding", "identity") != "identity":
                raise unavailable("a packed answer")
            read = bytearray()
            async for part in response.aiter_raw():
                read += part
                if len(read) > LARGEST:
                    raise unavailable("too large an answer")
            return Fetched(response.status_code, _json_object(bytes(read)))


def unavailable(reason: str) -> ProviderUnavailable:
    """What is told where the provider fails; ``reason`` is for the log."""
    structlog.get_logger().warning("single sign-on: provider failed", reason=reason)
    return ProviderUnavailable(
        "Penyedia identitas sedang tidak dapat dihubungi. Coba beberapa saat lagi, atau masuk dengan nama "
        "pengguna dan kata sandi."
    )


def checked_url(url: str, what: str) -> str:
    """An address at which secrets may be sent: HTTPS, or this very machine.

    Raises:
        InvalidInput: it is another; ``what`` names it.
    """
    wrong = InvalidInput(f"{what} harus berupa alamat https:// yang lengkap, tanpa nama pengguna dan “#”.")
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        raise wrong from None
    if not parsed.host or parsed.userinfo or parsed.fragment or not url.isprintable() or " " in url:
        raise wrong
    if parsed.scheme != "https" and not (parsed.scheme == "http" and _is_this_machine(parsed.host)):
        raise wrong
    return url


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _json_object(body: bytes) -> Mapping[str, object]:
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}
