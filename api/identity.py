"""Whose things a request is about: an account's, where somebody is signed in, else a browser's.

A browser is known by a random secret in a cookie, and by nothing else. It gets the cookie only when something
is to be kept for it while nobody is signed in there.
"""

from functools import cached_property
from typing import Annotated

import structlog
from fastapi import Depends, Request, Response

from api.accounts.recognised import account_of, session_token_in
from api.csrf import scheme_of
from api.state.conversation_parts import missing
from api.state.owners import Owner
from api.state.state import State
from corpus.errors import StorageError

COOKIE = "tanya_peramban"
LONGEST_COOKIE_DAYS = 400
"""Browsers keep no cookie longer."""
_LONGEST_TOKEN = 100


def state_in(request: Request) -> State:
    """The state that ``create_app`` put on the application."""
    state: State = request.app.state.state
    return state


def token_in(request: Request) -> str:
    """The secret that a browser sends; empty where it has none or no such secret could be ours."""
    token = request.cookies.get(COOKIE, "")
    return token if len(token) <= _LONGEST_TOKEN and token.isascii() else ""


def form_secret(request: Request) -> str:
    """What the forms of a browser are bound to: its session, else its cookie; empty where it has neither."""
    return session_token_in(request) or token_in(request)


class Visitor:
    """Whoever sends a request; known, or a newcomer until ``ensure``."""

    def __init__(self, request: Request, response: Response) -> None:
        self._request = request
        self._response = response
        self._state = state_in(request)
        self._given = ""

    @property
    def token(self) -> str:
        """What its forms are bound to once it has the response; empty where it holds no secret."""
        return self._given or form_secret(self._request)

    @cached_property
    def owner(self) -> Owner | None:
        """Who is signed in, or else whose browser it is; None of a newcomer.

        Raises:
            StorageError: the database cannot be used.
        """
        account = account_of(self._request)
        if account is not None:
            return account.owner
        token = token_in(self._request)
        known = self._state.owners.known(token) if token else None
        if known is None:
            return None
        if known.due:
            self._renew(token)
        return known.owner

    def ensure(self) -> Owner:
        """The owner of what is about to be kept; a newcomer becomes one and is given the cookie.

        Raises:
            StorageError: the database cannot be used.
        """
        if self.owner is None:
            newcomer, token = self._state.owners.admit()
            self._keep_cookie(token)
            self.owner = newcomer
            return newcomer
        return self.owner

    def _renew(self, token: str) -> None:
        try:
            self._state.owners.note_visit(token)
        except StorageError as error:
            # Whoever only reads goes on in a database that cannot be written.
            structlog.get_logger().warning("visit not noted", reason=str(error))
            return
        self._keep_cookie(token)

    def _keep_cookie(self, token: str) -> None:
        self._given = token
        self._response.set_cookie(
            COOKIE,
            token,
            max_age=min(self._state.days, LONGEST_COOKIE_DAYS) * 86_400,
            path="/",
            secure=scheme_of(self._request) == "https",
            httponly=True,
            samesite="lax",
        )


def visitor(request: Request, response: Response) -> Visitor:
    """Dependency: who sends the request, perhaps a newcomer."""
    return Visitor(request, response)


AnyVisitor = Annotated[Visitor, Depends(visitor)]


def owner(someone: AnyVisitor) -> Owner:
    """Dependency of routes about what was kept before.

    Raises:
        NotFound: a newcomer has nothing that could be meant.
    """
    if someone.owner is None:
        raise missing("Isi")
    return someone.owner


KnownOwner = Annotated[Owner, Depends(owner)]
Kept = Annotated[State, Depends(state_in)]
