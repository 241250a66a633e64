"""Keeping other sites from acting in the name of whoever visits them.

Two fences. ``from_elsewhere`` looks at what browsers say of every request that changes something, and no
page's script can forge: ``Origin`` and ``Sec-Fetch-Site``. ``form_token`` binds the forms of our pages to the
browser they were sent to. Forms need both; the JSON interface needs the first, since a browser asks before it
sends JSON across sites, and programs that are no browsers send neither header.
"""

import hashlib
import hmac
from urllib.parse import urlsplit

from fastapi import HTTPException, Request

FIELD = "csrf"
"""Name of the hidden field that carries the token of a form."""

READING = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""


def scheme_of(request: Request) -> str:
    """How the browser reached us, also through a proxy that ends TLS before us and says so."""
    told = request.headers.get("x-forwarded-proto", "").split(",")[0].strip().lower()
    return told if told in {"http", "https"} else request.url.scheme


def says_same_origin(request: Request) -> bool:
    """Whether a browser says that a page of this very server sends the request."""
    says_something = "origin" in request.headers or "sec-fetch-site" in request.headers
    return says_something and not from_elsewhere(request)


def from_elsewhere(request: Request) -> bool:
    """Whether a browser says that something other than a page of this very server sends the request."""
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site")
    own = f"{scheme_of(request)}://{request.headers.get('host', '')}"
    return (origin is not None and not _same(origin, own)) or site not in (None, "same-origin")


def refuse_elsewhere(request: Request) -> None:
    """Dependency of JSON routes.

    Raises:
        HTTPException: 403, another site's page sends a request that changes something.
    """
    if request.method not in READING and from_elsewhere(request):
        raise HTTPException(403)


def form_token(secret: str) -> str:
    """The token of the forms shown to a browser.

    Args:
        secret: the browser's own cookie; empty where it has none yet, and then nothing of its to protect.
    """
    return hmac.new(secret.encode(), b"tanya-form", hashlib.sha256).hexdigest()


def check_form(request: Request, token: str, secret: str) -> None:
    """Let a form pass that a page of ours sends.

    Args:
        token: what came in its field ``FIELD``.
        secret: as for ``form_token``.

    Raises:
        HTTPException: 403, it comes from elsewhere, or from a page that was shown to another browser.
    """
    if not says_same_origin(request) or not hmac.compare_digest(token.encode(), form_token(secret).encode()):
        raise HTTPException(403)


def _same(origin: str, own: str) -> bool:
    try:
        theirs, ours = urlsplit(origin), urlsplit(own)
        return (theirs.scheme, theirs.hostname, theirs.port) == (ours.scheme, ours.hostname, ours.port)
    except ValueError:
        return False
