"""Who asks, under a name that the ledger of language models may keep: for daily budgets and nothing else.

Somebody who is signed in is known by their account, a program that sends a key by it, a browser that owns
something by its owner, anybody else by the address that the rate limit counts. Keys and addresses are never
kept: an address could be found again by trying all of them, so the name is made with a secret of the
installation.
"""

import hashlib
import hmac
import os
import secrets
from pathlib import Path
from typing import Annotated

import structlog
from fastapi import Depends, Request

from api.accounts.recognised import account_if_known, api_token_in, session_token_in
from api.identity import token_in
from api.rate_limit import sender_of
from api.state.owners import Owners
from corpus.errors import StorageError

_SIZE = 32
_SCHEME = "bearer "


class Callers:
    """Names callers. Safe to share between threads."""

    def __init__(self, owners: Owners, secret: bytes) -> None:
        self._owners = owners
        self._secret = secret

    def of(self, request: Request) -> str:
        """The name of whoever sends a request; empty for a program without a key on the server itself.

        Raises:
            HTTPException: 401, an API token of ours is worth nothing any more.
        """
        # Whoever is not signed in costs no look into the database of accounts.
        if session_token_in(request) or api_token_in(request):
            account = account_if_known(request)
            if account is not None:
                return account.owner.id
        return self.of_program(request)

    def of_program(self, request: Request) -> str:
        """``of`` where nobody is signed in: clients of OpenAI, say, know no accounts of ours."""
        given = request.headers.get("authorization", "")
        key = given[len(_SCHEME) :].strip() if given.lower().startswith(_SCHEME) else ""
        if key:
            return self._alias("kunci", key)
        owner = self._owner_of(token_in(request))
        if owner:
            return owner
        address = sender_of(request)
        return self._alias("alamat", address) if address else ""

    def _owner_of(self, token: str) -> str:
        try:
            known = self._owners.known(token) if token else None
        except StorageError as error:
            structlog.get_logger().warning("caller known by address only", reason=str(error))
            return ""
        return known.owner.id if known else ""

    def _alias(self, kind: str, what: str) -> str:
        digest = hmac.new(self._secret, f"{kind}:{what}".encode(), hashlib.sha256).hexdigest()
        return f"{kind}-{digest[:32]}"


def secret_in(path: Path) -> bytes:
    """The secret that names are made with, made and kept in ``path`` at first use.

    Where it cannot be kept, one that lasts as long as the process: budgets then begin anew with it.
    """
    try:
        if not path.exists():
            _keep(path, secrets.token_bytes(_SIZE))
        kept = path.read_bytes()
        if len(kept) == _SIZE:
            return kept
        reason = "not as long as it should be"
    except OSError as error:
        reason = str(error)
    structlog.get_logger().warning("secret of caller names not kept", path=str(path), reason=reason)
    return secrets.token_bytes(_SIZE)


def _keep(path: Path, secret: bytes) -> None:
    """Write a file whole, or leave that of another process that was first."""
    staged = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    staged.touch(mode=0o600)
    try:
        staged.write_bytes(secret)
        os.link(staged, path)
    except FileExistsError:
        return
    finally:
        staged.unlink()


def caller_of(request: Request) -> str:
    """Dependency: the name of whoever sends the request."""
    callers: Callers = request.app.state.callers
    return callers.of(request)


Caller = Annotated[str, Depends(caller_of)]
