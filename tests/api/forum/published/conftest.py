"""A library of one law whose people are kept on either database, and who decides what it learns from them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.accounts.models import Account, Grant, Role
from api.forum import withheld
from api.library import Library
from api.settings import Settings
from api.state.state import State
from tests.api.forum.people import person
from tests.api.forum.reviewed import ReviewDesk
from tests.api.state.answers import HandClock
from tests.fakes import WordEmbedder
from tests.workbench import CUTI


@pytest.fixture
def library(
    state: State, tmp_path: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Library]:
    monkeypatch.setattr(withheld, "FRESH", 0.0)
    (tmp_path / "cuti.md").write_text(CUTI, encoding="utf-8")
    settings = Settings(home=tmp_path / "rumah", _env_file=None)
    opened = Library(settings, embedder=WordEmbedder(), state=state, clock=clock)
    opened.ingest([tmp_path / "cuti.md"], starter=False)
    yield opened
    opened.close()


@pytest.fixture
def desk(library: Library, clock: HandClock) -> ReviewDesk:
    return ReviewDesk(library.state, clock, library.snapshot())


@pytest.fixture
def manager(desk: ReviewDesk) -> Account:
    return person(desk.state, "mira", Grant(role=Role.KNOWLEDGE_MANAGER))
