"""Accounts on SQLite and on PostgreSQL, with a clock by hand."""

import pytest

from api.accounts import passwords
from corpus.database import open_database
from tests.api.state.conftest import clock, state
from tests.postgres import new_database

__all__ = ["clock", "state"]


@pytest.fixture(scope="session")
def shared_url(postgres_url: str) -> str:
    """A PostgreSQL database that the library already lives in."""
    url = new_database(postgres_url, "accounts")
    open_database(url).dispose()
    return url


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a hash costs is tested by its number."""
    monkeypatch.setattr(passwords, "MEMORY", 8)
