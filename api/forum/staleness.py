"""Work of kind ``staleness``: what the law of the serving snapshot calls into doubt.

Every published reply and every entry is held against force and wording of what it cites; the cost grows with
what is cited, not with the library. What is found stops being an answer in the same transaction, is marked,
and is told to whoever can settle it. Doing it again changes nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from api.accounts.models import Role
from api.forum.access import WORKERS, locked
from api.forum.doubts import (
    Subject,
    SubjectKind,
    open_changes,
    passage_of,
    raise_doubt,
    settled_for_good,
)
from api.forum.faq.states import CandidateState
from api.forum.history import SYSTEM
from api.forum.law_changes import (
    LawChange,
    Reading,
    change_since,
    change_unless_known,
    changes_under,
    reading,
)
from api.forum.models import ANSWERS, Standing
from api.forum.notifying import Notice, tell_one
from api.forum.orders import order_publication
from api.forum.rows import changed
from api.forum.staleness_orders import order_look
from api.jobs.queue import Job
from api.jobs.worker import Write
from api.library import Library
from api.state.account_tables import AccountRow, GrantRow
from api.state.audit import Audited, add_entry
from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.database import StateDatabase
from api.state.forum_tables import PostRow, QuestionRow
from api.state.knowledge_tables import FaqCandidateRow, WatchedRow
from assistant.models import Answer
from corpus.models import Entry, SourceKind
from corpus.open_snapshot import OpenSnapshot

_ENTRIES = (SourceKind.FAQ, SourceKind.SOP, SourceKind.FORUM)
_ALL = 10_000_000
AT_ONCE = 100
"""Subjects that are marked in one transaction, so that nobody waits long for the database."""


@dataclass(frozen=True, slots=True)
class Stale:
    """Something that rests on what changed.

    Attributes:
        answer: as it was looked at; None of an entry that came from a file.
    """

    subject: Subject
    changes: tuple[LawChange, ...]
    answer: dict[str, object] | None = None


@dataclass(slots=True)
class Found:
    """What one look found.

    Attributes:
        first_seen: bases of entries that were never looked at before, by entry.
    """

    snapshot: str
    stale: list[Stale] = field(default_factory=list)
    first_seen: list[tuple[str, Reading]] = field(default_factory=list)


class Staleness:
    """The handler of work of kind ``staleness``. It looks at the snapshot that serves."""

    def __init__(self, database: StateDatabase, library: Library, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._library = library
        self._clock = clock

    def __call__(self, job: Job) -> Write | None:
        """Look at everything; None where nothing is to be written.

        Raises:
            NotFound: nothing was ingested yet.
            StorageError: the database or the library cannot be read.
        """
        with self._library.leased() as snapshot, self._database.reading() as session:
            found = look(session, snapshot, self._library.today())
        if not found.stale and not found.first_seen:
            return None
        return lambda session: _write(session, found, job, self._clock())


def look(session: Session, snapshot: OpenSnapshot, on: date) -> Found:
    """What rests on law that changed and is not told of yet, in a snapshot on a day; nothing is written."""
    found = Found(snapshot=snapshot.info.id)
    ours: set[str] = set()
    for post, question in session.execute(_replies()):
        ours.add(passage_of(post.id))
        subject = Subject(
            kind=SubjectKind.REPLY,
            id=post.id,
            title=question.public_title,
            bidang_id=question.bidang_id,
            question_id=question.id,
        )
        _look_at(found, subject, post.answer, snapshot, on)
    for row in session.scalars(_approved()):
        ours.add(row.entry_id)
        subject = Subject(
            kind=SubjectKind.ENTRY, id=row.entry_id, title=row.question, bidang_id=row.bidang_id
        )
        _look_at(found, subject, row.verified, snapshot, on)
    told = open_changes(session)
    over = settled_for_good(session)
    known = {(row.subject, row.provision_id): row for row in session.scalars(select(WatchedRow))}
    for entry in _entries(snapshot):
        if entry.id not in ours and entry.id not in over:
            _look_at_entry(found, entry, known, snapshot, on)
    found.stale = [one for one in found.stale if not _is_told(one, told)]
    return found


def _is_told(stale: Stale, told: Mapping[tuple[str, str], dict[str, object]]) -> bool:
    """Whether all of it is in doubt already, for the same reasons."""
    return all(
        told.get((stale.subject.id, change.provision_id)) == change.model_dump(mode="json")
        for change in stale.changes
    )


def _look_at(
    found: Found, subject: Subject, kept: dict[str, object] | None, snapshot: OpenSnapshot, on: date
) -> None:
    if kept is None:
        return
    changes = changes_under(Answer.model_validate(kept), snapshot, on)
    if changes:
        found.stale.append(Stale(subject, tuple(changes), kept))


def _look_at_entry(
    found: Found,
    entry: Entry,
    known: dict[tuple[str, str], WatchedRow],
    snapshot: OpenSnapshot,
    on: date,
) -> None:
    changes: list[LawChange] = []
    for basis in entry.legal_basis:
        row = known.get((entry.id, basis))
        if row is None:
            change = change_unless_known(basis, entry.checked, snapshot, on)
            found.first_seen.append((entry.id, reading(basis, snapshot, on)))
        else:
            change = change_since(_to_reading(row), snapshot, on)
        if change is not None:
            changes.append(change)
    if changes:
        title = str(getattr(entry, "question", "") or getattr(entry, "title", ""))
        subject = Subject(kind=SubjectKind.ENTRY, id=entry.id, title=title, bidang_id=entry.bidang)
        found.stale.append(Stale(subject, tuple(changes)))


def _replies() -> Select[PostRow, QuestionRow]:
    return (
        select(PostRow, QuestionRow)
        .join(QuestionRow, QuestionRow.id == PostRow.question_id)
        .where(
            PostRow.kind.in_([kind.value for kind in ANSWERS]),
            PostRow.standing != Standing.WITHDRAWN.value,
        )
        .order_by(PostRow.question_id, PostRow.position)
        .execution_options(yield_per=100)
    )


def _approved() -> Select[FaqCandidateRow]:
    return (
        select(FaqCandidateRow)
        .where(
            FaqCandidateRow.state == CandidateState.APPROVED.value,
            FaqCandidateRow.standing != Standing.WITHDRAWN.value,
        )
        .order_by(FaqCandidateRow.id)
    )


def _entries(snapshot: OpenSnapshot) -> Iterator[Entry]:
    for kind in _ENTRIES:
        for source, _ in snapshot.knowledge.sources(kind=kind, limit=_ALL):
            for unit in snapshot.knowledge.units_of(source.id):
                entry = snapshot.knowledge.entry(unit.id)
                if entry is not None:
                    yield entry


def _to_reading(row: WatchedRow) -> Reading:
    return Reading(provision_id=row.provision_id, reads=row.reads, words=row.words, reason=row.reason)


def watch(session: Session, subject: str, seen: Reading, *, snapshot: str, at: datetime) -> None:
    """Keep how a basis reads, so that what changes from now on is noticed."""
    session.merge(WatchedRow(subject=subject, snapshot=snapshot, seen_at=at, **seen.model_dump()))


def _write(session: Session, found: Found, job: Job, at: datetime) -> None:
    for subject_id, seen in found.first_seen:
        watch(session, subject_id, seen, snapshot=found.snapshot, at=at)
    doubted = [one for one in found.stale[:AT_ONCE] if _doubt(session, one, found.snapshot, at)]
    if len(found.stale) > AT_ONCE:
        order_look(session, new_id(), at=at)
    if not doubted:
        return
    order_publication(session, job.key, at=at)
    _tell(session, [one.subject for one in doubted], at)
    for one in doubted:
        add_entry(session, _told(one, found.snapshot, at))


def _doubt(session: Session, stale: Stale, snapshot: str, at: datetime) -> bool:
    """Mark one subject; False where it was marked already, or was changed since it was looked at."""
    subject = stale.subject
    if subject.question_id is not None:
        row = locked(session, subject.question_id)
        post = session.get_one(PostRow, subject.id, populate_existing=True)
        if post.answer != stale.answer or post.standing == Standing.WITHDRAWN.value:
            return False
        if post.standing == Standing.CURRENT.value:
            post.standing = Standing.DOUBTED.value
            changed(row, at)
    elif stale.answer is not None:
        statement = select(FaqCandidateRow).where(FaqCandidateRow.entry_id == subject.id).with_for_update()
        entry = session.scalars(statement.execution_options(populate_existing=True)).one()
        if entry.verified != stale.answer or entry.standing == Standing.WITHDRAWN.value:
            return False
        entry.standing = Standing.DOUBTED.value
    return raise_doubt(session, subject, stale.changes, snapshot=snapshot, at=at)


def _tell(session: Session, subjects: list[Subject], at: datetime) -> None:
    """Tell the officers of each bidang and the knowledge managers; of many things in one notification."""
    concerned: dict[str, list[Subject]] = {}
    for subject in subjects:
        for account_id in _officers(session, subject.bidang_id):
            concerned.setdefault(account_id, []).append(subject)
    for account_id, own in sorted(concerned.items()):
        first, further = own[0], len(own) - 1
        text = f"“{first.title}” perlu ditinjau: dasar hukumnya berubah."
        if further:
            text = f"“{first.title}” dan {further} lainnya perlu ditinjau: dasar hukumnya berubah."
        about = first.question_id if not further else None
        tell_one(session, account_id, Notice.STANDING, text, at=at, question_id=about)


def _officers(session: Session, bidang_id: str) -> list[str]:
    statement = (
        select(GrantRow.account_id)
        .join(AccountRow, AccountRow.id == GrantRow.account_id)
        .where(
            AccountRow.active,
            (GrantRow.role == Role.KNOWLEDGE_MANAGER.value)
            | (GrantRow.role.in_(WORKERS) & (GrantRow.bidang_id == bidang_id)),
        )
        .distinct()
    )
    return list(session.scalars(statement))


def _told(stale: Stale, snapshot: str, at: datetime) -> Audited:
    return Audited(
        at=at,
        actor=SYSTEM,
        action="pengetahuan.perlu_ditinjau",
        subject=stale.subject.id,
        reason="; ".join(dict.fromkeys(change.reason for change in stale.changes))[:500],
        details={
            "kind": stale.subject.kind.value,
            "question": stale.subject.question_id,
            "snapshot": snapshot,
            "changes": [
                {
                    "provision": change.provision_id,
                    "kind": change.kind.value,
                    "by": change.by,
                    "since": None if change.since is None else change.since.isoformat(),
                }
                for change in stale.changes
            ],
        },
    )
