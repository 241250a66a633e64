"""``tanya worker`` and ``tanya jobs …`` on a home folder."""

import json
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api import cli
from api import library as libraries
from api.cli.worker import Progress
from api.forum.drafts import Order, current_draft, order_draft
from api.jobs.queue import JobState
from api.library import Library
from api.settings import Settings
from api.state.audit import AuditTrail
from api.state.state import State, state_of
from tests.drafted import NOW, add_bidang, add_question
from tests.fakes import WordEmbedder
from tests.workbench import CUTI

SECONDS = 60.0
"""After which a worker that has not drafted anything never will."""
runner = CliRunner()


def run(home: Path, *arguments: str) -> Result:
    return runner.invoke(cli.application(), [*arguments, "--home", str(home)])


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    opened = state_of(Settings(home=tmp_path, _env_file=None))
    yield opened
    opened.close()


def test_a_worker_drafts_until_it_is_stopped(
    tmp_path: Path, state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "Library", lambda settings: Library(settings, embedder=WordEmbedder()))
    law = tmp_path / "pp-91.md"
    law.write_text(CUTI, encoding="utf-8")
    assert run(tmp_path, "ingest", str(law), "--no-starter").exit_code == 0
    with state.database.writing("siapkan") as session:
        add_bidang(session)
        question = add_question(session, 1, text="Berapa hari cuti tahunan pegawai contoh?").id
        order_draft(session, Order(question_id=question, thread_version=1), at=NOW)

    def stop_when_done() -> None:
        for _ in range(int(SECONDS / 0.1)):
            # The draft, and what the snapshot gives rise to.
            if state.job_oversight.counts()[JobState.DONE] == 3:
                break
            threading.Event().wait(0.1)
        os.kill(os.getpid(), signal.SIGTERM)

    before = [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)]
    watcher = threading.Thread(target=stop_when_done)
    watcher.start()
    result = run(tmp_path, "worker", "--threads", "1")
    watcher.join()
    assert result.exit_code == 0
    assert "Pekerja siap dengan 1 utas" in result.stderr
    assert "3 pekerjaan selesai, 0 akan dicoba lagi, 0 gagal." in result.stderr
    with state.database.reading() as session:
        draft = current_draft(session, question)
    assert draft is not None
    assert draft.answer.claims[0].citations
    assert [signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)] == before


def test_failed_work_is_listed_and_begun_again(tmp_path: Path, state: State) -> None:
    state.jobs.put("draft", "draft:x:1:0", {})
    job = state.jobs.take("uji", ("draft",))
    assert job is not None
    with state.jobs.giving_up(job, "Pustaka belum ada."):
        pass
    listed = run(tmp_path, "jobs", "list", "--state", "gagal")
    assert "Pustaka" in listed.stdout
    assert "0 menunggu, 0 dikerjakan, 0 selesai, 1 gagal." in listed.stderr
    (only,) = json.loads(run(tmp_path, "jobs", "list", "--json").stdout)
    assert only["key"] == "draft:x:1:0"
    assert run(tmp_path, "jobs", "retry", job.id, "--by", "Ani").exit_code == 0
    assert run(tmp_path, "jobs", "retry", job.id, "--by", "Ani").exit_code == 1
    (entry,) = AuditTrail(state.database).entries(below="job.")
    assert entry.actor == "Ani"


def test_progress_counts_attempts_by_how_they_ended() -> None:
    progress = Progress()
    for ended in (JobState.DONE, JobState.DONE, JobState.WAITING, JobState.DEAD):
        progress.count(ended)
    assert progress.line == "2 pekerjaan selesai, 1 akan dicoba lagi, 1 gagal."
