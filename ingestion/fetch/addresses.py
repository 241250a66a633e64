"""Which addresses may be contacted, and a transport that contacts exactly the address that was checked.

A host name is resolved once. Every address it stands for is checked, and the connection goes to a
checked address, so a name that answers differently the second time (DNS rebinding) gains nothing.
Hosts written as decimal, octal or IPv6-mapped numbers go through the same resolution and check.
"""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpx

from corpus.errors import FetchError

Resolver = Callable[[str, int], list[str]]
"""Host and port to the textual addresses of it; raises OSError where there are none."""

_NAT64 = IPv6Network("64:ff9b::/96")
_PROVIDER_SERVICES = (IPv4Network("168.63.129.16/32"),)
"""Public numbers behind which a hosting provider answers its own machines only."""


def system_resolver(host: str, port: int) -> list[str]:
    """Addresses by the operating system, in its order of preference."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for _, _, _, _, address in found))


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet; one embedded in IPv6 is judged too."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    inner = _embedded(parsed) if isinstance(parsed, IPv6Address) else None
    if inner is not None:
        parsed = inner
    if isinstance(parsed, IPv6Address) and parsed.is_site_local:
        return False
    if isinstance(parsed, IPv4Address) and any(parsed in network for network in _PROVIDER_SERVICES):
        return False
    return parsed.is_global and not (parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified)


def _embedded(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    if address.teredo is not None:
        return address.teredo[1]
    return address.ipv4_mapped or address.sixtofour


@dataclass(frozen=True, slots=True)
class AddressGuard:
    """Decides where a connection may go.

    Attributes:
        allow_private: addresses of this machine and its networks may be contacted too.
        resolve: how host names become addresses.
    """

    allow_private: bool = False
    resolve: Resolver = system_resolver

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a host, all of them allowed.

        Raises:
            FetchError: the host is unknown, or one of its addresses is not public.
        """
        try:
            found = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"Alamat {host} tidak ditemukan ({error}). Periksa ejaan URL-nya.") from error
        if not self.allow_private and not all(map(is_public, found)):
            raise FetchError(
                f"Alamat {host} menunjuk ke jaringan internal, bukan situs publik, sehingga tidak dihubungi. "
                "Bila memang dikehendaki, setel TANYA_FETCH_ALLOW_PRIVATE=true."
            )
        return found


class GuardedTransport(httpx.BaseTransport):
    """Sends every request to an address the guard allowed; the Host header and TLS name stay the host's."""

    def __init__(self, guard: AddressGuard, inner: httpx.BaseTransport | None = None) -> None:
        """Args: inner: who really sends; by default HTTP without keeping connections.

        A kept connection is found again by address alone, and two hosts of one address would share the
        certificate check of the first.
        """
        self._guard = guard
        self._inner = inner or httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Try the host's addresses in order.

        Raises:
            FetchError: the guard refuses.
            httpx.TransportError: as the inner transport.
        """
        host = request.url.raw_host.decode("ascii")
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        *others, last = self._guard.addresses(host.strip("[]"), port)
        for address in others:
            try:
                return self._inner.handle_request(_addressed(request, address, host))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return self._inner.handle_request(_addressed(request, last, host))

    def close(self) -> None:
        """Let go of connections."""
        self._inner.close()


def _addressed(request: httpx.Request, address: str, host: str) -> httpx.Request:
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": host},
    )
