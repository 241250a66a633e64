"""The elucidation goes to the unit that it explains."""

from collections.abc import Callable

import pytest

from ingestion.regulation import ParsedRegulation
from tests.ingestion.regulation.conftest import FOOT, under

Parse = Callable[[str], ParsedRegulation]

BODY = """Pasal 1
Dalam peraturan ini Cuti adalah izin.
Pasal 2
(1) Cuti terdiri atas:
a. tahunan; dan
b. besar.
(2) Cuti dicatat.
Pasal 3
Isi.
"""
ELUCIDATION = """PENJELASAN
ATAS
PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 7 TAHUN 2021
TENTANG
CUTI PEGAWAI
I. UMUM
Cuti perlu diatur. Lihat Pasal 2.
II. PASAL DEMI PASAL
Pasal 1
Cukup jelas.
Pasal 2
Ayat (1)
Huruf a
Yang dimaksud dengan "tahunan" adalah setiap tahun sebagaimana dimaksud dalam Pasal 1.
Huruf b
Cukup jelas.
Ayat (2)
Cukup jelas.
Pasal 3
Cukup jelas.
TAMBAHAN LEMBARAN NEGARA REPUBLIK INDONESIA NOMOR 6718
"""


def parsed_with(parse: Parse, elucidation: str) -> ParsedRegulation:
    return parse(BODY + FOOT + elucidation)


def test_each_unit_has_its_own_words(parse: Parse) -> None:
    damaged = ELUCIDATION.replace("Huruf ", "Huruf").replace("PENJELASAN", "PENJEI,ASAN")
    for elucidation in (ELUCIDATION, " ".join(ELUCIDATION.split()), damaged):
        units = under(parsed_with(parse, elucidation))
        assert units["pasal-1"].penjelasan == "Cukup jelas."
        assert units["pasal-2"].penjelasan == ""
        assert units["pasal-2/ayat-1/huruf-a"].penjelasan.endswith("sebagaimana dimaksud dalam Pasal 1.")
        assert units["pasal-2/ayat-1/huruf-b"].penjelasan == "Cukup jelas."
        assert units["pasal-2/ayat-2"].penjelasan == "Cukup jelas."
        assert units["pasal-3"].penjelasan.startswith("Cukup jelas.")
        assert "Cuti perlu diatur." in units["penjelasan_umum"].text
        assert "Cukup jelas" not in units["pasal-3"].full_text


def test_a_unit_that_the_body_lacks_is_named_in_the_nearest_one(parse: Parse) -> None:
    units = under(parsed_with(parse, ELUCIDATION.replace("Huruf b\n", "Huruf c\n")))
    assert units["pasal-2/ayat-1"].penjelasan == "Huruf c: Cukup jelas."


def test_the_words_about_a_pasal_that_is_missing_are_kept(parse: Parse) -> None:
    elucidation = ELUCIDATION.replace("TAMBAHAN", "Pasal 4\nIni tentang pasal yang hilang.\nTAMBAHAN")
    unit = under(parsed_with(parse, elucidation))["penjelasan_pasal-4"]
    assert unit.text.startswith("Ini tentang pasal yang hilang.")
    assert unit.label == "Penjelasan Pasal 4"


def test_restarted_numbering_does_not_break_the_body(parse: Parse) -> None:
    parsed = parsed_with(parse, ELUCIDATION)
    assert parsed.report.pasal_gaps == ()
    assert parsed.report.duplicates == ()


def test_an_ayat_is_explained_even_where_the_body_numbers_it_with_a_full_stop(parse: Parse) -> None:
    body = BODY.replace("(1) Cuti", "1. Cuti").replace("(2) Cuti", "2. Cuti")
    units = under(parse(body + FOOT + ELUCIDATION))
    assert units["pasal-2/angka-2"].penjelasan == "Cukup jelas."
    assert units["pasal-2/angka-1/huruf-b"].penjelasan == "Cukup jelas."


def test_the_title_at_the_foot_of_a_page_is_no_catchword(parse: Parse) -> None:
    pages = "".join(f"{page} / 9\nCuti perlu diatur.\n" for page in range(1, 5))
    elucidation = ELUCIDATION.replace("I. UMUM\n", f"I. UMUM\n{pages}").replace(
        "PASAL DEMI PASAL\n", "PASAL DEMI PASAL\n5 / 9\nwww.hukumonline.com\n"
    )
    assert under(parsed_with(parse, elucidation))["pasal-1"].penjelasan == "Cukup jelas."


@pytest.mark.parametrize(
    "label", ["PENJELASAAN", "PENJELESAN", "PENJELASSAN", "PENDJELASAN", "PENJBLASAN", "ENJELASAN"]
)
def test_a_misspelt_title_of_the_elucidation_is_found(parse: Parse, label: str) -> None:
    units = under(parsed_with(parse, ELUCIDATION.replace("PENJELASAN\n", f"{label}\n")))
    assert "Cuti perlu diatur." in units["penjelasan_umum"].text
    assert label not in units["penutup"].text


@pytest.mark.parametrize("label", ["PASAL PER PASAL", "PASAL OEMI PASAL", "PASAL DEML PASAL"])
def test_other_words_for_pasal_by_pasal(parse: Parse, label: str) -> None:
    units = under(parsed_with(parse, ELUCIDATION.replace("PASAL DEMI PASAL", label)))
    assert units["pasal-1"].penjelasan == "Cukup jelas."
    assert "Cukup jelas" not in units["penjelasan_umum"].text
