"""The forum of one installation: its stores over one database, and what they are made from."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from api.forum.attachments import Attachments
from api.forum.bidang import BidangStore
from api.forum.file_shelf import FileShelf
from api.forum.listing import QuestionLists
from api.forum.mailer import Mailer, MailHandler, MailServer, Security
from api.forum.notifications import Notifications
from api.forum.posts import Posts
from api.forum.questions import Questions
from api.forum.ratings import Ratings
from api.forum.similar import Faq, SimilarQuestions
from api.forum.withheld import Withheld
from api.forum.work import Work
from api.settings import Settings
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from corpus.embeddings.protocol import Embedder
from corpus.errors import CorruptIndex, InvalidInput, NotFound, StorageError
from corpus.home import Home
from corpus.models import FaqEntry, PassageKind
from corpus.open_snapshot import OpenSnapshot


class Forum:
    """Everything that the forum keeps. Safe to share between threads.

    Args:
        attachments: folder of the files that people send.
        embedder: compares what is typed with what was answered; None compares words alone.
        faq: gives the questions of the FAQ.
        mailer: None sends no mail.
    """

    def __init__(
        self,
        database: StateDatabase,
        settings: Settings,
        *,
        attachments: Path,
        embedder: Embedder | None = None,
        faq: Callable[[], Faq] | None = None,
        mailer: Mailer | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self.bidang = BidangStore(database, clock=clock)
        self.questions = Questions(database, self.bidang, clock=clock)
        self.lists = QuestionLists(database, clock=clock)
        self.work = Work(database, reopen_days=settings.forum_reopen_days, clock=clock)
        self.posts = Posts(database, clock=clock)
        self.notifications = Notifications(database, days=settings.notification_days, clock=clock)
        self.ratings = Ratings(database, clock=clock)
        self.similar = SimilarQuestions(database, embedder, faq)
        self.attachments = Attachments(
            database,
            FileShelf(attachments),
            most_bytes=settings.attachment_max_bytes,
            most_files=settings.attachment_max_files,
            clock=clock,
        )
        self.mail = MailHandler(database, mailer, clock=clock)


class Shelves(Protocol):
    """What the forum needs of the library."""

    @property
    def embedder(self) -> Embedder:
        """Turns text into vectors."""

    def leased(self) -> AbstractContextManager[OpenSnapshot]:
        """The snapshot that serves, open for a whole ``with`` block."""


def forum_of(
    settings: Settings, database: StateDatabase, library: Shelves, *, clock: Clock = utc_now
) -> Forum:
    """The forum of an installation.

    Raises:
        InvalidInput: a mail server is set, but no address that mail comes from.
    """
    return Forum(
        database,
        settings,
        attachments=Home(settings.home).attachments,
        embedder=library.embedder,
        faq=FaqOf(library, Withheld(database)),
        mailer=mailer_of(settings, clock=clock),
        clock=clock,
    )


def mailer_of(settings: Settings, *, clock: Clock = utc_now) -> Mailer | None:
    """What hands mail in; None where no server is set.

    Raises:
        InvalidInput: a server is set, but no address that mail comes from.
    """
    if not settings.smtp_host:
        return None
    name, _, domain = settings.smtp_from.rpartition("@")
    if not name or not domain:
        raise InvalidInput("TANYA_SMTP_FROM harus berisi alamat surel, misalnya tanya@contoh.go.id.")
    server = MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=Security(settings.smtp_security),
        user=settings.smtp_user,
        password=settings.smtp_password,
        sender=settings.smtp_from,
        agency=settings.agency,
        site=settings.public_url.rstrip("/"),
        timeout=settings.smtp_timeout,
    )
    return Mailer(server, clock=clock)


class FaqOf:
    """The questions of the FAQ in the snapshot that serves; read again when that is another.

    Args:
        withheld: tells what nobody is answered with now; its entries are left out.
    """

    def __init__(self, library: Shelves, withheld: Callable[[], frozenset[str]] = frozenset) -> None:
        self._library = library
        self._withheld = withheld
        self._snapshot = ""
        self._questions: dict[str, str] = {}

    def __call__(self) -> Faq:
        """As it is now; empty while nothing was ingested."""
        try:
            with self._library.leased() as snapshot:
                if snapshot.info.id != self._snapshot:
                    self._snapshot, self._questions = snapshot.info.id, _questions_in(snapshot)
        except (NotFound, CorruptIndex, StorageError):
            return Faq(stamp="", questions={})
        out = self._withheld() & self._questions.keys()
        kept = {one: question for one, question in self._questions.items() if one not in out}
        return Faq(stamp=" ".join([self._snapshot, *sorted(out)]), questions=kept)


def _questions_in(snapshot: OpenSnapshot) -> dict[str, str]:
    kinds = snapshot.knowledge.unit_kinds()
    found = (snapshot.knowledge.entry(one) for one, kind in kinds.items() if kind is PassageKind.FAQ)
    return {entry.id: entry.question for entry in found if isinstance(entry, FaqEntry)}
