"""Every figure of a period, over the tables as they are. Nothing here writes."""

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.figures.catches import catches
from api.figures.decisions import Decisions, decisions
from api.figures.period import Period, last_twelve_months
from api.figures.public import PublicFigures, public_figures
from api.figures.satisfaction import Satisfaction, satisfaction
from api.figures.scope import Asked, Scope
from api.figures.scores import Foretold, scores
from api.figures.share import Share
from api.figures.spending import DraftedWith, Spending, drafted_with, spending
from api.figures.times import Times, times_by_bidang
from api.figures.volume import Volume, volume
from api.forum.models import Bidang
from api.forum.places import to_bidang
from api.forum.routing.holidays import free_days
from api.forum.routing.working_hours import WorkingHours
from api.forum.routing.working_week import read_week
from api.settings import Settings
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.forum_tables import BidangRow
from api.state.state import State
from corpus.models import Frozen


class OfBidang(Frozen):
    """The figures of one bidang."""

    bidang: Bidang
    volume: Volume
    times: Times
    decisions: Decisions
    satisfaction: Satisfaction
    catches: Share


class Dashboard(Frozen):
    """All figures of a scope and a period.

    Attributes:
        bidang: each that is counted, in the order they are shown in.
        catches: drafts made wrong whose slip was found.
        spending: of the whole service; None for a reader who sees some bidang only.
    """

    period: Period
    volume: Volume
    times: Times
    decisions: Decisions
    scores: tuple[Foretold, ...]
    satisfaction: Satisfaction
    catches: Share
    drafted_with: tuple[DraftedWith, ...]
    spending: Spending | None
    bidang: tuple[OfBidang, ...]


class Figures:
    """Every method raises StorageError when the database cannot be used.

    Args:
        work_hours: the week as ``TANYA_WORK_HOURS`` says it.
        zone: of the agency.

    Raises:
        InvalidInput: ``work_hours`` cannot be read.
    """

    def __init__(
        self, database: StateDatabase, *, work_hours: str, zone: ZoneInfo, clock: Clock = utc_now
    ) -> None:
        self._database = database
        self._week = read_week(work_hours)
        self._zone = zone
        self._clock = clock

    def today(self) -> date:
        """The agency's day."""
        return self._clock().astimezone(self._zone).date()

    def bidang(self, scope: Scope) -> list[Bidang]:
        """The bidang of a scope in the order they are shown in, also those out of use."""
        with self._database.reading() as session:
            return _bidang(session, scope)

    def dashboard(self, scope: Scope, period: Period, *, whole_service: bool) -> Dashboard:
        """All figures of the bidang of a scope.

        Args:
            whole_service: whether the reader may see what belongs to no bidang.
        """
        with self._database.reading() as session:
            asked = self._asked(session, scope, period)
            took, took_by = times_by_bidang(asked)
            return Dashboard(
                period=period,
                volume=volume(asked),
                times=took,
                decisions=decisions(asked),
                scores=scores(asked),
                satisfaction=satisfaction(asked),
                catches=catches(asked),
                drafted_with=drafted_with(asked),
                spending=spending(asked) if whole_service else None,
                bidang=tuple(
                    _of_bidang(asked.of(one.id), one, took_by[one.id]) for one in _bidang(session, scope)
                ),
            )

    def public(self) -> PublicFigures:
        """What everybody may know of the service: of the last twelve whole months, and of nobody alone."""
        with self._database.reading() as session:
            return public_figures(self._asked(session, Scope(), last_twelve_months(self.today())))

    def _asked(self, session: Session, scope: Scope, period: Period) -> Asked:
        hours = WorkingHours(self._week, self._zone, free_days(session))
        return Asked(session, scope, period, hours, self._zone, self._clock())


def figures_of(settings: Settings, state: State, *, clock: Clock = utc_now) -> Figures:
    """The figures of an installation."""
    return Figures(state.database, work_hours=settings.work_hours, zone=state.zone, clock=clock)


def _of_bidang(asked: Asked, bidang: Bidang, took: Times) -> OfBidang:
    return OfBidang(
        bidang=bidang,
        volume=volume(asked),
        times=took,
        decisions=decisions(asked),
        satisfaction=satisfaction(asked),
        catches=catches(asked),
    )


def _bidang(session: Session, scope: Scope) -> list[Bidang]:
    rows = session.scalars(select(BidangRow).order_by(BidangRow.position, BidangRow.id))
    return [to_bidang(row) for row in rows if scope.within(row.id)]
