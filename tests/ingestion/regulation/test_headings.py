"""Buku, bab, bagian and paragraf as units, numbered by their sequence."""

from collections.abc import Callable

import pytest

from corpus.headings import ordinal_words
from corpus.models import ProvisionKind
from ingestion.chunking import chunk_regulation
from ingestion.regulation import ParsedRegulation
from ingestion.regulation.ordinals import nearest_ordinal, ordinal_number
from tests.ingestion.regulation.conftest import under

Parse = Callable[[str], ParsedRegulation]
HEADINGS = {ProvisionKind.BUKU, ProvisionKind.BAB, ProvisionKind.BAGIAN, ProvisionKind.PARAGRAF}

LINES = """BUKU KESATU
UMUM
BAB I
KETENTUAN UMUM
Pasal 1
Satu hal.
BAB II
CUTI
Bagian Kesatu
Jenis
Paragraf 1
Cuti Tahunan
Pasal 2
Dua hal.
Paragraf 2
Cuti Besar
Pasal 3
Tiga hal.
BUKU KEDUA
KHUSUS
BAB I
GAJI
Pasal 4
Empat hal.
"""


def headings(parsed: ParsedRegulation) -> dict[str, tuple[str, str]]:
    return {
        provision.id.split("/", 1)[1]: (provision.label, provision.text)
        for provision in parsed.provisions
        if provision.kind in HEADINGS
    }


def repaired(parsed: ParsedRegulation) -> list[tuple[str, str, str]]:
    repairs = [(repair.where, repair.raw, repair.repaired) for repair in parsed.report.repairs]
    return [repair for repair in repairs if not repair[0].endswith("/penutup")]


@pytest.mark.parametrize("body", [LINES, " ".join(LINES.split())], ids=["lines", "inline"])
def test_every_heading_is_a_unit_under_the_headings_above_it(parse: Parse, body: str) -> None:
    parsed = parse(body)
    assert headings(parsed) == {
        "buku-1": ("BUKU KESATU", "UMUM"),
        "buku-1-bab-1": ("BAB I", "KETENTUAN UMUM"),
        "buku-1-bab-2": ("BAB II", "CUTI"),
        "buku-1-bab-2-bagian-1": ("Bagian Kesatu", "Jenis"),
        "buku-1-bab-2-bagian-1-paragraf-1": ("Paragraf 1", "Cuti Tahunan"),
        "buku-1-bab-2-bagian-1-paragraf-2": ("Paragraf 2", "Cuti Besar"),
        "buku-2": ("BUKU KEDUA", "KHUSUS"),
        "buku-2-bab-1": ("BAB I", "GAJI"),
    }
    units = under(parsed)
    assert units["pasal-3"].heading_path == (
        "BUKU KESATU UMUM",
        "BAB II CUTI",
        "Bagian Kesatu Jenis",
        "Paragraf 2 Cuti Besar",
    )
    assert units["pasal-4"].parent_id == ""
    assert list(units).index("buku-2-bab-1") == list(units).index("pasal-4") - 1
    assert repaired(parsed) == []


def test_headings_are_no_passages(parse: Parse) -> None:
    parsed = parse(LINES)
    passages = chunk_regulation("pp-7-2021", parsed.regulation, parsed.provisions, digest=False)
    assert not [passage.id for passage in passages if "/bab-" in passage.id or "/buku-" in passage.id]
    assert any(passage.id == "pp-7-2021/pasal-2" for passage in passages)


def numbered(parse: Parse, *labels: str) -> list[str]:
    body = "".join(f"{label}\nJUDUL\nPasal {number}\nIsi.\n" for number, label in enumerate(labels, 1))
    return list(headings(parse(body)))


def test_damaged_numbers_are_read_by_the_sequence(parse: Parse) -> None:
    assert numbered(parse, "BABI", "BAB 11", "BAB lII", "BAB IV", "BAB- V") == [
        "bab-1",
        "bab-2",
        "bab-3",
        "bab-4",
        "bab-5",
    ]


def test_inserted_bab_keep_their_letter(parse: Parse) -> None:
    assert numbered(parse, "BAB I", "BAB II", "BAB IIA", "BAB III") == ["bab-1", "bab-2", "bab-2a", "bab-3"]


def test_a_number_that_falls_back_is_misprinted_and_recorded(parse: Parse) -> None:
    body = "".join(
        f"BAB {label}\nJUDUL\nPasal {number}\nIsi.\n"
        for number, label in enumerate(("I", "II", "II", "IV"), 1)
    )
    parsed = parse(body)
    assert list(headings(parsed)) == ["bab-1", "bab-2", "bab-3", "bab-4"]
    assert repaired(parsed) == [("pp-7-2021/bab-3", "BAB II", "BAB III")]


