"""Taking a published reply back, in the transaction of whoever decides it."""

from datetime import datetime

from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.forum.doubts import DoubtState, close_doubts
from api.forum.history import Event, EventKind, record
from api.forum.models import PostKind, QuestionState, Standing
from api.forum.moves import set_state
from api.forum.notifying import Notice, readers_of, tell
from api.forum.orders import order_publication
from api.forum.rejection import WITHDRAWN, order_another
from api.forum.rows import changed
from api.forum.work import has_reply
from api.state.forum_tables import PostRow, QuestionRow
from corpus.errors import Conflict


def take_back(
    session: Session, row: QuestionRow, post: PostRow, why: str, *, by: Account, at: datetime
) -> None:
    """Let nobody be shown a reply any more, nor be answered with it; what was open about it is settled.

    Where no reply is left, the question is worked on again, and another draft is ordered. Whoever calls has
    locked the question's row, sees to it that ``by`` may do this, and adds to the audit trail.

    Raises:
        Conflict: it was withdrawn already.
    """
    if post.standing == Standing.WITHDRAWN.value:
        raise Conflict("Balasan ini sudah ditarik.")
    post.standing = Standing.WITHDRAWN.value
    changed(row, at)
    session.flush()
    event = Event(at=at, actor_id=by.id, kind=EventKind.WITHDRAWN, before=post.id, note=why)
    record(session, row.id, event)
    told = "tidak lagi memuat satu balasan: balasan itu ditarik."
    tell(session, row, Notice.WITHDRAWN, told, at=at, audience=readers_of(PostKind(post.kind)), by_id=by.id)
    if row.state == QuestionState.DONE.value and not has_reply(session, row.id):
        state = QuestionState.SUBMITTED if row.assignee_id is None else QuestionState.IN_PROGRESS
        set_state(session, row, state, by=by, at=at)
        order_another(session, row, f"{WITHDRAWN}. {why}", by=by, at=at)
    close_doubts(session, post.id, DoubtState.WITHDRAWN, by_id=by.id, at=at, note=why)
    order_publication(session, f"{post.id}:{Standing.WITHDRAWN.value}", at=at)
