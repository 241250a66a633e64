"""Files sent with a question: checked, kept under the SHA-256 of their bytes, given to who may read them.

The bytes are written before the row that names them, and a lock keeps them from being cleared away in
between.
"""

import unicodedata
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.forum.access import Seat, locked, row_of, seat_of
from api.forum.file_shelf import FileShelf
from api.forum.file_types import MEDIA_TYPES, FileKind, check
from api.forum.history import Event, EventKind, audit, record
from api.forum.models import PostKind
from api.forum.moves import refuse_closed
from api.forum.rows import changed
from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.database import StateDatabase
from api.state.forum_tables import AttachmentRow, PostRow, QuestionEventRow, QuestionRow
from corpus.errors import Conflict, Forbidden, InvalidInput, NotFound
from corpus.models import Frozen

LONGEST_NAME = 120


class Attachment(Frozen):
    """A file sent with a question or a post.

    Attributes:
        name: ends as its type does.
        size: in bytes, as kept.
    """

    id: str
    question_id: str
    post_id: str | None
    name: str
    media_type: str
    size: int
    sha256: str
    stored_at: datetime


class Attachments:
    """Every method raises StorageError when the database or the folder cannot be used.

    Args:
        shelf: where the bytes lie.
        most_bytes: the largest file.
        most_files: files of one question.
    """

    def __init__(
        self,
        database: StateDatabase,
        shelf: FileShelf,
        *,
        most_bytes: int,
        most_files: int,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._shelf = shelf
        self._most_bytes = most_bytes
        self._most_files = most_files
        self._clock = clock

    def add(
        self, by: Account, question_id: str, name: str, content: bytes, *, post_id: str | None = None
    ) -> Attachment:
        """Keep a file: from the asker with an open question of theirs, or from an officer of its bidang.

        Args:
            name: as the sender has it; only its beginning is kept, never its folder.
            post_id: of what the sender said; None attaches it to the question itself.

        Raises:
            NotFound: there is no such question for them, or no such post of theirs.
            Forbidden: they may read the question but neither asked it nor work it.
            Conflict: the question is closed, or has as many files as there may be.
            InvalidInput: the file is too large or not taken, see ``file_types.check``.
        """
        if len(content) > self._most_bytes:
            raise InvalidInput(f"Berkas paling besar {self._most_bytes:_} byte.".replace("_", "."))
        with self._database.reading() as session:
            # Whoever may not attach anything is told so before the file is looked into.
            self._refuse(session, row_of(session, question_id), by, post_id)
        checked = check(content)
        now = self._clock()
        with self._shelf.held():
            digest = self._shelf.write(checked.content)
            with self._database.writing("Lampiran gagal disimpan") as session:
                question = locked(session, question_id)
                self._refuse(session, question, by, post_id)
                row = AttachmentRow(
                    id=new_id(),
                    question_id=question_id,
                    post_id=post_id,
                    name=safe_name(name, checked.kind),
                    media_type=MEDIA_TYPES[checked.kind],
                    size=len(checked.content),
                    sha256=digest,
                    stored_at=now,
                )
                session.add(row)
                changed(question, now)
                session.flush()
                event = Event(at=now, actor_id=by.id, kind=EventKind.ATTACHED, after=row.id)
                record(session, question_id, event)
                audit(session, question_id, by, "lampiran.tambah", at=now, reason=f"{row.id} {digest}")
                return to_attachment(row)

    def of(self, viewer: Account, question_id: str) -> list[Attachment]:
        """The files of a question, the oldest first; the asker is not shown those of notes.

        Raises:
            NotFound: there is no such question for them.
            Forbidden: they may read the question but neither asked it nor work it.
        """
        with self._database.reading() as session:
            seat = _seat(session, viewer, row_of(session, question_id))
            statement = (
                select(AttachmentRow)
                .outerjoin(PostRow, AttachmentRow.post_id == PostRow.id)
                .where(AttachmentRow.question_id == question_id, _shown_to(seat))
                .order_by(AttachmentRow.id)
            )
            return [to_attachment(row) for row in session.scalars(statement)]

    def read(self, viewer: Account, attachment_id: str) -> tuple[Attachment, bytes]:
        """A file with its bytes.

        Raises:
            NotFound: there is none, or none for them.
            StorageError: its bytes are gone or were changed.
        """
        with self._database.reading() as session:
            row, _ = self._visible(session, viewer, attachment_id)
            found = to_attachment(row)
        return found, self._shelf.read(found.sha256)

    def remove(self, by: Account, attachment_id: str) -> None:
        """Take a file away: an officer any, the asker what they sent themselves.

        Raises:
            NotFound: there is none, or none for them.
            Forbidden: they did not send it.
        """
        now = self._clock()
        with self._database.writing("Lampiran gagal dihapus") as session:
            row, seat = self._visible(session, by, attachment_id)
            if seat is not Seat.OFFICER and _sender(session, row) != by.id:
                raise Forbidden("Lampiran ini dikirim petugas; hanya petugas yang dapat menghapusnya.")
            question = locked(session, row.question_id)
            session.delete(row)
            changed(question, now)
            session.flush()
            event = Event(at=now, actor_id=by.id, kind=EventKind.DETACHED, before=row.id)
            record(session, question.id, event)
            audit(session, question.id, by, "lampiran.hapus", at=now, reason=f"{row.id} {row.sha256}")

    def purge(self) -> int:
        """Delete bytes that no row names any more, and what broken uploads left; how many files."""
        with self._shelf.held(), self._database.reading() as session:
            return self._shelf.sweep(set(session.scalars(select(AttachmentRow.sha256).distinct())))

    def _refuse(self, session: Session, row: QuestionRow, by: Account, post_id: str | None) -> None:
        _seat(session, by, row)
        refuse_closed(row)
        if post_id is not None:
            post = session.get(PostRow, post_id)
            if post is None or (post.question_id, post.author_id) != (row.id, by.id):
                raise NotFound("Kiriman ini tidak ada atau bukan kiriman Anda.")
        files = select(func.count()).where(AttachmentRow.question_id == row.id)
        if (session.scalar(files) or 0) >= self._most_files:
            raise Conflict(f"Satu pertanyaan paling banyak memuat {self._most_files} lampiran.")

    def _visible(self, session: Session, viewer: Account, attachment_id: str) -> tuple[AttachmentRow, Seat]:
        row = session.get(AttachmentRow, attachment_id)
        if row is None:
            raise _missing()
        try:
            seat = _seat(session, viewer, row_of(session, row.question_id))
        except (NotFound, Forbidden):
            raise _missing() from None
        post = None if row.post_id is None else session.get(PostRow, row.post_id)
        if seat is Seat.ASKER and post is not None and post.kind == PostKind.NOTE.value:
            raise _missing()
        return row, seat


def to_attachment(row: AttachmentRow) -> Attachment:
    """From its row."""
    return Attachment.model_validate({name: getattr(row, name) for name in Attachment.model_fields})


def _seat(session: Session, viewer: Account, row: QuestionRow) -> Seat:
    seat = seat_of(session, viewer, row)
    if seat is Seat.PUBLIC:
        raise Forbidden("Lampiran hanya untuk penanya dan petugas bidangnya.")
    return seat


def _shown_to(seat: Seat) -> ColumnElement[bool]:
    if seat is Seat.OFFICER:
        return AttachmentRow.id.is_not(None)
    return or_(PostRow.kind.is_(None), PostRow.kind != PostKind.NOTE.value)


def _sender(session: Session, row: AttachmentRow) -> str | None:
    sent = select(QuestionEventRow.actor_id).where(
        QuestionEventRow.question_id == row.question_id,
        QuestionEventRow.action == EventKind.ATTACHED.value,
        QuestionEventRow.after == row.id,
    )
    return session.scalar(sent)


def safe_name(name: str, kind: FileKind) -> str:
    """The last part of a name without signs that mean something to a computer, with the type's own end."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in last if unicodedata.category(sign)[0] not in "CZ" or sign == " ")
    for sign in '<>:"|?*%;':
        kept = kept.replace(sign, "-")
    stem = kept.rpartition(".")[0] or kept
    stem = stem.strip(" .")[: LONGEST_NAME - 5]
    return f"{stem or 'lampiran'}.{kind.value}"


def _missing() -> NotFound:
    return NotFound("Lampiran ini tidak ada, atau tidak dapat Anda baca.")
