"""The product with accounts: its first start, and programs that act for somebody."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from structlog.testing import capture_logs

from api.accounts.models import Account, Role
from api.accounts.recognised import SESSION_COOKIE
from api.app import create_app
from api.library import Library
from api.settings import Settings
from api.state.state import State
from tests.api.people import person
from tests.fakes import WordEmbedder
from tests.workbench import CUTI


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("akun")
    (folder / "base.md").write_text(CUTI, encoding="utf-8")
    opened = Library(Settings(home=folder / "home", _env_file=None), embedder=WordEmbedder())
    opened.ingest([folder / "base.md"], starter=False)
    yield opened
    opened.close()


@pytest.fixture
def app(library: Library) -> FastAPI:
    return create_app(library.settings, library=library)


@pytest.fixture
def state(app: FastAPI) -> Iterator[State]:
    """Without accounts but those of a test."""
    state: State = app.state.state
    yield state
    for line in state.accounts.list()[0]:
        if not line.account.has(Role.SUPERADMIN):
            state.personal_data.delete(line.account.id)


def call(app: FastAPI, method: str, path: str, *, session: str = "", **options: object) -> httpx.Response:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        cookies = {SESSION_COOKIE: session} if session else {}
        async with httpx.AsyncClient(
            transport=transport, base_url="http://tanya.test", cookies=cookies
        ) as client:
            return await client.request(method, f"/api/v1{path}", **options)  # type: ignore[arg-type]  # passed through

    return asyncio.run(send())


def bearer(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


def test_a_token_works_in_place_of_a_session_and_over_it(app: FastAPI, state: State) -> None:
    ani, budi = person(state, "ani", Role.ASN), person(state, "budi", Role.ASN)
    state.conversations.create(ani.owner, "Milik Ani")
    _, secret = state.api_tokens.create(ani, "skrip", days=30)
    listed = call(app, "GET", "/conversations", headers=bearer(secret))
    assert [one["title"] for one in listed.json()] == ["Milik Ani"]
    begun = call(app, "POST", "/conversations", json={"title": "Dari skrip"}, headers=bearer(secret))
    assert begun.status_code == 201
    assert "set-cookie" not in begun.headers
    assert len(state.conversations.list(ani.owner)) == 2
    session = state.sessions.begin(budi)
    both = call(app, "GET", "/conversations", headers=bearer(secret), session=session)
    assert len(both.json()) == 2
    assert call(app, "GET", "/conversations", session=session).json() == []


def test_a_token_that_is_worth_nothing_is_told_and_not_taken_for_nobody(app: FastAPI, state: State) -> None:
    ani = person(state, "ani", Role.ASN)
    token, secret = state.api_tokens.create(ani, "skrip", days=30)
    state.api_tokens.revoke(ani, token.id)
    refused = call(app, "GET", "/conversations", headers=bearer(secret))
    assert refused.status_code == 401
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["www-authenticate"] == 'Bearer error="invalid_token"'
    # A key that is none of ours says nothing about who asks.
    assert call(app, "GET", "/conversations", headers=bearer("sk-lain")).json() == []


def test_whoever_is_signed_in_owns_what_is_asked(app: FastAPI, state: State) -> None:
    ani: Account = person(state, "ani", Role.ASN)
    session = state.sessions.begin(ani)
    begun = call(app, "POST", "/conversations", json={}, session=session)
    assert "set-cookie" not in begun.headers
    elsewhere = state.sessions.begin(ani)
    assert [one["id"] for one in call(app, "GET", "/conversations", session=elsewhere).json()] == [
        begun.json()["id"]
    ]


def test_the_first_start_tells_a_password_on_the_console_once_and_in_no_log(
    library: Library, state: State, capsys: pytest.CaptureFixture[str]
) -> None:
    with capture_logs() as logs:
        with TestClient(create_app(library.settings, library=library)) as client:
            assert client.get("/api/v1/health").status_code == 200
        told = capsys.readouterr()
        with TestClient(create_app(library.settings, library=library)):
            pass
        assert "sandi" not in capsys.readouterr().err
    password = told.err.partition("sekali pakai: ")[2].split()[0]
    assert told.err.count(password) == 1
    assert password not in told.out + str(logs)
    admin = state.accounts.authenticate("admin", password)
    assert admin is not None
    assert admin.must_change
