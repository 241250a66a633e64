"""Workers: threads that take work from the queue, have it done, and write what came of it.

A handler does the work outside of any transaction and gives back what is to be written. The worker writes it
in the transaction that ends the work, so that a worker that is killed at any moment leaves the work undone or
done, never half done and never done twice.
"""

import os
import socket
import threading
import time
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType

import structlog
from sqlalchemy.orm import Session

from api.jobs.queue import Job, JobQueue, JobState, LeaseLost
from corpus.errors import StorageError, TanyaError

Write = Callable[[Session], None]
"""Writes what came of work, in the transaction that ends it."""
Handler = Callable[[Job], Write | None]
"""Does work; None: there is nothing to write. Whatever it raises is an attempt that failed."""
GivenUp = Callable[[Session, Job, str], None]
"""Writes what is to be said of work that is given up, and why, in the transaction that gives it up."""
Watcher = Callable[[Job, JobState], None]
"""Told of every attempt and where the work stands after it."""

SLOW = frozenset({"draft", "minutes"})
"""Kinds that may take a minute: where there are several threads, one is kept free of them."""
POLL = 1.0
"""Seconds between two looks at an empty queue."""
PAUSE = 10.0
"""Seconds before a database that cannot be used is tried again."""
STOP_SECONDS = 10.0
"""Seconds that work in hand may go on when a worker is stopped."""
_BROKE = "Terjadi galat yang tidak terduga ({kind}); rinciannya ada di log layanan."
_NONE: Mapping[str, GivenUp] = MappingProxyType({})


class Worker:
    """Threads over one queue. Several workers, in any number of processes, may share it.

    Args:
        handlers: by kind of work; other kinds are left to other workers.
        given_up: what else to write when work of a kind is given up.
        threads: how much is done at once.
        watch: told of every attempt, on the thread that made it.
    """

    def __init__(
        self,
        queue: JobQueue,
        handlers: Mapping[str, Handler],
        *,
        given_up: Mapping[str, GivenUp] = _NONE,
        threads: int = 1,
        slow: Collection[str] = SLOW,
        poll: float = POLL,
        watch: Watcher | None = None,
    ) -> None:
        self._queue = queue
        self._handlers = handlers
        self._given_up = given_up
        self._poll = poll
        self._watch = watch
        self._stopped = threading.Event()
        self._held: dict[str, Job] = {}
        self._holding = threading.Lock()
        self._name = f"{socket.gethostname()}:{os.getpid()}"
        quick = frozenset(handlers) - frozenset(slow)
        self._threads = [
            threading.Thread(
                target=self._run,
                args=(quick if number and number == threads - 1 else frozenset(handlers),),
                name=f"worker-{number}",
                daemon=True,
            )
            for number in range(threads)
        ]
        self._heart = threading.Thread(target=self._beat, name="worker-lease", daemon=True)

    def start(self) -> None:
        """Begin to work, in the background."""
        for thread in (*self._threads, self._heart):
            thread.start()

    def stop(self, *, seconds: float = STOP_SECONDS) -> None:
        """Take no more work; what is in hand after ``seconds`` is given back for another worker.

        What it would have written is not written then.
        """
        self._stopped.set()
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        self._heart.join()
        with self._holding:
            left = list(self._held.values())
        for job in left:
            try:
                self._queue.give_back(job)
            except StorageError as error:
                # The lease runs out by itself.
                structlog.get_logger().warning("job not given back", key=job.key, reason=str(error))

    def run_ready(self) -> int:
        """Do all work that may begin now, on the caller's thread; returns how many attempts were made.

        Raises:
            StorageError: the database cannot be used.
        """
        done = 0
        while (job := self._queue.take(self._name, tuple(self._handlers))) is not None:
            self._do(job)
            done += 1
        return done

    def _run(self, kinds: Collection[str]) -> None:
        while not self._stopped.is_set():
            try:
                job = self._queue.take(self._name, tuple(kinds))
            except StorageError as error:
                structlog.get_logger().warning("no job taken", reason=str(error))
                self._stopped.wait(PAUSE)
                continue
            if job is None:
                self._stopped.wait(self._poll)
                continue
            try:
                self._do(job)
            except StorageError as error:
                # Not even the failure can be written: the lease runs out, and the work is taken again.
                structlog.get_logger().warning("job left", key=job.key, reason=str(error))

    def _do(self, job: Job) -> None:
        """One attempt, and where the work stands after it."""
        with self._holding:
            self._held[job.worker] = job
        log = structlog.get_logger().bind(kind=job.kind, key=job.key, attempt=job.attempts)
        started = time.monotonic()
        try:
            state = self._attempt(job)
        except LeaseLost:
            log.warning("job taken over by another worker")
            return
        finally:
            with self._holding:
                self._held.pop(job.worker, None)
        log.info("job attempted", state=state.value, seconds=round(time.monotonic() - started, 2))
        if self._watch is not None:
            self._watch(job, state)

    def _attempt(self, job: Job) -> JobState:
        if job.attempts > self._queue.attempts:
            # Its workers died over it as often as it may be begun.
            return self._fail(job, job.error)
        try:
            write = self._handlers[job.kind](job)
            with self._queue.ending(job) as session:
                if write is not None:
                    write(session)
        except LeaseLost:
            raise
        except TanyaError as error:
            return self._fail(job, str(error))
        except Exception as error:  # noqa: BLE001 - whatever broke, the work must not be lost
            structlog.get_logger().error("job broke", kind=job.kind, key=job.key, exc_info=error)
            return self._fail(job, _BROKE.format(kind=type(error).__name__))
        return JobState.DONE

    def _fail(self, job: Job, reason: str) -> JobState:
        write = self._given_up.get(job.kind)
        if write is None or not self._queue.is_last(job):
            return self._queue.fail(job, reason)
        with self._queue.giving_up(job, reason) as session:
            write(session, job, reason)
        return JobState.DEAD

    def _beat(self) -> None:
        """Keep the leases of what is in hand until the worker is stopped; they outlast ``STOP_SECONDS``."""
        every = self._queue.lease.total_seconds() / 3
        while not self._stopped.wait(every):
            with self._holding:
                held = list(self._held.values())
            for job in held:
                try:
                    self._queue.extend(job)
                except StorageError as error:
                    structlog.get_logger().warning("lease not extended", key=job.key, reason=str(error))
