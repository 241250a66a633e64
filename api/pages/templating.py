"""The Jinja2 environment of the pages and the one function that renders them."""

import hashlib
import secrets
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, cast

from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.accounts.permissions import Permission, may
from api.accounts.recognised import account_if_known
from api.csrf import form_token
from api.identity import form_secret, token_in
from api.pages import words
from api.pages.citations import digest_part, path_label
from api.pages.conversation_words import FEEDBACK_REASONS
from api.pages.port import PageLibrary
from api.pages.unread import unread
from api.settings import Settings
from assistant.models import LONGEST_QUESTION
from corpus.dates import long_date
from corpus.identifiers import without_version

STATIC = Path(__file__).parent / "static"
"""Folder that ``create_app`` serves at ``/static``."""

OFFLINE = "/luring"
"""Path of the page that browsers keep for when there is no connection."""

MAX_QUESTION = LONGEST_QUESTION
"""Longest question, in characters; the same as ``assistant.models.Question``."""


@lru_cache
def static_url(name: str) -> str:
    """URL of a static file with a hash of its content, so that a new release is fetched anew."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


@lru_cache
def _environment() -> Environment:
    env = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        static_url=static_url,
        provision_url=words.provision_url,
        source_url=words.source_url,
        kinds=words.KINDS,
        digest_part=digest_part,
        path_label=path_label,
        feedback_reasons=FEEDBACK_REASONS,
        lasting=without_version,
        fresh_key=lambda: secrets.token_urlsafe(16),
    )
    env.filters.update(long_date=long_date, grouped=words.grouped, comma=words.decimal_comma)
    return env


def library_of(request: Request) -> PageLibrary:
    """The library that ``create_app`` put on the application."""
    return cast(PageLibrary, request.app.state.library)


def ready_library(request: Request) -> PageLibrary:
    """The library, once there is something to read in it.

    Raises:
        HTTPException: 503, nothing was ingested yet.
    """
    library = library_of(request)
    if not library.status().ready:
        raise HTTPException(503)
    return library


def settings_of(request: Request) -> Settings:
    """The settings that ``create_app`` put on the application."""
    return cast(Settings, request.app.state.settings)


def fragment(request: Request, template: str, /, **context: Any) -> str:
    """Render ``template`` to text, with the agency's name and contact at hand; every value is escaped."""
    path = request.url.path
    # The offline page is kept by the browser, and must not tell whose it is.
    account = None if path == OFFLINE else account_if_known(request)
    known = path != OFFLINE and (account is not None or bool(token_in(request)))
    return (
        _environment()
        .get_template(template)
        .render(
            settings=settings_of(request),
            path=path,
            known_browser=known,
            account=account,
            unread=partial(unread, request),
            permissions=[one.value for one in Permission if may(account, one)],
            sign_out_csrf=form_token(form_secret(request)) if account else "",
            **context,
        )
    )


def render(request: Request, template: str, status_code: int = 200, /, **context: Any) -> HTMLResponse:
    """``fragment`` as a response; a page that says who is signed in is in no shared cache."""
    page = HTMLResponse(fragment(request, template, **context), status_code)
    if request.url.path != OFFLINE and account_if_known(request) is not None:
        page.headers["cache-control"] = "private, no-cache"
    return page
