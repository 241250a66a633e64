"""Answers that rest on a rule whose amendment is not in the library: they stay, and say so."""

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.answer import Assistant
from assistant.models import Answer, AnswerStatus, Question
from assistant.verify import Verifier
from corpus.corrections import RejectRelation
from corpus.models import RelationKind
from tests.assistant.conftest import TODAY
from tests.assistant.test_draft_force import LAW
from tests.workbench import Workbench, make_workbench

TELLS = (
    "Selain upacara menurut Peraturan Pemerintah Nomor 5 Tahun 2001 tentang Upacara sebagaimana telah diubah "
    "dengan Peraturan Pemerintah Nomor 9 Tahun 2012, pegawai mengikuti apel."
)
ASKED = "Pegawai mengikuti upacara bendera setiap hari apa?"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """PP 8/2015 tells that PP 9/2012, whose text is not here, amended PP 5/2001."""
    folder = tmp_path_factory.mktemp("apel")
    laws = {
        "pp-5.md": LAW.format(number=5, year=2001, title="UPACARA", day="Senin", act="Upacara itu wajib."),
        "pp-8.md": LAW.format(number=8, year=2015, title="APEL", day="apel", act=TELLS),
    }
    for name, text in laws.items():
        (folder / name).write_text(text, encoding="utf-8")
    bench = make_workbench(folder / "home")
    report = bench.ingest(*(folder / name for name in laws))
    assert [result.reason for result in report.files if result.outcome == "ditolak"] == []
    yield bench
    bench.store.close()


def ask(bench: Workbench, text: str, on: date = TODAY) -> Answer:
    with_snapshot = bench.open()
    try:
        assistant = Assistant(lambda: with_snapshot, bench.embedder, contact="bagian umum")
        answer = assistant.answer(Question(text=text, on=on))
        verdict = Verifier(with_snapshot.knowledge, with_snapshot.force).verify(
            answer.claims, question=text, on=on
        )
        assert verdict.all_stand
        return answer
    finally:
        with_snapshot.close()


def test_the_answer_stays_and_names_what_is_missing(bench: Workbench) -> None:
    answer = ask(bench, ASKED)
    assert answer.status is AnswerStatus.PARTIAL
    assert answer.claims[0].text.startswith("Pegawai mengikuti upacara bendera setiap Senin")
    assert answer.claims[-1].text == (
        "PP Nomor 5 Tahun 2001 telah diubah dengan PP Nomor 9 Tahun 2012, yang naskahnya tidak ada di "
        "pustaka ini; bunyi yang dikutip di sini mungkin bukan yang berlaku."
    )
    assert [citation.provision_id for citation in answer.claims[-1].citations] == [
        "pp-8-2015/pasal-2",
        "pp-5-2001/pasal-1",
    ]


def test_before_the_amendment_nothing_is_doubtful(bench: Workbench) -> None:
    answer = ask(bench, "Pegawai mengikuti upacara bendera setiap hari apa pada tahun 2008?")
    assert not any("mungkin bukan yang berlaku" in claim.text for claim in answer.claims)


def test_asked_whether_it_still_holds_the_answer_says_so(bench: Workbench) -> None:
    answer = ask(bench, "Apakah PP 5 Tahun 2001 masih berlaku?")
    assert [claim.text for claim in answer.claims] == [
        "PP Nomor 5 Tahun 2001 masih berlaku, tetapi telah diubah dengan PP Nomor 9 Tahun 2012, yang "
        "naskahnya tidak ada di pustaka ini; bunyi yang berlaku mungkin lain dari yang ada di sini."
    ]
    assert answer.claims[0].citations[0].provision_id == "pp-8-2015/pasal-2"


def test_a_named_pasal_is_quoted_with_the_caution(bench: Workbench) -> None:
    answer = ask(bench, "Apa bunyi Pasal 1 PP 5 Tahun 2001?")
    assert "setiap Senin" in answer.claims[0].text
    assert "PP Nomor 9 Tahun 2012, yang naskahnya tidak ada" in answer.claims[-1].text


def test_the_teller_itself_is_not_doubtful(bench: Workbench) -> None:
    answer = ask(bench, "Apa bunyi Pasal 1 PP 8 Tahun 2015?")
    assert answer.status is AnswerStatus.ANSWERED


def test_an_amendment_that_a_person_rejected_is_not_told(bench: Workbench) -> None:
    rejected = RejectRelation(
        relation_kind=RelationKind.MENGUBAH, subject_id="pp-9-2012", target_id="pp-5-2001"
    )
    entry = bench.store.add_correction(rejected, reason="Salah baca", author="Sari")
    bench.ingest()
    try:
        assert ask(bench, ASKED).status is AnswerStatus.ANSWERED
    finally:
        bench.store.undo_correction(entry.id, author="Sari")
        bench.ingest()
