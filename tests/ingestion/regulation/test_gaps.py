"""Headings that are damaged, misnumbered or lost, found by the numbers that are due."""

from collections.abc import Callable

import pytest

from ingestion.regulation import ParsedRegulation, parse_regulation
from tests.ingestion.regulation.conftest import FOOT, HEAD, document, under

Parse = Callable[[str], ParsedRegulation]


def pasal(parsed: ParsedRegulation) -> list[str]:
    return [path for path in under(parsed) if path.startswith("pasal-") and "/" not in path]


def repaired(parsed: ParsedRegulation) -> dict[str, str]:
    repairs = {repair.where.partition("/")[2]: repair.raw for repair in parsed.report.repairs}
    return {where: raw for where, raw in repairs.items() if where.startswith("pasal-")}


def doubted(parsed: ParsedRegulation) -> list[str]:
    return [item.where.split("/", 1)[1] for item in parsed.report.suspicious]


@pytest.mark.parametrize(
    "label",
    [
        "Pasa.l 2",
        "Psal 2",
        "Pasral 2",
        "Pasal. 2",
        "Pasal .2",
        "P a s a l 2",
        "PasaT 2",
        "Pasqal 2",
        "P asal 2",
        "Pasar 2",
    ],
)
def test_a_damaged_word_before_the_number_that_is_due(parse: Parse, label: str) -> None:
    parsed = parse(f"Pasal 1\nSatu hal.\n{label}\nDua hal.\nPasal 3\nTiga hal.\n")
    assert pasal(parsed) == ["pasal-1", "pasal-2", "pasal-3"]
    assert under(parsed)["pasal-2"].text == "Dua hal."
    assert repaired(parsed) == {"pasal-2": label}
    assert doubted(parsed) == []


@pytest.mark.parametrize("words", ["Pasang 2 lampu.", "Paling 2 hari.", "Pada 2 tempat."])
def test_a_word_like_pasal_is_none(parse: Parse, words: str) -> None:
    parsed = parse(f"Pasal 1\nSatu hal.\n{words}\nPasal 3\nTiga hal.\n")
    assert pasal(parsed) == ["pasal-1", "pasal-3"]
    assert parsed.report.pasal_gaps == ("2",)


def test_a_cross_reference_to_the_missing_pasal_is_not_taken_for_it(parse: Parse) -> None:
    parsed = parse("Pasal 1\nHal yang diatur dalam Pasal 2 berlaku.\nPasal 3\nTiga hal.\n")
    assert parsed.report.pasal_gaps == ("2",)
    assert under(parsed)["pasal-1"].text == "Hal yang diatur dalam Pasal 2 berlaku."


@pytest.mark.parametrize("label", ["Pasal", "2 Pasal"])
def test_a_label_that_lost_its_number(parse: Parse, label: str) -> None:
    parsed = parse(f"Pasal 1\nSatu hal.\n{label}\nDua hal.\nPasal 3\nTiga hal.\n")
    assert under(parsed)["pasal-2"].text == "Dua hal."
    assert doubted(parsed) == ["pasal-2"]


def test_a_comma_behind_the_label_or_a_regulation_behind_a_heading(parse: Parse) -> None:
    body = (
        "Pasal 1, Direksi mengangkat pegawai. BAB II KETENTUAN PENUTUP "
        "Pasal 2 Peraturan pelaksanaan harus ditetapkan. Pasal 3 Isi."
    )
    parsed = parse(body)
    assert pasal(parsed) == ["pasal-1", "pasal-2", "pasal-3"]
    assert under(parsed)["pasal-2"].heading_path == ("BAB II KETENTUAN PENUTUP",)


def test_a_misprinted_number_between_its_neighbours(parse: Parse) -> None:
    numbers = [*range(1, 12), 21, *range(13, 15)]
    parsed = parse("".join(f"Pasal {number}\nIsi pasal.\n" for number in numbers))
    assert pasal(parsed) == [f"pasal-{number}" for number in range(1, 15)]
    assert repaired(parsed) == {"pasal-12": "Pasal 21"}
    assert doubted(parsed) == ["pasal-12"]


def test_a_misprint_that_shares_no_digit_or_is_not_alone_proves_nothing(parse: Parse) -> None:
    numbers = [*range(1, 12), 35, *range(13, 15)]
    parsed = parse("".join(f"Pasal {number}\nIsi pasal.\n" for number in numbers))
    assert parsed.report.pasal_gaps == ("12",)
    numbers = [*range(1, 12), 21, 26, *range(13, 15)]
    parsed = parse("".join(f"Pasal {number}\nIsi pasal.\n" for number in numbers))
    assert parsed.report.pasal_gaps == ("12",)


