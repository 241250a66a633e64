"""A sign-in that is under way at the provider, bound to the browser that began it by a cookie.

Of the cookie's secret come state, nonce and PKCE verifier, one way: who sees one of them, in an address or at
the provider, knows neither the others nor the secret. Nothing is kept here.
"""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from api.accounts.signed_in import LONGEST_NEXT, safe_next
from api.state.owners import new_token

LASTS = timedelta(minutes=10)
"""From the button to coming back; who takes longer begins again."""
_LONGEST = 2 * LONGEST_NEXT


@dataclass(frozen=True)
class Flow:
    """One sign-in.

    Attributes:
        begun: seconds since 1970.
        onward: path of this server to go on to.
        moving: whether the browser's conversations become the account's.
    """

    secret: str
    begun: int
    onward: str
    moving: bool

    @property
    def state(self) -> str:
        """Comes back with the browser, so that nobody is signed in by an address that somebody else sent."""
        return self._derived("state")

    @property
    def nonce(self) -> str:
        """Stands in the ID token, so that one of another sign-in is worth nothing."""
        return self._derived("nonce")

    @property
    def verifier(self) -> str:
        """Shows the provider that who redeems the code is who asked for it (RFC 7636)."""
        return self._derived("verifier")

    def cookie(self) -> str:
        """As the browser keeps it."""
        onward = base64.urlsafe_b64encode(self.onward.encode()).decode()
        return f"{self.begun}.{self.secret}.{int(self.moving)}.{onward}"

    def _derived(self, what: str) -> str:
        return hmac.new(self.secret.encode(), f"{what} {self.begun}".encode(), hashlib.sha256).hexdigest()


def begun_flow(now: datetime, *, onward: str, moving: bool) -> Flow:
    """A new sign-in."""
    return Flow(new_token(), int(now.timestamp()), safe_next(onward), moving)


def flow_in(cookie: str, *, state: str, now: datetime) -> Flow | None:
    """The sign-in of a cookie; None unless this browser began it lately, with this state."""
    if len(cookie) > _LONGEST or not cookie.isascii():
        return None
    try:
        begun, secret, moving, onward = cookie.split(".")
        path = base64.urlsafe_b64decode(onward).decode()
        flow = Flow(secret, int(begun), safe_next(path), moving == "1")
        age = now.timestamp() - flow.begun
    except (ValueError, OverflowError, binascii.Error):
        return None
    fresh = 0 <= age <= LASTS.total_seconds()
    return flow if fresh and hmac.compare_digest(flow.state.encode(), state.encode()) else None
