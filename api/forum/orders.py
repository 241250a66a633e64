"""Work that the forum leaves to the background, ordered in the transaction that gives rise to it."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from api.forum.models import DraftState
from api.jobs.queue import put
from api.state.draft_tables import DraftRow

ROUTE = "route"
DRAFT = "draft"
PUBLISH = "publish"

_UNDECIDED = (DraftState.DRAFTED.value, DraftState.SCORED.value, DraftState.IN_REVIEW.value)


def order_routing(session: Session, question_id: str, *, at: datetime) -> None:
    """Let a new question be routed."""
    put(session, ROUTE, f"{ROUTE}:{question_id}", {"question_id": question_id}, at=at)


def order_draft(session: Session, question_id: str, thread_version: int, *, at: datetime) -> None:
    """Let the first reply to a thread as it stands be drafted."""
    put(
        session,
        DRAFT,
        f"{DRAFT}:{question_id}:{thread_version}:0",
        {"question_id": question_id, "thread_version": thread_version},
        at=at,
    )


def order_publication(session: Session, key: str, *, at: datetime) -> None:
    """Let the knowledge from published posts be built anew.

    Args:
        key: names what changed, so that the same change is not asked for twice.
    """
    put(session, PUBLISH, f"{PUBLISH}:{key}", {}, at=at)


def set_drafts_aside(session: Session, question_id: str, *, at: datetime) -> None:
    """Make room for a draft of the thread as it stands.

    A current draft that is not decided becomes stale; one that is decided keeps its state.
    """
    current = (DraftRow.question_id == question_id) & DraftRow.superseded_at.is_(None)
    session.execute(
        update(DraftRow)
        .where(current, DraftRow.state.in_(_UNDECIDED))
        .values(state=DraftState.STALE.value, superseded_at=at, version=DraftRow.version + 1)
    )
    session.execute(update(DraftRow).where(current).values(superseded_at=at))
