"""What an installation does beside answering: the forum, its routing and review, and the work of workers."""

from collections.abc import Mapping
from datetime import timedelta

import structlog

from api.forum.draft_source import LibrarySource
from api.forum.drafting import Drafting
from api.forum.drafts import KIND as DRAFT
from api.forum.forum import forum_of
from api.forum.knowledge_desk import SnapshotWatch, knowledge_desk, knowledge_handlers
from api.forum.publishing import Publishing
from api.forum.review_desk import review_desk
from api.forum.review_words import ReviewRules
from api.forum.routing.services import ReminderRounds, RoutingServices
from api.jobs.worker import GivenUp, Handler, Watcher, Worker
from api.language_model import create_checker
from api.library import Library
from api.minutes.meetings import KIND as MINUTES
from api.minutes.wiring import minutes_desk
from corpus.errors import StorageError

ROUTING_VECTORS = "rute-vektor.npz"
"""In the home folder: vectors of the examples that routing learns from."""


class Services:
    """The services of one installation over its library. Safe to share between threads.

    Raises:
        InvalidInput: a setting of the forum cannot be used.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        database, settings = library.state.database, library.settings
        self.forum = forum_of(settings, database, library)
        rules = ReviewRules(
            lease=timedelta(minutes=settings.review_minutes),
            high_risk=settings.high_risk,
            seeded_share=settings.training_share,
        )
        checker = create_checker(settings, library.embedder)
        self.review = review_desk(library, rules, checker)
        self.knowledge = knowledge_desk(library, checker)
        self._knowledge = knowledge_handlers(library)
        self.routing = RoutingServices(
            database,
            library.embedder,
            work_hours=settings.work_hours,
            zone=library.state.zone,
            vectors=library.home.path / ROUTING_VECTORS,
        )
        self._drafting = Drafting(
            database,
            LibrarySource(library, self.routing.learned),
            contact=settings.contact,
            contacts=settings.contacts,
        )
        self._publishing = Publishing(database, library)
        self.minutes = minutes_desk(library)

    @property
    def handlers(self) -> Mapping[str, Handler]:
        """Who does which kind of work."""
        return {
            DRAFT: self._drafting,
            "route": self.routing.router,
            "mail": self.forum.mail,
            "publish": self._publishing,
            MINUTES: self.minutes.making,
            **self._knowledge,
        }

    @property
    def given_up(self) -> Mapping[str, GivenUp]:
        """What else is written when work of a kind is given up."""
        return {
            DRAFT: self._drafting.given_up,
            "route": self.routing.router.given_up,
            MINUTES: self.minutes.making.given_up,
        }

    def worker(self, *, threads: int, watch: Watcher | None = None) -> Worker:
        """A worker over the queue, not yet started.

        Args:
            threads: how much is done at once.
            watch: told of every attempt.
        """
        return Worker(
            self._library.state.jobs, self.handlers, given_up=self.given_up, threads=threads, watch=watch
        )

    def reminder_rounds(self) -> ReminderRounds:
        """Reminders of questions that wait and of action items that are due, not yet started."""
        return ReminderRounds(self.routing.reminders, self.minutes.reminders)

    def snapshot_watch(self) -> SnapshotWatch:
        """Orders what a new snapshot gives rise to, not yet started."""
        return SnapshotWatch(self._library)

    def tidy(self) -> None:
        """Delete files that nothing names any more, and notifications and transcripts whose time is over.

        What fails is logged and tried again later.
        """
        for what, purge in (
            ("attachments", self.forum.attachments.purge),
            ("notifications", self.forum.notifications.purge),
            ("meetings", self.minutes.tidy),
        ):
            try:
                purge()
            except StorageError as error:
                structlog.get_logger().warning("not purged", what=what, reason=str(error))
