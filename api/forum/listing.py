"""Lists of questions: one's own, the queue of officers, the answered ones that everybody reads."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Generic, TypeVar

from pydantic import Field
from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, func, or_, select, true

from api.accounts.models import Account
from api.accounts.permissions import Permission, bidang_for
from api.forum.access import is_public
from api.forum.models import OPEN, ForumQuestion, Priority, QuestionState
from api.forum.rows import to_question
from api.forum.threads import PublicQuestion, in_doubt, to_public
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.forum_tables import QuestionRow
from corpus.models import Frozen

Item = TypeVar("Item")


class Page(Frozen, Generic[Item]):
    """Part of a list; ``total`` counts all of it."""

    items: tuple[Item, ...]
    total: int


class QueueOrder(StrEnum):
    """By what a queue is sorted."""

    OLDEST = "terlama"
    NEWEST = "terbaru"
    CHANGED = "terakhir_berubah"
    DUE = "tenggat"
    PRIORITY = "prioritas"


class QueueFilter(Frozen):
    """Which questions of a queue; nothing given leaves all that the officer may work.

    Attributes:
        assignee_id: whose; with ``unassigned`` nobody's instead.
        older_than: asked so long ago at least.
        overdue: past the time of the first reply, or of the end, that they should have had.
    """

    bidang: frozenset[str] = frozenset()
    category_id: str = ""
    states: frozenset[QuestionState] = OPEN
    priority: Priority | None = None
    assignee_id: str = ""
    unassigned: bool = False
    older_than: timedelta | None = Field(None, ge=timedelta())
    overdue: bool = False
    order: QueueOrder = QueueOrder.OLDEST


class QuestionLists:
    """Every method raises StorageError when the database cannot be used."""

    def __init__(self, database: StateDatabase, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def own(
        self, by: Account, *, state: QuestionState | None = None, limit: int = 50, offset: int = 0
    ) -> Page[ForumQuestion]:
        """What somebody asked, the newest first."""
        wanted = and_(
            QuestionRow.asker_id == by.id, true() if state is None else QuestionRow.state == state.value
        )
        return self._page(wanted, [QuestionRow.number.desc()], limit, offset)

    def queue(
        self, by: Account, wanted: QueueFilter, *, limit: int = 50, offset: int = 0
    ) -> Page[ForumQuestion]:
        """Questions that an officer may work; those of other bidang are left out, asked for or not."""
        bidang = bidang_for(by, Permission.WORK_QUESTIONS)
        if wanted.bidang:
            bidang &= wanted.bidang
        now = self._clock()
        condition = and_(QuestionRow.bidang_id.in_(bidang), *_conditions(wanted, now))
        return self._page(condition, _ORDERS[wanted.order], limit, offset)

    def public(
        self,
        *,
        query: str = "",
        bidang_id: str = "",
        category_id: str = "",
        limit: int = 50,
        offset: int = 0,
    ) -> Page[PublicQuestion]:
        """Answered questions, the newest first.

        Args:
            query: words that all stand in the public title or text.
        """
        wanted = and_(
            is_public(),
            *(
                QuestionRow.public_title.icontains(word, autoescape=True)
                | QuestionRow.public_text.icontains(word, autoescape=True)
                for word in query.split()
            ),
            true() if not bidang_id else QuestionRow.bidang_id == bidang_id,
            true() if not category_id else QuestionRow.category_id == category_id,
        )
        statement = select(QuestionRow).where(wanted).order_by(QuestionRow.number.desc())
        with self._database.reading() as session:
            rows = session.scalars(statement.limit(limit).offset(offset)).all()
            total = session.scalar(select(func.count()).select_from(QuestionRow).where(wanted)) or 0
            doubted = in_doubt(session, (row.id for row in rows))
            items = tuple(to_public(row, doubted=row.id in doubted) for row in rows)
            return Page(items=items, total=total)

    def _page(
        self,
        wanted: ColumnElement[bool],
        order: Sequence[SQLColumnExpression[Any]],
        limit: int,
        offset: int,
    ) -> Page[ForumQuestion]:
        statement = select(QuestionRow).where(wanted).order_by(*order, QuestionRow.number)
        with self._database.reading() as session:
            rows = session.scalars(statement.limit(limit).offset(offset)).all()
            total = session.scalar(select(func.count()).select_from(QuestionRow).where(wanted)) or 0
            return Page(items=tuple(map(to_question, rows)), total=total)


def _conditions(wanted: QueueFilter, now: datetime) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [QuestionRow.state.in_([state.value for state in wanted.states])]
    if wanted.category_id:
        conditions.append(QuestionRow.category_id == wanted.category_id)
    if wanted.priority is not None:
        conditions.append(QuestionRow.priority == wanted.priority.value)
    if wanted.unassigned:
        conditions.append(QuestionRow.assignee_id.is_(None))
    elif wanted.assignee_id:
        conditions.append(QuestionRow.assignee_id == wanted.assignee_id)
    if wanted.older_than is not None:
        conditions.append(QuestionRow.created_at <= now - wanted.older_than)
    if wanted.overdue:
        unanswered = and_(QuestionRow.first_reply_at.is_(None), QuestionRow.reply_due < now)
        conditions.append(or_(unanswered, QuestionRow.resolve_due < now))
    return conditions


_PRIORITY = case({one.value: place for place, one in enumerate(Priority)}, value=QuestionRow.priority)
_ORDERS: dict[QueueOrder, Sequence[SQLColumnExpression[Any]]] = {
    QueueOrder.OLDEST: [QuestionRow.number],
    QueueOrder.NEWEST: [QuestionRow.number.desc()],
    QueueOrder.CHANGED: [QuestionRow.changed_at.desc()],
    QueueOrder.DUE: [
        # What has no target waits behind what has one, on every database.
        QuestionRow.resolve_due.is_(None),
        case((QuestionRow.first_reply_at.is_(None), QuestionRow.reply_due), else_=QuestionRow.resolve_due),
    ],
    QueueOrder.PRIORITY: [_PRIORITY.desc()],
}
