"""What people think of answers, and what the reviewers make of it. Everything here is masked."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field, model_validator
from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session

from api.state.audit import Audited, add_entry, said
from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.conversations import Conversations
from api.state.database import StateDatabase
from api.state.masking import masked, masked_answer
from api.state.owned_exchanges import owned_exchange
from api.state.owners import Owner
from api.state.provenance import Provenance, provenance_of
from api.state.tables import FeedbackRow
from corpus.errors import InvalidInput, NotFound
from corpus.models import Frozen

LONGEST_TEXT = 2_000
"""Characters that somebody may write about an answer."""


class Reason(StrEnum):
    """What is wrong with an answer."""

    WRONG = "salah"
    OUTDATED = "kedaluwarsa"
    INCOMPLETE = "tidak_lengkap"
    UNCLEAR = "sulit_dipahami"
    OTHER = "lainnya"


class ReviewState(StrEnum):
    """What the reviewers made of it."""

    NEW = "baru"
    ACCEPTED = "diterima"
    REJECTED = "ditolak"


class Judgement(Frozen):
    """What somebody says of an answer; a reason belongs to one that did not help."""

    helpful: bool
    reason: Reason | None = None
    text: str = Field("", max_length=LONGEST_TEXT)

    @model_validator(mode="after")
    def _reason_of_what_is_wrong(self) -> "Judgement":
        if self.helpful and self.reason is not None:
            raise ValueError("Alasan hanya untuk jawaban yang tidak membantu.")
        return self


class Feedback(Frozen):
    """A judgement with the answer it is about.

    Attributes:
        question: as typed, masked.
        answer: the whole answer as JSON, masked; kept as it was, whatever shape answers take later.
    """

    id: str
    given_at: datetime
    judgement: Judgement
    question: str
    answer: dict[str, object]
    provenance: Provenance
    state: ReviewState
    reviewed_at: datetime | None = None
    reviewed_by: str = ""
    note: str = ""


class FeedbackDesk:
    """Every method raises StorageError when the database cannot be used."""

    def __init__(
        self, database: StateDatabase, conversations: Conversations, *, clock: Clock = utc_now
    ) -> None:
        self._database = database
        self._conversations = conversations
        self._clock = clock

    def give(self, owner: Owner, exchange_id: str, judgement: Judgement) -> Feedback:
        """Say what one thinks of an answer, in the place of what one said before; it is reviewed anew.

        Raises:
            NotFound: the owner has no such exchange.
        """
        now = self._clock()
        with self._database.writing("Penilaian gagal disimpan") as session:
            exchange = owned_exchange(session, self._conversations, owner, exchange_id, lock=True)
            provenance = provenance_of(exchange.answer, exchange.snapshot)
            values = {
                "given_at": now,
                "helpful": judgement.helpful,
                "reason": judgement.reason.value if judgement.reason else "",
                "text": masked(judgement.text)[:LONGEST_TEXT],
                "question": masked(exchange.question),
                "answer": masked_answer(exchange.answer, exchange.question).model_dump(mode="json"),
                **provenance.model_dump(),
                "state": ReviewState.NEW.value,
                "reviewed_at": None,
                "reviewed_by": "",
                "note": "",
            }
            row = session.scalar(
                select(FeedbackRow).where(
                    FeedbackRow.exchange_id == exchange_id, FeedbackRow.owner_id == owner.id
                )
            )
            if row is None:
                row = FeedbackRow(id=new_id(), exchange_id=exchange_id, owner_id=owner.id, **values)
                session.add(row)
            else:
                for name, value in values.items():
                    setattr(row, name, value)
            session.flush()
            return to_feedback(row)

    def of(self, owner: Owner, conversation_id: str) -> dict[str, Judgement]:
        """What an owner said of the answers of a conversation, by exchange; text as it is kept, masked.

        Raises:
            NotFound: the owner has no such conversation.
        """
        exchanges = self._conversations.exchange_ids(owner, conversation_id)
        statement = select(FeedbackRow).where(
            FeedbackRow.owner_id == owner.id, FeedbackRow.exchange_id.in_(exchanges)
        )
        with self._database.reading() as session:
            return {str(row.exchange_id): judgement_of(row) for row in session.scalars(statement)}

    # For reviewers

    def list(
        self,
        *,
        state: ReviewState | None = None,
        helpful: bool | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> list[Feedback]:
        """Feedback of everybody, the newest first."""
        statement = (
            select(FeedbackRow)
            .where(_in_state(state), true() if helpful is None else FeedbackRow.helpful.is_(helpful))
            .order_by(FeedbackRow.given_at.desc(), FeedbackRow.id.desc())
            .limit(limit)
            .offset(offset)
        )
        with self._database.reading() as session:
            return [to_feedback(row) for row in session.scalars(statement)]

    def read(self, feedback_id: str) -> Feedback:
        """One by its identifier.

        Raises:
            NotFound: there is none.
        """
        with self._database.reading() as session:
            return to_feedback(_row(session, feedback_id))

    def review(self, feedback_id: str, state: ReviewState, *, by: str, note: str = "") -> Feedback:
        """Accept or reject one; the audit trail keeps who did.

        Raises:
            NotFound: there is none.
            InvalidInput: the name is empty, or name or note too long.
        """
        if state is ReviewState.NEW:
            raise InvalidInput("Penilaian hanya dapat diterima atau ditolak.")
        actor, remark = said(by, "Nama"), said(note, "Catatan", required=False)
        now = self._clock()
        with self._database.writing("Tinjauan gagal disimpan") as session:
            row = _row(session, feedback_id)
            row.state, row.reviewed_at, row.reviewed_by, row.note = state.value, now, actor, remark
            entry = Audited(
                at=now, actor=actor, action=f"feedback.{state.value}", subject=row.id, reason=remark
            )
            add_entry(session, entry)
            session.flush()
            return to_feedback(row)


def to_feedback(row: FeedbackRow) -> Feedback:
    """From its row."""
    return Feedback(
        id=row.id,
        given_at=row.given_at,
        judgement=judgement_of(row),
        question=row.question,
        answer=row.answer,
        provenance=Provenance(snapshot=row.snapshot, model=row.model, prompt_hash=row.prompt_hash),
        state=ReviewState(row.state),
        reviewed_at=row.reviewed_at,
        reviewed_by=row.reviewed_by,
        note=row.note,
    )


def judgement_of(row: FeedbackRow) -> Judgement:
    """What was said, from its row."""
    return Judgement(helpful=row.helpful, reason=Reason(row.reason) if row.reason else None, text=row.text)


def _in_state(state: ReviewState | None) -> ColumnElement[bool]:
    return true() if state is None else FeedbackRow.state == state.value


def _row(session: Session, feedback_id: str) -> FeedbackRow:
    row = session.get(FeedbackRow, feedback_id)
    if row is None:
        raise NotFound(f"Penilaian “{feedback_id}” tidak ada. Lihat tanya feedback list.")
    return row