def test_a_number_printed_twice_with_words_of_its_own(parse: Parse) -> None:
    words = (
        "Ketentuan ini cukup panjang untuk berdiri sendiri sebagai pasal dan bukan sekadar kata sambung.\n"
    )
    parsed = parse("".join(f"Pasal {number}\n(1) {words}(2) {words}" for number in (1, 2, 4, 4, 5)))
    assert pasal(parsed) == ["pasal-1", "pasal-2", "pasal-3", "pasal-4", "pasal-5"]
    assert doubted(parsed) == ["pasal-3"]


def test_the_twin_of_a_number_is_not_sought_in_the_elucidation() -> None:
    words = (
        "Ketentuan ini cukup panjang untuk berdiri sendiri sebagai pasal dan bukan sekadar kata sambung.\n"
    )
    body = f"Pasal 1\n{words}{words}Pasal 3\n{words}{words}"
    told = "\nPENJELASAN ATAS\nI. UMUM\nUmum.\nII. PASAL DEMI PASAL\nPasal 1\nCukup jelas.\nPasal 3\n"
    parsed = parse_regulation(document(HEAD + body + FOOT + told + words + words))
    assert pasal(parsed) == ["pasal-1", "pasal-3"]
    assert under(parsed)["pasal-3"].text.count("Ketentuan ini") == 2
    assert under(parsed)["pasal-3"].penjelasan.count("Ketentuan ini") == 2
    assert parsed.report.pasal_gaps == ("2",)


LOST = """Pasal 1
(1) Cuti diberikan oleh pejabat.
(2) Cuti dicatat.
{between}(1) Gaji dibayar setiap bulan.
(2) Gaji dicatat.
Pasal 3
Isi.
"""


def test_ayat_that_begin_again_prove_a_lost_heading(parse: Parse) -> None:
    parsed = parse(LOST.format(between=""))
    assert pasal(parsed) == ["pasal-1", "pasal-2", "pasal-3"]
    units = under(parsed)
    assert units["pasal-1/ayat-2"].text == "Cuti dicatat."
    assert units["pasal-2/ayat-1"].text == "Gaji dibayar setiap bulan."
    assert units["pasal-2/ayat-2"].text == "Gaji dicatat."
    assert doubted(parsed) == ["pasal-2"]
    assert "pasal-2" in repaired(parsed)


def test_a_heading_without_pasal_proves_a_lost_one(parse: Parse) -> None:
    parsed = parse(
        "Pasal 1\nCuti diberikan.\nBAB II\nGAJI\n(1) Gaji dibayar.\n(2) Gaji dicatat.\nPasal 3\nIsi.\n"
    )
    assert pasal(parsed) == ["pasal-1", "pasal-2", "pasal-3"]
    assert under(parsed)["bab-2"].text == "GAJI"
    assert under(parsed)["pasal-2"].heading_path == ("BAB II GAJI",)


def test_two_lost_headings_are_not_guessed(parse: Parse) -> None:
    parsed = parse(LOST.format(between="").replace("Pasal 3", "Pasal 4"))
    assert parsed.report.pasal_gaps == ("2", "3")


def test_a_quoted_number_right_behind_a_heading_is_none(parse: Parse) -> None:
    parsed = parse("Pasal 1. Pasal 6 Osamu Seirei Nomor 7 ditunda berlakunya.\n")
    assert pasal(parsed) == ["pasal-1"]


ELUCIDATION = """PENJELASAN
ATAS
PERATURAN PEMERINTAH NOMOR 7 TAHUN 2021
I. UMUM
Perlu diatur.
II. PASAL DEMI PASAL
"""


def explained(words: str, count: int = 9) -> ParsedRegulation:
    body = "".join(f"Pasal {number}\nHal ke-{number} diatur di sini.\n" for number in range(1, count + 1))
    return parse_regulation(document(HEAD + body + FOOT + ELUCIDATION + words))


def test_cukup_jelas_without_a_full_stop_ends_a_pasal() -> None:
    parsed = explained("Pasal 1 Cukup jelas Pasal 2 Cukup jelas Pasal 3 Hal ini penting.", 3)
    assert [under(parsed)[f"pasal-{n}"].penjelasan for n in (1, 2, 3)] == [
        "Cukup jelas",
        "Cukup jelas",
        "Hal ini penting.",
    ]
    assert parsed.report.penjelasan_gaps == ()


