"""Meetings on SQLite and on PostgreSQL."""

from datetime import date
from pathlib import Path

import pytest

from api.accounts.models import Account
from api.settings import Settings
from api.state.state import State
from tests.api.forum.conftest import clock, migrated, state
from tests.api.forum.people import admin_of, person
from tests.api.minutes.office import Office, desk_with
from tests.api.state.answers import HandClock
from tests.postgres import new_database

__all__ = ["clock", "migrated", "state"]


@pytest.fixture(scope="session")
def forum_url(postgres_url: str) -> str:
    """Where ``state`` is kept on PostgreSQL: the forum's tests make and empty a database of their own."""
    return new_database(postgres_url, "minutes")


@pytest.fixture
def office(state: State, clock: HandClock, tmp_path: Path) -> Office:
    """Rini keeps the minutes, Hadi leads, Siti takes part, Udin has nothing to do with it."""
    settings = Settings(minutes_transcript_days=30, audio_max_bytes=1_000, _env_file=None)
    people: dict[str, Account] = {
        "rini": person(state, "rini", *admin_of("mutasi"), name="Rini Astuti"),
        "hadi": person(state, "hadi", name="Hadi Prasetyo"),
        "siti": person(state, "siti", name="Siti Aminah"),
        "udin": person(state, "udin", *admin_of("mutasi"), name="Udin Saputra"),
    }
    desk = desk_with(state.database, settings, tmp_path / "rekaman", today=date(2026, 11, 24), clock=clock)
    return Office(desk=desk, state=state, people=people, clock=clock)
