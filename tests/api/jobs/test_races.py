"""Workers killed at any moment: every question gets exactly one current draft, and none is lost."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from api.jobs.oversight import JobOversight
from api.jobs.queue import JobState
from api.state.database import StateDatabase
from api.state.draft_tables import DraftRow
from api.state.forum_tables import QuestionRow

ROOT = Path(__file__).parents[3]
QUESTIONS = 200
SECONDS = 120.0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the race forks its workers")
def test_killed_workers_lose_no_question_and_draft_none_twice(url: str, database: StateDatabase) -> None:
    _ = database.engine
    done = subprocess.run(
        [sys.executable, "-m", "tests.api.jobs.race", url, str(QUESTIONS), str(SECONDS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=2 * SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    kills = int(done.stdout)
    assert kills >= QUESTIONS // 10
    with database.reading() as session:
        versions = {row.id: row.thread_version for row in session.scalars(select(QuestionRow))}
        drafts = session.scalars(select(DraftRow)).all()
    current = Counter(row.question_id for row in drafts if row.superseded_at is None)
    assert len(versions) == QUESTIONS
    assert current == dict.fromkeys(versions, 1)
    assert sum(version == 2 for version in versions.values()) == QUESTIONS // 10
    assert all(row.thread_version == versions[row.question_id] for row in drafts if not row.superseded_at)
    made = Counter((row.question_id, row.thread_version) for row in drafts)
    assert set(made.values()) == {1}
    counts = JobOversight(database).counts()
    assert counts[JobState.DONE] == QUESTIONS + QUESTIONS // 10
    assert sum(counts.values()) == counts[JobState.DONE]
