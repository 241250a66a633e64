"""Asking back for the fact that a question lacks, or answering for each kind."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.clarify.clarify import clarified, told_apart
from assistant.clarify.slots import slots
from assistant.models import LONGEST_QUESTION, Answer, AnswerStatus, Claim, Question
from assistant.understand import understand
from corpus.models import Citation, Passage
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
{pasals}
"""
LONG = "Permintaan diajukan secara tertulis. " * 12
TEXTS = {
    71: ("CUTI PEGAWAI NEGERI SIPIL", "Cuti sakit diberikan 18 bulan.", "Cuti besar diberikan 3 bulan.",
         "Cuti melahirkan diajukan secara tertulis kepada atasan langsung.", f"Pengunduran diri PNS. {LONG}"),
    72: ("CUTI PEGAWAI PEMERINTAH DENGAN PERJANJIAN KERJA", "Cuti sakit diberikan 1 bulan saja.",
         "Cuti tahunan diberikan 12 hari kerja.",
         "Cuti melahirkan diajukan secara tertulis kepada atasan langsung.",
         f"Pengunduran diri PPPK lewat putus kontrak. {LONG}"),
    73: ("BATAS USIA", "Pejabat pimpinan tinggi berhenti pada usia 60 tahun.",
         "Guru berhenti pada usia 61 tahun.", "Pelaksana berhenti pada usia 58 tahun.",
         "Dosen berhenti pada usia 65 tahun."),
}  # fmt: skip
SICK_PNS, BIG, WRITTEN_PNS, LEAVING_PNS = (f"pp-71-2019/pasal-{pasal}" for pasal in range(1, 5))
SICK_PPPK, YEARLY, WRITTEN_PPPK, LEAVING_PPPK = (f"pp-72-2019/pasal-{pasal}" for pasal in range(1, 5))
CHIEF, TEACHER, STAFF, LECTURER = (f"pp-73-2019/pasal-{pasal}" for pasal in range(1, 5))
NEEDED = 0.5


@dataclass
class Room:
    """Three small regulations, and answers to completed questions laid down beforehand.

    Attributes:
        asked: the completed questions, in order.
    """

    snapshot: OpenSnapshot
    asked: list[str] = field(default_factory=list)

    def answer(self, question: str, unit_id: str) -> Answer:
        """The whole of one provision as the answer; none for an empty identifier."""
        asked = Question(text=question, on=TODAY)
        if not unit_id:
            return Answer(question=asked, status=AnswerStatus.NO_SOURCE, text="", confidence=0.1)
        text = self.snapshot.knowledge.units_by_id([unit_id])[unit_id].text
        quote = Citation(provision_id=unit_id, quote=text, start=0, end=len(text))
        claim = Claim(text=text, citations=(quote,))
        return Answer(
            question=asked, status=AnswerStatus.ANSWERED, text=text, claims=(claim,), confidence=0.9,
            origin="provision", origin_id=unit_id,
        )  # fmt: skip

    def ask(self, question: str, found: dict[str, float], answers: dict[str, str]) -> Answer:
        """What becomes of a question.

        Args:
            found: provisions with the probability that each answers, the first answers as it stands.
            answers: by a word of the completed question, the provision that answers it.
        """
        self.asked.clear()
        units = self.snapshot.knowledge.units_by_id(list(found))
        ranked = [
            (Passage(unit=units[name], score=1.0, status="berlaku"), likely) for name, likely in found.items()
        ]
        plain = self.answer(question, next(iter(found), ""))

        def inner(completed: Question, _: frozenset[str]) -> Answer:
            self.asked.append(completed.text)
            fitting = (unit for word, unit in answers.items() if word in completed.text)
            return self.answer(completed.text, next(fitting, ""))

        return clarified(self.snapshot, understand(plain.question), plain, ranked, NEEDED, inner)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    folder = tmp_path_factory.mktemp("room")
    bench = make_workbench(folder / "home")
    paths: list[Path] = []
    for number, (title, *texts) in TEXTS.items():
        paths.append(folder / f"pp-{number}.md")
        pasals = "\n".join(f"Pasal {place}\n{text}" for place, text in enumerate(texts, 1))
        paths[-1].write_text(LAW.format(number=number, title=title, pasals=pasals), encoding="utf-8")
    bench.ingest(*paths)
    snapshot = bench.open()
    yield Room(snapshot)
    snapshot.close()
    bench.store.close()


KINDS = {"sakit": SICK_PPPK, "tahunan": YEARLY, "besar": BIG}


def test_the_post_is_asked_for_where_each_has_its_own_rule(room: Room) -> None:
    posts = {"guru": TEACHER, "pimpinan": CHIEF, "pelaksana": STAFF, "dosen": LECTURER}
    answer = room.ask("umur berapa saya berhenti?", {TEACHER: 0.9}, posts)
    assert answer.status is AnswerStatus.CLARIFY
    assert answer.text == (
        "Jawabannya bergantung pada jabatan: pejabat pimpinan tinggi, pelaksana, guru, atau dosen. "
        "Jabatan Anda yang mana?"
    )
    assert [choice.label for choice in answer.choices] == [
        "pejabat pimpinan tinggi", "pelaksana", "guru", "dosen"
    ]  # fmt: skip
    assert answer.choices[2].question == "umur berapa saya berhenti sebagai guru?"
    assert answer.confidence == 0.9


