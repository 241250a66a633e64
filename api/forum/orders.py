"""Work that the forum leaves to the background, ordered in the transaction that gives rise to it."""

from datetime import datetime

from sqlalchemy.orm import Session

from api.forum.drafts import Order, order_draft, supersede
from api.jobs.queue import put

ROUTE = "route"
PUBLISH = "publish"


def order_routing(session: Session, question_id: str, *, at: datetime, version: int | None = None) -> None:
    """Let a question be routed and given its targets.

    Args:
        version: of a question that was routed before and is to get targets, and perhaps an officer, again.
    """
    key = f"{ROUTE}:{question_id}" if version is None else f"{ROUTE}:{question_id}:{version}"
    put(session, ROUTE, key, {"question_id": question_id}, at=at)


def order_first_draft(session: Session, question_id: str, thread_version: int, *, at: datetime) -> None:
    """Let a reply to a thread as it stands be drafted; the draft of an older one is stale from now on."""
    supersede(session, question_id, at=at)
    order_draft(session, Order(question_id=question_id, thread_version=thread_version), at=at)


def order_publication(session: Session, key: str, *, at: datetime) -> None:
    """Let the knowledge from published posts be built anew.

    Args:
        key: names what changed, so that the same change is not asked for twice.
    """
    put(session, PUBLISH, f"{PUBLISH}:{key}", {}, at=at)
