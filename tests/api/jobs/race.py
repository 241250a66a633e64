"""Workers that are killed at random over the drafts of many questions.

Run as a program of its own: it forks its workers, which costs next to nothing, and must have neither threads
nor connections when it does. Workers never end by themselves; whoever kills them ends the race.
"""

import os
import random
import signal
import sys
import time
from datetime import timedelta

import structlog
from sqlalchemy import select

from api.forum.draft_source import Asked, Sourced
from api.forum.drafting import Drafting
from api.forum.drafts import KIND, Order, order_draft, supersede
from api.forum.holding import matter_in
from api.jobs.oversight import JobOversight
from api.jobs.queue import JobQueue, JobState
from api.jobs.worker import Worker
from api.state.clock import utc_now
from api.state.database import StateDatabase
from api.state.forum_tables import QuestionRow
from tests.drafted import DAY, QuickSource, add_bidang, add_follow_up, add_question

WORKERS = 8
LEASE = timedelta(seconds=3)
ATTEMPTS = 50
"""More than there can be kills of one question."""


class SlowSource(QuickSource):
    """Takes long enough to be killed in the midst of it."""

    def answer(self, asked: Asked) -> Sourced:
        time.sleep(random.uniform(0.0, 0.08))
        return super().answer(asked)


def submit(database: StateDatabase, questions: int) -> list[str]:
    """That many questions, each with its order for a draft."""
    made = []
    with database.writing("siapkan") as session:
        add_bidang(session)
        for number in range(1, questions + 1):
            row = add_question(session, number, text=f"Berapa hari cuti tahunan, kasus {number}?")
            order_draft(session, Order(question_id=row.id, thread_version=1), at=utc_now())
            made.append(row.id)
    return made


def follow_up(database: StateDatabase, question_id: str) -> None:
    """What the forum does when an asker adds something."""
    now = utc_now()
    with database.writing("lanjutan") as session:
        row = session.scalars(
            select(QuestionRow).where(QuestionRow.id == question_id).with_for_update()
        ).one()
        add_follow_up(session, row, "Dan bagaimana bila belum diambil?", at=now)
        supersede(session, question_id, at=now)
        order_draft(session, Order(question_id=question_id, thread_version=row.thread_version), at=now)


def start(database: StateDatabase) -> int:
    """A worker in a process of its own."""
    # The engine is used there without its schema being looked at again; a connection could not be.
    database.engine.dispose()
    pid = os.fork()
    if pid:
        return pid
    queue = JobQueue(database, lease=LEASE, attempts=ATTEMPTS, first_pause=timedelta(seconds=0.1))
    drafting = Drafting(database, SlowSource(), contact="BKPSDM")
    Worker(queue, {KIND: drafting}, poll=0.05).start()
    while True:
        signal.pause()


def kill(pid: int) -> None:
    """End a process as a power cut would."""
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def race(url: str, questions: int, seconds: float) -> int:
    """Kill and start workers until all work is done; returns how many were killed."""
    database = StateDatabase(url)
    submitted = submit(database, questions)
    moved_on = random.sample(submitted, questions // 10)
    oversight = JobOversight(database)
    # What the guards read is loaded once, not by every worker.
    matter_in("Berapa hari cuti tahunan?", DAY)
    running = [start(database) for _ in range(WORKERS)]
    kills, until = 0, time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            time.sleep(random.uniform(0.05, 0.25))
            victim = random.randrange(WORKERS)
            kill(running[victim])
            kills += 1
            if moved_on and kills % 2:
                follow_up(database, moved_on.pop())
            counts = oversight.counts()
            running[victim] = start(database)
            if not moved_on and not counts[JobState.WAITING] + counts[JobState.RUNNING]:
                return kills
    finally:
        for pid in running:
            kill(pid)
    raise TimeoutError(f"work left after {seconds} seconds: {counts}")


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(file=sys.stderr))
    sys.stdout.write(str(race(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))))
