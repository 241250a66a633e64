"""What officers know well and when they are away, told by themselves or by who leads their bidang."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from api.accounts.models import Account
from api.accounts.permissions import Permission, may
from api.forum.access import bidang_worked_by
from api.state.audit import Audited, add_entry, said
from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.database import StateDatabase
from api.state.forum_tables import CategoryRow
from api.state.routing_tables import AbsenceRow, SkillRow
from corpus.errors import Forbidden, InvalidInput, NotFound
from corpus.models import Frozen

LONGEST_ABSENCE = 366
"""Days."""
MOST_ABSENCES = 100
"""Kept for one officer."""


class Absence(Frozen):
    """Days on which an officer gets no questions; both ends included."""

    id: str
    account_id: str
    first_day: date
    last_day: date
    note: str


class Officers:
    """Every method raises StorageError when the database cannot be used.

    Whoever writes is the officer or manages one of the officer's bidang; else Forbidden is raised.
    """

    def __init__(self, database: StateDatabase, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def skills(self, account_id: str) -> frozenset[str]:
        """The categories that an officer knows well."""
        with self._database.reading() as session:
            known = select(SkillRow.category_id).where(SkillRow.account_id == account_id)
            return frozenset(session.scalars(known))

    def set_skills(self, by: Account, account_id: str, category_ids: Collection[str]) -> frozenset[str]:
        """Say which categories an officer knows well, instead of those said before.

        Raises:
            NotFound: there is no such category.
        """
        wanted = frozenset(category_ids)
        with self._database.writing("Keahlian gagal disimpan") as session:
            _refuse_others(session, by, account_id)
            known = frozenset(session.scalars(select(CategoryRow.id).where(CategoryRow.id.in_(wanted))))
            if unknown := sorted(wanted - known):
                raise NotFound(f"Kategori “{unknown[0]}” tidak ada.")
            session.execute(delete(SkillRow).where(SkillRow.account_id == account_id))
            for category_id in sorted(wanted):
                session.execute(insert(SkillRow).values(account_id=account_id, category_id=category_id))
            self._audit(session, by, "keahlian.ubah", account_id, ", ".join(sorted(wanted)))
        return wanted

    def absences(self, account_id: str, *, since: date) -> list[Absence]:
        """When an officer is away, from a day on, in order."""
        statement = (
            select(AbsenceRow)
            .where(AbsenceRow.account_id == account_id, AbsenceRow.last_day >= since)
            .order_by(AbsenceRow.first_day, AbsenceRow.id)
        )
        with self._database.reading() as session:
            return [to_absence(row) for row in session.scalars(statement)]

    def add_absence(
        self, by: Account, account_id: str, first_day: date, last_day: date, *, note: str = ""
    ) -> Absence:
        """Say that an officer is away; what they work already stays theirs until somebody takes it over.

        Raises:
            InvalidInput: it ends before it begins, is longer than a year, the note is too long, or there are
                as many as there may be.
        """
        remark = said(note, "Keterangan", required=False)
        if not 0 <= (last_day - first_day).days < LONGEST_ABSENCE:
            raise InvalidInput(
                "Hari terakhir harus sama dengan atau setelah hari pertama, paling lama setahun."
            )
        with self._database.writing("Ketidakhadiran gagal disimpan") as session:
            _refuse_others(session, by, account_id)
            kept = session.scalars(select(AbsenceRow.id).where(AbsenceRow.account_id == account_id)).all()
            if len(kept) >= MOST_ABSENCES:
                raise InvalidInput(
                    f"Sudah ada {MOST_ABSENCES} catatan ketidakhadiran; hapus yang lama dahulu."
                )
            row = AbsenceRow(
                id=new_id(), account_id=account_id, first_day=first_day, last_day=last_day, note=remark
            )
            session.add(row)
            session.flush()
            span = f"{first_day.isoformat()} sampai {last_day.isoformat()}"
            self._audit(session, by, "tidak_hadir.tambah", account_id, span)
            return to_absence(row)

    def remove_absence(self, by: Account, absence_id: str) -> None:
        """Take back that an officer is away.

        Raises:
            NotFound: there is no such absence.
        """
        with self._database.writing("Ketidakhadiran gagal dihapus") as session:
            row = session.get(AbsenceRow, absence_id)
            if row is None:
                raise NotFound("Catatan ketidakhadiran ini tidak ada.")
            _refuse_others(session, by, row.account_id)
            session.delete(row)
            session.flush()
            self._audit(session, by, "tidak_hadir.hapus", row.account_id, row.first_day.isoformat())

    def _audit(self, session: Session, by: Account, action: str, account_id: str, what: str) -> None:
        entry = Audited(
            at=self._clock(), actor=by.username, action=f"petugas.{action}", subject=account_id, reason=what
        )
        add_entry(session, entry)


def to_absence(row: AbsenceRow) -> Absence:
    """From its row."""
    return Absence.model_validate({field: getattr(row, field) for field in Absence.model_fields})


def _refuse_others(session: Session, by: Account, account_id: str) -> None:
    """Raises Forbidden unless ``by`` is the officer or manages one of the officer's bidang."""
    worked = bidang_worked_by(session, account_id)
    own = by.id == account_id and bool(worked)
    if not own and not any(may(by, Permission.MANAGE_BIDANG, bidang=bidang) for bidang in worked):
        raise Forbidden("Ini hanya dapat diubah petugas itu sendiri atau admin bidangnya.")
