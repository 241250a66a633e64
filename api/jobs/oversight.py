"""Background work as whoever looks after the service sees it: listed, counted, begun again, deleted."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, or_, select

from api.jobs.queue import Job, JobState, to_job
from api.state.audit import Audited, add_entry, said
from api.state.clock import Clock, utc_now
from api.state.database import StateDatabase
from api.state.draft_tables import JobRow
from corpus.errors import NotFound

KEEP_DONE = timedelta(days=7)
KEEP_DEAD = timedelta(days=90)


class JobOversight:
    """Every method raises StorageError when the database cannot be used."""

    def __init__(self, database: StateDatabase, *, clock: Clock = utc_now) -> None:
        self._database = database
        self._clock = clock

    def list(
        self, *, state: JobState | None = None, kind: str = "", limit: int = 50, offset: int = 0
    ) -> list[Job]:
        """Work, the newest first."""
        statement = select(JobRow).order_by(JobRow.created_at.desc(), JobRow.id.desc())
        if state is not None:
            statement = statement.where(JobRow.state == state.value)
        if kind:
            statement = statement.where(JobRow.kind == kind)
        with self._database.reading() as session:
            return [to_job(row) for row in session.scalars(statement.limit(limit).offset(offset))]

    def counts(self) -> dict[JobState, int]:
        """How much work stands where."""
        statement = select(JobRow.state, func.count()).group_by(JobRow.state)
        with self._database.reading() as session:
            found = {JobState(state): number for state, number in session.execute(statement)}
        return {state: found.get(state, 0) for state in JobState}

    def retry(self, job_id: str, *, by: str) -> Job:
        """Begin work again that was given up, with all its attempts; the audit trail keeps by whom.

        Raises:
            NotFound: none was given up under this identifier.
            InvalidInput: the name is empty or too long.
        """
        now, actor = self._clock(), said(by, "Nama")
        dead = and_(JobRow.id == job_id, JobRow.state == JobState.DEAD.value)
        with self._database.writing("Pekerjaan gagal diulang") as session:
            row = session.scalar(select(JobRow).where(dead).with_for_update())
            if row is None:
                raise NotFound(f"Tidak ada pekerjaan gagal dengan nomor “{job_id}”.")
            row.state, row.attempts, row.run_after = JobState.WAITING.value, 0, now
            row.finished_at = None
            entry = Audited(at=now, actor=actor, action="job.ulang", subject=row.key, reason="")
            add_entry(session, entry)
            session.flush()
            return to_job(row)

    def purge(self) -> int:
        """Delete work that was ended or given up long ago; returns how much."""
        now = self._clock()
        old = or_(
            _finished_before(JobState.DONE, now - KEEP_DONE), _finished_before(JobState.DEAD, now - KEEP_DEAD)
        )
        with self._database.writing("Pekerjaan lama gagal dihapus") as session:
            return len(session.scalars(delete(JobRow).where(old).returning(JobRow.id)).all())


def _finished_before(state: JobState, moment: datetime) -> ColumnElement[bool]:
    return and_(JobRow.state == state.value, JobRow.finished_at < moment)
