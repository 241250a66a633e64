"""Everything of routing over one database, and the rounds of reminders."""

import threading
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

import structlog

from api.forum.routing.holidays import Holidays
from api.forum.routing.learned import LearnedRouting
from api.forum.routing.officers import Officers
from api.forum.routing.reminders import Reminders
from api.forum.routing.router import Router
from api.forum.routing.working_hours import IsFree, WorkingHours
from api.forum.routing.working_week import read_week
from api.forum.routing.workload import Workloads
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from corpus.embeddings.protocol import Embedder
from corpus.errors import TanyaError

EVERY = 5 * 60.0
"""Seconds from one round of reminders to the next."""


class RoutingServices:
    """The stores and handlers of routing. Safe to share between threads.

    Args:
        work_hours: the week as ``TANYA_WORK_HOURS`` says it.
        zone: of the agency.
        vectors: file for the vectors of examples; None keeps them in memory alone.

    Raises:
        InvalidInput: ``work_hours`` cannot be read.
    """

    def __init__(
        self,
        database: StateDatabase,
        embedder: Embedder,
        *,
        work_hours: str,
        zone: ZoneInfo,
        vectors: Path | None = None,
        clock: Clock = utc_now,
    ) -> None:
        week = read_week(work_hours)

        def hours_of(is_free: IsFree) -> WorkingHours:
            return WorkingHours(week, zone, is_free)

        self.learned = LearnedRouting(database, embedder, vectors=vectors, clock=clock)
        self.router = Router(database, self.learned, hours_of, clock=clock)
        self.reminders = Reminders(database, hours_of, clock=clock)
        self.workloads = Workloads(database, hours_of, clock=clock)
        self.officers = Officers(database, clock=clock)
        self.holidays = Holidays(database, clock=clock)


class Done(Protocol):
    """What a round did."""

    @property
    def reminders(self) -> int:
        """How many were sent."""

    def model_dump(self) -> dict[str, Any]:
        """Everything, for the log."""


class Rounds(Protocol):
    """Something that is looked at again and again."""

    def round(self) -> Done:
        """Look at all of it once.

        Raises:
            TanyaError: it cannot be looked at now.
        """


class ReminderRounds:
    """A thread that does rounds until it is stopped; one that fails is logged, the next one comes."""

    def __init__(self, *reminders: Rounds, every: float = EVERY) -> None:
        self._reminders = reminders
        self._every = every
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="reminders", daemon=True)

    def start(self) -> None:
        """Do a round now, and from then on."""
        self._thread.start()

    def stop(self) -> None:
        """End after the round that runs."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopped.is_set():
            for reminders in self._reminders:
                try:
                    done = reminders.round()
                    if done.reminders:
                        structlog.get_logger().info("reminded", **done.model_dump())
                except TanyaError as error:
                    structlog.get_logger().warning("not reminded", reason=str(error))
            self._stopped.wait(self._every)
