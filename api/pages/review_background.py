"""What an officer should know of a question beside its thread: suggestions, decisions, readings, leases."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.forum.models import Draft, DraftState, RejectReason
from api.forum.rejection import REASONS
from api.forum.review_words import SecondReading
from api.forum.reviewing import readings_of
from api.forum.threads import GONE, names_of
from api.pages.review_words import DRAFT_STATES
from api.pages.words import Badge
from api.state.database import StateDatabase
from api.state.draft_tables import DecisionRow, DraftRow
from api.state.routing_tables import RoutingRow


class _Suggestion(BaseModel):
    category_id: str
    probability: float


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision on a draft of the question.

    Attributes:
        why: reason and note of a rejection; else empty.
        practice: what had been made wrong in it for practice; empty for other drafts.
    """

    badge: Badge
    who: str
    account_id: str | None
    at: datetime
    why: str
    practice: str


@dataclass(frozen=True, slots=True)
class Background:
    """Beside the thread.

    Attributes:
        suggested: category and probability 0–1, likeliest first; empty while it was not routed.
        decisions: the newest first.
        readings: of the current draft, the newest first.
        reader: who has the current draft open; empty where nobody has.
        lease_until: until when; None where nobody has it.
        names: of the readers, by account.
    """

    suggested: list[tuple[str, float]]
    decisions: list[Decided]
    readings: tuple[SecondReading, ...]
    reader: str
    lease_until: datetime | None
    names: dict[str, str]


def background(database: StateDatabase, question_id: str, draft: Draft | None, now: datetime) -> Background:
    """Look it all up.

    Args:
        draft: the current one.

    Raises:
        StorageError: the database cannot be used.
    """
    with database.reading() as session:
        readings = readings_of(session, draft.id) if draft else ()
        reader, until = _lease(session, draft, now)
        people = [reader, *(one for reading in readings for one in (reading.asked_by, reading.account_id))]
        names = names_of(session, people)
        return Background(
            suggested=_suggested(session, question_id),
            decisions=_decisions(session, question_id),
            readings=readings,
            reader=names.get(reader or "", GONE) if reader else "",
            lease_until=until,
            names=names,
        )


def _lease(session: Session, draft: Draft | None, now: datetime) -> tuple[str | None, datetime | None]:
    if draft is None or draft.state is not DraftState.IN_REVIEW:
        return None, None
    row = session.get_one(DraftRow, draft.id)
    held = row.lease_until is not None and row.lease_until > now
    return (row.reader_id, row.lease_until) if held else (None, None)


def _suggested(session: Session, question_id: str) -> list[tuple[str, float]]:
    newest = select(RoutingRow).where(RoutingRow.question_id == question_id).order_by(RoutingRow.at.desc())
    row = session.scalar(newest.limit(1))
    kept = [_Suggestion.model_validate(one) for one in row.suggestions] if row else []
    return [(one.category_id, one.probability) for one in kept]


def _decisions(session: Session, question_id: str) -> list[Decided]:
    statement = (
        select(DecisionRow, DraftRow.seeded_error)
        .join(DraftRow, DraftRow.id == DecisionRow.draft_id)
        .where(DecisionRow.question_id == question_id)
        .order_by(DecisionRow.decided_at.desc(), DecisionRow.id.desc())
    )
    rows = session.execute(statement).all()
    names = names_of(session, [row.account_id for row, _ in rows])
    return [
        Decided(
            badge=DRAFT_STATES[DraftState(row.decision)],
            who=names.get(row.account_id or "", GONE),
            account_id=row.account_id,
            at=row.decided_at,
            why=": ".join(part for part in (_reason(row.reason), row.note) if part),
            practice=seeded,
        )
        for row, seeded in rows
    ]


def _reason(code: str) -> str:
    return REASONS[RejectReason(code)] if code else ""
