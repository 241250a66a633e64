"""Work to be done in the background, kept in the database of people and service.

Work is put in the transaction that gives rise to it, and what comes of it is written in the transaction that
ends it. In between it is leased to one worker. A worker that dies loses its lease, and the work is given to
another; one that was merely slow finds on ending that the lease is no longer its own, and writes nothing.
"""

import random
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from api.state.clock import Clock, utc_now
from api.state.columns import new_id
from api.state.database import StateDatabase
from api.state.draft_tables import JobRow
from corpus.models import Frozen

LEASE = timedelta(seconds=60)
"""How long work belongs to a worker that says nothing more."""
ATTEMPTS = 8
"""How often work is begun before it is given up: within five to ten minutes."""
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)
LONGEST_ERROR = 2_000
_STOPPED = "Pekerja berhenti sebelum pekerjaan ini selesai."


class JobState(StrEnum):
    """Where work stands; the last two are final."""

    WAITING = "menunggu"
    RUNNING = "dikerjakan"
    DONE = "selesai"
    DEAD = "gagal"


class Job(Frozen):
    """Work, as a worker gets it and as whoever looks after the service sees it.

    Attributes:
        key: names the work; the same work is never put twice while this one is kept.
        attempts: how often it was begun, this time included.
        error: in Indonesian, why it was not ended the last time.
        worker: the lease it is worked on under; empty where it is not.
    """

    id: str
    kind: str
    key: str
    payload: dict[str, object]
    state: JobState
    attempts: int
    run_after: datetime
    lease_until: datetime | None
    worker: str
    error: str
    created_at: datetime
    finished_at: datetime | None


class LeaseLost(Exception):
    """The work was given to another worker meanwhile, or taken away: nothing of it may be written."""


