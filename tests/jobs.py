"""What tests of background work share."""

from pathlib import Path

import pytest

from api.state.columns import new_id
from tests.postgres import new_database


def state_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of a new database, SQLite or PostgreSQL as the test's parameter says."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'layanan.sqlite3'}"
    return new_database(request.getfixturevalue("postgres_url"), f"jobs_{new_id()}")
