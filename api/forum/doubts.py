"""Doubts: why a published reply or an entry has to be looked at again, until somebody settles it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, select, union_all
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from api.forum.law_changes import LawChange
from api.forum.models import PostKind, Standing
from api.state.columns import new_id
from api.state.forum_tables import PostRow
from api.state.knowledge_tables import DoubtRow, FaqCandidateRow
from corpus.models import Frozen


class SubjectKind(StrEnum):
    """What stands in doubt."""

    REPLY = "balasan"
    """A published reply; the subject is its post."""
    ENTRY = "entri"
    """A FAQ, SOP or forum entry; the subject is its identifier in the library."""


class DoubtState(StrEnum):
    """Where a doubt stands; all but the first are final."""

    OPEN = "terbuka"
    CONFIRMED = "masih_benar"
    EDITED = "diperbarui"
    WITHDRAWN = "ditarik"
    REPLACED = "diganti"
    """An entry that came from a file gave way to one of our own that says what holds."""


class Subject(Frozen):
    """What stands in doubt.

    Attributes:
        title: in words that everybody may read.
        question_id: of a reply; None of an entry.
    """

    kind: SubjectKind
    id: str
    title: str
    bidang_id: str
    question_id: str | None = None


class Doubt(Frozen):
    """A changed provision under a subject."""

    id: str
    kind: SubjectKind
    subject: str
    title: str
    bidang_id: str
    provision_id: str
    snapshot: str
    change: LawChange
    found_at: datetime
    state: DoubtState


def raise_doubt(
    session: Session, subject: Subject, changes: Sequence[LawChange], *, snapshot: str, at: datetime
) -> bool:
    """Keep what changed under a subject; what is open already is told as it is now.

    Returns:
        Whether there was no open doubt of it before.
    """
    open_rows = {row.provision_id: row for row in session.scalars(_open(subject.id).with_for_update())}
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    for change in changes:
        told = change.model_dump(mode="json")
        row = open_rows.get(change.provision_id)
        if row is None:
            values = {
                "id": new_id(),
                "kind": subject.kind.value,
                "subject": subject.id,
                "title": subject.title,
                "bidang_id": subject.bidang_id,
                "provision_id": change.provision_id,
                "snapshot": snapshot,
                "change": told,
                "found_at": at,
                "state": DoubtState.OPEN.value,
                "note": "",
            }
            session.execute(insert(DoubtRow).values(values).on_conflict_do_nothing())
        elif row.change != told:
            row.change, row.snapshot = told, snapshot
    session.flush()
    return not open_rows


def open_doubts_of(session: Session, subject: str) -> list[Doubt]:
    """What is open of one subject, the oldest first."""
    return [to_doubt(row) for row in session.scalars(_open(subject))]


def open_changes(session: Session) -> dict[tuple[str, str], dict[str, object]]:
    """What every open doubt tells, by subject and provision."""
    statement = select(DoubtRow.subject, DoubtRow.provision_id, DoubtRow.change).where(
        DoubtRow.state == DoubtState.OPEN.value
    )
    return {(subject, provision): change for subject, provision, change in session.execute(statement)}


def close_doubts(
    session: Session, subject: str, state: DoubtState, *, by_id: str, at: datetime, note: str = ""
) -> None:
    """Settle everything that is open of a subject."""
    for row in session.scalars(_open(subject)):
        row.state, row.settled_by, row.settled_at, row.note = state.value, by_id, at, note
    session.flush()


def withheld(session: Session) -> frozenset[str]:
    """Identifiers of passages that answer nobody now, though the library may have them yet."""
    posts = select(PostRow.id).where(
        PostRow.kind == PostKind.REPLY.value, PostRow.standing != Standing.CURRENT.value
    )
    entries = union_all(
        select(DoubtRow.subject).where(
            DoubtRow.kind == SubjectKind.ENTRY.value,
            DoubtRow.state.in_(
                [DoubtState.OPEN.value, DoubtState.WITHDRAWN.value, DoubtState.REPLACED.value]
            ),
        ),
        select(FaqCandidateRow.entry_id).where(
            FaqCandidateRow.entry_id != "", FaqCandidateRow.standing != Standing.CURRENT.value
        ),
    )
    replies = (passage_of(post) for post in session.scalars(posts))
    return frozenset((*replies, *session.scalars(entries)))


def settled_for_good(session: Session) -> frozenset[str]:
    """Entries that gave way to another or were withdrawn: nothing about them needs looking at any more."""
    statement = select(DoubtRow.subject).where(
        DoubtRow.state.in_([DoubtState.WITHDRAWN.value, DoubtState.REPLACED.value])
    )
    return frozenset(session.scalars(statement))


def passage_of(post_id: str) -> str:
    """The passage that a published reply is in the library."""
    return f"forum/{post_id}"


def to_doubt(row: DoubtRow) -> Doubt:
    """From its row."""
    return Doubt.model_validate({name: getattr(row, name) for name in Doubt.model_fields})


def subjects_of(doubts: Iterable[Doubt]) -> dict[str, list[Doubt]]:
    """Doubts by subject, in the order in which each was first found."""
    found: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        found.setdefault(doubt.subject, []).append(doubt)
    return found


def _open(subject: str) -> Select[DoubtRow]:
    return (
        select(DoubtRow)
        .where(DoubtRow.subject == subject, DoubtRow.state == DoubtState.OPEN.value)
        .order_by(DoubtRow.found_at, DoubtRow.provision_id)
    )
