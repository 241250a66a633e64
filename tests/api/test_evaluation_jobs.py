"""Runs in the background of the server: one at a time, stopped at any moment, taken up where they were."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from api.evaluation_jobs import UNEXPECTED, EvaluationJobs
from api.evaluation_reader import EvaluationReader, Stage
from corpus.errors import Busy, InvalidInput, NotFound, StorageError
from tests.api.evaluated import GatedLibrary, evaluated_app, wait_for


@pytest.fixture
def app(tmp_path: Path) -> Iterator[FastAPI]:
    with evaluated_app(tmp_path) as app:
        yield app


@pytest.fixture
def jobs(app: FastAPI) -> EvaluationJobs:
    jobs = app.state.evaluations
    assert isinstance(jobs, EvaluationJobs)
    return jobs


@pytest.fixture
def gate(app: FastAPI) -> threading.Semaphore:
    library = app.state.library
    assert isinstance(library, GatedLibrary)
    library.gate = threading.Semaphore(0)
    return library.gate


def stage(app: FastAPI, name: str) -> Stage:
    reader: EvaluationReader = app.state.evaluation_reader
    return reader.standing(name).stage


def start(jobs: EvaluationJobs) -> str:
    return jobs.start(jobs.desk.sets[0])


def done(jobs: EvaluationJobs) -> int:
    progress = jobs.current()
    return progress.done if progress else -1


def test_a_run_is_answered_and_then_scored(app: FastAPI, jobs: EvaluationJobs) -> None:
    name = start(jobs)
    wait_for(lambda: jobs.current() is None)
    assert jobs.failure(name) == ""
    assert stage(app, name) is Stage.SCORED
    assert len(jobs.desk.scores(name).answers) == 4


def test_a_stopped_run_keeps_its_answers_and_asks_only_for_the_rest(
    app: FastAPI, jobs: EvaluationJobs, gate: threading.Semaphore
) -> None:
    name = start(jobs)
    gate.release(2)
    wait_for(lambda: done(jobs) == 2)
    assert stage(app, name) is Stage.RUNNING
    threading.Timer(0.1, gate.release).start()
    jobs.cancel(name)
    assert jobs.current() is None
    assert stage(app, name) is Stage.STOPPED
    assert jobs.desk.folder(name).recorded() == 3
    assert jobs.failure(name) == ""
    jobs.resume(name)
    gate.release(1)
    wait_for(lambda: jobs.current() is None)
    assert stage(app, name) is Stage.SCORED
    assert not gate.acquire(blocking=False)


def test_a_new_server_finds_the_run_stopped(tmp_path: Path) -> None:
    with evaluated_app(tmp_path) as app:
        jobs: EvaluationJobs = app.state.evaluations
        gate = app.state.library.gate = threading.Semaphore(1)
        name = start(jobs)
        wait_for(lambda: done(jobs) == 1)
        threading.Timer(0.1, gate.release).start()
        jobs.close()
    with evaluated_app(tmp_path) as app:
        assert stage(app, name) is Stage.STOPPED
        app.state.evaluations.resume(name)
        wait_for(lambda: app.state.evaluations.current() is None)
        assert stage(app, name) is Stage.SCORED


def test_one_run_at_a_time(jobs: EvaluationJobs, gate: threading.Semaphore) -> None:
    name = start(jobs)
    with pytest.raises(Busy, match=name):
        start(jobs)
    with pytest.raises(Busy, match=name):
        jobs.resume(name)
    jobs.cancel("yang-lain")
    assert jobs.current() is not None
    gate.release(4)
    wait_for(lambda: jobs.current() is None)


def test_a_run_that_another_process_answers_is_left_alone(app: FastAPI, jobs: EvaluationJobs) -> None:
    folder = jobs.desk.begin(jobs.desk.sets[0], name="satu")
    with folder.held():
        assert stage(app, "satu") is Stage.RUNNING
        jobs.resume("satu")
        wait_for(lambda: jobs.current() is None)
        assert "proses lain" in jobs.failure("satu")
    assert stage(app, "satu") is Stage.STOPPED
    assert folder.recorded() == 0


def test_what_cannot_be_resumed_says_why(jobs: EvaluationJobs, tmp_path: Path) -> None:
    jobs.desk.begin(jobs.desk.sets[0], name="satu")
    (tmp_path / "jam.txt").write_text("Loket buka pukul 08.00.", encoding="utf-8")
    jobs.desk._library.ingest([tmp_path / "jam.txt"], starter=False)
    with pytest.raises(InvalidInput, match="isi pustaka yang lain"):
        jobs.resume("satu")
    with pytest.raises(NotFound):
        jobs.resume("../satu")
    assert jobs.current() is None


def test_a_full_disk_is_told(jobs: EvaluationJobs, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise StorageError("Disk penuh.")

    monkeypatch.setattr(jobs.desk, "answer", full)
    name = start(jobs)
    wait_for(lambda: jobs.current() is None)
    assert jobs.failure(name) == "Disk penuh."


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_defect_is_told_and_the_next_run_starts(
    jobs: EvaluationJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(jobs.desk, "score", lambda *_, **__: 1 / 0)
        name = start(jobs)
        wait_for(lambda: jobs.current() is None)
    assert jobs.failure(name) == UNEXPECTED
    jobs.resume(name)
    wait_for(lambda: jobs.current() is None)
    assert jobs.failure(name) == ""
