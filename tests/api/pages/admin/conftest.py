"""The management pages over an agency with its usual bidang, and people of every kind."""

from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fastapi import FastAPI

from api.accounts import passwords
from api.accounts.models import Account, Grant, Role
from api.forum.forum import Forum
from api.forum.routing.services import RoutingServices
from api.state.state import State
from tests.api.forum.people import admin_of, operator_of, person
from tests.api.pages.owned import Browser, owned_app
from tests.api.state.answers import HandClock
from tests.fakes import WordEmbedder

WORK_HOURS = "Sen-Jum 08.00-16.00"
Enter = Callable[[Account], Browser]


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a hash costs is tested elsewhere."""
    monkeypatch.setattr(passwords, "MEMORY", 8)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def app(tmp_path: Path, clock: HandClock, cheap_hashes: None) -> Iterator[FastAPI]:
    with owned_app(tmp_path, clock) as made:
        database = made.state.state.database
        made.state.forum = Forum(
            database, made.state.settings, attachments=tmp_path / "lampiran", clock=clock
        )
        made.state.routing = RoutingServices(
            database, WordEmbedder(), work_hours=WORK_HOURS, zone=ZoneInfo("Asia/Jakarta"), clock=clock
        )
        made.state.forum.bidang.seed()
        yield made


@pytest.fixture
def state(app: FastAPI) -> State:
    state: State = app.state.state
    return state


@pytest.fixture
def forum(app: FastAPI) -> Forum:
    forum: Forum = app.state.forum
    return forum


@pytest.fixture
def routing(app: FastAPI) -> RoutingServices:
    routing: RoutingServices = app.state.routing
    return routing


@pytest.fixture
def enter(app: FastAPI, state: State) -> Enter:
    """``enter(account)``: a browser in which it is signed in."""

    def signed_in(account: Account) -> Browser:
        return Browser(app, session=state.sessions.begin(account))

    return signed_in


@pytest.fixture
def ani(state: State) -> Account:
    """An ASN."""
    return person(state, "ani", name="Ani Lestari", email="ani@contoh.go.id")


@pytest.fixture
def citra(state: State) -> Account:
    """Admin of a bidang."""
    return person(state, "citra", *admin_of("mutasi"), name="Citra Dewi")


@pytest.fixture
def dodi(state: State) -> Account:
    """Operator of the same bidang."""
    return person(state, "dodi", *operator_of("mutasi"), name="Dodi Saputra")


@pytest.fixture
def eka(state: State) -> Account:
    """Admin of another bidang."""
    return person(state, "eka", *admin_of("pensiun"), name="Eka Wati")


@pytest.fixture
def sri(state: State) -> Account:
    """Superadmin."""
    return person(state, "sri", Grant(role=Role.SUPERADMIN), name="Sri Utami")


@pytest.fixture
def eva(state: State) -> Account:
    """Evaluator."""
    return person(state, "eva", Grant(role=Role.EVALUATOR), name="Eva Maharani")


def trail(state: State, below: str = "") -> list[tuple[str, str, str]]:
    """Actor, action and reason of the entries of the audit trail, the newest first."""
    return [(one.actor, one.action, one.reason) for one in state.audit.entries(below=below)]
