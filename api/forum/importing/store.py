"""Bringing the questions of another forum in: tried first, then for real, as often as one likes.

What is there already, by its name in the other forum, is never brought in again, so a run that was stopped
goes on where it was. Nothing that comes in this way is open, drafted, assigned, told to anybody or used as an
answer.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.forum.bidang import BidangStore
from api.forum.importing.adding import add_thread, question_key
from api.forum.importing.files import Export
from api.forum.importing.questions import (
    NewThread,
    WrongLine,
    category_of,
    grouped,
    masked_counts,
    new_thread,
)
from api.forum.importing.records import LineError, plain_name, with_answers
from api.forum.models import PostKind
from api.forum.questions import next_number
from api.state.audit import Audited, add_entry, said
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.forum_tables import CategoryRow
from api.state.import_tables import ImportRow
from corpus.errors import InvalidInput
from corpus.models import Frozen

AT_ONCE = 100
"""Questions of one transaction."""


class Steps(Protocol):
    """Is told how far it is."""

    def begin(self, stage: str, total: int) -> None:
        """A stage starts."""

    def advance(self, steps: int = 1, label: str = "") -> None:
        """Steps are done."""


class Report(Frozen):
    """What is in a file, or what came of it. Counts are of questions unless they say otherwise.

    Attributes:
        imported: that were brought in; of a dry run, that would be.
        replies: accepted answers among what was brought in, ``follow_ups`` and ``notes`` the other posts.
        unanswered: of those brought in, without an accepted answer.
        known: brought in before, and ``changed`` of them say something else by now, which is left as it was.
        duplicates: lines of questions that say word for word the same as another one.
        errors: lines that cannot be brought in.
        unknown_categories: how many questions have each, the most first.
        masked: how much personal data was taken out, by kind.
        unread: columns that were not used.
    """

    imported: int
    replies: int
    follow_ups: int
    notes: int
    unanswered: int
    known: int
    changed: int
    duplicates: tuple[int, ...]
    errors: tuple[LineError, ...]
    unknown_categories: dict[str, int]
    masked: dict[str, int]
    unread: tuple[str, ...]


class ForumImport:
    """Every method raises StorageError when the database cannot be used.

    Args:
        zone: of the agency, for dates without one.
    """

    def __init__(
        self, database: StateDatabase, bidang: BidangStore, *, zone: ZoneInfo, clock: Clock = utc_now
    ) -> None:
        self._database = database
        self._bidang = bidang
        self._zone = zone
        self._clock = clock

    def run(
        self,
        export: Export,
        *,
        source: str,
        by: str,
        steps: Steps,
        dry_run: bool = False,
        skip_wrong: bool = False,
        categories: Mapping[str, str] | None = None,
    ) -> Report:
        """Bring in what is not there yet, or say what would be.

        Args:
            source: which forum it is; the same questions under another name would come in again.
            by: who does it, for the audit trail.
            skip_wrong: bring the others in where some lines are wrong; else nothing is.
            categories: what the other forum's categories are here, by their names there.

        Raises:
            InvalidInput: some line is wrong and is not to be skipped, or the name of the source is empty.
        """
        name, actor = said(source, "Nama sumber"), said(by, "Nama")
        self._bidang.seed()
        threads, errors = self._read(export, steps)
        with self._database.reading() as session:
            places = _places(session)
            sorting = _Sorting(session, name, threads)
        mapping = categories or {}
        unknown = Counter(
            thread.category
            for thread in sorting.new
            if thread.category and category_of(thread.category, places, mapping) is None
        )
        report = _report(sorting, errors, unknown, export.unread)
        if dry_run:
            return report
        if errors and not skip_wrong:
            raise InvalidInput(
                f"{len(errors)} baris salah, jadi tidak ada yang diimpor. Perbaiki, atau lewati dengan "
                "--skip-errors."
            )
        steps.begin("Menyimpan", len(sorting.new))
        for batch in _batches(sorting.new):
            self._write(batch, name, actor, {one: category_of(one, places, mapping) for one in _names(batch)})
            steps.advance(len(batch))
        return report

    def _read(self, export: Export, steps: Steps) -> tuple[list[NewThread], tuple[LineError, ...]]:
        found = grouped(list(with_answers(export.records)))
        errors = [*export.errors, *found.errors]
        threads = []
        now = self._clock()
        steps.begin("Memeriksa dan menyamarkan", len(found.threads))
        for question, posts in found.threads:
            try:
                threads.append(new_thread(question, posts, zone=self._zone, now=now))
            except WrongLine as error:
                errors.append(LineError(line=error.line, reason=str(error)))
            steps.advance()
        return threads, tuple(sorted(errors, key=lambda one: one.line))

    def _write(
        self, batch: Sequence[NewThread], source: str, by: str, categories: Mapping[str, str | None]
    ) -> None:
        now = self._clock()
        with self._database.writing("Impor forum gagal disimpan") as session:
            # Nobody else numbers a question from here on, so nobody brings the same ones in either.
            number = next_number(session)
            wanted = [question_key(thread.external_id) for thread in batch]
            there = set(
                session.scalars(
                    select(ImportRow.external_id).where(
                        ImportRow.source == source, ImportRow.external_id.in_(wanted)
                    )
                )
            )
            new = [thread for thread in batch if question_key(thread.external_id) not in there]
            for offset, thread in enumerate(new):
                category = session.get(CategoryRow, categories.get(thread.category) or "")
                add_thread(session, thread, category, source=source, number=number + offset, now=now)
            if new:
                reason = f"{len(new)} pertanyaan dari “{source}”, nomor {number}–{number + len(new) - 1}"
                add_entry(
                    session, Audited(at=now, actor=by, action="forum.impor", subject=source, reason=reason)
                )


class _Sorting:
    """Which threads are new, known or said twice."""

    def __init__(self, session: Session, source: str, threads: Sequence[NewThread]) -> None:
        statement = select(ImportRow.external_id, ImportRow.content_hash).where(
            ImportRow.source == source, ImportRow.post_id.is_(None)
        )
        known = {row.external_id: row.content_hash for row in session.execute(statement)}
        words = set(session.scalars(select(ImportRow.words_hash).where(ImportRow.post_id.is_(None))))
        self.new: list[NewThread] = []
        self.known = self.changed = 0
        self.duplicates: list[int] = []
        for thread in threads:
            key = question_key(thread.external_id)
            if key in known:
                self.known += 1
                self.changed += known[key] != thread.content_hash
            elif thread.words_hash in words:
                self.duplicates.append(thread.line)
            else:
                words.add(thread.words_hash)
                self.new.append(thread)


def _report(
    sorting: _Sorting, errors: tuple[LineError, ...], unknown: Counter[str], unread: tuple[str, ...]
) -> Report:
    kinds = Counter(post.kind for thread in sorting.new for post in thread.posts)
    return Report(
        imported=len(sorting.new),
        replies=kinds[PostKind.REPLY],
        follow_ups=kinds[PostKind.FOLLOW_UP],
        notes=kinds[PostKind.NOTE],
        unanswered=sum(not thread.replies for thread in sorting.new),
        known=sorting.known,
        changed=sorting.changed,
        duplicates=tuple(sorting.duplicates),
        errors=errors,
        unknown_categories=dict(unknown.most_common()),
        masked=masked_counts(sorting.new),
        unread=unread,
    )


def _places(session: Session) -> dict[str, str]:
    """Categories by identifier and by name; a name that two have is none."""
    rows = session.execute(select(CategoryRow.id, CategoryRow.name)).all()
    names = Counter(plain_name(row.name) for row in rows)
    by_name = {plain_name(row.name): row.id for row in rows if names[plain_name(row.name)] == 1}
    return by_name | {plain_name(row.id): row.id for row in rows}


def _batches(threads: Sequence[NewThread]) -> Iterator[Sequence[NewThread]]:
    for start in range(0, len(threads), AT_ONCE):
        yield threads[start : start + AT_ONCE]


def _names(batch: Sequence[NewThread]) -> set[str]:
    return {thread.category for thread in batch}
