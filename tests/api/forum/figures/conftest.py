"""The made-up forum, on SQLite and on PostgreSQL."""

import pytest

from api.state.state import State
from tests.api.forum.figures.made_up import MadeUpForum


@pytest.fixture
def forum(state: State) -> MadeUpForum:
    return MadeUpForum(state)
