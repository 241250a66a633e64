"""Answers in the wording of the day asked about."""

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.answer import Assistant
from assistant.models import Answer, AnswerStatus, Question
from tests.assistant.conftest import TODAY
from tests.workbench import make_workbench

BASE = """\
PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 40 TAHUN 2001
TENTANG
SERAGAM PEGAWAI
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang:
a. bahwa seragam pegawai perlu diatur;
MEMUTUSKAN:
Menetapkan: PERATURAN PEMERINTAH TENTANG SERAGAM PEGAWAI.
Pasal 1
Pegawai memakai seragam abu-abu setiap hari Senin.
Pasal 2
Pegawai memakai topi lapangan di luar kantor.
Pasal 3
(1) Pegawai memakai lencana perak.
(2) Lencana dipasang di dada kiri.
Pasal 4
Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Jakarta
pada tanggal 1 Maret 2001
Diundangkan di Jakarta
pada tanggal 2 Maret 2001
"""
CHANGE = """\
PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 41 TAHUN 2010
TENTANG
PERUBAHAN ATAS PERATURAN PEMERINTAH NOMOR 40 TAHUN 2001 TENTANG SERAGAM PEGAWAI
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang:
a. bahwa seragam pegawai perlu disesuaikan;
MEMUTUSKAN:
Menetapkan: PERATURAN PEMERINTAH TENTANG PERUBAHAN ATAS PERATURAN PEMERINTAH NOMOR 40 TAHUN 2001
TENTANG SERAGAM PEGAWAI.
Pasal I
Beberapa ketentuan dalam Peraturan Pemerintah Nomor 40 Tahun 2001 tentang Seragam Pegawai diubah sebagai
berikut:
1. Ketentuan Pasal 1 diubah sehingga berbunyi sebagai berikut:
Pasal 1
Pegawai memakai seragam khaki setiap hari Senin dan Selasa.
2. Ketentuan Pasal 2 dihapus.
3. Ketentuan Pasal 3 diubah sehingga berbunyi sebagai berikut:
Pasal 3
(2) Lencana dipasang di dada kanan.
4. Di antara Pasal 3 dan Pasal 4 disisipkan 1 (satu) pasal, yakni Pasal 3A yang berbunyi sebagai berikut:
Pasal 3A
Pegawai memakai papan nama di dada kanan.
Pasal II
Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Jakarta
pada tanggal 4 Mei 2010
Diundangkan di Jakarta
pada tanggal 5 Mei 2010
"""
FAQ = """\
topic: Seragam
bidang: disiplin-kinerja
entries:
- id: seragam-senin
  question: Apa warna seragam pada hari Senin?
  answer: Pegawai memakai seragam khaki setiap hari Senin.
  legal_basis: [pp-40-2001/pasal-1]
  checked: 2026-01-02
  review_by: 2026-12-01
"""
NEW = "pp-40-2001/pasal-1@2010-05-05"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """PP 41/2010 changes Pasal 1 of PP 40/2001, deletes Pasal 2, inserts Pasal 3A, gives half of Pasal 3."""
    folder = tmp_path_factory.mktemp("seragam")
    (folder / "faq").mkdir()
    for name, text in {"pp-40.md": BASE, "pp-41.md": CHANGE, "faq/seragam.yaml": FAQ}.items():
        (folder / name).write_text(text, encoding="utf-8")
    bench = make_workbench(folder / "home")
    bench.ingest(folder / "pp-40.md", folder / "pp-41.md", folder / "faq/seragam.yaml")
    snapshot = bench.open()
    yield Assistant(lambda: snapshot, bench.embedder, contact="bagian umum")
    snapshot.close()
    bench.store.close()


def cited(answer: Answer) -> list[str]:
    return [citation.provision_id for claim in answer.claims for citation in claim.citations]


def test_a_named_pasal_is_quoted_as_it_reads_today(assistant: Assistant) -> None:
    answer = assistant.answer(Question(text="apa isi pasal 1 PP 40/2001?", on=TODAY))
    assert answer.status is AnswerStatus.ANSWERED
    assert cited(answer) == [NEW]
    assert answer.claims[0].text == "Pegawai memakai seragam khaki setiap hari Senin dan Selasa."


@pytest.mark.parametrize(
    ("day", "words", "provision"),
    [
        (date(2010, 5, 4), "abu-abu", "pp-40-2001/pasal-1"),
        (date(2010, 5, 5), "khaki", NEW),
    ],
)
def test_the_wording_changes_on_the_day_of_the_amendment(
    assistant: Assistant, day: date, words: str, provision: str
) -> None:
    answer = assistant.answer(Question(text="apa isi pasal 1 PP 40/2001?", on=day))
    assert (cited(answer), words in answer.text) == ([provision], True)


