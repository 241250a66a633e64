"""Asking the agency a question, and reading it: asker and officers all of it, others what is public."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.forum.access import (
    Seat,
    is_asker,
    locked,
    missing,
    refuse_stale,
    row_of,
    seat_of,
)
from api.forum.asking import (
    SHORTEST_TEXT,
    NewQuestion,
    Prefill,
    close_handover,
    handed_over,
    identifier_of,
    public_words,
    take_from,
    text_of,
    title_of,
)
from api.forum.bidang import BidangStore
from api.forum.history import AMONG_OFFICERS, Event, EventKind, audit, events_of, place, record
from api.forum.masking import Preview, names_of
from api.forum.models import OPEN, ForumQuestion, Priority, QuestionState
from api.forum.notifying import subscribe_in
from api.forum.orders import order_first_draft, order_routing
from api.forum.places import active_category, reception_of
from api.forum.rows import asker_names, changed, to_question
from api.forum.threads import PublicThread, Thread, public_thread, thread
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.forum_tables import QuestionRow
from corpus.errors import Conflict, Forbidden

MOST_OPEN = 20
"""Questions that one asker may have open at a time."""
NUMBER_LOCK = 0x7A6E7963
"""Advisory lock of PostgreSQL that is held by who numbers a question, until their transaction ends."""


class Questions:
    """Every method raises StorageError when the database cannot be used.

    Methods that take a ``version`` change nothing, and raise ``Conflict``, where the question is no longer
    the one that was read.
    """

    def __init__(self, database: StateDatabase, bidang: BidangStore, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._bidang = bidang
        self._clock = clock

    def preview(self, by: Account, title: str, text: str) -> Preview:
        """What others would read of a question.

        Raises:
            InvalidInput: the title or the text is empty or too long.
        """
        return public_words(title_of(title), text_of(text), "", "", names_of(by))

    def prefill(self, by: Account, receipt: str) -> Prefill:
        """What the form begins with for a question that was handed over before.

        Raises:
            NotFound: the account handed none over under this number.
        """
        with self._database.reading() as session:
            return take_from(handed_over(session, by, receipt))

    def submit(self, by: Account, new: NewQuestion) -> ForumQuestion:
        """Ask, as ``submit_once`` does."""
        return self.submit_once(by, new)[0]

    def submit_once(self, by: Account, new: NewQuestion) -> tuple[ForumQuestion, bool]:
        """Ask. Routing and a first draft are ordered in the same transaction.

        A handed-over question that is asked here a second time is the one that was asked first, and so is one
        that is sent again with its key.

        Returns:
            The question, and whether it was asked now.

        Raises:
            InvalidInput: title or text is too short or too long, or the category out of use.
            NotFound: there is no such category, or no such handed-over question of the asker's.
            Conflict: the asker has as many open questions as there may be, or officers have handled the
                handed-over question already.
        """
        title = title_of(new.title)
        text = text_of(new.text, shortest=SHORTEST_TEXT)
        public = public_words(title, text, new.public_title, new.public_text, names_of(by))
        identifier = identifier_of(new, by)
        self._bidang.seed()
        now = self._clock()
        with self._database.writing("Pertanyaan gagal disimpan") as session:
            handover = handed_over(session, by, new.receipt) if new.receipt else None
            if handover is not None:
                same = select(QuestionRow).where(QuestionRow.handover_receipt == handover.receipt)
                if (asked := session.scalar(same)) is not None:
                    return to_question(asked), False
            category = active_category(session, new.category_id) if new.category_id else None
            number = next_number(session)
            # From here on nobody else asks, so what is sent twice at the same moment is found here.
            if (sent := session.get(QuestionRow, identifier)) is not None:
                return to_question(sent), False
            _refuse_too_many(session, by)
            row = QuestionRow(
                id=identifier,
                number=number,
                asker_id=by.id,
                handover_receipt=None if handover is None else handover.receipt,
                title=title,
                text=text,
                public_title=public.public_title,
                public_text=public.public_text,
                anonymous=new.anonymous,
                category_id=None if category is None else category.id,
                bidang_id=reception_of(session) if category is None else category.bidang_id,
                priority=Priority.NORMAL.value,
                state=QuestionState.SUBMITTED.value,
                thread_version=1,
                version=1,
                created_at=now,
                changed_at=now,
            )
            session.add(row)
            if handover is not None:
                close_handover(handover, number, by=by, at=now)
            session.flush()
            subscribe_in(session, row.id, by.id, at=now)
            where = place(row.bidang_id, row.category_id)
            record(session, row.id, Event(at=now, actor_id=by.id, kind=EventKind.SUBMITTED, after=where))
            order_routing(session, row.id, at=now)
            order_first_draft(session, row.id, row.thread_version, at=now)
            audit(session, row.id, by, "pertanyaan.ajukan", at=now, reason=where)
            return to_question(row), True

    def read(self, viewer: Account | None, question_id: str) -> Thread | PublicThread:
        """A question with what is said under it, as a viewer may see it; None is anybody.

        Raises:
            NotFound: there is none, or none for them.
        """
        with self._database.reading() as session:
            row = row_of(session, question_id)
            seat = seat_of(session, viewer, row)
            return public_thread(session, row) if seat is Seat.PUBLIC else thread(session, row, seat)

    def by_number(self, viewer: Account | None, number: int) -> Thread | PublicThread:
        """As ``read``, by the number that people speak of.

        Raises:
            NotFound: there is none, or none for them.
        """
        with self._database.reading() as session:
            found = session.scalar(select(QuestionRow.id).where(QuestionRow.number == number))
        if found is None:
            raise missing()
        return self.read(viewer, found)

    def history(self, viewer: Account, question_id: str) -> list[Event]:
        """What happened to a question, the oldest first; the asker is not shown what stays among officers.

        Raises:
            NotFound: there is none, or none for them.
            Forbidden: they may read it but neither asked it nor work it.
        """
        with self._database.reading() as session:
            row = row_of(session, question_id)
            seat = seat_of(session, viewer, row)
            if seat is Seat.PUBLIC:
                raise Forbidden("Riwayat pertanyaan hanya untuk penanya dan petugas bidangnya.")
            events = events_of(session, question_id)
        if seat is Seat.OFFICER:
            return events
        return [event for event in events if event.kind not in AMONG_OFFICERS]

    def change_words(
        self,
        by: Account,
        question_id: str,
        *,
        public_title: str,
        public_text: str,
        anonymous: bool | None = None,
        version: int,
    ) -> ForumQuestion:
        """Change what others read of a question: by its asker, or an officer of its bidang. Masked again.

        Args:
            anonymous: None leaves it as it is; only the asker may change it.

        Raises:
            NotFound, Conflict: as the class says.
            Forbidden: they may read it but neither asked it nor work it, or an officer would undo
                anonymity.
            InvalidInput: the words are too long.
        """
        now = self._clock()
        with self._database.writing("Naskah untuk umum gagal disimpan") as session:
            row = locked(session, question_id)
            if seat_of(session, by, row) is Seat.PUBLIC:
                raise Forbidden("Naskah untuk umum hanya dapat diubah penanya dan petugas bidangnya.")
            if anonymous is not None and not is_asker(by, row):
                raise Forbidden("Hanya penanya yang dapat menampilkan atau menyembunyikan dirinya.")
            refuse_stale(row, version)
            names = asker_names(session, row)
            words = public_words(row.title, row.text, public_title, public_text, names)
            row.public_title, row.public_text = words.public_title, words.public_text
            row.anonymous = row.anonymous if anonymous is None else anonymous
            changed(row, now)
            session.flush()
            record(session, row.id, Event(at=now, actor_id=by.id, kind=EventKind.WORDS))
            audit(session, row.id, by, "pertanyaan.naskah", at=now)
            return to_question(row)


def next_number(session: Session) -> int:
    """The number of the next question; nobody else gets one before this transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(NUMBER_LOCK)))
    return (session.scalar(select(func.max(QuestionRow.number))) or 0) + 1


def _refuse_too_many(session: Session, by: Account) -> None:
    still_open = select(func.count()).where(
        QuestionRow.asker_id == by.id, QuestionRow.state.in_([state.value for state in OPEN])
    )
    if (session.scalar(still_open) or 0) >= MOST_OPEN:
        raise Conflict(
            f"Masih ada {MOST_OPEN} pertanyaan Anda yang belum selesai. Tunggu jawabannya dahulu, "
            "atau tambahkan penjelasan pada pertanyaan yang ada."
        )
