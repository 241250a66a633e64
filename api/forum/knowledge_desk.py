"""The knowledge of the forum in one installation: its stores, its kinds of work, and who orders them."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from api.forum.bidang import BidangStore
from api.forum.faq.candidates import Candidates
from api.forum.faq.due import DueEntries
from api.forum.faq.gathering import Gathering
from api.forum.faq.states import FAQ
from api.forum.settling import Settling
from api.forum.staleness import Staleness
from api.forum.staleness_orders import STALENESS, order_look
from api.jobs.queue import put
from api.jobs.worker import Handler
from api.library import Library
from api.state.clock import Clock, utc_now
from assistant.support import SupportChecker
from corpus.errors import TanyaError

EVERY = 15.0
"""Seconds between two looks at which snapshot serves."""


@dataclass(frozen=True, slots=True)
class KnowledgeDesk:
    """What ``create_app`` keeps as ``app.state.knowledge``."""

    settling: Settling
    candidates: Candidates
    due: DueEntries
    bidang: BidangStore


def knowledge_desk(
    library: Library, checker: SupportChecker | None = None, *, clock: Clock = utc_now
) -> KnowledgeDesk:
    """The stores of one installation.

    Args:
        checker: advises on whether sentences follow from what they cite; None gives no such advice.
    """
    database, leased, today = library.state.database, library.leased, library.today
    return KnowledgeDesk(
        settling=Settling(database, leased, today=today, checker=checker, clock=clock),
        candidates=Candidates(database, leased, today=today, checker=checker, clock=clock),
        due=DueEntries(database, leased, today=today),
        bidang=BidangStore(database, clock=clock),
    )


def knowledge_handlers(library: Library, *, clock: Clock = utc_now) -> Mapping[str, Handler]:
    """Handlers by kind of work, for a worker."""
    database = library.state.database
    return {
        STALENESS: Staleness(database, library, clock=clock),
        FAQ: Gathering(database, library.embedder, clock=clock),
    }


class SnapshotWatch:
    """Orders the work that a new snapshot gives rise to, whoever ingested it: a thread until it is stopped.

    A snapshot on a new day counts as a new one: amendments begin on their day, without any ingest. Several
    processes may watch; the same work is ordered once.
    """

    def __init__(self, library: Library, *, every: float = EVERY, clock: Clock = utc_now) -> None:
        self._library = library
        self._every = every
        self._clock = clock
        self._ordered = ""
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="snapshot-watch", daemon=True)

    def start(self) -> None:
        """Look now, and from then on."""
        self._thread.start()

    def stop(self) -> None:
        """End after the look that is made."""
        self._stopped.set()
        self._thread.join()

    def look(self) -> bool:
        """Order the work of the snapshot that serves; False where that was done already.

        Raises:
            TanyaError: there is no library yet, or a database cannot be used.
        """
        key = f"{self._library.snapshot().info.id}:{self._library.today().isoformat()}"
        if key == self._ordered:
            return False
        now = self._clock()
        with self._library.state.database.writing("Pekerjaan gagal dicatat") as session:
            order_look(session, key, at=now)
            put(session, FAQ, f"{FAQ}:{key}", {}, at=now)
        self._ordered = key
        return True

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                self.look()
            except TanyaError as error:
                structlog.get_logger().debug("snapshot not looked at", reason=str(error))
            self._stopped.wait(self._every)
