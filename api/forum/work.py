"""What officers do to a question, and the asker's reopening of it."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.forum.access import locked_for_asker, locked_for_work
from api.forum.adding import add_follow_up
from api.forum.asking import text_of
from api.forum.drafts import supersede
from api.forum.history import Event, EventKind, audit, place, record
from api.forum.models import (
    ANSWERS,
    OPEN,
    TO_ASKER,
    ForumQuestion,
    PostKind,
    Priority,
    QuestionState,
    Standing,
)
from api.forum.moves import assign, move, refuse_closed, set_state
from api.forum.orders import order_first_draft, order_routing
from api.forum.places import active_bidang, active_category
from api.forum.routing.corrections import corrected
from api.forum.rows import changed, to_question
from api.state.audit import said
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.forum_tables import PostRow, QuestionRow
from corpus.errors import Conflict, InvalidInput


class Work:
    """Every method raises StorageError when the database cannot be used.

    Besides what it says itself it raises:

    - NotFound: there is no such question, or none for them to see;
    - Forbidden: they may read it, but not do this;
    - Conflict: ``version`` is no longer the question's, or its state does not allow this.

    Args:
        reopen_days: so long after a question was closed its asker may open it again.
    """

    def __init__(self, database: StateDatabase, *, reopen_days: int, clock: Clock = utc_now) -> None:
        self._database = database
        self._reopen = timedelta(days=reopen_days)
        self._clock = clock

    def take_over(self, by: Account, question_id: str, *, version: int) -> ForumQuestion:
        """Work a question oneself, whoever had it before."""

        def change(session: Session, row: QuestionRow, now: datetime) -> str:
            assign(session, row, by.id, by=by, at=now)
            set_state(
                session, row, QuestionState.IN_PROGRESS, by=by, at=now, told="mulai dikerjakan petugas."
            )
            return ""

        return self._worked(by, question_id, version, "pertanyaan.ambil", change)

    def assign(
        self, by: Account, question_id: str, account_id: str, *, version: int, note: str = ""
    ) -> ForumQuestion:
        """Give a question to another officer of its bidang.

        Raises:
            InvalidInput: that account does not work in this bidang, or the note is too long.
        """
        remark = said(note, "Catatan", required=False)

        def change(session: Session, row: QuestionRow, now: datetime) -> str:
            assign(session, row, account_id, by=by, at=now, note=remark)
            return account_id

        return self._worked(by, question_id, version, "pertanyaan.tugaskan", change)

    def hand_back(self, by: Account, question_id: str, reason: str, *, version: int) -> ForumQuestion:
        """Let a question be nobody's again; it waits like a new one.

        Raises:
            InvalidInput: the reason is empty or too long.
        """
        why = said(reason, "Alasan")

        def change(session: Session, row: QuestionRow, now: datetime) -> str:
            if row.assignee_id is None:
                raise Conflict("Pertanyaan ini memang belum ditugaskan kepada siapa pun.")
            assign(session, row, None, by=by, at=now, note=why)
            set_state(session, row, QuestionState.SUBMITTED, by=by, at=now)
            return why

        return self._worked(by, question_id, version, "pertanyaan.kembalikan", change)

    def move(
        self,
        by: Account,
        question_id: str,
        *,
        category_id: str | None = None,
        bidang_id: str = "",
        version: int,
        note: str = "",
    ) -> ForumQuestion:
        """Put a question in another category, whose bidang gets it, or in a bidang without a category.

        Raises:
            NotFound: there is no such category or bidang.
            InvalidInput: it is out of use, neither or contradictory ones are named, or the note is too long.
        """
        remark = said(note, "Catatan", required=False)

        def change(session: Session, row: QuestionRow, now: datetime) -> str:
            before = place(row.bidang_id, row.category_id)
            target = _target(session, category_id, bidang_id)
            if move(session, row, bidang_id=target, category_id=category_id, by=by, at=now, note=remark):
                corrected(session, row, by=by, at=now)
            return f"{before} → {place(row.bidang_id, row.category_id)}"

        return self._worked(by, question_id, version, "pertanyaan.pindahkan", change)

    def set_priority(
        self, by: Account, question_id: str, priority: Priority, *, version: int
    ) -> ForumQuestion:
        """Say how soon it is wanted."""

        def change(session: Session, row: QuestionRow, now: datetime) -> str:
            refuse_closed(row)
            before = row.priority
            if before != priority.value:
                row.priority = priority.value
                changed(row, now)
                session.flush()
                event = Event(
                    at=now, actor_id=by.id, kind=EventKind.PRIORITY, before=before, after=priority.value
                )
                record(session, row.id, event)
            return f"{before} → {priority.value}"

        return self._worked(by, question_id, version, "pertanyaan.prioritas", change)

    def resolve(self, by: Account, question_id: str, *, version: int) -> ForumQuestion:
        """Close a question that was replied to."""

        def change(session: Session, row: QuestionRow, now: datetime) -> str:
            refuse_closed(row)
            if not has_reply(session, row.id, TO_ASKER):
                raise Conflict("Pertanyaan ini belum dibalas. Terbitkan balasan atau tolak dengan alasan.")
            set_state(session, row, QuestionState.DONE, by=by, at=now, told="dinyatakan selesai.")
            return ""

        return self._worked(by, question_id, version, "pertanyaan.selesai", change)

    def reject(self, by: Account, question_id: str, reason: str, *, version: int) -> ForumQuestion:
        """Close a question that is not going to be answered; the asker is told why.

        Raises:
            InvalidInput: the reason is empty or too long.
        """
        why = said(reason, "Alasan")

        def change(session: Session, row: QuestionRow, now: datetime) -> str:
            refuse_closed(row)
            told = "ditolak; alasannya dapat dibaca pada halaman pertanyaan."
            set_state(session, row, QuestionState.REJECTED, by=by, at=now, note=why, told=told)
            supersede(session, row.id, at=now)
            return why

        return self._worked(by, question_id, version, "pertanyaan.tolak", change)

    def reopen(self, by: Account, question_id: str, reason: str, *, version: int) -> ForumQuestion:
        """Open one's own question again, saying why; the reason is a follow-up, so a new draft is made.

        Raises:
            InvalidInput: the reason is empty or too long.
        """
        why = text_of(reason, "Alasan")
        now = self._clock()
        with self._database.writing("Pertanyaan gagal dibuka kembali") as session:
            row = locked_for_asker(session, question_id, by, version=version)
            if QuestionState(row.state) in OPEN or row.resolved_at is None:
                raise Conflict("Pertanyaan ini masih terbuka. Tambahkan penjelasan sebagai lanjutan.")
            if now - row.resolved_at > self._reopen:
                raise Conflict(
                    f"Pertanyaan hanya dapat dibuka kembali dalam {self._reopen.days} hari setelah ditutup. "
                    "Ajukan pertanyaan baru."
                )
            state = QuestionState.SUBMITTED if row.assignee_id is None else QuestionState.IN_PROGRESS
            set_state(session, row, state, by=by, at=now, told="dibuka kembali oleh penanya.")
            add_follow_up(session, row, why, by=by, at=now)
            order_first_draft(session, row.id, row.thread_version, at=now)
            order_routing(session, row.id, at=now, version=row.version)
            audit(session, row.id, by, "pertanyaan.buka_kembali", at=now)
            return to_question(row)

    def _worked(
        self,
        by: Account,
        question_id: str,
        version: int,
        action: str,
        change: "Callable[[Session, QuestionRow, datetime], str]",
    ) -> ForumQuestion:
        """Do one change as an officer; it gives back what the audit trail is to say."""
        now = self._clock()
        with self._database.writing("Pertanyaan gagal diubah") as session:
            row = locked_for_work(session, question_id, by, version=version)
            told = change(session, row, now)
            if row.version != version:
                audit(session, row.id, by, action, at=now, reason=told)
            return to_question(row)


def has_reply(session: Session, question_id: str, kinds: Iterable[PostKind] = ANSWERS) -> bool:
    """Whether a reply of these kinds stands under a question."""
    standing = select(PostRow.id).where(
        PostRow.question_id == question_id,
        PostRow.kind.in_([kind.value for kind in kinds]),
        PostRow.standing != Standing.WITHDRAWN.value,
    )
    return session.scalar(standing.limit(1)) is not None


def _target(session: Session, category_id: str | None, bidang_id: str) -> str:
    if category_id is None:
        if not bidang_id:
            raise InvalidInput("Pilih kategori atau bidang tujuan.")
        return active_bidang(session, bidang_id).id
    target = active_category(session, category_id).bidang_id
    if bidang_id not in ("", target):
        raise InvalidInput("Kategori ini bukan milik bidang yang dipilih.")
    return target
