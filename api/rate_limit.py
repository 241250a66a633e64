"""A bound on how often one browser, and one address, may ask or change something.

Reading costs next to nothing and does not count. What is sent on the server itself does not count either:
programs of its operators run there. Behind a reverse proxy the address is the one that the proxy names, if it
is one of ``TANYA_PROXIES`` (``api.serving`` has the server believe those alone). Every process counts for
itself.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from ipaddress import IPv6Address, ip_address, ip_network

from fastapi import HTTPException, Request

from api.csrf import READING
from api.identity import form_secret
from api.state.owners import hash_of

KEPT = 50_000
"""Senders that are remembered; of more, those who sent longest ago start anew."""
MINUTE = 60.0
_NETWORK_BITS = 64
"""Of an IPv6 address: a household or an office has all the addresses that begin with them."""


class Pace:
    """So many a minute for each sender, all at once or spread: a token bucket each.

    For one thread; the event loop's.
    """

    def __init__(
        self, per_minute: int, *, kept: int = KEPT, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``per_minute``: 0 is no bound; ``clock``: monotonic, in seconds."""
        self._size = per_minute
        self._kept = kept
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, sender: str) -> float:
        """Seconds until ``sender`` may send again; 0 where it may now, which is counted."""
        if not self._size:
            return 0.0
        now = self._clock()
        left, then = self._left.pop(sender, (float(self._size), now))
        left = min(float(self._size), left + (now - then) * self._size / MINUTE)
        allowed = left >= 1
        self._left[sender] = (left - 1 if allowed else left, now)
        if len(self._left) > self._kept:
            self._left.popitem(last=False)
        return 0.0 if allowed else (1 - left) * MINUTE / self._size


def rate_limit(
    *, per_browser: int, per_address: int, clock: Callable[[], float] = time.monotonic
) -> Callable[[Request], Awaitable[None]]:
    """A dependency of every route.

    Args:
        per_browser, per_address: requests a minute; 0 is no bound.

    Raises:
        HTTPException: 429, with the seconds to wait in ``Retry-After``.
    """
    browsers, addresses = Pace(per_browser, clock=clock), Pace(per_address, clock=clock)

    async def limited(request: Request) -> None:
        sender = sender_of(request)
        if request.method in READING or sender is None:
            return
        token = form_secret(request)
        seconds = browsers.wait(hash_of(token)) if token else 0.0
        # One browser that is held back takes nothing from the others behind its address.
        seconds = seconds or addresses.wait(sender)
        if seconds:
            raise HTTPException(429, headers={"retry-after": str(math.ceil(seconds))})

    return limited


def sender_of(request: Request) -> str | None:
    """The address that counts, an IPv6 one by its network; None on the server itself."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or address
    if address.is_loopback:
        return None
    if isinstance(address, IPv6Address):
        return str(ip_network((address.packed, _NETWORK_BITS), strict=False))
    return str(address)
