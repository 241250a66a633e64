"""Ordering a look at what the law calls into doubt."""

from datetime import datetime

from sqlalchemy.orm import Session

from api.jobs.queue import put

STALENESS = "staleness"
"""Kind of the jobs."""


def order_look(session: Session, key: str, *, at: datetime) -> None:
    """Let published replies and entries be held against the law as it is known when the work is done.

    Args:
        key: names the reason, so that the same look is not asked for twice.
    """
    put(session, STALENESS, f"{STALENESS}:{key}", {}, at=at)
