"""“Kirim ke forum”: a question that goes to the officers with what was tried. Everything here is masked."""

import secrets
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from api.state.audit import Audited, add_entry, said
from api.state.clock import Clock, utc_now
from api.state.conversations import Conversations
from api.state.database import StateDatabase
from api.state.exchanges import Exchange
from api.state.masking import masked
from api.state.owned_exchanges import exchanges_before, owned_exchange
from api.state.owners import Owner
from api.state.tables import HandoverRow
from assistant.followup import MOST_TURNS
from assistant.models import Answer, AnswerStatus
from corpus.errors import NotFound
from corpus.models import Frozen

LONGEST_CONTACT = 300
LONGEST_MESSAGE = 1_000
_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""No letters or digits that are taken for one another when read aloud or copied by hand."""
_GROUPS, _GROUP = 4, 5
"""20 letters of 30: 98 random bits."""


class HandoverState(StrEnum):
    """Where it stands with the officers."""

    NEW = "baru"
    HANDLED = "ditangani"


class EarlierQuestion(Frozen):
    """A question of the same conversation before it, and how it ended."""

    question: str
    status: AnswerStatus


class TriedPassage(Frozen):
    """A passage that was weighed, with its score."""

    id: str
    path: tuple[str, ...]
    score: float
    status: str


class Handover(Frozen):
    """A question for the officers.

    Attributes:
        receipt: number that the asker was given.
        question: masked, completed where it was a follow-up.
        on: the date it is asked for.
        status: how the assistant's answer ended, and ``reason`` what that answer told the asker.
        earlier: what the conversation was about before.
        passages: best first.
        contact: how the asker wishes to be reached, and ``message`` what they add in their own words.
        note: what the officer who handled it says to the asker.
    """

    receipt: str
    sent_at: datetime
    question: str
    on: date
    status: AnswerStatus
    reason: str
    earlier: tuple[EarlierQuestion, ...]
    passages: tuple[TriedPassage, ...]
    contact: str
    snapshot: str
    state: HandoverState
    closed_at: datetime | None = None
    closed_by: str = ""
    note: str = ""
    message: str = ""


def new_receipt() -> str:
    """A number to write down, which nobody can guess: ``7KQ2M-…`` in four groups."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


