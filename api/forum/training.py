"""Practice: officers who want to are now and then shown a draft made wrong, which is never published.

While its reader has it, it stands in the place of the good draft; whatever becomes of it, that one returns.
"""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, aliased

from api.forum.drafts import to_draft
from api.forum.models import Draft, DraftState
from api.forum.reviewing import Held
from api.forum.seeding import Seeded, holds_slip
from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.database import StateDatabase
from api.state.draft_tables import DecisionRow, DraftRow, TraineeRow
from api.state.forum_tables import QuestionRow
from assistant.models import Answer, Claim
from corpus.models import Frozen

_NEW = frozenset({DraftState.DRAFTED, DraftState.SCORED})


class CatchRate(Frozen):
    """How often readers found what was made wrong.

    Attributes:
        decided: drafts made wrong that a reader decided; one that was given back is not among them.
        caught: of them rejected, or edited so that nothing wrong is left.
    """

    decided: int
    caught: int

    @property
    def rate(self) -> float | None:
        """Share that was found; None while there is none."""
        return self.caught / self.decided if self.decided else None


class Training:
    """Who practises, and how well. Every method raises StorageError when the database cannot be used."""

    def __init__(self, database: StateDatabase, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def set(self, account_id: str, *, wanted: bool) -> None:
        """Let an officer be shown drafts made wrong from now on, or no more."""
        with self._database.writing("Pilihan latihan gagal disimpan") as session:
            session.execute(delete(TraineeRow).where(TraineeRow.account_id == account_id))
            if wanted:
                session.add(TraineeRow(account_id=account_id, since=self._clock()))

    def is_wanted(self, account_id: str) -> bool:
        """Whether an officer practises."""
        with self._database.reading() as session:
            return session.get(TraineeRow, account_id) is not None

    def catch_rate(self, *, account_id: str = "", bidang_id: str = "") -> CatchRate:
        """Of one officer or one bidang; of all where neither is named."""
        good = aliased(DraftRow)
        statement = (
            select(DecisionRow.decision, DecisionRow.after, DraftRow.answer, good.answer)
            .join(DraftRow, DraftRow.id == DecisionRow.draft_id)
            .join(good, good.id == DraftRow.seeded_from)
            .join(QuestionRow, QuestionRow.id == DecisionRow.question_id)
        )
        if account_id:
            statement = statement.where(DecisionRow.account_id == account_id)
        if bidang_id:
            statement = statement.where(QuestionRow.bidang_id == bidang_id)
        with self._database.reading() as session:
            found = [
                _caught(DraftState(decision), _claims(after), _claims(wrong), _claims(right))
                for decision, after, wrong, right in session.execute(statement)
            ]
        return CatchRate(decided=len(found), caught=sum(found))


def may_be_seeded(session: Session, draft: Draft, account_id: str) -> bool:
    """Whether an officer may be shown a draft made wrong in the place of this one: once at most."""
    return (
        draft.state in _NEW
        and draft.superseded_at is None
        and not draft.seeded_error
        and session.get(TraineeRow, account_id) is not None
        and session.scalar(select(DraftRow.id).where(DraftRow.seeded_from == draft.id).limit(1)) is None
    )


def plant(session: Session, held: Held, seeded: Seeded, *, at: datetime) -> Held:
    """Put a draft made wrong in the place of the good one."""
    good = held.row
    good.superseded_at = at
    session.flush()
    kept = {
        column.key: getattr(good, column.key)
        for column in DraftRow.__table__.columns
        if column.key not in {"id", "answer", "scorecard", "seeded_error", "seeded_from", "superseded_at"}
    }
    row = DraftRow(
        id=new_id(),
        answer=seeded.answer.model_dump(mode="json"),
        scorecard=seeded.scorecard.model_dump(mode="json"),
        seeded_error=seeded.told,
        seeded_from=good.id,
        superseded_at=None,
        **kept,
    )
    session.add(row)
    session.flush()
    return Held(held.question, row, to_draft(row))


def take_away(session: Session, held: Held, *, at: datetime) -> Held:
    """Give the good draft its place back; one that is too old for the thread by now stays set aside."""
    wrong = held.row
    if wrong.state == DraftState.IN_REVIEW.value:
        wrong.state = DraftState.STALE.value
    wrong.superseded_at = wrong.superseded_at or at
    wrong.version += 1
    session.flush()
    good = session.get_one(DraftRow, wrong.seeded_from, with_for_update=True)
    if good.thread_version == held.question.thread_version and not _has_current(session, good):
        good.superseded_at = None
        good.version += 1
    session.flush()
    return Held(held.question, good, to_draft(good))


def found_slip(decision: DraftState, after: Answer | None, wrong: Answer, good: Answer) -> bool:
    """Whether a reader found what was made wrong: by rejecting it, or by leaving nothing of it."""
    return _caught(decision, () if after is None else after.claims, wrong.claims, good.claims)


def _caught(
    decision: DraftState, after: tuple[Claim, ...], wrong: tuple[Claim, ...], good: tuple[Claim, ...]
) -> bool:
    return decision is DraftState.REJECTED or not holds_slip(after, wrong, good)


def _claims(answer: dict[str, object] | None) -> tuple[Claim, ...]:
    return () if answer is None else Answer.model_validate(answer).claims


def _has_current(session: Session, draft: DraftRow) -> bool:
    current = DraftRow.question_id == draft.question_id, DraftRow.superseded_at.is_(None)
    return session.scalar(select(DraftRow.id).where(*current)) is not None
