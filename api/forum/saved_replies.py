"""Words that the officers of a bidang keep to insert into replies."""

from pydantic import JsonValue
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.forum.places import active_bidang
from api.state.audit import Audited, add_entry, said
from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.database import StateDatabase
from api.state.draft_tables import SavedReplyRow
from api.state.fingerprint import fingerprint, refuse_changed
from api.state.masking import has_personal_data
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound
from corpus.models import Frozen

LONGEST_TITLE = 120
LONGEST_TEXT = 4_000
MOST = 200
"""Saved replies of one bidang."""


class SavedReply(Frozen):
    """Words to insert. They cite nothing: what they become part of is verified as a whole."""

    id: str
    bidang_id: str
    title: str
    text: str


class SavedReplies:
    """Every method raises StorageError when the database cannot be used, and Forbidden to who may not."""

    def __init__(self, database: StateDatabase, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def list(self, by: Account, bidang_id: str) -> list[SavedReply]:
        """Those of a bidang, by title."""
        _allow(by, Permission.WORK_QUESTIONS, bidang_id)
        statement = (
            select(SavedReplyRow)
            .where(SavedReplyRow.bidang_id == bidang_id)
            .order_by(SavedReplyRow.title, SavedReplyRow.id)
        )
        with self._database.reading() as session:
            return [to_saved_reply(row) for row in session.scalars(statement)]

    def add(self, by: Account, bidang_id: str, title: str, text: str) -> SavedReply:
        """Keep new words.

        Raises:
            NotFound: there is no such bidang.
            InvalidInput: title or text is empty, too long, or holds personal data.
            Conflict: the bidang has as many as there may be.
        """
        _allow(by, Permission.MANAGE_BIDANG, bidang_id)
        name, words = _checked(title, text)
        now = self._clock()
        with self._database.writing("Balasan tersimpan gagal disimpan") as session:
            active_bidang(session, bidang_id)
            count = select(func.count()).where(SavedReplyRow.bidang_id == bidang_id)
            if (session.scalar(count) or 0) >= MOST:
                raise Conflict(f"Satu bidang paling banyak punya {MOST} balasan tersimpan. Hapus yang lama.")
            row = SavedReplyRow(
                id=new_id(), bidang_id=bidang_id, title=name, text=words, changed_by=by.id, changed_at=now
            )
            session.add(row)
            session.flush()
            self._audit(session, by, "tambah", row)
            return to_saved_reply(row)

    def change(
        self, by: Account, reply_id: str, title: str, text: str, *, seen: str | None = None
    ) -> SavedReply:
        """Put other words in the place of kept ones.

        Args:
            seen: fingerprint of what the caller read; None where it does not matter.

        Raises:
            NotFound: there are none under this identifier.
            InvalidInput: as ``add``.
            Conflict: they were changed meanwhile.
        """
        name, words = _checked(title, text)
        with self._database.writing("Balasan tersimpan gagal diubah") as session:
            row = self._own(session, by, reply_id)
            refuse_changed(to_saved_reply(row), seen, "Balasan")
            row.title, row.text = name, words
            row.changed_by, row.changed_at = by.id, self._clock()
            session.flush()
            self._audit(session, by, "ubah", row)
            return to_saved_reply(row)

    def remove(self, by: Account, reply_id: str) -> None:
        """Keep words no longer.

        Raises:
            NotFound: there are none under this identifier.
        """
        with self._database.writing("Balasan tersimpan gagal dihapus") as session:
            row = self._own(session, by, reply_id)
            session.delete(row)
            session.flush()
            self._audit(session, by, "hapus", row)

    def _own(self, session: Session, by: Account, reply_id: str) -> SavedReplyRow:
        statement = select(SavedReplyRow).where(SavedReplyRow.id == reply_id)
        row = session.scalar(statement.with_for_update(key_share=True))
        # Whoever may not read it is told the same as of one that never was.
        if row is None or not may(by, Permission.WORK_QUESTIONS, bidang=row.bidang_id):
            raise NotFound("Balasan tersimpan ini tidak ada.")
        _allow(by, Permission.MANAGE_BIDANG, row.bidang_id)
        return row

    def _audit(self, session: Session, by: Account, what: str, row: SavedReplyRow) -> None:
        # Who reads the trail need not be one who may read the bidang's words: it has their fingerprint.
        details: dict[str, JsonValue] = {
            "bidang": row.bidang_id,
            "fingerprint": fingerprint(to_saved_reply(row)),
        }
        entry = Audited(
            at=self._clock(),
            actor=by.username,
            action=f"forum.balasan_tersimpan.{what}",
            subject=row.id,
            reason="",
            details=details,
        )
        add_entry(session, entry)


def to_saved_reply(row: SavedReplyRow) -> SavedReply:
    """From its row."""
    return SavedReply(id=row.id, bidang_id=row.bidang_id, title=row.title, text=row.text)


def _allow(by: Account, permission: Permission, bidang_id: str) -> None:
    if not may(by, permission, bidang=bidang_id):
        raise Forbidden("Ini hanya dapat dilakukan petugas yang berwenang di bidang ini.")


def _checked(title: str, text: str) -> tuple[str, str]:
    name, words = said(title, "Judul"), text.strip()
    if len(name) > LONGEST_TITLE:
        raise InvalidInput(f"Judul paling banyak {LONGEST_TITLE} huruf.")
    if not words or len(words) > LONGEST_TEXT:
        raise InvalidInput(f"Teks harus diisi, paling banyak {LONGEST_TEXT} huruf.")
    if has_personal_data(f"{name}\n{words}"):
        raise InvalidInput(
            "Balasan tersimpan tidak boleh memuat data pribadi: hapus nama, NIP, atau nomornya."
        )
    return name, words
