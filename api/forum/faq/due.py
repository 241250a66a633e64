"""Entries that came from a file, of the starter corpus or the agency's own, whose day of review has come."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date

from sqlalchemy import select

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.forum.doubts import DoubtState, SubjectKind, passage_of, settled_for_good
from api.state.database import StateDatabase
from api.state.forum_tables import PostRow
from api.state.knowledge_tables import DoubtRow, FaqCandidateRow
from corpus.errors import Forbidden, NotFound
from corpus.models import FaqEntry, Frozen, SourceKind
from corpus.open_snapshot import OpenSnapshot

KINDS = (SourceKind.FAQ, SourceKind.SOP, SourceKind.FORUM)
_ALL = 10_000_000


class FileEntry(Frozen):
    """An entry of the library that came from a file.

    Attributes:
        source_id: of the document that it stands in.
        origin: the file, as it was brought in.
        review_by: the day by which it is to be checked again.
    """

    id: str
    kind: SourceKind
    title: str
    source_id: str
    origin: str
    review_by: date


class DueEntries:
    """Finds them in the snapshot that serves. Safe to share between threads.

    Args:
        leased: the snapshot that serves, open for a ``with`` block.
        today: the agency's day.
    """

    def __init__(
        self,
        database: StateDatabase,
        leased: Callable[[], AbstractContextManager[OpenSnapshot]],
        *,
        today: Callable[[], date],
    ) -> None:
        self._database = database
        self._leased = leased
        self._today = today
        self._reading = threading.Lock()
        self._read_of = ""
        self._entries: tuple[FileEntry, ...] = ()

    def list(self, by: Account) -> list[FileEntry]:
        """Those to be checked by today, the longest overdue first; none while nothing was ingested.

        What is in doubt already, was withdrawn, gave way to an entry of our own, or is a reply of this forum,
        is not among them.

        Raises:
            Forbidden: they do not manage knowledge.
            StorageError: the database or the library cannot be used.
        """
        if not may(by, Permission.MANAGE_KNOWLEDGE):
            raise Forbidden("Ini hanya dapat dilihat pengelola pengetahuan.")
        today = self._today()
        due = [one for one in self._all() if one.review_by <= today]
        if not due:
            return []
        with self._database.reading() as session:
            doubted = select(DoubtRow.subject).where(DoubtRow.kind == SubjectKind.ENTRY.value)
            apart = set(session.scalars(doubted.where(DoubtRow.state == DoubtState.OPEN.value)))
            apart |= settled_for_good(session)
            apart |= set(session.scalars(select(FaqCandidateRow.entry_id)))
            posts = select(PostRow.id).where(PostRow.id.in_([_last(one.id) for one in due]))
            apart |= {passage_of(post) for post in session.scalars(posts)}
        return sorted((one for one in due if one.id not in apart), key=lambda one: (one.review_by, one.id))

    def _all(self) -> tuple[FileEntry, ...]:
        """Read once for each snapshot: it never changes."""
        try:
            with self._reading, self._leased() as snapshot:
                if snapshot.info.id != self._read_of:
                    self._entries = tuple(_entries(snapshot))
                    self._read_of = snapshot.info.id
                return self._entries
        except NotFound:
            return ()


def _last(entry_id: str) -> str:
    return entry_id.rpartition("/")[2]


def _entries(snapshot: OpenSnapshot) -> Iterator[FileEntry]:
    for kind in KINDS:
        for source, _ in snapshot.knowledge.sources(kind=kind, limit=_ALL):
            for unit in snapshot.knowledge.units_of(source.id):
                entry = snapshot.knowledge.entry(unit.id)
                if entry is None:
                    continue
                yield FileEntry(
                    id=entry.id,
                    kind=kind,
                    title=entry.question if isinstance(entry, FaqEntry) else entry.title,
                    source_id=source.id,
                    origin=source.origin,
                    review_by=entry.review_by,
                )