def test_a_missing_bab_stays_missing(parse: Parse) -> None:
    assert numbered(parse, "BAB I", "BAB II", "BAB IV", "BAB V") == ["bab-1", "bab-2", "bab-4", "bab-5"]


def test_a_reference_to_a_bab_is_no_heading(parse: Parse) -> None:
    parsed = parse(
        "BAB I\nUMUM\nPasal 1\nHal ini diatur dalam BAB II, BAB III, dan BAB IV\nPasal 2\n"
        "Persyaratan dalam Bab I Bagian Kedua diatur oleh Menteri.\nPasal 3\nIsi.\n"
    )
    assert list(headings(parsed)) == ["bab-1"]
    assert under(parsed)["pasal-1"].text.endswith("BAB II, BAB III, dan BAB IV")


def test_a_catchword_joins_its_heading(parse: Parse) -> None:
    parsed = parse("BAB I\nUMUM\nPasal 1\nIsi.\nBAB II\nBAB II\nCUTI\nPasal 2\nIsi.\n")
    assert headings(parsed) == {"bab-1": ("BAB I", "UMUM"), "bab-2": ("BAB II", "CUTI")}


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "kesatu"), (4, "keempat"), (10, "kesepuluh"), (11, "kesebelas"), (12, "kedua belas"),
     (20, "kedua puluh"), (21, "kedua puluh satu")],
)  # fmt: skip
def test_ordinals_are_read_as_they_are_written(number: int, words: str) -> None:
    assert ordinal_words(number) == words
    assert ordinal_number(words.upper()) == number
    assert ordinal_number(words.replace(" ", "")) == number


def test_a_damaged_ordinal_is_read_only_where_one_is_nearest() -> None:
    assert nearest_ordinal("Kedtra") == 2
    assert nearest_ordinal("Kepegawaian") is None
    assert ordinal_number("Pertama") == 1


def test_a_paragraf_may_be_counted_by_a_cardinal(parse: Parse) -> None:
    parsed = parse("Paragraf Satu\nUmum\nPasal 1\nSatu hal.\nParagraf Dua\nTugas\nPasal 2\nDua hal.\n")
    assert headings(parsed) == {
        "paragraf-1": ("Paragraf Satu", "Umum"),
        "paragraf-2": ("Paragraf Dua", "Tugas"),
    }
    assert under(parsed)["pasal-1"].full_text == "Satu hal."


def test_a_small_ordinal_heads_a_bagian_only_on_a_line_of_its_own(parse: Parse) -> None:
    parsed = parse(
        "Bagian Kesatu\nUmum\nPasal 1\nSatu hal diatur lebih lanjut dengan\nBagian kedua dari lampiran.\n"
        "Bagian kedua\nWewenang\nPasal 2\nDua hal.\n"
    )
    assert list(headings(parsed)) == ["bagian-1", "bagian-2"]
    assert under(parsed)["pasal-1"].full_text.endswith("Bagian kedua dari lampiran.")


def test_what_goes_on_a_reference_is_no_heading(parse: Parse) -> None:
    parsed = parse(
        "Bagian Kesatu\nUmum\nPasal 1\nSatu hal sebagaimana diatur dalam Bagian Kedua Paragraf 2.\n"
        "Pasal 2\nDua hal.\n"
    )
    assert list(headings(parsed)) == ["bagian-1"]
    assert under(parsed)["pasal-1"].full_text.endswith("diatur dalam Bagian Kedua Paragraf 2.")


def test_a_misprinted_first_heading_does_not_renumber_the_others(parse: Parse) -> None:
    names = ("Kedua", "Kedua", "Ketiga", "Keempat")
    parsed = parse(
        "".join(f"Bagian {name}\nHal\nPasal {number}\nIsi.\n" for number, name in enumerate(names, 1))
    )
    assert list(headings(parsed)) == ["bagian-1", "bagian-2", "bagian-3", "bagian-4"]
    assert [raw for where, raw, _ in repaired(parsed) if "bagian" in where] == ["Bagian Kedua"]


def test_letters_of_bab_that_stand_apart_are_printed_together(parse: Parse) -> None:
    assert headings(parse("B A B I\nUMUM\nPasal 1\nSatu hal.\n")) == {"bab-1": ("BAB I", "UMUM")}
