"""Whom a request comes from: a session's cookie, or under ``/api/v1`` an API token."""

import structlog
from fastapi import HTTPException, Request, Response

from api.accounts.api_tokens import PREFIX
from api.accounts.models import Account
from api.csrf import scheme_of
from api.state.state import State
from corpus.errors import StorageError

SESSION_COOKIE = "tanya_sesi"
API = "/api/v1/"
_LONGEST_TOKEN = 100
_BEARER = "bearer "


def session_token_in(request: Request) -> str:
    """The secret of a session that a browser sends; empty where it has none that could be ours."""
    token = request.cookies.get(SESSION_COOKIE, "")
    return token if len(token) <= _LONGEST_TOKEN and token.isascii() else ""


def api_token_in(request: Request) -> str:
    """The API token that a program sends; empty where it sends none of ours, or not to the API."""
    token = own_token_in(request)
    return token if token and request.url.path.startswith(API) else ""


def own_token_in(request: Request) -> str:
    """The API token of ours that a program sends, wherever to; empty where it sends none."""
    given = request.headers.get("authorization", "")
    token = given[len(_BEARER) :].strip() if given[: len(_BEARER)].lower() == _BEARER else ""
    return token if token.startswith(PREFIX) and len(token) <= _LONGEST_TOKEN and token.isascii() else ""


def refused_token() -> HTTPException:
    """What is answered to an API token that is worth nothing any more."""
    return HTTPException(401, headers={"www-authenticate": 'Bearer error="invalid_token"'})


def account_of(request: Request) -> Account | None:
    """Who is signed in, looked up once a request; None where nobody is.

    Raises:
        HTTPException: 401, an API token is worth nothing any more.
        StorageError: the database cannot be used.
    """
    if not hasattr(request.state, "account"):
        request.state.account = _looked_up(request)
    account: Account | None = request.state.account
    return account


def account_if_known(request: Request) -> Account | None:
    """``account_of`` for what goes on without: None also where the database cannot be used."""
    try:
        return account_of(request)
    except StorageError as error:
        structlog.get_logger().warning("session not read", reason=str(error))
        request.state.account = None
        return None


def keep_session(request: Request, response: Response, token: str) -> None:
    """Give a browser the secret of its session, until it is closed; how long it counts is kept here."""
    request.state.account = None
    response.set_cookie(
        SESSION_COOKIE,
        token,
        path="/",
        secure=scheme_of(request) == "https",
        httponly=True,
        samesite="lax",
    )


def drop_session(request: Request, response: Response) -> None:
    """Take the secret of a session away from a browser."""
    response.delete_cookie(
        SESSION_COOKIE, path="/", secure=scheme_of(request) == "https", httponly=True, samesite="lax"
    )


def _looked_up(request: Request) -> Account | None:
    state: State = request.app.state.state
    token = api_token_in(request)
    if token:
        account = state.api_tokens.account(token)
        if account is None:
            raise refused_token()
        return account
    session = session_token_in(request)
    return state.sessions.account(session) if session else None
