"""What follows from an officer's move of a question, in the transaction that moves it."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.forum.orders import ROUTE
from api.jobs.queue import put
from api.state.forum_tables import QuestionRow
from api.state.routing_tables import RoutingRow


def corrected(session: Session, row: QuestionRow, *, by: Account, at: datetime) -> None:
    """Keep where an officer put a question, and let it get the targets and an officer of its new place.

    The caller has moved it already.
    """
    values = {"corrected_to": row.category_id or "", "corrected_by": by.id, "corrected_at": at}
    session.execute(update(RoutingRow).where(RoutingRow.question_id == row.id).values(values))
    put(session, ROUTE, f"{ROUTE}:{row.id}:{row.version}", {"question_id": row.id}, at=at)
