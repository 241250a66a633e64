"""The pages of figures over the made-up forum, and people who may read them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from api.accounts.models import Grant, Role
from api.forum.models import DraftState, RejectReason
from api.pages.figure_routes import PublicBoard, router
from api.state.state import State
from evals.scorecard import Opinion
from tests.api.forum.figures.made_up import MadeUpForum, at, week_of_questions
from tests.api.forum.people import person
from tests.api.pages.conftest import make_app
from tests.api.pages.stub import StubLibrary


@pytest.fixture
def app(library: StubLibrary, tmp_path: Path) -> Iterator[FastAPI]:
    made = make_app(library, tmp_path)
    made.include_router(router)
    yield made
    made.state.state.close()


@pytest.fixture
def state(app: FastAPI) -> State:
    found: State = app.state.state
    return found


@pytest.fixture
def forum(app: FastAPI, state: State) -> MadeUpForum:
    """Nine questions of a week, twelve of October, and decisions of every kind."""
    made = MadeUpForum(state)
    app.state.figures = made.figures
    app.state.public_board = PublicBoard(made.figures)
    asked = week_of_questions(made)["quick"]
    for _ in range(6):
        made.decide(asked, DraftState.ACCEPTED)
    made.decide(asked, DraftState.ACCEPTED_WITH_EDITS, edits=0.25, opinion=Opinion.CHECK, risk=0.4)
    made.decide(asked, DraftState.REJECTED, reason=RejectReason.OUTDATED, opinion=Opinion.STOP, risk=0.9)
    for number in range(12):
        october = at(16, "08.00").replace(month=10)
        replied = october.replace(hour=9 + number % 2)
        made.rate(made.ask(october, replied=replied, closed=replied), 4)
    return made


@pytest.fixture
def evaluator(state: State, forum: MadeUpForum) -> str:
    """A session of somebody who may read all figures."""
    assert forum
    return state.sessions.begin(person(state, "eva", Grant(role=Role.EVALUATOR)))


@pytest.fixture
def operator(state: State, forum: MadeUpForum) -> str:
    """A session of an operator of mutasi."""
    assert forum
    return state.sessions.begin(person(state, "dodi", Grant(role=Role.OPERATOR, bidang="mutasi")))
