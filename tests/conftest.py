"""Fixtures that every test may use."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import running_postgres
from tests.workbench import Workbench, make_workbench

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


@pytest.fixture(scope="session")
def reference_data() -> Path:
    """The folder of real documents beside the checkout; the test is skipped where it is absent."""
    folder = Path(os.environ.get("TANYA_REFERENCE_DATA", DEFAULT_REFERENCE))
    if not folder.is_dir():
        pytest.skip(f"reference data not found at {folder}; set TANYA_REFERENCE_DATA")
    return folder
