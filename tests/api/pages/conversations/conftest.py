"""An application with an empty state whose clock is set by hand, and who comes to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from api.accounts.models import Role
from tests.api.pages.owned import Browser, owned_app
from tests.api.state.answers import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def app(tmp_path: Path, clock: HandClock) -> Iterator[FastAPI]:
    with owned_app(tmp_path, clock) as made:
        yield made


@pytest.fixture
def ani(app: FastAPI) -> Browser:
    browser = Browser(app)
    browser.admit()
    return browser


@pytest.fixture
def budi(app: FastAPI) -> Browser:
    """A browser with things of its own."""
    browser = Browser(app)
    browser.talk("Apa saja hukuman disiplin ringan?")
    return browser


@pytest.fixture
def officer(app: FastAPI) -> Browser:
    """Somebody who is signed in and runs the service."""
    browser = Browser(app)
    browser.sign_in("sari", Role.ADMIN)
    return browser
