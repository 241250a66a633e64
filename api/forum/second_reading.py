"""A second pair of eyes: somebody else reads a reply, word for word, before it is published."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.accounts.models import Account, Role
from api.forum.edited_text import editor_text
from api.forum.history import audit
from api.forum.notifying import Notice, about, tell_one
from api.forum.review import Reviews
from api.forum.review_words import SecondReading, Seen
from api.forum.reviewing import (
    Held,
    locked_draft,
    refuse_blocked,
    refuse_outdated,
    refuse_unseen,
    to_reading,
)
from api.state.account_tables import AccountRow, GrantRow
from api.state.audit import said
from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.database import StateDatabase
from api.state.draft_tables import SecondReadingRow
from corpus.errors import Conflict, Forbidden, NotFound


class SecondReaders:
    """Raises as ``Reviews`` does."""

    def __init__(self, database: StateDatabase, reviews: Reviews, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._reviews = reviews
        self._clock = clock

    def request(self, by: Account, draft_id: str, seen: Seen, text: str) -> SecondReading:
        """Have somebody else read a reply; from now on it is published only when they agree.

        Args:
            text: the reply as it would be published, as officers edit it.

        Raises:
            InvalidInput: it is empty or too long, or something in it does not stand.
        """
        checked = self._reviews.check(draft_id, text)
        now = self._clock()
        with self._database.writing("Permintaan pembaca kedua gagal disimpan") as session:
            held = locked_draft(session, by, draft_id)
            refuse_unseen(held, by, seen)
            refuse_blocked(checked.blockers, edited=True)
            if held.draft.seeded_error:
                raise Conflict("Draf ini tidak memerlukan pembaca kedua.")
            held.row.second_reader = True
            row = SecondReadingRow(
                id=new_id(),
                draft_id=draft_id,
                asked_by=by.id,
                asked_at=now,
                text=editor_text(checked.answer.claims),
                account_id=None,
                read_at=None,
                agrees=None,
                note="",
            )
            session.add(row)
            session.flush()
            _tell_admins(session, held, by, at=now)
            audit(session, held.question.id, by, "draf.pembaca_kedua", at=now, reason=row.id)
            return to_reading(row)

    def answer(self, by: Account, reading_id: str, *, agrees: bool, note: str = "") -> SecondReading:
        """Say whether these words may be published.

        Raises:
            NotFound: nobody asked for this reading.
            Forbidden: they asked for it themselves.
            Conflict: somebody said so already.
            InvalidInput: the note is too long, or lacks where they do not agree.
        """
        remark = said(note, "Catatan", required=not agrees)
        now = self._clock()
        with self._database.writing("Pendapat pembaca kedua gagal disimpan") as session:
            asked = session.get(SecondReadingRow, reading_id)
            if asked is None:
                raise NotFound("Permintaan pembaca kedua ini tidak ada.")
            held = locked_draft(session, by, asked.draft_id)
            row = session.get_one(SecondReadingRow, reading_id, populate_existing=True)
            if row.asked_by == by.id:
                raise Forbidden("Pembaca kedua harus orang lain daripada yang memintanya.")
            if row.agrees is not None:
                raise Conflict("Balasan ini sudah dibaca petugas lain.")
            refuse_outdated(held)
            row.account_id, row.read_at, row.agrees, row.note = by.id, now, agrees, remark
            session.flush()
            if row.asked_by is not None:
                told = "disetujui pembaca kedua." if agrees else "belum disetujui pembaca kedua."
                text = about(held.question, told)
                tell_one(
                    session, row.asked_by, Notice.SECOND_READER, text, at=now, question_id=held.question.id
                )
            action = "draf.disetujui" if agrees else "draf.tidak_disetujui"
            audit(session, held.question.id, by, action, at=now, reason=row.id)
            return to_reading(row)


def _tell_admins(session: Session, held: Held, by: Account, *, at: datetime) -> None:
    """Tell those who may read it: the other admins of the bidang."""
    admins = (
        select(GrantRow.account_id)
        .join(AccountRow, AccountRow.id == GrantRow.account_id)
        .where(
            GrantRow.role == Role.ADMIN.value,
            GrantRow.bidang_id == held.question.bidang_id,
            GrantRow.account_id != by.id,
            AccountRow.active,
        )
        .order_by(GrantRow.account_id)
    )
    text = about(held.question, "menunggu pembaca kedua.")
    for account_id in session.scalars(admins).all():
        tell_one(session, account_id, Notice.SECOND_READER, text, at=at, question_id=held.question.id)