def test_a_question_without_a_name_finds_the_wording_of_the_day(assistant: Assistant) -> None:
    question = "pegawai memakai seragam warna apa setiap hari Senin?"
    assert NEW in cited(assistant.answer(Question(text=question, on=TODAY)))
    before = assistant.answer(Question(text=question, on=date(2005, 1, 1)))
    assert cited(before) == ["pp-40-2001/pasal-1"]
    passages = {passage.unit.id: passage for passage in before.passages}
    assert not passages[NEW].holds
    assert passages[NEW].status == "belum-berlaku"


def test_an_entry_rests_on_its_rule_as_it_reads_that_day(assistant: Assistant) -> None:
    question = "Apa warna seragam pada hari Senin?"
    answer = assistant.answer(Question(text=question, on=TODAY))
    assert (answer.origin_id, cited(answer)) == ("faq/seragam-senin", [NEW])
    # Then it read otherwise, so the entry was not true yet.
    assert assistant.answer(Question(text=question, on=date(2005, 1, 1))).origin_id != "faq/seragam-senin"


def test_a_deleted_pasal_is_told_with_what_deleted_it(assistant: Assistant) -> None:
    answer = assistant.answer(Question(text="apa isi pasal 2 PP 40/2001?", on=TODAY))
    assert answer.status is AnswerStatus.PARTIAL
    assert answer.claims[0].text == (
        "Pasal 2 PP Nomor 40 Tahun 2001 tidak berlaku lagi: dihapus oleh PP Nomor 41 Tahun 2010."
    )
    assert cited(answer) == ["pp-41-2010/pasal-i/angka-2", "pp-40-2001/pasal-2"]
    assert all(check.passed for check in answer.checks)


def test_a_change_that_could_not_be_applied_is_told_with_the_words_before_it(assistant: Assistant) -> None:
    answer = assistant.answer(Question(text="apa isi pasal 3 PP 40/2001?", on=TODAY))
    assert answer.status is AnswerStatus.PARTIAL
    assert [claim.text for claim in answer.claims] == [
        "Pegawai memakai lencana perak.",
        "Lencana dipasang di dada kiri.",
        "Pasal 3 PP Nomor 40 Tahun 2001 telah diubah oleh PP Nomor 41 Tahun 2010; "
        "bunyi yang dikutip di sini belum tentu memuat perubahan itu.",
    ]
    assert "pp-41-2010/pasal-i/angka-3" in cited(answer)
    before = assistant.answer(Question(text="apa isi pasal 3 PP 40/2001?", on=date(2010, 5, 4)))
    assert (before.status, len(before.claims)) == (AnswerStatus.ANSWERED, 2)


def test_the_doubt_is_told_to_a_question_that_names_no_rule(assistant: Assistant) -> None:
    question = "lencana perak pegawai dipasang di mana?"
    answer = assistant.answer(Question(text=question, on=TODAY))
    assert answer.status is AnswerStatus.PARTIAL
    assert "telah diubah oleh PP Nomor 41 Tahun 2010" in answer.text


def test_an_inserted_pasal_was_not_there_before(assistant: Assistant) -> None:
    today = assistant.answer(Question(text="apa isi pasal 3A PP 40/2001?", on=TODAY))
    assert today.claims[0].text == "Pegawai memakai papan nama di dada kanan."
    before = assistant.answer(Question(text="apa isi pasal 3A PP 40/2001?", on=date(2005, 1, 1)))
    assert before.status is AnswerStatus.NO_SOURCE
    assert "Baru berlaku 5 Mei 2010 dengan" in before.text


def test_when_a_rule_was_changed_is_told_with_the_day_that_the_law_states(assistant: Assistant) -> None:
    answer = assistant.answer(Question(text="sejak kapan pasal 2 PP 40/2001 dihapus atau diubah?", on=TODAY))
    assert answer.claims[0].text == (
        "Pasal 2 PP Nomor 40 Tahun 2001 tidak berlaku lagi: dihapus oleh PP Nomor 41 Tahun 2010 "
        "mulai 5 Mei 2010."
    )
    assert all(check.passed for check in answer.checks)


def test_where_nothing_changed_a_rule_that_is_said_and_nothing_else(assistant: Assistant) -> None:
    answer = assistant.answer(Question(text="PP 99 tahun 2003 diubah dengan apa?", on=TODAY))
    assert answer.status is AnswerStatus.NO_SOURCE
    assert "PP Nomor 99 Tahun 2003" in answer.text
