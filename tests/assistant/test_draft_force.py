"""What became of a rule: repealed, by what, and what took its place."""

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.answer import Assistant
from assistant.draft_force import ASKS_FORCE, fate
from assistant.models import AnswerStatus, Question
from corpus.open_snapshot import OpenSnapshot
from tests.assistant.conftest import TODAY, Desk
from tests.workbench import make_workbench

LAW = """\
PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR {number} TAHUN {year}
TENTANG
{title}
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang:
a. bahwa upacara perlu diatur;
MEMUTUSKAN:
Menetapkan: PERATURAN PEMERINTAH TENTANG {title}.
Pasal 1
Pegawai mengikuti upacara bendera setiap {day}.
Pasal 2
{act}
Pasal 3
Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Jakarta
pada tanggal 1 Maret {year}
Diundangkan di Jakarta
pada tanggal 2 Maret {year}
"""
REPEAL = "Peraturan Pemerintah Nomor {} Tahun {} tentang Upacara dicabut dan dinyatakan tidak berlaku."


@pytest.fixture(scope="module")
def ceremonies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[OpenSnapshot, Assistant]]:
    """PP 6/2008 repeals PP 5/2001, PP 7/2015 repeals that and PP 4/1990, whose text is not here."""
    folder = tmp_path_factory.mktemp("upacara")
    laws = {
        "pp-5.md": LAW.format(number=5, year=2001, title="UPACARA", day="Senin", act="Upacara itu wajib."),
        "pp-6.md": LAW.format(number=6, year=2008, title="UPACARA", day="Selasa", act=REPEAL.format(5, 2001)),
        "pp-7.md": LAW.format(
            number=7,
            year=2015,
            title="UPACARA",
            day="Rabu",
            act=f"(1) {REPEAL.format(6, 2008)}\n(2) {REPEAL.format(4, 1990)}",
        ),
    }
    for name, text in laws.items():
        (folder / name).write_text(text, encoding="utf-8")
    bench = make_workbench(folder / "home")
    report = bench.ingest(*(folder / name for name in laws))
    assert [result.reason for result in report.files if result.outcome == "ditolak"] == []
    snapshot = bench.open()
    yield snapshot, Assistant(lambda: snapshot, bench.embedder, contact="bagian umum")
    snapshot.close()
    bench.store.close()


Ceremonies = tuple[OpenSnapshot, Assistant]


def told(snapshot: OpenSnapshot, identifier: str, on: date) -> list[str]:
    return [claim.text for claim in fate(snapshot, identifier, on)]


def test_the_chain_of_repeals_is_told_to_the_rule_of_that_day(ceremonies: Ceremonies) -> None:
    snapshot, _ = ceremonies
    first = "PP Nomor 5 Tahun 2001 tidak berlaku lagi: dicabut oleh PP Nomor 6 Tahun 2008."
    second = "PP Nomor 6 Tahun 2008 tidak berlaku lagi: dicabut oleh PP Nomor 7 Tahun 2015."
    assert told(snapshot, "pp-5-2001", TODAY) == [first, second]
    assert told(snapshot, "pp-5-2001", date(2010, 1, 1)) == [first]
    assert told(snapshot, "pp-5-2001", date(2005, 1, 1)) == []
    assert told(snapshot, "pp-7-2015", TODAY) == []


def test_the_words_that_repeal_are_cited(ceremonies: Ceremonies) -> None:
    snapshot, _ = ceremonies
    (claim,) = fate(snapshot, "pp-6-2008/pasal-1", TODAY)
    (citation,) = claim.citations
    assert citation.provision_id == "pp-7-2015/pasal-2/ayat-1"
    assert citation.quote.startswith("Peraturan Pemerintah Nomor 6 Tahun 2008 tentang Upacara dicabut")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Apakah PP 6 tahun 2008 masih berlaku?", "PP Nomor 6 Tahun 2008 tidak berlaku lagi: dicabut oleh"),
        ("apa pengganti PP 6/2008", "PP Nomor 6 Tahun 2008 tidak berlaku lagi: dicabut oleh"),
        ("PP 4/1990 sudah dicabut?", "PP Nomor 4 Tahun 1990 tidak berlaku lagi: dicabut oleh"),
        ("PP 7/2015 masih berlaku gak", "PP Nomor 7 Tahun 2015 berlaku; di pustaka ini tidak ada aturan"),
    ],
)
def test_whether_a_rule_still_holds(ceremonies: Ceremonies, question: str, answer: str) -> None:
    found = ceremonies[1].answer(Question(text=question, on=TODAY))
    assert found.status is AnswerStatus.ANSWERED
    assert found.claims[0].text.startswith(answer)
    assert found.claims[0].citations
    assert all(check.passed for check in found.checks)


def test_nothing_is_said_of_a_rule_nobody_here_speaks_of(ceremonies: Ceremonies) -> None:
    found = ceremonies[1].answer(Question(text="apakah PP 1/1999 masih berlaku?", on=TODAY))
    assert found.status is AnswerStatus.NO_SOURCE


def test_to_whom_a_rule_applies_is_another_question(desk: Desk) -> None:
    assert ASKS_FORCE.search("pasal 2 PP 92/2021 berlaku untuk siapa") is None
    answer = desk.ask("pasal 2 PP 92/2021 berlaku untuk siapa")
    assert answer.claims[0].citations[0].provision_id == "pp-92-2021/pasal-2/ayat-1"
