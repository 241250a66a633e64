"""Who gets a question: whoever of its bidang is there, knows its kind, and has the least to do."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.accounts.models import Role
from api.forum.access import WORKERS
from api.forum.models import OPEN, Priority
from api.state.account_tables import AccountRow, GrantRow
from api.state.forum_tables import QuestionRow
from api.state.routing_tables import AbsenceRow, SkillRow
from corpus.models import Frozen

WORK = {Priority.NORMAL.value: 1.0, Priority.HIGH.value: 1.5, Priority.URGENT.value: 2.0}
"""What an open question of each priority weighs."""
HEAD_START = 2.0
"""So much more open work may whoever knows a category well have than others, and still get its questions."""
OPEN_STATES = tuple(state.value for state in OPEN)


class Candidate(Frozen):
    """An officer who could get a question.

    Attributes:
        load: weight of the open questions they have, in every bidang.
        skilled: they know the category of the question well.
        latest: when the newest question they ever got was asked; None where they never got one.
    """

    account_id: str
    username: str
    load: float
    skilled: bool
    latest: datetime | None


def choose(candidates: Iterable[Candidate]) -> Candidate | None:
    """The officer who gets the question; None without any. The same candidates always give the same one."""
    return min(candidates, key=_order, default=None)


def _order(candidate: Candidate) -> tuple[float, float, str]:
    # Among those with equally much to do it goes round.
    latest = candidate.latest.timestamp() if candidate.latest is not None else float("-inf")
    return candidate.load - HEAD_START * candidate.skilled, latest, candidate.username


def candidates_for(session: Session, question: QuestionRow, *, on: date) -> list[Candidate]:
    """Officers of a question's bidang who are in use and there on a day; never the asker.

    They stay locked until the transaction ends, so that of two questions routed at the same time the second
    knows of the first.
    """
    absent = select(AbsenceRow.account_id).where(AbsenceRow.first_day <= on, AbsenceRow.last_day >= on)
    works = select(GrantRow.account_id).where(
        GrantRow.bidang_id == question.bidang_id, GrantRow.role.in_(WORKERS)
    )
    statement = (
        select(AccountRow)
        .where(AccountRow.active, AccountRow.id.in_(works), AccountRow.id.not_in(absent))
        .where(AccountRow.id != (question.asker_id or ""))
        .order_by(AccountRow.id)
        .with_for_update(key_share=True)
    )
    officers = list(session.scalars(statement))
    identifiers = [one.id for one in officers]
    loads = loads_of(session, identifiers)
    latest = _latest(session, identifiers)
    knows = select(SkillRow.account_id).where(
        SkillRow.account_id.in_(identifiers), SkillRow.category_id == (question.category_id or "")
    )
    skilled = set(session.scalars(knows))
    return [
        Candidate(
            account_id=one.id,
            username=one.username,
            load=loads.get(one.id, 0.0),
            skilled=one.id in skilled,
            latest=latest.get(one.id),
        )
        for one in officers
    ]


def loads_of(session: Session, account_ids: Iterable[str]) -> dict[str, float]:
    """Weight of the open questions of each account that has some."""
    counted = (
        select(QuestionRow.assignee_id, QuestionRow.priority, func.count())
        .where(QuestionRow.assignee_id.in_(list(account_ids)), QuestionRow.state.in_(OPEN_STATES))
        .group_by(QuestionRow.assignee_id, QuestionRow.priority)
    )
    loads: dict[str, float] = {}
    for account_id, priority, number in session.execute(counted):
        loads[str(account_id)] = loads.get(str(account_id), 0.0) + WORK[priority] * number
    return loads


def heads_of(session: Session, bidang_id: str) -> list[str]:
    """Accounts in use that lead a bidang, or, where it has none, those that look after the whole service."""
    in_use = (
        select(AccountRow.id).join(GrantRow, GrantRow.account_id == AccountRow.id).where(AccountRow.active)
    )
    admins = in_use.where(GrantRow.role == Role.ADMIN.value, GrantRow.bidang_id == bidang_id)
    return sorted(set(session.scalars(admins))) or superadmins(session)


def superadmins(session: Session) -> list[str]:
    """Accounts in use that look after the whole service."""
    statement = (
        select(AccountRow.id)
        .join(GrantRow, GrantRow.account_id == AccountRow.id)
        .where(AccountRow.active, GrantRow.role == Role.SUPERADMIN.value)
    )
    return sorted(set(session.scalars(statement)))


def _latest(session: Session, account_ids: list[str]) -> dict[str, datetime]:
    newest = (
        select(QuestionRow.assignee_id, func.max(QuestionRow.created_at))
        .where(QuestionRow.assignee_id.in_(account_ids))
        .group_by(QuestionRow.assignee_id)
    )
    return {str(account_id): at for account_id, at in session.execute(newest)}
