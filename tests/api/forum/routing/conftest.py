"""Routing over the forum of the tests, with a classifier that compares words."""

from collections.abc import Sequence
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import select

from api.accounts.models import Account
from api.forum.routing.services import RoutingServices
from api.jobs.oversight import JobOversight
from api.jobs.queue import JobQueue, JobState
from api.settings import Settings
from api.state.forum_tables import QuestionRow
from api.state.state import State
from assistant.routing.classifier import Classifier
from assistant.routing.examples import Example, KnownCategory
from corpus.embeddings.protocol import Embedder
from tests.api.forum.desk import Desk
from tests.api.state.answers import HandClock
from tests.fakes import WordEmbedder

FITTED: dict[object, Classifier] = {}
WEEK = str(Settings.model_fields["work_hours"].default)


class Office:
    """The services, and work of kind ``route`` done as a worker does it."""

    def __init__(self, state: State, clock: HandClock, embedder: Embedder) -> None:
        self.database = state.database
        zone = ZoneInfo("Asia/Jakarta")
        self.services = RoutingServices(state.database, embedder, work_hours=WEEK, zone=zone, clock=clock)
        self.queue = JobQueue(state.database, clock=clock)

    def work(self) -> int:
        """Do all routing that is to be done now; how much it was."""
        done = 0
        while (job := self.queue.take("uji", ["route"])) is not None:
            write = self.services.router(job)
            with self.queue.ending(job) as session:
                if write is not None:
                    write(session)
            done += 1
        assert JobOversight(self.database).counts()[JobState.DEAD] == 0
        return done

    def row(self, question_id: str) -> QuestionRow:
        """A question as it is kept."""
        with self.database.reading() as session:
            return session.scalars(select(QuestionRow).where(QuestionRow.id == question_id)).one()

    def assignee(self, question_id: str, *people: Account) -> str | None:
        """Username of whoever has a question."""
        names = {one.id: one.username for one in people}
        assignee = self.row(question_id).assignee_id
        return None if assignee is None else names[assignee]


class RememberingEmbedder(WordEmbedder):
    """Embeds a text once for all tests."""

    known: ClassVar[dict[str, NDArray[np.float32]]] = {}

    def embed_query(self, text: str) -> NDArray[np.float32]:
        if text not in self.known:
            self.known[text] = super().embed_query(text)
        return self.known[text]


@pytest.fixture(autouse=True)
def quick_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fit a classifier once for all tests that begin with the same examples."""

    def fitted(categories: Sequence[KnownCategory], examples: Sequence[Example], **more: Any) -> Classifier:
        key = (tuple(categories), tuple(examples), bool(more))
        if key not in FITTED:
            FITTED[key] = Classifier(categories, examples, **more)
        return FITTED[key]

    monkeypatch.setattr("api.forum.routing.learned.Classifier", fitted)


@pytest.fixture
def office(state: State, clock: HandClock, desk: Desk) -> Office:
    # A Friday, 10.00 in Jakarta.
    desk.bidang.seed()
    return Office(state, clock, RememberingEmbedder())
