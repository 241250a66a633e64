"""Asks web servers for things: only what is allowed, one request at a time, never too fast."""

import contextlib
from collections.abc import Iterator, Mapping
from importlib import metadata

import httpx

from corpus.errors import FetchError
from ingestion.fetch.addresses import AddressGuard, GuardedTransport
from ingestion.fetch.limits import FetchLimits
from ingestion.fetch.manifest import checked_url
from ingestion.fetch.pacing import Pace
from ingestion.fetch.robots import MAX_BYTES, PRODUCT, Robots, RobotsFile

REDIRECTS = frozenset({301, 302, 303, 307, 308})


class PassingFailure(FetchError):
    """A failure that may pass.

    Attributes:
        wait: seconds the server asks to be left alone, None where it does not say.
    """

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


def user_agent() -> str:
    """The product's name and version, as servers see it."""
    return f"{PRODUCT}/{metadata.version('tanya-asn')}"


class Visitor:
    """One client for a whole run; a context manager."""

    def __init__(
        self,
        limits: FetchLimits,
        guard: AddressGuard,
        pace: Pace,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._limits = limits
        self._pace = pace
        self._robots = Robots(self._load_robots)
        self._client = httpx.Client(
            transport=GuardedTransport(guard, transport),
            headers={"User-Agent": user_agent(), "Accept": "*/*"},
            timeout=limits.timeout,
            follow_redirects=False,
            trust_env=False,
        )

    def close(self) -> None:
        """Let go of connections."""
        self._client.close()

    @contextlib.contextmanager
    def open(self, url: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """GET a URL through its redirects; every hop is checked like the first address.

        Raises:
            PassingFailure: no connection, or it broke while the body was read.
            FetchError: robots.txt or the address rules forbid it or cannot be read, or it redirects
                without end.
        """
        for _ in range(self._limits.max_redirects + 1):
            self._permit(url)
            with self._request(url, headers) as response:
                if response.status_code not in REDIRECTS or "location" not in response.headers:
                    yield response
                    return
                url = _next_hop(response)
        raise FetchError(f"Server mengalihkan lebih dari {self._limits.max_redirects} kali.")

    def _permit(self, url: str) -> None:
        origin = _origin(url)
        match self._robots.allows(origin, url):
            case None:
                raise FetchError(f"robots.txt {origin} sedang tidak dapat dibaca. Coba lagi nanti.")
            case False:
                raise FetchError(f"robots.txt {origin} tidak mengizinkan pengambilan otomatis halaman ini.")
        if self._robots.delay(origin) > self._limits.max_wait:
            raise FetchError(
                f"robots.txt {origin} meminta jeda lebih dari {self._limits.max_wait:g} detik per permintaan."
            )

    @contextlib.contextmanager
    def _request(
        self, url: str, headers: Mapping[str, str], *, polite: bool = True
    ) -> Iterator[httpx.Response]:
        host = httpx.URL(url).host
        self._pace.wait(host)
        try:
            with _explained(url), self._client.stream("GET", url, headers=dict(headers)) as response:
                yield response
        finally:
            self._pace.asked(host, at_least=self._robots.delay(_origin(url)) if polite else 0.0)

    def _load_robots(self, url: str) -> RobotsFile:
        """The rules of one site; asking for them needs no permission, but manners."""
        try:
            for _ in range(self._limits.max_redirects + 1):
                with self._request(url, {"Accept-Encoding": "identity"}, polite=False) as response:
                    if response.status_code in REDIRECTS and "location" in response.headers:
                        url = _next_hop(response)
                        continue
                    if response.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
                        return RobotsFile(unreachable=True)
                    if response.status_code != httpx.codes.OK:
                        return RobotsFile()
                    return RobotsFile(_first_text(response))
        except PassingFailure:
            return RobotsFile(unreachable=True)
        return RobotsFile()


def _first_text(response: httpx.Response) -> str:
    held = b""
    for chunk in response.iter_raw():
        held += chunk
        if len(held) >= MAX_BYTES:
            break
    return held[:MAX_BYTES].decode("utf-8", "replace")


def _origin(url: str) -> str:
    parsed = httpx.URL(url)
    return f"{parsed.scheme}://{parsed.netloc.decode('ascii')}"


def _next_hop(response: httpx.Response) -> str:
    try:
        return checked_url(str(response.url.join(response.headers["location"])))
    except (ValueError, httpx.InvalidURL) as error:
        raise FetchError(f"Server mengalihkan ke alamat yang tidak dilayani ({error}).") from error


@contextlib.contextmanager
def _explained(url: str) -> Iterator[None]:
    """Failures of the network as failures of ours."""
    host = httpx.URL(url).host
    try:
        yield
    except httpx.TimeoutException as error:
        raise PassingFailure(f"Server {host} tidak menjawab pada waktunya.") from error
    except httpx.TransportError as error:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            raise FetchError(f"Sertifikat TLS {host} tidak dapat dipercaya.") from error
        raise PassingFailure(f"Sambungan ke {host} gagal atau terputus ({error}).") from error
