"""Dependencies of routes that look at who is signed in, and where to sign in sends people afterwards."""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlencode, urlsplit

from fastapi import Depends, HTTPException, Request
from starlette.concurrency import run_in_threadpool

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.accounts.recognised import account_if_known, account_of, api_token_in, session_token_in
from corpus.errors import Forbidden

SIGN_IN = "/masuk"
CHANGE_PASSWORD = "/akun/sandi"  # noqa: S105  # a path
LONGEST_NEXT = 2_000
NOT_YOURS = "Akun Anda tidak berhak atas halaman atau tindakan ini."
_BEFORE_CHANGE = frozenset(
    {CHANGE_PASSWORD, "/keluar", "/luring", "/manifest.webmanifest", "/sw.js", "/api/v1/health"}
)
"""What an account may still do whose password was set by somebody else."""


class ChangeFirst(Forbidden):
    """The password was set by somebody else, and is to be changed before anything else."""


def current_account(request: Request) -> Account | None:
    """Dependency: who is signed in, or None; None too where the database of accounts cannot be used."""
    return account_if_known(request)


def signed_in(request: Request) -> Account:
    """Dependency: who is signed in.

    Raises:
        HTTPException: 401, nobody is; people are led to sign in.
        StorageError: the database cannot be used.
    """
    account = account_of(request)
    if account is None:
        raise HTTPException(401, headers={"www-authenticate": "Bearer"})
    return account


def requires(*permissions: Permission) -> Callable[[Request], Account]:
    """A dependency: who is signed in and has one of these permissions, in any bidang where they hold in one.

    Raises:
        HTTPException: 401, nobody is signed in.
        Forbidden: whoever is has none of them.
        StorageError: the database cannot be used.
    """

    def permitted(request: Request) -> Account:
        account = signed_in(request)
        if not any(may(account, one) for one in permissions):
            raise Forbidden(NOT_YOURS)
        return account

    return permitted


async def change_password_first(request: Request) -> None:
    """Dependency of every route: nothing is open to a password that somebody else set, but to change it.

    Raises:
        ChangeFirst: it is to be changed.
    """
    # Whoever is not signed in costs no look into the database.
    if request.url.path in _BEFORE_CHANGE or not (session_token_in(request) or api_token_in(request)):
        return
    account = await run_in_threadpool(account_if_known, request)
    if account is not None and account.must_change:
        raise ChangeFirst("Ganti dahulu kata sandi yang diberikan kepada Anda.")


def sign_in_url(request: Request) -> str:
    """Where to sign in, and come back from to the page that was asked for."""
    if request.method != "GET":
        return SIGN_IN
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return f"{SIGN_IN}?{urlencode({'lanjut': safe_next(asked)})}"


def safe_next(path: str) -> str:
    """A path of this very server to go on to; ``/`` for whatever could lead elsewhere."""
    if not path.startswith("/") or path[1:2] in {"/", "\\"} or len(path) > LONGEST_NEXT:
        return "/"
    if "\\" in path or not path.isprintable() or " " in path:
        return "/"
    try:
        parts = urlsplit(path)
    except ValueError:
        return "/"
    if parts.scheme or parts.netloc or parts.path in {SIGN_IN, "/keluar"}:
        return "/"
    return path


CurrentAccount = Annotated[Account | None, Depends(current_account)]
SignedIn = Annotated[Account, Depends(signed_in)]