class Handovers:
    """Every method raises StorageError when the database cannot be used."""

    def __init__(
        self, database: StateDatabase, conversations: Conversations, *, clock: Clock = utc_now
    ) -> None:
        self._database = database
        self._conversations = conversations
        self._clock = clock

    def send(self, owner: Owner, exchange_id: str, *, contact: str = "", message: str = "") -> Handover:
        """Hand a question over; one that was handed over before keeps its receipt and says what it said.

        Raises:
            NotFound: the owner has no such exchange.
        """
        with self._database.writing("Pertanyaan gagal dikirim") as session:
            exchange = owned_exchange(session, self._conversations, owner, exchange_id, lock=True)
            row = session.scalar(select(HandoverRow).where(HandoverRow.exchange_id == exchange_id))
            if row is not None:
                return to_handover(row)
            earlier = exchanges_before(session, exchange_id, MOST_TURNS)
            sent = _handover(exchange, earlier, contact=contact, message=message, at=self._clock())
            values = sent.model_dump(mode="json", include={"earlier", "passages"})
            kept = sent.model_dump(exclude={"earlier", "passages", "on", "status", "state"})
            session.execute(
                insert(HandoverRow).values(
                    exchange_id=exchange_id,
                    owner_id=owner.id,
                    asked_on=sent.on,
                    status=sent.status.value,
                    state=sent.state.value,
                    **values,
                    **kept,
                )
            )
        return sent

    def preview(self, owner: Owner, exchange_id: str) -> Handover:
        """What ``send`` would hand over, under a receipt that nobody is given.

        Raises:
            NotFound: the owner has no such exchange.
        """
        with self._database.reading() as session:
            exchange = owned_exchange(session, self._conversations, owner, exchange_id)
            earlier = exchanges_before(session, exchange_id, MOST_TURNS)
            return _handover(exchange, earlier, contact="", message="", at=self._clock())

    def read(self, owner: Owner, receipt: str) -> Handover:
        """Where it stands with a question one handed over.

        Raises:
            NotFound: the owner handed none over under this number.
        """
        with self._database.reading() as session:
            row = session.get(HandoverRow, receipt.strip().upper())
            if row is None or row.owner_id != owner.id:
                raise NotFound("Nomor tanda terima ini tidak ada atau bukan milik Anda.")
            return to_handover(row)

    # For officers

    def list(self, *, state: HandoverState | None = None, limit: int = 50, offset: int = 0) -> list[Handover]:
        """Questions of everybody, the oldest first: they have waited longest."""
        statement = select(HandoverRow).order_by(HandoverRow.sent_at, HandoverRow.receipt)
        if state is not None:
            statement = statement.where(HandoverRow.state == state.value)
        with self._database.reading() as session:
            return [to_handover(row) for row in session.scalars(statement.limit(limit).offset(offset))]

    def show(self, receipt: str) -> Handover:
        """One by its receipt.

        Raises:
            NotFound: there is none.
        """
        with self._database.reading() as session:
            return to_handover(_row(session, receipt))

    def close(self, receipt: str, *, by: str, note: str = "") -> Handover:
        """Say that it was handled; the audit trail keeps by whom.

        Raises:
            NotFound: there is none.
            InvalidInput: the name is empty, or name or note too long.
        """
        actor, remark = said(by, "Nama"), said(note, "Catatan", required=False)
        now = self._clock()
        with self._database.writing("Status pertanyaan gagal disimpan") as session:
            row = _row(session, receipt)
            row.state, row.closed_at = HandoverState.HANDLED.value, now
            row.closed_by, row.note = actor, remark
            entry = Audited(
                at=now, actor=actor, action="handover.ditangani", subject=row.receipt, reason=remark
            )
            add_entry(session, entry)
            session.flush()
            return to_handover(row)


def _handover(
    exchange: Exchange, earlier: list[Exchange], *, contact: str, message: str, at: datetime
) -> Handover:
    answer = exchange.answer
    return Handover(
        receipt=new_receipt(),
        sent_at=at,
        question=masked(answer.question.text),
        on=answer.question.on,
        status=answer.status,
        reason=masked(answer.text),
        earlier=tuple(
            EarlierQuestion(question=masked(one.answer.question.text), status=one.answer.status)
            for one in earlier
        ),
        passages=_passages(answer),
        contact=masked(" ".join(contact.split())),
        message=masked(message.strip()),
        snapshot=exchange.snapshot,
        state=HandoverState.NEW,
    )


def _passages(answer: Answer) -> tuple[TriedPassage, ...]:
    return tuple(
        TriedPassage(id=one.unit.id, path=one.unit.path, score=one.score, status=one.status)
        for one in answer.passages
    )


def _row(session: Session, receipt: str) -> HandoverRow:
    row = session.get(HandoverRow, receipt.strip().upper())
    if row is None:
        raise NotFound(f"Pertanyaan dengan nomor “{receipt}” tidak ada. Lihat tanya handovers list.")
    return row


def to_handover(row: HandoverRow) -> Handover:
    """From its row."""
    return Handover.model_validate(
        {
            "receipt": row.receipt,
            "sent_at": row.sent_at,
            "question": row.question,
            "on": row.asked_on,
            "status": row.status,
            "reason": row.reason,
            "earlier": row.earlier,
            "passages": row.passages,
            "contact": row.contact,
            "message": row.message,
            "snapshot": row.snapshot,
            "state": row.state,
            "closed_at": row.closed_at,
            "closed_by": row.closed_by,
            "note": row.note,
        }
    )