@pytest.mark.parametrize(
    ("heading", "numbers"),
    [
        ("Pasal 2 s/d 5.", (2, 3, 4, 5)),
        ("Pasal 2 s/d pasal 5.", (2, 3, 4, 5)),
        ("Pasal 2 sampai dengan Pasal 5", (2, 3, 4, 5)),
        ("Pasal 2 dan 3.", (2, 3)),
        ("Pasal 2, 3, 4 dan 5.", (2, 3, 4, 5)),
        ("Pasal 2 s/d 4, dan 5.", (2, 3, 4, 5)),
    ],
)
def test_a_heading_may_name_several_pasal(heading: str, numbers: tuple[int, ...]) -> None:
    rest = "".join(f" Pasal {number}. Hal lain." for number in range(numbers[-1] + 1, 7))
    parsed = explained(f"Pasal 1. Cukup jelas. {heading} Cukup jelas sekali.{rest}", 6)
    units = under(parsed)
    assert {units[f"pasal-{number}"].penjelasan for number in numbers} == {"Cukup jelas sekali."}
    assert units["pasal-6"].penjelasan == "Hal lain."
    assert parsed.report.penjelasan_gaps == ()


def test_a_sentence_that_begins_with_two_pasal_of_another_law_is_no_heading() -> None:
    words = "Pasal 1 Lihat aturan lain. Pasal 2 dan Pasal 3 Undang-Undang Dasar berlaku. Pasal 2 Cukup jelas."
    parsed = explained(words, 2)
    assert under(parsed)["pasal-1"].penjelasan.endswith("Undang-Undang Dasar berlaku.")


def test_a_colon_or_an_ayat_may_follow_the_label() -> None:
    words = "Pasal 1 : Cukup jelas. Pasal 2 ayat (1) dan (2). Hal ini penting. Pasal 3 : Cukup jelas."
    parsed = explained(words, 3)
    assert parsed.report.penjelasan_gaps == ()
    assert under(parsed)["pasal-2"].penjelasan.endswith("Hal ini penting.")


def test_words_behind_cukup_jelas_belong_to_the_one_pasal_that_is_missing() -> None:
    parsed = explained("Pasal 1\nCukup jelas.\nHal kedua perlu dijelaskan.\nPasal 3\nCukup jelas.\n", 3)
    units = under(parsed)
    assert units["pasal-1"].penjelasan == "Cukup jelas."
    assert units["pasal-2"].penjelasan == "Hal kedua perlu dijelaskan."
    assert doubted(parsed) == ["pasal-2"]


def test_as_many_cukup_jelas_as_pasal_are_missing() -> None:
    parsed = explained("Pasal 1\nCukup jelas.\nCukup jelas.\nCukup jelas.\nPasal 4\nHal penting.\n", 4)
    assert parsed.report.penjelasan_gaps == ()
    assert doubted(parsed) == ["pasal-2", "pasal-3"]


def test_what_the_elucidation_leaves_out_is_reported() -> None:
    parsed = explained("Pasal 1\nCukup jelas.\nPasal 3\nCukup jelas.\n", 3)
    assert parsed.report.penjelasan_gaps == ("2",)
    assert "Penjelasan pasal yang tidak ditemukan: 2." in parsed.report.warnings


def test_numbers_that_a_column_break_parted_from_their_word() -> None:
    words = (
        "Pasal 1\nCukup jelas.\nPasal\nPasal\n2 Cukup jelas.\n3 Ayat (1) Hal penting.\nPasal 4\nHal lain.\n"
    )
    parsed = explained(words, 4)
    assert parsed.report.penjelasan_gaps == ()
    assert under(parsed)["pasal-2"].penjelasan == "Cukup jelas."
    assert under(parsed)["pasal-3"].penjelasan == "Ayat (1): Hal penting."
    assert doubted(parsed) == ["pasal-3"]


def test_the_last_pasal_in_running_text_behind_the_title_of_its_bab(parse: Parse) -> None:
    parsed = parse(
        "BAB I UMUM\nPasal 1\nSatu hal.\nPasal 2\nDua hal. BAB II KETENTUAN PENUTUP Pasal 3 Peraturan"
        " Pemerintah ini mulai berlaku pada tanggal ditetapkan.\n"
    )
    assert pasal(parsed) == ["pasal-1", "pasal-2", "pasal-3"]
    assert under(parsed)["pasal-2"].full_text == "Dua hal."


