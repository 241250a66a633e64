"""Whose questions figures are of."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, exists, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from api.accounts.models import Account, Role
from api.accounts.permissions import Permission, bidang_for, may
from api.figures.period import Period
from api.forum.routing.working_hours import WorkingHours
from api.state.forum_tables import QuestionRow
from api.state.import_tables import ImportRow
from corpus.models import Frozen

_SEES_ALL = frozenset({Role.EVALUATOR, Role.SUPERADMIN})


class Scope(Frozen):
    """The bidang that are counted.

    Attributes:
        bidang: None counts all.
    """

    bidang: frozenset[str] | None = None

    def within(self, bidang_id: str) -> bool:
        """Whether a bidang is counted."""
        return self.bidang is None or bidang_id in self.bidang


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be counted, with what it takes to count it.

    Attributes:
        session: to read with.
        hours: the clock of targets.
        zone: of the agency, whose midnight begins a day.
        now: the present moment.
    """

    session: Session
    scope: Scope
    period: Period
    hours: WorkingHours
    zone: ZoneInfo
    now: datetime

    def of(self, *bidang: str) -> "Asked":
        """The same for other bidang."""
        return replace(self, scope=Scope(bidang=frozenset(bidang)))

    def questions(self) -> ColumnElement[bool]:
        """The questions that are counted: asked here, not brought in from another forum."""
        brought_in = exists().where(ImportRow.question_id == QuestionRow.id)
        bidang = true() if self.scope.bidang is None else QuestionRow.bidang_id.in_(self.scope.bidang)
        return ~brought_in & bidang

    def during(
        self, moment: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]
    ) -> ColumnElement[bool]:
        """Whether a moment lies in the period."""
        begin, end = self.period.bounds(self.zone)
        return (moment >= begin) & (moment < end)


def scope_of(account: Account) -> Scope:
    """What somebody may read figures of: officers of their bidang, evaluators and superadmins of all."""
    if any(account.has(role) for role in _SEES_ALL) and may(account, Permission.READ_FIGURES):
        return Scope()
    return Scope(bidang=bidang_for(account, Permission.READ_FIGURES))
