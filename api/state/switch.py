"""The kill switch of language models: its state is the newest entry about it in the audit trail."""

from sqlalchemy import select

from api.state.audit import Audited, add_entry, said, to_audited
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.tables import AuditRow
from corpus.errors import StorageError

OFF, ON = "llm.off", "llm.on"
UNREADABLE = "sakelar tidak dapat dibaca karena basis data layanan bermasalah"


class SqlSwitch:
    """``assistant.llm.books.Switch`` in the database; it counts at once in every process."""

    def __init__(self, database: StateDatabase, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def off_because(self) -> str | None:
        """The reason why no model may be asked now; None while it may. A switch nobody can read is off."""
        try:
            last = self.last()
        except StorageError:
            return UNREADABLE
        return last.reason if last is not None and last.action == OFF else None

    def last(self) -> Audited | None:
        """When it was last turned, by whom and why; None where it never was.

        Raises:
            StorageError: the database cannot be used.
        """
        statement = (
            select(AuditRow).where(AuditRow.action.in_((OFF, ON))).order_by(AuditRow.id.desc()).limit(1)
        )
        with self._database.reading() as session:
            row = session.scalar(statement)
            return None if row is None else to_audited(row)

    def turn_off(self, *, reason: str, by: str) -> Audited:
        """Let no model be asked from now on.

        Raises:
            InvalidInput: reason or name is empty or too long.
            StorageError: the database cannot be written.
        """
        return self._turn(OFF, said(reason, "Alasan"), by)

    def turn_on(self, *, by: str, reason: str = "") -> Audited:
        """Let models be asked again; raises as ``turn_off``, but the reason may be empty."""
        return self._turn(ON, said(reason, "Alasan", required=False), by)

    def _turn(self, action: str, reason: str, by: str) -> Audited:
        entry = Audited(at=self._clock(), actor=said(by, "Nama"), action=action, subject="", reason=reason)
        with self._database.writing("Sakelar gagal diubah") as session:
            add_entry(session, entry)
        return entry
