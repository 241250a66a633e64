"""What a term means: the definition in force, of the highest regulation, and who else defines it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Assistant
from assistant.models import Answer, Question
from tests.assistant.conftest import Desk
from tests.workbench import make_workbench

ON = date(2026, 3, 1)


def law(kind: str, number: int, year: int, title: str, definitions: str, rest: str = "") -> str:
    """A small law whose Pasal 1 defines terms."""
    return f"""\
{kind} REPUBLIK INDONESIA
NOMOR {number} TAHUN {year}
TENTANG
{title}
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
MEMUTUSKAN:
Menetapkan: {kind} TENTANG {title}.
Pasal 1
Dalam peraturan ini yang dimaksud dengan:
{definitions}
Pasal 2
{rest or "Pegawai wajib menjaga barang milik kantor."}
Pasal 3
Peraturan ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Jakarta
pada tanggal 2 Januari {year}
Diundangkan di Jakarta
pada tanggal 3 Januari {year}
"""


LAWS = {
    "uu-71.md": law(
        "UNDANG-UNDANG",
        71,
        2010,
        "TUGAS CONTOH",
        "1. Tugas Belajar adalah penugasan lama.\n2. Lembar Tugas adalah surat lama.",
    ),
    "uu-72.md": law(
        "UNDANG-UNDANG",
        72,
        2020,
        "TUGAS CONTOH YANG BARU",
        "1. Tugas Belajar yang selanjutnya disingkat TB adalah penugasan untuk melanjutkan pendidikan.\n"
        "2. Peserta adalah orang yang melaksanakan tugas.",
        "Undang-Undang Nomor 71 Tahun 2010 tentang Tugas Contoh dicabut dan dinyatakan tidak berlaku.",
    ),
    "pp-73.md": law(
        "PERATURAN PEMERINTAH",
        73,
        2022,
        "PENDIDIKAN CONTOH",
        "1. Tugas Belajar adalah tugas untuk bersekolah.\n2. Sekolah adalah tempat belajar.",
    ),
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("terms")
    paths: list[Path] = []
    for name, text in LAWS.items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    bench = make_workbench(folder / "home")
    assert {one.outcome for one in bench.ingest(*paths).files} == {"baru"}
    snapshot = bench.open()
    yield Assistant(lambda: snapshot, bench.embedder, contact="bagian umum")
    snapshot.close()
    bench.store.close()


def first_cited(answer: Answer) -> str:
    """Where the first quotation is from."""
    return next(claim.citations[0].provision_id for claim in answer.claims if claim.citations)


@pytest.mark.parametrize(
    "question",
    [
        "apa itu tugas belajar?",
        "Apa yang dimaksud dengan Tugas Belajar?",
        "pengertian tugas belajar",
        "definisi dari “tugas belajar”",
        "tugas belajar itu apa sih",
        "apa arti tugas belajar ya",
        "yang dimaksud dengan tugas belajar itu apa?",
        "apa itu TB?",
        "apa itu tugas belajar menurut undang-undang?",
    ],
)
def test_the_highest_definition_in_force_answers(assistant: Assistant, question: str) -> None:
    answer = assistant.answer(Question(text=question, on=ON))
    assert first_cited(answer) == "uu-72-2020/pasal-1/angka-1"
    assert answer.claims[0].text == (
        "Tugas Belajar yang selanjutnya disingkat TB adalah penugasan untuk melanjutkan pendidikan."
    )
    assert all(check.passed for check in answer.checks)


def test_others_in_force_are_named_in_one_line(assistant: Assistant) -> None:
    answer = assistant.answer(Question(text="apa itu tugas belajar?", on=ON))
    line = "Istilah “Tugas Belajar” juga didefinisikan dalam PP Nomor 73 Tahun 2022."
    assert [claim.text for claim in answer.claims[1:]] == [line]
    assert [one.provision_id for one in answer.claims[1].citations] == ["pp-73-2022/pasal-1/angka-1"]


def test_the_regulation_that_is_named_is_the_only_one_meant(assistant: Assistant) -> None:
    answer = assistant.answer(Question(text="apa itu tugas belajar menurut PP 73 Tahun 2022?", on=ON))
    assert [claim.text for claim in answer.claims] == ["Tugas Belajar adalah tugas untuk bersekolah."]


def test_the_definition_of_the_day_asked_about(assistant: Assistant) -> None:
    answer = assistant.answer(Question(text="apa itu tugas belajar?", on=date(2015, 1, 1)))
    assert first_cited(answer) == "uu-71-2010/pasal-1/angka-1"


def test_a_definition_that_was_repealed_is_none(assistant: Assistant) -> None:
    answer = assistant.answer(Question(text="apa itu lembar tugas?", on=ON))
    assert not answer.claims[0].text.startswith("Lembar Tugas adalah")


@pytest.mark.parametrize(
    "question", ["berapa hari cuti pegawai?", "cuti itu apa saja jenisnya?", "apa itu awan?"]
)
def test_other_questions_are_answered_as_before(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    with_definitions = desk.ask(question)
    monkeypatch.setattr("assistant.answer.draft_definition", lambda *_: ())
    assert desk.ask(question) == with_definitions