def put(session: Session, kind: str, key: str, payload: dict[str, object], *, at: datetime) -> bool:
    """Add work in the caller's transaction.

    Args:
        kind: which handler does it.
        key: names the work: what is there under this key, done or not, is not put again.
        payload: JSON values that the handler needs.
        at: not to be begun before.

    Returns:
        False where ``key`` is there already.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = (
        insert(JobRow)
        .values(
            id=new_id(),
            kind=kind,
            key=key,
            payload=payload,
            state=JobState.WAITING.value,
            attempts=0,
            run_after=at,
            worker="",
            error="",
            created_at=at,
        )
        .on_conflict_do_nothing(index_elements=[JobRow.key])
        .returning(JobRow.id)
    )
    return session.scalar(statement) is not None


class JobQueue:
    """The work of one installation, for any number of workers in any number of processes.

    Workers on several machines need clocks that agree to well below the lease. Every method raises
    StorageError when the database cannot be used.

    Args:
        attempts: how often work is begun before it is given up.
        jitter: gives numbers from 0 to 1, so that what failed together is not tried again together.
    """

    def __init__(
        self,
        database: StateDatabase,
        *,
        clock: Clock = utc_now,
        lease: timedelta = LEASE,
        attempts: int = ATTEMPTS,
        first_pause: timedelta = FIRST_PAUSE,
        jitter: random.Random | None = None,
    ) -> None:
        self.database = database
        self.lease = lease
        self.attempts = attempts
        self._clock = clock
        self._first_pause = first_pause
        self._jitter = jitter or random.Random()  # noqa: S311  # spreads attempts in time, keeps no secret

    def put(self, kind: str, key: str, payload: dict[str, object], *, at: datetime | None = None) -> bool:
        """Add work in a transaction of its own; see ``put``."""
        with self.database.writing("Pekerjaan gagal dicatat") as session:
            return put(session, kind, key, payload, at=at or self._clock())

    def take(self, worker: str, kinds: Collection[str]) -> Job | None:
        """Lease the work that has waited longest; None where there is none to do.

        Work whose lease ran out counts as waiting. It may have been begun ``attempts`` times already: the
        worker then fails it.

        Args:
            worker: names the worker in the lease, for people.
            kinds: of work that it can do.
        """
        now = self._clock()
        ready = and_(JobRow.kind.in_(kinds), _ready(now))
        with self.database.reading() as session:
            # Looking takes no lock, so idle workers hold up nobody who writes.
            if session.scalar(select(JobRow.id).where(ready).limit(1)) is None:
                return None
        waited_longest = (
            select(JobRow)
            .where(ready)
            .order_by(JobRow.run_after, JobRow.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        with self.database.writing("Pekerjaan gagal diambil") as session:
            row = session.scalar(waited_longest)
            if row is None:
                return None
            if row.state == JobState.RUNNING:
                row.error = _STOPPED
            row.state = JobState.RUNNING.value
            row.attempts += 1
            row.worker = f"{worker}#{secrets.token_hex(8)}"
            row.lease_until = now + self.lease
            session.flush()
            return to_job(row)

    def extend(self, job: Job) -> bool:
        """Keep leased work for as long again; False where the lease is another's already."""
        with self.database.writing("Pekerjaan gagal diperpanjang") as session:
            until = self._clock() + self.lease
            held = update(JobRow).where(_held(job)).values(lease_until=until).returning(JobRow.id)
            return session.scalar(held) is not None

    @contextmanager
    def ending(self, job: Job) -> Iterator[Session]:
        """The transaction that ends work: what comes of it is written in it, all or nothing.

        Raises:
            LeaseLost: the lease is another's: nothing is written.
        """
        with self.database.writing("Hasil pekerjaan gagal disimpan") as session:
            self._end(session, job, state=JobState.DONE.value, finished_at=self._clock(), error="")
            yield session

    def fail(self, job: Job, reason: str) -> JobState:
        """Say that an attempt failed: it is tried again after a pause, or given up after the last attempt.

        Pauses double from attempt to attempt, and are shortened by up to half at random.

        Args:
            reason: in Indonesian, for whoever looks after the service.

        Raises:
            LeaseLost: the lease is another's: nothing is written.
        """
        if self.is_last(job):
            with self.giving_up(job, reason):
                return JobState.DEAD
        pause = min(self._first_pause * 2 ** (job.attempts - 1), LONGEST_PAUSE)
        at = self._clock() + pause * (1 - self._jitter.random() / 2)
        with self.database.writing("Pekerjaan gagal dijadwalkan ulang") as session:
            state = JobState.WAITING
            self._end(session, job, state=state.value, run_after=at, error=reason[:LONGEST_ERROR])
        return state

    def is_last(self, job: Job) -> bool:
        """Whether work is given up when this attempt fails."""
        return job.attempts >= self.attempts

    @contextmanager
    def giving_up(self, job: Job, reason: str) -> Iterator[Session]:
        """The transaction that gives work up, for what else is to be said of that.

        Raises:
            LeaseLost: the lease is another's: nothing is written.
        """
        with self.database.writing("Pekerjaan gagal dihentikan") as session:
            values = {"state": JobState.DEAD.value, "finished_at": self._clock()}
            self._end(session, job, **values, error=reason[:LONGEST_ERROR])
            yield session

    def give_back(self, job: Job) -> None:
        """Let another worker begin leased work at once; the attempt does not count.

        Nothing happens where the lease is another's already.
        """
        with self.database.writing("Pekerjaan gagal dikembalikan") as session:
            session.execute(
                update(JobRow)
                .where(_held(job))
                .values(
                    state=JobState.WAITING.value,
                    attempts=JobRow.attempts - 1,
                    worker="",
                    lease_until=None,
                    run_after=self._clock(),
                )
            )

    def _end(self, session: Session, job: Job, **values: object) -> None:
        # The lease is given up first: the row stays locked until what follows is written too.
        ended = update(JobRow).where(_held(job)).values(worker="", lease_until=None, **values)
        if session.scalar(ended.returning(JobRow.id)) is None:
            raise LeaseLost(job.key)


def to_job(row: JobRow) -> Job:
    """From its row."""
    return Job.model_validate({name: getattr(row, name) for name in Job.model_fields})


def _ready(now: datetime) -> ColumnElement[bool]:
    """Work that waits for its time no more, or whose worker has not been heard of."""
    return or_(
        and_(JobRow.state == JobState.WAITING.value, JobRow.run_after <= now),
        and_(JobRow.state == JobState.RUNNING.value, JobRow.lease_until < now),
    )


def _held(job: Job) -> ColumnElement[bool]:
    """The row of leased work while the lease is still this one."""
    return and_(JobRow.id == job.id, JobRow.state == JobState.RUNNING.value, JobRow.worker == job.worker)
