"""The clause of commencement is put in order where exactly its words are there; the closing is cut off."""

from collections.abc import Callable
from datetime import date

import pytest

from ingestion.regulation import ParsedRegulation
from ingestion.regulation.formulas import disordered_commencement
from tests.ingestion.regulation.conftest import under

Parse = Callable[[str], ParsedRegulation]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "Peraturan Pemerintah diundangkan. ini mulai berlaku pada tanggal",
            "Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.",
        ),
        (
            "Pasal 9 Undang-Undang ini mulai berlaku diundangkan. pada tanggal Agar",
            "Undang-Undang ini mulai berlaku pada tanggal diundangkan.",
        ),
    ],
)
def test_words_in_another_order_are_put_in_order(text: str, printed: str) -> None:
    assert [correction.printed for correction in disordered_commencement(text)] == [printed]


@pytest.mark.parametrize(
    "text",
    [
        "Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.",
        "Peraturan Pemerintah yang diundangkan. ini mulai berlaku pada tanggal",  # a word too many
        "Peraturan Pemerintah diundangkan. mulai berlaku pada tanggal",  # a word too few
        "Ketentuan Pasal 27 mulai berlaku pada tanggal Undang-Undang ini diundangkan.",
        "Undang-Undang yang telah diundangkan pada tanggal ini tetap berlaku",
    ],
)
def test_other_sentences_stay(text: str) -> None:
    assert list(disordered_commencement(text)) == []


def test_the_clause_gives_the_day_and_the_repair_is_recorded(parse: Parse) -> None:
    parsed = parse(
        "Pasal 1\nCuti diberikan.\nPasal 2\n"
        "Peraturan Pemerintah diundangkan. ini mulai berlaku pada tanggal Agar\n"
        "Ditetapkan di Jakarta pada tanggal 2 Mei 2021\n"
        "Diundangkan di Jakarta pada tanggal 3 Mei 2021\n"
    )
    assert under(parsed)["pasal-2"].text == "Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan."
    assert under(parsed)["penutup"].text.startswith("Agar Ditetapkan di Jakarta")
    assert parsed.regulation.effective == date(2021, 5, 3)
    assert [repair.where for repair in parsed.report.repairs] == ["pp-7-2021/pasal-2"]


def test_agar_within_a_rule_begins_no_closing(parse: Parse) -> None:
    parsed = parse("Pasal 1\nPegawai diundang. Agar cuti dicatat, atasan melapor pada tanggal itu.\n")
    assert under(parsed)["pasal-1"].text.endswith("Agar cuti dicatat, atasan melapor pada tanggal itu.")
