"""The queue of officers: open questions of their bidang with the drafts that wait for a decision."""

from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    SQLColumnExpression,
    String,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    select,
)

from api.forum.drafted_by import DraftedBy
from api.forum.drafts import DECIDED, KIND
from api.forum.models import OPEN, DraftState, Priority, QuestionState
from api.jobs.queue import JobState
from api.state.database import StateDatabase
from api.state.draft_tables import DraftRow, JobRow
from api.state.forum_tables import QuestionRow
from corpus.models import Frozen
from evals.scorecard import Opinion


class DraftOrder(StrEnum):
    """What comes first."""

    RISK = "risiko"
    """The riskiest draft; questions that have none yet come last."""
    AGE = "usia"
    """What has waited longest."""
    SCORE = "skor"
    """The worst score, then the lowest confidence."""
    BIDANG = "bidang"
    """By bidang, and in each what has waited longest."""


class DraftFilter(Frozen):
    """Which questions are wanted; None and empty are all.

    Attributes:
        bidang: identifiers of bidang; the queue is bounded by what the officer may work anyway.
        least_risk: of the draft, 0–1; questions without one have none.
        assignee_id: whose; an empty text is nobody's.
        states: of the question.
        asked_before: asked at that moment or before it.
        drafted: only those with a draft that waits for a decision.
        decided: also those whose draft was decided.
    """

    bidang: tuple[str, ...] = ()
    category_id: str | None = None
    assignee_id: str | None = None
    priority: Priority | None = None
    opinion: Opinion | None = None
    drafted_by: DraftedBy | None = None
    least_risk: float | None = None
    words: str = ""
    states: frozenset[QuestionState] = OPEN
    asked_before: datetime | None = None
    drafted: bool = False
    decided: bool = False


class Waiting(Frozen):
    """A question in the queue, with what is known of its draft; ``draft_id`` is None while there is none.

    Attributes:
        under_way: a draft for its newest words is being made or waits for that.
    """

    question_id: str
    number: int
    title: str
    bidang_id: str
    category_id: str | None
    assignee_id: str | None
    state: QuestionState
    priority: Priority
    asked_at: datetime
    reply_due: datetime | None
    resolve_due: datetime | None
    first_reply_at: datetime | None
    thread_version: int
    draft_id: str | None
    draft_state: DraftState | None
    drafted_by: DraftedBy | None
    opinion: Opinion | None
    risk: float | None
    confidence: float | None
    reader_id: str | None
    under_way: bool


_OPINION = DraftRow.scorecard["opinion"].as_string()
_WORST_FIRST = case({Opinion.CHECK.value: 1, Opinion.READY.value: 2}, value=_OPINION, else_=0)
# What has no draft waits behind what has one, on every database.
_NO_DRAFT = DraftRow.id.is_(None)
_AGE = (QuestionRow.created_at, QuestionRow.number)
_ORDERS: dict[DraftOrder, Sequence[SQLColumnExpression[Any]]] = {
    DraftOrder.RISK: (_NO_DRAFT, DraftRow.risk.desc(), *_AGE),
    DraftOrder.AGE: _AGE,
    DraftOrder.SCORE: (_NO_DRAFT, _WORST_FIRST, DraftRow.confidence, *_AGE),
    DraftOrder.BIDANG: (QuestionRow.bidang_id, *_AGE),
}
_UNDER_WAY = exists().where(
    JobRow.key.startswith(
        literal(f"{KIND}:") + QuestionRow.id + ":" + cast(QuestionRow.thread_version, String) + ":"
    ),
    JobRow.state.in_((JobState.WAITING.value, JobState.RUNNING.value)),
)
_IS_CURRENT = and_(DraftRow.question_id == QuestionRow.id, DraftRow.superseded_at.is_(None))
_OF_DRAFT = (
    DraftRow.id,
    DraftRow.state,
    DraftRow.drafting,
    DraftRow.risk,
    DraftRow.confidence,
    DraftRow.reader_id,
)