def test_a_reference_behind_the_last_pasal_is_no_heading(parse: Parse) -> None:
    parsed = parse(
        "BAB I UMUM\nPasal 1\nSatu hal.\nPasal 2\nDua hal menurut Pasal 3 Peraturan Pemerintah ini.\n"
    )
    assert pasal(parsed) == ["pasal-1", "pasal-2"]


@pytest.mark.parametrize(
    ("label", "printed"), [("Pasal 2g", "Pasal 2g"), ("pasal 2g", "pasal 2g"), ("Pasal-2?", "Pasal-2?")]
)
def test_a_number_with_an_illegible_digit(parse: Parse, label: str, printed: str) -> None:
    body = "".join(f"Pasal {number}\nIsi pasal.\n" for number in range(1, 28))
    parsed = parse(f"{body}{label} Hal lain.\nPasal 29\nIsi pasal.\n")
    assert pasal(parsed) == [f"pasal-{number}" for number in range(1, 30)]
    assert under(parsed)["pasal-28"].text == "Hal lain."
    assert repaired(parsed) == {"pasal-28": printed}
    assert doubted(parsed) == ["pasal-28"]


@pytest.mark.parametrize("label", ["Pasal 3g", "Pasal g"])
def test_a_label_whose_plain_characters_differ_from_the_number_due(parse: Parse, label: str) -> None:
    body = "".join(f"Pasal {number}\nIsi pasal.\n" for number in range(1, 28))
    parsed = parse(f"{body}{label} Hal lain.\nPasal 29\nIsi pasal.\n")
    assert parsed.report.pasal_gaps == ("28",)


RULE = "Kepada pejabat yang menjalankan tugas tersebut di atas dapat diberikan cuti menurut peraturan ini."


def test_words_before_pasal_2_that_nothing_heads_are_pasal_1(parse: Parse) -> None:
    parsed = parse(f"{RULE}\nPasal 2\nPeraturan ini mulai berlaku.\n")
    assert under(parsed)["pasal-1"].text == RULE
    assert doubted(parsed) == ["pasal-1"]
    headed = parse(f"(1) {RULE}\nBAB II\nPENUTUP\nPasal 2\nPeraturan ini mulai berlaku.\n")
    assert under(headed)["pasal-1/ayat-1"].text == RULE
    assert under(headed)["pasal-2"].heading_path == ("BAB II PENUTUP",)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "sebagai berikut:\n",
        f"Mengingat : {RULE}\n",
        "1. Pasal 5 ayat (1) Undang-Undang Dasar yang sudah lama berlaku di seluruh wilayah negara ini;\n",
    ],
)
def test_the_title_or_a_scattered_opening_is_not_pasal_1(parse: Parse, words: str) -> None:
    parsed = parse(f"{words}Pasal 2\nPeraturan ini mulai berlaku.\n")
    assert parsed.report.pasal_gaps == ("1",)


def test_a_quoted_second_pasal_proves_no_first(parse: Parse) -> None:
    parsed = parse(f"1. {RULE}\n2. Pasal 2 diubah sehingga berbunyi.\nPasal 3\nIsi.\n")
    assert "pasal-1" not in under(parsed)


def test_a_heading_that_lost_its_number_below_a_bagian_or_before_a_list(parse: Parse) -> None:
    parsed = parse(
        "Pasal 1\nSatu hal.\nBagian Kedua\nTempat dan Waktu\nPasal Pegawai bekerja.\nPasal 3\nIsi.\n"
    )
    assert under(parsed)["pasal-2"].text == "Pegawai bekerja."


def test_a_label_with_a_full_stop_before_a_list_is_a_heading_even_after_a_comma(parse: Parse) -> None:
    parsed = parse(
        "Pasal 1.\nPendidikan ditutup dengan ujian,\nPasal 2.\n1. Satu hal.\n2. Dua hal.\nPasal 3.\nIsi.\n"
    )
    assert pasal(parsed) == ["pasal-1", "pasal-2", "pasal-3"]


def test_a_heading_behind_a_title_in_capitals_before_the_name_of_a_regulation(parse: Parse) -> None:
    parsed = parse("BAB I KETENTUAN LALU LINTAS Pasal 1 Peraturan lama dicabut. Pasal 2 Isi.")
    assert under(parsed)["pasal-1"].text == "Peraturan lama dicabut."
