"""Writing what follows from the law as a whole: hand corrections, and the wordings amendments make."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from corpus.corrections import Change, Correction
from corpus.database import database_cause
from corpus.errors import InvalidInput, NotFound, StorageError
from corpus.knowledge import Knowledge
from corpus.rows import to_correction
from corpus.tables import CorrectionRow


class LawWriter(Knowledge):
    """Knowledge that can be written. Every method raises StorageError when the database cannot be."""

    def add_correction(self, change: Change, *, reason: str, author: str) -> Correction:
        """Keep a hand entry. It counts at once here, and in answers from the next snapshot on.

        Args:
            change: what is set right; it may name regulations that are not here yet.
            reason: why; shown with the entry.
            author: who makes it.

        Raises:
            pydantic.ValidationError: reason or author is empty or too long.
        """
        entry = Correction(id=0, change=change, reason=reason, author=author, made_at=datetime.now(UTC))
        values = {
            "author": entry.author,
            "reason": entry.reason,
            "made_at": entry.made_at.replace(tzinfo=None),
            "change": entry.change.model_dump(mode="json"),
            "undone_by": "",
        }
        with self._writing("Koreksi gagal disimpan") as session:
            statement = insert(CorrectionRow).values(values).returning(CorrectionRow.id)
            return entry.model_copy(update={"id": session.execute(statement).scalar_one()})

    def undo_correction(self, correction_id: int, *, author: str) -> Correction:
        """Take a hand entry back; it stays on record.

        Raises:
            NotFound: there is none with this number.
            InvalidInput: it was taken back before.
        """
        with self._writing("Pembatalan koreksi gagal disimpan") as session:
            row = session.get(CorrectionRow, correction_id)
            if row is None:
                raise NotFound(f"Koreksi nomor {correction_id} tidak ada. Lihat daftar koreksi.")
            if row.undone_at is not None:
                raise InvalidInput(
                    f"Koreksi nomor {correction_id} sudah dibatalkan oleh {row.undone_by} "
                    f"pada {row.undone_at:%d-%m-%Y}."
                )
            row.undone_at, row.undone_by = datetime.now(UTC).replace(tzinfo=None), author
            session.flush()
            return to_correction(row)

    @contextmanager
    def _writing(self, what: str) -> Iterator[Session]:
        try:
            with Session(self.engine) as session, session.begin():
                yield session
        except DBAPIError as error:
            raise StorageError(
                f"{what} ({database_cause(error)}). Kosongkan ruang disk atau periksa basis data, "
                "lalu jalankan lagi; yang sudah masuk tetap aman."
            ) from error