def test_three_short_answers_stand_side_by_side(room: Room) -> None:
    answer = room.ask("berapa lama cuti?", {BIG: 0.9}, KINDS)
    assert answer.status is AnswerStatus.ANSWERED
    assert answer.text == (
        "Cuti tahunan:\nCuti tahunan diberikan 12 hari kerja. [1]\n"
        "Cuti sakit:\nCuti sakit diberikan 1 bulan saja. [2]\n"
        "Cuti besar:\nCuti besar diberikan 3 bulan. [3]"
    )
    assert all(check.passed for check in answer.checks)


def test_two_short_answers_for_two_kinds_of_employee(room: Room) -> None:
    answers = {"PNS": SICK_PNS, "PPPK": SICK_PPPK}
    answer = room.ask("sakit dapat berapa lama?", {SICK_PNS: 0.9, SICK_PPPK: 0.4}, answers)
    assert answer.text == (
        "PNS:\nCuti sakit diberikan 18 bulan. [1]\nPPPK:\nCuti sakit diberikan 1 bulan saja. [2]"
    )
    assert room.asked == ["sakit dapat berapa lama bagi PNS?", "sakit dapat berapa lama bagi PPPK?"]


def test_long_answers_are_asked_for(room: Room) -> None:
    found = {LEAVING_PNS: 0.9, LEAVING_PPPK: 0.8}
    answer = room.ask("caranya mengundurkan diri?", found, {"PNS": LEAVING_PNS, "PPPK": LEAVING_PPPK})
    assert answer.status is AnswerStatus.CLARIFY
    assert answer.text == "Jawabannya berbeda untuk PNS dan PPPK. Anda yang mana?"


def test_a_choice_without_an_answer_is_dropped_and_one_alone_is_none(room: Room) -> None:
    answer = room.ask("berapa lama cuti?", {BIG: 0.9}, {"besar": BIG})
    assert answer.origin_id == BIG
    assert len(room.asked) == 6
    # An answer about another kind is none, nor is the same answer a second time.
    assert room.ask("berapa lama cuti?", {BIG: 0.9}, {"sakit": BIG, "besar": BIG}).origin_id == BIG
    same = {"PNS": WRITTEN_PNS, "PPPK": WRITTEN_PPPK}
    found = {WRITTEN_PNS: 0.9, WRITTEN_PPPK: 0.9}
    assert room.ask("melahirkan, bagaimana mengajukan?", found, same).origin_id == WRITTEN_PNS


@pytest.mark.parametrize(
    "question",
    [
        "sakit PPPK berapa lama?",
        "sakit ASN berapa lama?",
        "pasal 1 pp 71/2019 tentang sakit",
        "apa itu cuti?",
        "pengertian sakit",
    ],
)
def test_a_question_that_lacks_nothing_is_not_completed(room: Room, question: str) -> None:
    found = {SICK_PNS: 0.9, SICK_PPPK: 0.9}
    assert room.ask(question, found, {"PNS": SICK_PNS, "PPPK": SICK_PPPK}).origin_id == SICK_PNS
    assert room.asked == []


def test_an_unlikely_passage_is_no_sign_of_another_kind(room: Room) -> None:
    answers = {"PNS": SICK_PNS, "PPPK": SICK_PPPK}
    room.ask("sakit dapat berapa lama?", {SICK_PNS: 0.9, SICK_PPPK: 0.1}, answers)
    assert room.asked == []


def test_a_branch_that_lacks_the_words_of_the_question_is_dropped(room: Room) -> None:
    answers = {"PNS": BIG, "PPPK": YEARLY}
    answer = room.ask("cuti besar diberikan berapa lama?", {BIG: 0.9, YEARLY: 0.6}, answers)
    assert answer.origin_id == BIG
    assert len(room.asked) == 2


def test_a_question_is_completed_once_a_slot_however_it_is_read_again(room: Room) -> None:
    # A reader that loses the added words sees the same question again and again.
    plain = room.answer("berapa lama cuti?", BIG)
    unit = room.snapshot.knowledge.units_by_id([BIG])[BIG]
    ranked = [(Passage(unit=unit, score=1.0, status="berlaku"), 0.9)]
    asked_with: list[frozenset[str]] = []

    def ask(_: Question, completed: frozenset[str]) -> Answer:
        asked_with.append(completed)
        forgetful = understand(plain.question)
        return clarified(room.snapshot, forgetful, plain, ranked, NEEDED, ask, completed=completed)

    clarified(room.snapshot, understand(plain.question), plain, ranked, NEEDED, ask)
    assert asked_with[0] == {"jenis cuti"}
    assert len(asked_with) < 100
    assert max(map(len, asked_with)) <= len(slots().slots)


def test_a_question_too_long_to_be_completed_is_answered_as_it_stands(room: Room) -> None:
    found = {SICK_PNS: 0.9, SICK_PPPK: 0.9}
    answers = {"PNS": SICK_PNS, "PPPK": SICK_PPPK}
    opening = "sakit dapat berapa lama, "
    longest = opening + "a" * (LONGEST_QUESTION - len(opening))
    assert room.ask(longest, found, answers).origin_id == SICK_PNS
    assert room.asked == []
    room.ask(longest[:-20], found, answers)
    assert len(room.asked) == 2


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (["cuti besar", "cuti karena alasan penting"], ["besar", "karena alasan penting"]),
        (["keberatan atas hukuman", "keberatan atas nilai"], ["hukuman", "nilai"]),
        (["PNS", "PPPK"], ["PNS", "PPPK"]),
        (["cuti", "cuti besar"], ["cuti", "cuti besar"]),
    ],
)
def test_what_all_kinds_share_is_said_once(labels: list[str], told: list[str]) -> None:
    assert told_apart(labels) == told
