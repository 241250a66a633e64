"""Years and cross-references: read where one reading is left, and no other number is ever touched."""

from collections.abc import Callable

import pytest

from ingestion.regulation import ParsedRegulation
from ingestion.regulation.misread_numbers import misread_years
from tests.ingestion.regulation.conftest import under

Parse = Callable[[str], ParsedRegulation]


def years(text: str) -> list[str]:
    return [correction.printed for correction in misread_years(text)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Nomor 5 Tahun 2Ol4 tentang", ["2014"]),
        ("Tahun L945;", ["1945"]),
        ("31 Agustus 2O2l.", ["2021"]),
        ("Tahun 20l9 dan Tahun 2OO5", ["2019", "2005"]),
        ("Tahun 2014", []),
        ("Tahun lalu dan tahun anggaran", []),
        ("Tahun 2OS4", []),  # 2054 or 2084, printed clearly nowhere
        ("Nomor 2Ol4 dan Rp2.OOO.OOO", []),  # no year, an amount
    ],
)
def test_years(text: str, read: list[str]) -> None:
    assert years(text) == read


def test_an_ambiguous_year_is_read_where_it_is_printed_clearly_elsewhere() -> None:
    assert years("Tahun 1g45 dan Undang-Undang Dasar Tahun 1945") == ["1945"]
    assert years("Tahun 200S, Tahun 2005") == ["2005"]
    assert years("Tahun 200S, Tahun 2005, Tahun 2008") == []


def test_references_are_read_where_one_target_exists(parse: Parse) -> None:
    parsed = parse(
        "Pasal 1\n(1) Cuti diberikan.\n(2) Cuti pada ayat (l) dan ayat (21 dicatat.\n"
        "Pasal 2\nCuti pada Pasal 1 ayat l2); ayat (21; Pasal 1 ayat (2l Undang-Undang Nomor 8 Tahun 1974.\n"
    )
    units = under(parsed)
    assert units["pasal-1/ayat-2"].text == "Cuti pada ayat (1) dan ayat (2) dicatat."
    # Pasal 2 has no ayat, so "(21" there proves nothing; neither does another law's ayat.
    assert units["pasal-2"].text == (
        "Cuti pada Pasal 1 ayat (2); ayat (21; Pasal 1 ayat (2l Undang-Undang Nomor 8 Tahun 1974."
    )
    assert [(repair.where, repair.raw) for repair in parsed.report.repairs] == [
        ("pp-7-2021/pasal-1/ayat-2", "(l)"),
        ("pp-7-2021/pasal-1/ayat-2", "(21"),
        ("pp-7-2021/pasal-2", "l2)"),
    ]


def test_a_reference_with_two_targets_stays(parse: Parse) -> None:
    ayat = "".join(f"({number}) Isi ayat.\n" for number in range(1, 22))
    parsed = parse(f"Pasal 1\n{ayat}(22) Menurut ayat (21 diatur.\n")
    assert under(parsed)["pasal-1/ayat-22"].text == "Menurut ayat (21 diatur."


def test_a_bracket_read_as_a_digit_may_touch_the_next_word(parse: Parse) -> None:
    parsed = parse(
        "Pasal 1\n(1) Cuti diberikan.\n(2) Cuti pada ayat(21huruf b dan ayat (2]1, ayat (2ldicatat.\n"
    )
    assert (
        under(parsed)["pasal-1/ayat-2"].text == "Cuti pada ayat (2) huruf b dan ayat (2), ayat (2) dicatat."
    )
