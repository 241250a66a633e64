"""The pages over an empty state, and an account with a password."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from api.accounts import passwords
from api.accounts.models import Account
from api.state.state import State
from tests.api.pages.owned import owned_app
from tests.api.state.answers import HandClock

SANDI = "kuda hijau makan rumput"


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a hash costs is tested elsewhere."""
    monkeypatch.setattr(passwords, "MEMORY", 8)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def app(tmp_path: Path, clock: HandClock, cheap_hashes: None) -> Iterator[FastAPI]:
    with owned_app(tmp_path, clock) as made:
        yield made


@pytest.fixture
def state(app: FastAPI) -> State:
    state: State = app.state.state
    return state


@pytest.fixture
def ani(state: State) -> Account:
    return state.accounts.create(
        "ani", name="Ani Wulandari", email="ani@contoh.go.id", password=SANDI, must_change=False, by="uji"
    )
