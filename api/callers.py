"""Who asks, under a name that the ledger of language models may keep: for daily budgets and nothing else.

Somebody who is signed in is known by their account, a program by the account of its API token, a browser
that owns something by its owner, anybody else by the address that the rate limit counts. A key that is none
of ours proves nothing and changes nothing: whoever makes one up begins no new budget. Addresses are never
kept: one could be found again by trying all of them, so the name is made with a secret of the installation.
"""

import hashlib
import hmac
import os
import secrets
from pathlib import Path
from typing import Annotated

import structlog
from fastapi import Depends, Request

from api.accounts.api_tokens import ApiTokens
from api.accounts.recognised import (
    account_if_known,
    api_token_in,
    own_token_in,
    refused_token,
    session_token_in,
)
from api.identity import token_in
from api.rate_limit import sender_of
from api.state.owners import Owners
from corpus.errors import StorageError

_SIZE = 32


class Callers:
    """Names callers. Safe to share between threads."""

    def __init__(self, owners: Owners, tokens: ApiTokens, secret: bytes) -> None:
        self._owners = owners
        self._tokens = tokens
        self._secret = secret

    def of(self, request: Request) -> str:
        """The name of whoever sends a request; empty for a program without a token on the server itself.

        Raises:
            HTTPException: 401, an API token of ours is worth nothing any more.
        """
        # Whoever is not signed in costs no look into the database of accounts.
        if session_token_in(request) or api_token_in(request):
            account = account_if_known(request)
            if account is not None:
                return account.owner.id
        return self._of_visitor(request)

    def of_program(self, request: Request) -> str:
        """``of`` outside our own API, where no session counts: for clients of OpenAI or MCP.

        Raises:
            HTTPException: 401, an API token of ours is worth nothing any more.
        """
        token = own_token_in(request)
        if not token:
            return self._of_visitor(request)
        try:
            account = self._tokens.account(token)
        except StorageError as error:
            structlog.get_logger().warning("token not read", reason=str(error))
            return self._of_visitor(request)
        if account is None:
            raise refused_token()
        return account.owner.id

    def _of_visitor(self, request: Request) -> str:
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
