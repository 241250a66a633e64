"""Who a request comes from: a browser that holds a random secret in a cookie, and nothing else about it.

A browser gets the cookie only when something is to be kept for it. Where accounts exist, they are attached to
the same ``Owner``.
"""

from functools import cached_property
from typing import Annotated

import structlog
from fastapi import Depends, Request, Response

from api.csrf import scheme_of
from api.state.conversations import missing
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


class Visitor:
    """Whoever sends a request; known, or a newcomer until ``ensure``."""

    def __init__(self, request: Request, response: Response) -> None:
        self._request = request
        self._response = response
        self._state = state_in(request)
        self._given = ""

    @property
    def token(self) -> str:
        """The secret that the browser holds once it has the response; empty where it holds none."""
        return self._given or token_in(self._request)

    @cached_property
    def owner(self) -> Owner | None:
        """Whose browser it is; None of a newcomer.

        Raises:
            StorageError: the database cannot be used.
        """
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
