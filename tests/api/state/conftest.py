"""The state on SQLite and on PostgreSQL, the latter in one database together with the library."""

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from api.state.owners import Owner
from api.state.state import State
from api.state.tables import StateBase
from corpus.database import open_database
from tests.api.state.answers import HandClock
from tests.databases import KINDS
from tests.postgres import new_database

JAKARTA = ZoneInfo("Asia/Jakarta")
TABLES = [table.name for table in reversed(StateBase.metadata.sorted_tables)]


@pytest.fixture(scope="session")
def shared_url(postgres_url: str) -> str:
    """A PostgreSQL database that the library already lives in."""
    url = new_database(postgres_url, "service")
    open_database(url).dispose()
    return url


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(params=KINDS)
def state(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[State]:
    """An empty state that keeps things for 90 days."""
    url = f"sqlite:///{tmp_path / 'layanan.sqlite3'}"
    if request.param == "postgres":
        url = request.getfixturevalue("shared_url")
    opened = State(url, days=90, zone=JAKARTA, clock=clock)
    if request.param == "postgres":
        with opened.database.writing("kosongkan") as session:
            # As the tests' own user, who owns the tables; the product never does this.
            session.execute(text("SET LOCAL session_replication_role = replica"))
            for name in TABLES:
                session.execute(text(f"DELETE FROM {name}"))
    yield opened
    opened.close()


@pytest.fixture
def ani(state: State) -> Owner:
    return state.owners.admit()[0]


@pytest.fixture
def budi(state: State) -> Owner:
    return state.owners.admit()[0]
