"""An application of the pages alone, and ways to call it: in process, and with a real browser."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import pytest
from bs4 import BeautifulSoup
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from api.answer_desk import AnswerDesk, Answering
from api.callers import Callers
from api.pages.errors import install_page_errors
from api.pages.headers import SecurityHeaders
from api.pages.routes import router
from api.pages.templating import STATIC
from api.rate_limit import rate_limit
from api.settings import Settings
from api.state.state import State
from tests.api.pages.stub import StubAnswering, StubLibrary
from tests.chromium import served
from tests.databases import url_at

HTML = {"accept": "text/html,application/xhtml+xml"}
Get = Callable[..., httpx.Response]
Page = Callable[..., BeautifulSoup]


def make_app(library: StubLibrary, folder: Path, answering: Answering | None = None) -> FastAPI:
    """The pages mounted as the product mounts them.

    Args:
        folder: for the database of people and service.
        answering: makes the answers; the library itself by default.
    """
    app = FastAPI(openapi_url=None)
    app.state.library = library
    app.state.state = State(url_at(folder / "layanan.sqlite3"), days=90, zone=ZoneInfo("Asia/Jakarta"))
    app.state.accounts = app.state.state.accounts
    app.state.sign_in_limit = rate_limit(per_browser=0, per_address=0)
    app.state.answering = answering or StubAnswering(library)
    app.state.answers = AnswerDesk(app.state.answering, contact="petugas", workers=4)
    app.state.callers = Callers(app.state.state.owners, app.state.state.api_tokens, b"rahasia")
    app.state.settings = Settings(agency="BKPSDM Kabupaten Contoh", _env_file=None)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.include_router(router)
    app.add_middleware(SecurityHeaders)
    install_page_errors(app)
    return app


@pytest.fixture
def library() -> StubLibrary:
    return StubLibrary()


@pytest.fixture
def app(library: StubLibrary, tmp_path: Path) -> Iterator[FastAPI]:
    made = make_app(library, tmp_path)
    yield made
    close(made)


def close(app: FastAPI) -> None:
    """Let go of what the application holds."""
    app.state.answers.close()
    app.state.state.close()


@pytest.fixture
def get(app: FastAPI) -> Get:
    """``get(url, **headers)`` without following redirects, as a browser would ask."""

    def call(url: str, **headers: str) -> httpx.Response:
        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url="http://tanya.test") as client:
                return await client.get(
                    url, headers={**HTML, **{k.replace("_", "-"): v for k, v in headers.items()}}
                )

        return asyncio.run(send())

    return call


@pytest.fixture
def page(get: Get) -> Page:
    """``page(url, status=200)``: the parsed page, its status checked."""

    def call(url: str, status: int = 200, **headers: str) -> BeautifulSoup:
        response = get(url, **headers)
        assert response.status_code == status, response.text
        return BeautifulSoup(response.text, "lxml")

    return call


@pytest.fixture
def server(app: FastAPI) -> Iterator[str]:
    """Base URL of a real server in a thread, on a free port of the loopback address."""
    with served(app) as url:
        yield url
