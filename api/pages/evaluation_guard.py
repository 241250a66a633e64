"""Who may start and stop evaluations from the page: whoever sits at the server, and no other site's script.

The pages have no accounts, and an evaluation keeps a processor busy for minutes. So a request that changes
something must come over the loopback interface, to a loopback name (another name that was pointed here is
somebody else's site), through no proxy, and from a page of this very server.
"""

from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import Request

from api.csrf import says_same_origin

_FORWARDED = ("forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip")
_OWN_NAME = "localhost"


def is_local(request: Request) -> bool:
    """The request was made on this machine, by its own name and through no proxy that says so."""
    client = request.client.host if request.client else ""
    named = _name_in(request.headers.get("host", ""))
    forwarded = any(name in _FORWARDED or name.startswith("x-forwarded") for name in request.headers)
    return _is_loopback(client) and (named == _OWN_NAME or _is_loopback(named)) and not forwarded


def may_change(request: Request) -> bool:
    """``is_local``, and sent by a page of this server: a browser names the sender of every POST."""
    return is_local(request) and says_same_origin(request)


def _name_in(host: str) -> str:
    """``[::1]:8000`` → ``::1``; empty for what is no host."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
