"""Drafts from a real Library: cited, scored, with their snapshot, and honest where it is missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.forum.draft_source import Asked, LibrarySource
from api.forum.drafts import Order, current_draft, order_draft
from api.forum.models import Draft, DraftState
from api.jobs.queue import JobState
from api.library import Library
from api.services import Services
from api.settings import Settings
from api.state.forum_tables import QuestionRow
from assistant.models import AnswerStatus
from corpus.errors import Busy, NotFound
from evals.scorecard import Opinion
from tests.api.forum.people import NIP
from tests.drafted import NOW, add_bidang, add_follow_up, add_question
from tests.fakes import WordEmbedder
from tests.workbench import CUTI

ASKED = "Berapa hari cuti tahunan pegawai contoh?"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    """A library that nothing was brought into."""
    opened = Library(Settings(home=tmp_path / "rumah", _env_file=None), embedder=WordEmbedder())
    yield opened
    opened.close()


@pytest.fixture
def filled(empty: Library, tmp_path: Path) -> Library:
    """A library of one law about leave."""
    law = tmp_path / "cuti.md"
    law.write_text(CUTI, encoding="utf-8")
    empty.ingest([law], starter=False)
    return empty


def submit(library: Library, text: str) -> str:
    with library.state.database.writing("siapkan") as session:
        add_bidang(session)
        row = add_question(session, 1, title="Cuti", text=text)
        order_draft(session, Order(question_id=row.id, thread_version=1), at=NOW)
    return row.id


def draft_of(library: Library, question_id: str) -> Draft:
    with library.state.database.reading() as session:
        found = current_draft(session, question_id)
    assert found is not None
    return found


def test_a_question_gets_a_cited_draft_that_was_scored_against_its_snapshot(filled: Library) -> None:
    question = submit(filled, f"{ASKED} NIP saya {NIP}.")
    assert Services(filled).worker(threads=1).run_ready() == 1
    draft = draft_of(filled, question)
    cited = [citation.provision_id for claim in draft.answer.claims for citation in claim.citations]
    assert cited[0] == "pp-91-2019/pasal-2/ayat-1"
    assert draft.state is DraftState.SCORED
    assert draft.scorecard is not None
    assert draft.scorecard.opinion is not Opinion.STOP
    assert draft.snapshot == filled.snapshot().info.id
    assert draft.model == draft.prompt_hash == ""
    assert NIP not in draft.answer.model_dump_json()


def test_a_follow_up_takes_part_in_the_question(filled: Library) -> None:
    question = submit(filled, ASKED)
    with filled.state.database.writing("lanjutan") as session:
        row = session.get_one(QuestionRow, question)
        add_follow_up(session, row, "Kalau sakit lebih dari 14 hari, apa yang wajib dilampirkan?")
        order_draft(session, Order(question_id=question, thread_version=2), at=NOW)
    assert Services(filled).worker(threads=1).run_ready() == 2
    draft = draft_of(filled, question)
    assert draft.thread_version == 2
    assert "wajib dilampirkan" in draft.answer.question.text


def test_a_missing_library_is_tried_again(empty: Library) -> None:
    submit(empty, ASKED)
    Services(empty).worker(threads=1).run_ready()
    (job,) = empty.state.job_oversight.list()
    assert job.state is JobState.WAITING
    assert job.error


def test_an_answer_and_its_scores_are_of_one_snapshot(
    filled: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = LibrarySource(filled)
    assert source.answer(Asked(text=ASKED)).answer.status is AnswerStatus.ANSWERED
    answer = filled.composer.answer
    law = tmp_path / "lain.md"
    law.write_text(CUTI.replace("NOMOR 91", "NOMOR 92"), encoding="utf-8")

    def renewed_meanwhile(*args: object, **more: object) -> object:
        filled.ingest([law], starter=False)
        return answer(*args, **more)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(filled.composer, "answer", renewed_meanwhile)
    with pytest.raises(Busy):
        source.answer(Asked(text=ASKED))


def test_without_a_library_nothing_is_answered(empty: Library) -> None:
    with pytest.raises(NotFound):
        LibrarySource(empty).answer(Asked(text=ASKED))
