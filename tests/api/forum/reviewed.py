"""A library of one law, drafts about it, and the stores that review them."""

import random
from contextlib import nullcontext
from datetime import date

from api.accounts.models import Account
from api.forum.drafts import Made, Order, current_draft, put_draft
from api.forum.models import Draft
from api.forum.own_replies import OwnReplies
from api.forum.review import Reviews
from api.forum.review_words import ReviewRules
from api.forum.reviewing import draft_of
from api.forum.risk import Risk
from api.forum.second_reading import SecondReaders
from api.forum.training import Training
from api.state.clock import Clock
from api.state.provenance import Provenance
from api.state.state import State
from assistant.models import Answer, AnswerStatus, Claim, Question
from assistant.render import render
from corpus.models import Citation
from corpus.open_snapshot import OpenSnapshot
from evals.case import Reference
from evals.scorecard import scorecard
from tests.api.forum.desk import Desk

TODAY = date(2026, 11, 20)
LEAVE = "Pegawai berhak atas cuti tahunan selama 12 (dua belas) hari kerja."
APPLY = "Cuti tahunan diajukan secara tertulis kepada atasan langsung."
CLAIMS = (
    Claim(
        text="Pegawai berhak atas cuti tahunan selama 12 hari kerja.",
        citations=(Citation(provision_id="pp-91-2019/pasal-2/ayat-1", quote=LEAVE, start=0, end=len(LEAVE)),),
    ),
    Claim(
        text="Cuti tahunan diajukan secara tertulis kepada atasan langsung.",
        citations=(Citation(provision_id="pp-91-2019/pasal-2/ayat-2", quote=APPLY, start=0, end=len(APPLY)),),
    ),
)


def drafted(*claims: Claim, status: AnswerStatus = AnswerStatus.ANSWERED) -> Answer:
    said = claims or CLAIMS
    return Answer(
        question=Question(text="Berapa lama cuti tahunan?", on=TODAY),
        status=status,
        text=render(said),
        claims=said,
        confidence=0.9,
    )


class ReviewDesk:
    """Reviews over a forum and a snapshot."""

    def __init__(
        self,
        state: State,
        clock: Clock,
        snapshot: OpenSnapshot,
        rules: ReviewRules | None = None,
        *,
        chance: random.Random | None = None,
    ) -> None:
        self.forum = Desk(state, clock)
        self.state = state
        self.clock = clock
        self.snapshot = snapshot
        self.reviews = Reviews(
            state.database,
            lambda: nullcontext(snapshot),
            today=lambda: TODAY,
            rules=rules or ReviewRules(),
            chance=chance,
            clock=clock,
        )
        self.second = SecondReaders(state.database, self.reviews, clock=clock)
        self.training = Training(state.database, clock=clock)
        self.own = OwnReplies(
            state.database, self.forum.posts, lambda: nullcontext(snapshot), today=lambda: TODAY
        )

    def draft(self, asker: Account, answer: Answer | None = None, *, risk: float = 0.1) -> Draft:
        """The draft of a new question about leave."""
        asked = self.forum.ask(asker)
        answer = answer or drafted()
        scores = scorecard(answer, Reference(self.snapshot.knowledge, self.snapshot.force))
        made = Made(
            answer=answer,
            scorecard=scores,
            risk=Risk(value=risk, grounds=()),
            provenance=Provenance(snapshot="s1", model="kecil", prompt_hash="abc"),
        )
        order = Order(question_id=asked.id, thread_version=asked.thread_version)
        with self.state.database.writing("draf") as session:
            identifier = put_draft(session, order, made, at=self.clock())
        return self.read(identifier)

    def read(self, draft_id: str) -> Draft:
        """A draft as it stands."""
        with self.state.database.reading() as session:
            return draft_of(session, draft_id)

    def current(self, question_id: str) -> Draft:
        """The current draft of a question."""
        with self.state.database.reading() as session:
            found = current_draft(session, question_id)
        assert found is not None
        return found
