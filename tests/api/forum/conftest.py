"""The forum on SQLite and on PostgreSQL, and the people of an agency."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from api.accounts.models import Account
from api.state.database import StateDatabase
from api.state.schema import StateBase
from api.state.state import State
from corpus.open_snapshot import OpenSnapshot
from tests.api.forum.desk import Desk
from tests.api.forum.people import admin_of, operator_of, person
from tests.api.state.answers import HandClock
from tests.databases import KINDS
from tests.postgres import new_database
from tests.workbench import CUTI, make_workbench

TABLES = [table.name for table in reversed(StateBase.metadata.sorted_tables)]


@pytest.fixture(scope="session")
def forum_url(postgres_url: str) -> str:
    return new_database(postgres_url, "forum")


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with every table, copied for each test: migrating takes a second."""
    path = tmp_path_factory.mktemp("forum") / "layanan.sqlite3"
    database = StateDatabase(f"sqlite:///{path}")
    with database.writing("siapkan") as session:
        session.execute(text("SELECT 1"))
    database.close()
    return path


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSnapshot]:
    """A library of one law about leave, which no test changes."""
    folder = tmp_path_factory.mktemp("pustaka")
    (folder / "cuti.md").write_text(CUTI, encoding="utf-8")
    bench = make_workbench(folder / "rumah")
    bench.ingest(folder / "cuti.md")
    yield bench.open()
    bench.store.close()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(params=KINDS)
def state(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[State]:
    """An empty state."""
    path = tmp_path / "layanan.sqlite3"
    url = f"sqlite:///{path}"
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated"), path)
    if request.param == "postgres":
        url = request.getfixturevalue("forum_url")
    opened = State(url, days=90, zone=ZoneInfo("Asia/Jakarta"), clock=clock)
    if request.param == "postgres":
        with opened.database.writing("kosongkan") as session:
            # As the tests' own user, who owns the tables; the product never does this.
            session.execute(text("SET LOCAL session_replication_role = replica"))
            for name in TABLES:
                session.execute(text(f"DELETE FROM {name}"))
    yield opened
    opened.close()


@pytest.fixture
def desk(state: State, clock: HandClock) -> Desk:
    return Desk(state, clock)


@pytest.fixture
def ani(state: State) -> Account:
    """An ASN."""
    return person(state, "ani.lestari", name="Ani Lestari", email="ani@contoh.go.id")


@pytest.fixture
def budi(state: State) -> Account:
    """Another ASN."""
    return person(state, "budi")


@pytest.fixture
def citra(state: State) -> Account:
    """Admin of the bidang that answers questions about leave."""
    return person(state, "citra", *admin_of("disiplin-kinerja"), name="Citra Dewi")


@pytest.fixture
def dodi(state: State) -> Account:
    """Operator of the same bidang."""
    return person(state, "dodi", *operator_of("disiplin-kinerja"))


@pytest.fixture
def eka(state: State) -> Account:
    """Admin of another bidang."""
    return person(state, "eka", *admin_of("pensiun"))