class DraftQueue:
    """Every method raises StorageError when the database cannot be used."""

    def __init__(self, database: StateDatabase) -> None:
        self._database = database

    def list(
        self,
        bidang: Collection[str],
        *,
        order: DraftOrder = DraftOrder.RISK,
        wanted: DraftFilter | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> list[Waiting]:
        """Questions whose draft is not decided, or that have none; open ones unless asked otherwise.

        Args:
            bidang: that the officer may work, as ``bidang_for`` says; others are never shown.
        """
        queue = select(QuestionRow, *_OF_DRAFT, _OPINION, _UNDER_WAY).outerjoin(DraftRow, _IS_CURRENT)
        statement = queue.where(*_conditions(bidang, wanted or DraftFilter())).order_by(*_ORDERS[order])
        with self._database.reading() as session:
            found = session.execute(statement.limit(limit).offset(offset))
            return [_waiting(*row) for row in found]

    def count(self, bidang: Collection[str], *, wanted: DraftFilter | None = None) -> int:
        """How many ``list`` would give without a limit."""
        queue = select(func.count()).select_from(QuestionRow).outerjoin(DraftRow, _IS_CURRENT)
        with self._database.reading() as session:
            return session.scalar(queue.where(*_conditions(bidang, wanted or DraftFilter()))) or 0


def _conditions(bidang: Collection[str], wanted: DraftFilter) -> list[ColumnElement[bool]]:
    shown = set(bidang) & set(wanted.bidang) if wanted.bidang else set(bidang)
    conditions: list[ColumnElement[bool]] = [
        QuestionRow.bidang_id.in_(sorted(shown)),
        QuestionRow.state.in_(sorted(wanted.states)),
    ]
    if not wanted.decided:
        conditions.append(_NO_DRAFT | DraftRow.state.not_in(sorted(DECIDED)))
    if wanted.drafted:
        conditions.append(DraftRow.id.is_not(None))
    if wanted.asked_before is not None:
        conditions.append(QuestionRow.created_at <= wanted.asked_before)
    if wanted.category_id is not None:
        conditions.append(QuestionRow.category_id == wanted.category_id)
    if wanted.assignee_id == "":
        conditions.append(QuestionRow.assignee_id.is_(None))
    elif wanted.assignee_id is not None:
        conditions.append(QuestionRow.assignee_id == wanted.assignee_id)
    if wanted.priority is not None:
        conditions.append(QuestionRow.priority == wanted.priority.value)
    if wanted.opinion is not None:
        conditions.append(_OPINION.is_not_distinct_from(wanted.opinion.value))
    if wanted.drafted_by is not None:
        conditions.append(DraftRow.drafting == wanted.drafted_by.value)
    if wanted.least_risk is not None:
        conditions.append(DraftRow.risk >= wanted.least_risk)
    conditions += [
        QuestionRow.title.icontains(word, autoescape=True) | QuestionRow.text.icontains(word, autoescape=True)
        for word in wanted.words.split()
    ]
    return conditions


def _waiting(
    question: QuestionRow,
    draft_id: str | None,
    state: str | None,
    drafting: str | None,
    risk: float | None,
    confidence: float | None,
    reader_id: str | None,
    opinion: str | None,
    under_way: bool,
) -> Waiting:
    return Waiting(
        question_id=question.id,
        number=question.number,
        title=question.title,
        bidang_id=question.bidang_id,
        category_id=question.category_id,
        assignee_id=question.assignee_id,
        state=QuestionState(question.state),
        priority=Priority(question.priority),
        asked_at=question.created_at,
        reply_due=question.reply_due,
        resolve_due=question.resolve_due,
        first_reply_at=question.first_reply_at,
        thread_version=question.thread_version,
        draft_id=draft_id,
        draft_state=None if state is None else DraftState(state),
        drafted_by=None if drafting is None else DraftedBy(drafting),
        opinion=None if opinion is None else Opinion(opinion),
        risk=risk,
        confidence=confidence,
        reader_id=reader_id,
        under_way=under_way,
    )
