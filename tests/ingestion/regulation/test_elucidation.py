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


def explained(parse: Parse, words: str, pasal: int = 6) -> dict[str, str]:
    """The explanations of a body of ``pasal`` pasal, whose elucidation is ``words``."""
    body = "".join(f"Pasal {number}\n(1) Isi.\n(2) Isi lain.\n" for number in range(1, pasal + 1))
    elucidation = ELUCIDATION.partition("Pasal 1\n")[0] + words
    parsed = parse(body + FOOT + elucidation)
    assert parsed.report.penjelasan_gaps == ()
    return {
        path.removeprefix("pasal-"): unit.penjelasan.removesuffix(f" {' '.join(FOOT.split())}")
        for path, unit in under(parsed).items()
        if unit.penjelasan and path.startswith("pasal-")
    }


@pytest.mark.parametrize(
    "heading",
    [
        "Pasal 2, 3/ dan 4.",
        "Pasal 2 S/d 4.",
        "Pasal 2 s/ 4.",
        "Pasal 2 s/d\n\n   pasal 4",
        "pasal 2. 3, dan 4",
        "Pasal 2, 4 dan 4.",
        "Pasal 2 sampai dengan pasal 4.",
    ],
)
def test_a_heading_that_names_several_pasal(parse: Parse, heading: str) -> None:
    found = explained(
        parse, f"Pasal 1. Cukup jelas. {heading} Cukup jelas. Pasal 5. Peraturan lama. Pasal 6. Hal."
    )
    assert {name: found[name] for name in ("2", "3", "4")} == dict.fromkeys("234", "Cukup jelas.")
    assert found["5"] == "Peraturan lama."


def test_two_pasal_before_a_numbered_list(parse: Parse) -> None:
    found = explained(
        parse, "Pasal 1 Cukup jelas. Pasal 2 an 3. Cukup jelas. Pasal 4 dan 5 1. Alat. 2. Kota. Pasal 6 Hal."
    )
    assert found["3"] == "Cukup jelas."
    assert found["5"].startswith("1. Alat.")


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Pasal 2. ayat (1) ", "Hal pertama."),
        ("Pasal 2: Ayat 1 ", "Hal pertama."),
        ("Pasal 2. ayat 1 : ", "Hal pertama."),
        ("Pasal 2 ayat (1) ", "Hal pertama."),
    ],
)
def test_an_ayat_that_follows_the_label_of_its_pasal(parse: Parse, heading: str, words: str) -> None:
    found = explained(parse, f"Pasal 1. Cukup jelas. {heading}{words} Pasal 3. Cukup jelas.", pasal=3)
    assert found.get("2/ayat-1", found.get("2", "")).endswith(words)
    assert found["1"] == "Cukup jelas."


def test_roman_numbers_for_the_pasal_of_a_plain_body(parse: Parse) -> None:
    found = explained(parse, "Pasal I Cukup jelas. Pasal II Hal kedua.", pasal=2)
    assert found == {"1": "Cukup jelas.", "2": "Hal kedua."}


@pytest.mark.parametrize("label", ["Huruf 2", "Pasal 2v", "2"])
def test_a_damaged_label_between_its_neighbours(parse: Parse, label: str) -> None:
    found = explained(
        parse, f"Pasal 1\nCukup jelas.\n{label} Huruf a\nCukup jelas.\nPasal 3\nHal ketiga.", pasal=3
    )
    assert found["2"].endswith("Cukup jelas.")
    assert found["3"] == "Hal ketiga."


def test_a_number_alone_before_the_next_heading(parse: Parse) -> None:
    found = explained(parse, "Pasal 1\nCukup jelas.\n2\nPasal 3\nHal ketiga.", pasal=3)
    assert found == {"1": "Cukup jelas.", "3": "Hal ketiga."}


def test_a_number_printed_twice_over_two_clear_pasal(parse: Parse) -> None:
    found = explained(parse, "Pasal 1\nHal. Pasal 2 Cukrup jelas. Pasal 2 Cukup jelas. Pasal 4 Hal.", pasal=4)
    assert (found["2"], found["3"]) == ("Cukrup jelas.", "Cukup jelas.")


def test_clear_words_behind_an_explanation_without_ayat_are_the_next_pasal(parse: Parse) -> None:
    words = (
        "Pada waktu pengambilan sumpah lazimnya dipakai kata-kata tertentu sesuai dengan agama masing-masing."
    )
    found = explained(parse, f"Pasal 1\n{words} Cukup jelas\nBAB II SYARAT\nPasal 3\nHal ketiga.", pasal=3)
    assert found["1"] == words
    assert found["2"].startswith("Cukup jelas")


def test_clear_words_behind_an_ayat_belong_to_its_pasal(parse: Parse) -> None:
    words = "Ayat (1) Pada waktu sumpah lazimnya dipakai kata tertentu sesuai agama. Ayat (2) Cukup jelas."
    parsed = parsed_with(parse, ELUCIDATION.partition("Pasal 1\n")[0] + f"Pasal 1\n{words}\nPasal 3\nHal.")
    assert parsed.report.penjelasan_gaps == ("2",)


def test_ayat_without_their_word_that_count_again_are_the_next_pasal(parse: Parse) -> None:
    words = "(1) Cukup jelas.\n(2) Cukup jelas.\n(1) Uang lama tidak berlaku.\n(2) Cukup jelas."
    found = explained(parse, f"Pasal 1.\n{words}\nPasal 3.\nHal ketiga.", pasal=3)
    assert found["2"].startswith("(1) Uang lama")


def test_a_list_of_pasal_behind_a_comma_that_is_clear(parse: Parse) -> None:
    found = explained(
        parse, "Pasal 1\nHal yang lama, Pasal 2 s/d\npasal 3 Cukup jelas. Pasal 4 Hal.", pasal=4
    )
    assert found["3"] == "Cukup jelas."
