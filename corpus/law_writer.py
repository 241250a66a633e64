"""Writing what follows from the law as a whole: hand corrections, and the wordings amendments make."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import delete, func, insert, literal, or_, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from corpus.consolidation import Consolidated
from corpus.corrections import Change, Correction, one_line
from corpus.database import database_cause
from corpus.errors import InvalidInput, NotFound, StorageError
from corpus.knowledge import Knowledge
from corpus.models import PassageUnit
from corpus.rows import provision_values, to_correction, unit_values, version_values
from corpus.tables import (
    AmendmentRow,
    ConsolidationRow,
    CorrectionRow,
    Line,
    ProvisionRow,
    UnitRow,
    VersionRow,
)


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
            row.undone_at, row.undone_by = datetime.now(UTC).replace(tzinfo=None), one_line(author)
            session.flush()
            return to_correction(row)

    def put_consolidation(
        self,
        regulation_id: str,
        fingerprint: str,
        result: Consolidated,
        units: Mapping[str, Sequence[PassageUnit]],
    ) -> None:
        """Put the wordings of a regulation in the place of those made before, in one transaction.

        The new text of the amending regulations that was applied is no longer indexed: the wording
        stands for it. Text that was not applied is indexed where it stands.

        Args:
            fingerprint: from what they were made; empty where nothing amends the regulation any more.
            result: nothing but findings where the regulation itself is not here.
            units: passages of every later wording, by its identifier.
        """
        with self._writing(f"{regulation_id}: bunyi setelah perubahan gagal disimpan") as session:
            _forget_wordings(session, regulation_id)
            for position, wording in enumerate(result.wordings):
                version = wording.version
                values = version_values(regulation_id, position, version, wording.after_id)
                session.execute(insert(VersionRow), [values])
                own = [provision_values(regulation_id, p, version.text_id) for p in wording.provisions]
                if own:
                    session.execute(insert(ProvisionRow), own)
                passages = [unit_values(unit, version.text_id) for unit in units.get(version.text_id, ())]
                if passages:
                    session.execute(insert(UnitRow), passages)
            _note_amendments(session, regulation_id, result)
            if fingerprint:
                session.execute(
                    insert(ConsolidationRow), [{"regulation_id": regulation_id, "fingerprint": fingerprint}]
                )

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


def _forget_wordings(session: Session, regulation_id: str) -> None:
    """Remove every later wording of a regulation and what depends on it."""
    own = f"{regulation_id}/"
    session.execute(delete(ConsolidationRow).where(ConsolidationRow.regulation_id == regulation_id))
    session.execute(delete(VersionRow).where(VersionRow.regulation_id == regulation_id))
    session.execute(
        delete(ProvisionRow).where(ProvisionRow.source_id == regulation_id, ProvisionRow.wording != "")
    )
    session.execute(delete(UnitRow).where(UnitRow.source_id == regulation_id, UnitRow.wording != ""))
    stands_for = UnitRow.stand_in.startswith(own, autoescape=True)
    session.execute(update(UnitRow).where(stands_for).values(stand_in=""))
    session.execute(
        update(AmendmentRow).where(AmendmentRow.target_regulation == regulation_id).values(finding="")
    )


def _note_amendments(session: Session, regulation_id: str, result: Consolidated) -> None:
    """Say of every amendment why it was left out, or take its text out of the index."""
    for (amending, order), finding in result.findings.items():
        session.execute(
            update(AmendmentRow)
            .where(
                AmendmentRow.regulation_id == amending,
                AmendmentRow.position == order,
                AmendmentRow.target_regulation == regulation_id,
            )
            .values(finding=finding)
        )
    for text_id, wording in result.texts_applied.items():
        below = literal(f"{text_id}/", Line())
        session.execute(
            update(UnitRow)
            .where(
                UnitRow.source_id == text_id.split("/", 1)[0],
                or_(UnitRow.id == text_id, func.substr(UnitRow.id, 1, func.length(below)) == below),
            )
            .values(stand_in=wording)
        )
