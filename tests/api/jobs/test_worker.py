"""Workers: what handlers give back is written with the end of the work, or not at all."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from api.jobs.oversight import JobOversight
from api.jobs.queue import Job, JobQueue, JobState, put
from api.jobs.worker import Handler, Worker, Write
from api.state.database import StateDatabase
from corpus.errors import NotFound
from tests.api.state.answers import HandClock

SOON = 20.0
"""Seconds after which a thread that has not done its work never will."""


def writing(key: str, clock: HandClock) -> Write:
    """Writes work under a key, which the test can see."""

    def write(session: Session) -> None:
        put(session, "seen", key, {}, at=clock())

    return write


@pytest.fixture
def keys(oversight: JobOversight) -> Callable[[JobState], set[str]]:
    return lambda state: {job.key for job in oversight.list(state=state)}


def test_work_is_handed_to_the_handler_of_its_kind_and_its_results_are_written(
    queue: JobQueue, clock: HandClock, keys: Callable[[JobState], set[str]]
) -> None:
    queue.put("draft", "d", {})
    queue.put("route", "r", {})
    queue.put("unknown", "u", {})
    handlers: dict[str, Handler] = {
        "draft": lambda job: writing(f"drafted {job.key}", clock),
        "route": lambda job: None,
    }
    assert Worker(queue, handlers).run_ready() == 2
    assert keys(JobState.DONE) == {"d", "r"}
    assert keys(JobState.WAITING) == {"u", "drafted d"}


@pytest.mark.parametrize("error", [NotFound("Pustaka belum ada."), KeyError("x")])
def test_whatever_breaks_work_is_tried_again(
    queue: JobQueue, oversight: JobOversight, clock: HandClock, error: Exception
) -> None:
    tries: list[int] = []

    def breaks(job: Job) -> None:
        tries.append(job.attempts)
        if job.attempts < 3:
            raise error

    queue.put("draft", "k", {})
    worker = Worker(queue, {"draft": breaks})
    for _ in range(3):
        worker.run_ready()
        clock.forward(minutes=1)
    assert tries == [1, 2, 3]
    assert oversight.counts()[JobState.DONE] == 1


def test_results_that_cannot_be_written_leave_nothing_and_are_made_again(
    queue: JobQueue, oversight: JobOversight, clock: HandClock, keys: Callable[[JobState], set[str]]
) -> None:
    def half(session: Session) -> None:
        writing("half", clock)(session)
        raise NotFound("Pertanyaan ini tidak ada.")

    queue.put("draft", "k", {})
    Worker(queue, {"draft": lambda job: half}).run_ready()
    (job,) = oversight.list()
    assert (job.state, job.error) == (JobState.WAITING, "Pertanyaan ini tidak ada.")


def test_what_is_given_up_is_told_in_the_same_transaction(
    queue: JobQueue, clock: HandClock, keys: Callable[[JobState], set[str]]
) -> None:
    def breaks(job: Job) -> None:
        raise NotFound("Pustaka belum ada.")

    def tell(session: Session, job: Job, reason: str) -> None:
        put(session, "seen", f"{job.key}: {reason}", {}, at=clock())

    queue.put("draft", "k", {})
    worker = Worker(queue, {"draft": breaks}, given_up={"draft": tell})
    for _ in range(3):
        assert keys(JobState.WAITING) == {"k"}
        worker.run_ready()
        clock.forward(minutes=1)
    assert keys(JobState.DEAD) == {"k"}
    assert keys(JobState.WAITING) == {"k: Pustaka belum ada."}


def test_work_that_kills_its_workers_is_given_up_too(
    queue: JobQueue, oversight: JobOversight, clock: HandClock
) -> None:
    queue.put("draft", "k", {})
    for _ in range(3):
        assert queue.take("dies", ("draft",)) is not None
        clock.forward(minutes=2)
    begun: list[Job] = []
    Worker(queue, {"draft": begun.append}).run_ready()
    assert begun == []
    (job,) = oversight.list()
    assert (job.state, job.error) == (JobState.DEAD, "Pekerja berhenti sebelum pekerjaan ini selesai.")


def test_a_worker_that_lost_its_lease_writes_nothing(
    queue: JobQueue, clock: HandClock, keys: Callable[[JobState], set[str]]
) -> None:
    def slow(job: Job) -> Write:
        if job.attempts == 1:
            clock.forward(minutes=2)
            Worker(queue, {"draft": lambda again: writing(f"attempt {again.attempts}", clock)}).run_ready()
        return writing(f"attempt {job.attempts}", clock)

    queue.put("draft", "k", {})
    Worker(queue, {"draft": slow}).run_ready()
    assert keys(JobState.WAITING) == {"attempt 2"}
    assert keys(JobState.DONE) == {"k"}


def test_threads_do_the_work_and_one_is_kept_for_quick_work(queue: JobQueue, oversight: JobOversight) -> None:
    release, quick = threading.Event(), threading.Event()

    def draft(job: Job) -> None:
        assert release.wait(SOON)

    def mail(job: Job) -> None:
        quick.set()

    for number in range(5):
        queue.put("draft", str(number), {})
    queue.put("mail", "mail", {})
    worker = Worker(queue, {"draft": draft, "mail": mail}, threads=2, poll=0.01)
    worker.start()
    try:
        assert quick.wait(SOON)
        assert len(oversight.list(state=JobState.RUNNING, kind="draft")) <= 1
    finally:
        release.set()
        worker.stop()


def test_a_stopped_worker_ends_what_it_has_in_hand_and_gives_back_what_takes_too_long(
    queue: JobQueue,
    oversight: JobOversight,
    database: StateDatabase,
    clock: HandClock,
    keys: Callable[[JobState], set[str]],
) -> None:
    begun, release, ended = threading.Event(), threading.Event(), threading.Event()

    def endless(job: Job) -> Write:
        begun.set()
        assert release.wait(SOON)
        ended.set()
        return writing("too late", clock)

    queue.put("draft", "k", {})
    worker = Worker(queue, {"draft": endless}, poll=0.01)
    worker.start()
    assert begun.wait(SOON)
    worker.stop(seconds=0.05)
    (job,) = oversight.list()
    assert (job.state, job.attempts) == (JobState.WAITING, 0)
    release.set()
    assert ended.wait(SOON)
    for thread in threading.enumerate():
        if thread.name.startswith("worker"):
            thread.join(SOON)
    assert keys(JobState.WAITING) == {"k"}
