"""Asking back for the fact that a question lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.ask_back import Missing, ask_back
from assistant.models import Question
from assistant.understand import understand
from corpus.models import Passage
from corpus.open_snapshot import OpenSnapshot
from tests.assistant.conftest import TODAY
from tests.workbench import make_workbench

LAW = """\
PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR {number} TAHUN 2019
TENTANG
{title}
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang:
a. bahwa hal ini perlu diatur;
MEMUTUSKAN:
Menetapkan: PERATURAN PEMERINTAH TENTANG {title}.
Pasal 1
{first}
Pasal 2
{second}
Pasal 3
{third}
"""
TEXTS = {
    71: ("CUTI PEGAWAI NEGERI SIPIL", "Cuti sakit diberikan 18 bulan.", "Cuti besar diberikan 3 bulan.",
         "Cuti diajukan secara tertulis kepada atasan langsung."),
    72: ("CUTI PEGAWAI PEMERINTAH DENGAN PERJANJIAN KERJA", "Cuti sakit diberikan 1 bulan saja.",
         "Cuti melahirkan diberikan 3 bulan.", "Cuti diajukan secara tertulis kepada atasan langsung."),
    73: ("BATAS USIA", "Pejabat pimpinan tinggi berhenti pada usia 60 tahun.",
         "Guru berhenti pada usia 61 tahun.", "Pelaksana berhenti pada usia 58 tahun."),
}  # fmt: skip
SICK_PNS, SICK_PPPK, LONG = "pp-71-2019/pasal-1", "pp-72-2019/pasal-1", "pp-71-2019/pasal-2"
WRITTEN_PNS, WRITTEN_PPPK = "pp-71-2019/pasal-3", "pp-72-2019/pasal-3"
CHIEF, TEACHER, STAFF = "pp-73-2019/pasal-1", "pp-73-2019/pasal-2", "pp-73-2019/pasal-3"
NEEDED = 0.5


@dataclass
class Room:
    """The open snapshot of three small regulations."""

    snapshot: OpenSnapshot

    def ask(self, question: str, *ranked: tuple[str, float, float]) -> Missing | None:
        """What is asked back for passages (identifier, score, probability)."""
        units = self.snapshot.knowledge.units_by_id([name for name, _, _ in ranked])
        pairs = [(Passage(unit=units[name], score=score, status="berlaku"), p) for name, score, p in ranked]
        asked = Question(text=question, on=TODAY)
        return ask_back(self.snapshot, asked, understand(asked), pairs, NEEDED)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    folder = tmp_path_factory.mktemp("room")
    bench = make_workbench(folder / "home")
    paths: list[Path] = []
    for number, (title, first, second, third) in TEXTS.items():
        paths.append(folder / f"pp-{number}.md")
        text = LAW.format(number=number, title=title, first=first, second=second, third=third)
        paths[-1].write_text(text, encoding="utf-8")
    bench.ingest(*paths)
    snapshot = bench.open()
    yield Room(snapshot)
    snapshot.close()
    bench.store.close()


def test_the_kind_of_employee_is_asked_for_where_two_rules_answer_alike(room: Room) -> None:
    missing = room.ask("cuti sakit berapa lama?", (SICK_PNS, 3.0, 0.9), (SICK_PPPK, 2.8, 0.7))
    assert missing is not None
    assert missing.text == "Jawabannya berbeda untuk PNS dan PPPK. Anda yang mana?"
    assert [(choice.label, choice.question) for choice in missing.choices] == [
        ("PNS", "cuti sakit berapa lama bagi PNS?"),
        ("PPPK", "cuti sakit berapa lama bagi PPPK?"),
    ]
    assert missing.confidence == 0.7


@pytest.mark.parametrize(
    "question", ["cuti sakit PPPK berapa lama", "cuti sakit ASN berapa lama", "pasal 1 pp 71/2019 cuti sakit"]
)
def test_a_question_that_says_whom_it_is_about_is_not_asked_back(room: Room, question: str) -> None:
    assert room.ask(question, (SICK_PNS, 3.0, 0.9), (SICK_PPPK, 2.8, 0.9)) is None


def test_a_worse_or_unlikely_reading_is_none(room: Room) -> None:
    assert room.ask("cuti sakit", (SICK_PNS, 3.0, 0.9), (SICK_PPPK, 1.7, 0.9)) is None
    assert room.ask("cuti sakit", (SICK_PNS, 3.0, 0.9), (SICK_PPPK, 2.8, 0.4)) is None
    assert room.ask("cuti sakit", (SICK_PNS, 3.0, 0.9), (LONG, 2.8, 0.9)) is None
    assert room.ask("cuti sakit") is None


def test_rules_that_say_the_same_need_no_question(room: Room) -> None:
    assert room.ask("cuti tertulis", (WRITTEN_PNS, 3.0, 0.9), (WRITTEN_PPPK, 2.8, 0.9)) is None


def test_the_post_is_asked_for_where_each_has_its_own_rule(room: Room) -> None:
    ages = ((CHIEF, 3.0, 0.9), (TEACHER, 2.9, 0.8), (STAFF, 2.8, 0.9))
    missing = room.ask("umur berapa berhenti?", *ages)
    assert missing is not None
    assert missing.text == (
        "Jawabannya bergantung pada jabatan: pejabat pimpinan tinggi, pelaksana, atau guru. "
        "Jabatan Anda yang mana?"
    )
    assert missing.choices[2].question == "umur berapa berhenti bagi guru?"
    assert room.ask("umur berapa guru berhenti?", *ages) is None
    assert room.ask("umur berapa berhenti?", *ages[:2]) is None


def test_a_question_that_hangs_on_the_post_by_its_own_words(room: Room) -> None:
    missing = room.ask("kapan berhenti menurut jabatan saya?", (LONG, 3.0, 0.9))
    assert missing is not None
    assert 2 <= len(missing.choices) <= 4
