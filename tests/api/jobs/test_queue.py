"""Work in the database: put once, leased to one, ended once, tried again, given up, deleted."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from api.jobs.oversight import JobOversight
from api.jobs.queue import JobQueue, JobState, LeaseLost, put
from api.state.audit import AuditTrail
from api.state.database import StateDatabase
from api.state.draft_tables import JobRow
from corpus.errors import InvalidInput, NotFound
from tests.api.state.answers import HandClock

KINDS = ("draft",)


def test_the_same_key_is_put_once_also_after_it_was_done(queue: JobQueue) -> None:
    assert queue.put("draft", "draft:1:1:0", {"question": "1"})
    assert not queue.put("draft", "draft:1:1:0", {"question": "lain"})
    job = queue.take("a", KINDS)
    assert job is not None
    assert job.payload == {"question": "1"}
    with queue.ending(job):
        pass
    assert not queue.put("draft", "draft:1:1:0", {})


def test_work_is_put_with_what_gives_rise_to_it_or_not_at_all(
    queue: JobQueue, database: StateDatabase, clock: HandClock
) -> None:
    with pytest.raises(KeyError), database.writing("uji") as session:
        _put_and_break(session, "k", clock)
    assert queue.take("a", KINDS) is None


def test_work_is_taken_in_the_order_it_may_begin_and_only_of_kinds_one_can_do(
    queue: JobQueue, clock: HandClock
) -> None:
    queue.put("draft", "later", {}, at=clock() + timedelta(seconds=10))
    queue.put("draft", "now", {})
    queue.put("mail", "other", {})
    first = queue.take("a", KINDS)
    assert first is not None
    assert (first.key, first.state, first.attempts) == ("now", JobState.RUNNING, 1)
    assert queue.take("a", KINDS) is None
    clock.forward(seconds=10)
    second = queue.take("a", KINDS)
    assert second is not None
    assert second.key == "later"


def test_leased_work_is_given_to_nobody_else_until_the_lease_runs_out(
    queue: JobQueue, clock: HandClock
) -> None:
    queue.put("draft", "k", {})
    slow = queue.take("slow", KINDS)
    assert slow is not None
    clock.forward(seconds=59)
    assert queue.extend(slow)
    clock.forward(seconds=59)
    assert queue.take("quick", KINDS) is None
    clock.forward(seconds=2)
    quick = queue.take("quick", KINDS)
    assert quick is not None
    assert (quick.attempts, quick.error) == (2, "Pekerja berhenti sebelum pekerjaan ini selesai.")
    assert not queue.extend(slow)


def test_a_worker_whose_lease_was_taken_over_writes_nothing(
    queue: JobQueue, oversight: JobOversight, database: StateDatabase, clock: HandClock
) -> None:
    queue.put("draft", "k", {})
    slow = queue.take("same name", KINDS)
    clock.forward(seconds=61)
    quick = queue.take("same name", KINDS)
    assert slow is not None
    assert quick is not None
    with pytest.raises(LeaseLost), queue.ending(slow) as session:
        put(session, "mail", "result of the slow one", {}, at=clock())
    with pytest.raises(LeaseLost):
        queue.fail(slow, "terlambat")
    with queue.ending(quick) as session:
        put(session, "mail", "result of the quick one", {}, at=clock())
    with pytest.raises(LeaseLost), queue.ending(quick):
        pass
    assert {job.key: job.state for job in oversight.list()} == {
        "k": JobState.DONE,
        "result of the quick one": JobState.WAITING,
    }


def test_work_whose_results_cannot_be_written_is_not_ended(
    queue: JobQueue, oversight: JobOversight, clock: HandClock
) -> None:
    queue.put("draft", "k", {})
    job = queue.take("a", KINDS)
    assert job is not None
    with pytest.raises(KeyError), queue.ending(job) as session:
        _put_and_break(session, "half", clock)
    assert queue.extend(job)
    assert [one.key for one in oversight.list()] == ["k"]


def test_pauses_double_and_the_last_attempt_gives_up(
    queue: JobQueue, oversight: JobOversight, clock: HandClock
) -> None:
    queue.put("draft", "k", {})
    for pause in (5, 10):
        job = queue.take("a", KINDS)
        assert job is not None
        assert not queue.is_last(job)
        assert queue.fail(job, "model mati") is JobState.WAITING
        clock.forward(seconds=pause - 1)
        assert queue.take("a", KINDS) is None
        clock.forward(seconds=1)
    job = queue.take("a", KINDS)
    assert job is not None
    assert queue.is_last(job)
    assert queue.fail(job, "model mati") is JobState.DEAD
    clock.forward(days=1)
    assert queue.take("a", KINDS) is None
    (dead,) = oversight.list(state=JobState.DEAD)
    assert (dead.error, dead.attempts, dead.worker) == ("model mati", 3, "")


def test_a_pause_is_shortened_by_half_at_most(
    database: StateDatabase, clock: HandClock, oversight: JobOversight
) -> None:
    queue = JobQueue(database, clock=clock, attempts=100)
    for number in range(20):
        queue.put("draft", str(number), {})
        job = queue.take("a", KINDS)
        assert job is not None
        queue.fail(job, "x")
    pauses = [(job.run_after - clock()).total_seconds() for job in oversight.list()]
    assert all(2.5 <= pause <= 5 for pause in pauses)
    assert len(set(pauses)) > 10


def test_work_that_was_given_up_can_be_begun_again_and_it_is_on_record(
    queue: JobQueue, oversight: JobOversight, database: StateDatabase, clock: HandClock
) -> None:
    queue.put("draft", "k", {})
    for _ in range(3):
        job = queue.take("a", KINDS)
        assert job is not None
        queue.fail(job, "x")
        clock.forward(hours=1)
    with pytest.raises(InvalidInput):
        oversight.retry(job.id, by=" ")
    assert oversight.retry(job.id, by="ani").attempts == 0
    with pytest.raises(NotFound):
        oversight.retry(job.id, by="ani")
    again = queue.take("a", KINDS)
    assert again is not None
    assert again.attempts == 1
    (entry,) = AuditTrail(database).entries(below="job.")
    assert (entry.actor, entry.action, entry.subject) == ("ani", "job.ulang", "k")


def test_work_given_back_begins_at_once_and_costs_no_attempt(queue: JobQueue) -> None:
    queue.put("draft", "k", {})
    job = queue.take("a", KINDS)
    assert job is not None
    queue.give_back(job)
    again = queue.take("b", KINDS)
    assert again is not None
    assert again.attempts == 1
    queue.give_back(job)
    assert queue.extend(again)


def test_only_work_that_was_ended_long_ago_is_deleted(
    queue: JobQueue, oversight: JobOversight, clock: HandClock
) -> None:
    queue.put("draft", "done", {})
    job = queue.take("a", KINDS)
    assert job is not None
    with queue.ending(job):
        pass
    queue.put("draft", "dead", {})
    for _ in range(3):
        job = queue.take("a", KINDS)
        assert job is not None
        queue.fail(job, "x")
        clock.forward(hours=1)
    queue.put("draft", "waiting", {})
    assert oversight.counts() == {
        JobState.WAITING: 1,
        JobState.RUNNING: 0,
        JobState.DONE: 1,
        JobState.DEAD: 1,
    }
    assert oversight.purge() == 0
    clock.forward(days=7)
    assert oversight.purge() == 1
    clock.forward(days=90)
    assert oversight.purge() == 1
    assert [job.key for job in oversight.list()] == ["waiting"]


def test_on_postgres_a_taker_passes_by_what_another_is_taking(
    queue: JobQueue, database: StateDatabase
) -> None:
    if database.engine.dialect.name != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    queue.put("draft", "first", {})
    queue.put("draft", "second", {})
    with database.writing("uji") as session:
        session.execute(text("SET LOCAL lock_timeout = '5s'"))
        session.scalars(select(JobRow).where(JobRow.key == "first").with_for_update()).one()
        job = queue.take("a", KINDS)
    assert job is not None
    assert job.key == "second"


def _put_and_break(session: Session, key: str, clock: HandClock) -> None:
    assert put(session, "draft", key, {}, at=clock())
    raise KeyError
