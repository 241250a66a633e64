"""Servers for the corpus tests: the store runs on SQLite and PostgreSQL, the index in files and on Chroma."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete

from corpus.database import open_database
from corpus.store import Store
from corpus.tables import Base
from tests.corpus.chroma_server import start_server
from tests.databases import KINDS
from tests.postgres import new_database


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a Chroma server; skipped where there is none."""
    process, url = start_server(tmp_path_factory.mktemp("chroma-server"))
    yield url
    process.kill()
    process.wait()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_url: str) -> Iterator[Engine]:
    """A migrated database that tests take in turn."""
    engine = open_database(new_database(postgres_url, "store"))
    yield engine
    engine.dispose()


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    if request.param == "sqlite":
        opened = Store(open_database(f"sqlite:///{tmp_path / 'store.sqlite3'}"))
        yield opened
        opened.close()
        return
    engine: Engine = request.getfixturevalue("migrated_postgres")
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(delete(table))
    yield Store(engine)


@pytest.fixture(params=KINDS)
def blank_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of a database that holds nothing."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'blank.sqlite3'}"
    server: str = request.getfixturevalue("postgres_url")
    return new_database(server, f"blank_{abs(hash(request.node.nodeid))}")
