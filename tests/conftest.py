"""Fixtures that every test may use."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.databases import ON_POSTGRES, drop_below, homes_on
from tests.one_reader import one_reader
from tests.postgres import running_postgres
from tests.workbench import Workbench, make_workbench

# A change is judged by what it changes, not by luck: the same examples each time. `make fuzz` draws new ones.
# No deadline: a busy machine is no defect.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("new", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("TANYA_TEST_EXAMPLES", "same"))

DEFAULT_REFERENCE = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Workbench]:
    """An empty installation."""
    workbench = make_workbench(tmp_path / "home")
    yield workbench
    workbench.store.close()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server of our own; skipped where it cannot be had."""
    yield from running_postgres()


@pytest.fixture(scope="session", autouse=True)
def warm_reader() -> Iterator[None]:
    """Ingests share one reader process (``tests.one_reader``)."""
    with one_reader():
        yield


@pytest.fixture(scope="session", autouse=True)
def databases(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every home keeps its databases where the run wants them (``tests.databases``)."""
    if not ON_POSTGRES:
        yield
        return
    with homes_on(request.getfixturevalue("postgres_url")):
        yield


@pytest.fixture(autouse=True)
def dropped_databases(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test alone used goes with it: a thousand databases would fill the disk."""
    if not ON_POSTGRES or "tmp_path" not in request.fixturenames:
        yield
        return
    folder = request.getfixturevalue("tmp_path")
    yield
    drop_below(folder)


@pytest.fixture(scope="session")
def reference_data() -> Path:
    """The folder of real documents beside the checkout; the test is skipped where it is absent."""
    folder = Path(os.environ.get("TANYA_REFERENCE_DATA", DEFAULT_REFERENCE))
    if not folder.is_dir():
        pytest.skip(f"reference data not found at {folder}; set TANYA_REFERENCE_DATA")
    return folder
