"""The queue on SQLite and on PostgreSQL."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.jobs.oversight import JobOversight
from api.jobs.queue import JobQueue
from api.state.database import StateDatabase
from tests.api.state.answers import HandClock
from tests.databases import KINDS
from tests.jobs import state_url


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of people and service that does not exist yet."""
    return state_url(request, tmp_path)


@pytest.fixture
def database(url: str) -> Iterator[StateDatabase]:
    opened = StateDatabase(url)
    yield opened
    opened.close()


@pytest.fixture
def queue(database: StateDatabase, clock: HandClock) -> JobQueue:
    """A queue that tries three times and pauses for whole seconds, not at random."""
    return JobQueue(database, clock=clock, attempts=3, jitter=Never())


@pytest.fixture
def oversight(database: StateDatabase, clock: HandClock) -> JobOversight:
    return JobOversight(database, clock=clock)


class Never(random.Random):
    """Shortens no pause."""

    def random(self) -> float:
        return 0.0
