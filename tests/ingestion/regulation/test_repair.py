"""Damage from scans: repaired only where the numbering proves it, and written down."""

from collections.abc import Callable

from ingestion.regulation import ParsedRegulation, parse_regulation
from tests.ingestion.regulation.conftest import HEAD, document, under

Parse = Callable[[str], ParsedRegulation]


def repairs(parsed: ParsedRegulation) -> dict[str, str]:
    return {repair.where.split("/", 1)[-1]: repair.raw for repair in parsed.report.repairs}


def test_misread_pasal_numbers(parse: Parse) -> None:
    chain = [
        *(f"Pasal {number}\nIsi.\n" for number in range(1, 10)),
        "Pasal 1O\nIsi.\n",
        "Pasal l1\nIsi.\n",
        "Pasal 1 2\nIsi.\n",
    ]
    parsed = parse("".join(chain))
    assert [path for path in under(parsed) if path.startswith("pasal")] == [
        f"pasal-{n}" for n in range(1, 13)
    ]
    assert repairs(parsed) == {"pasal-10": "Pasal 1O", "pasal-11": "Pasal l1", "pasal-12": "Pasal 1 2"}


def test_misread_ayat_and_huruf(parse: Parse) -> None:
    parsed = parse(
        "Pasal 1\n(1) Satu terdiri atas:\na. x;\n6. y; dan\nc. z.\n(21 Dua.\n(3) Tiga.\n(a) Empat.\n"
    )
    units = under(parsed)
    assert [path for path in units if path.startswith("pasal-1/ayat") and path.count("/") == 1] == [
        "pasal-1/ayat-1",
        "pasal-1/ayat-2",
        "pasal-1/ayat-3",
        "pasal-1/ayat-4",
    ]
    assert units["pasal-1/ayat-1/huruf-b"].text == "y; dan"
    assert repairs(parsed) == {
        "pasal-1/ayat-1/huruf-b": "6.",
        "pasal-1/ayat-2": "(21",
        "pasal-1/ayat-4": "(a)",
    }


def test_what_the_numbering_does_not_prove_stays(parse: Parse) -> None:
    parsed = parse("Pasal 1\nSatu.\nPasal 2\nDua.\nPasal S\nbelum tentu.\nPasal 3\nTiga.\n")
    assert [path for path in under(parsed) if path.startswith("pasal")] == ["pasal-1", "pasal-2", "pasal-3"]
    assert under(parsed)["pasal-2"].text == "Dua. Pasal S belum tentu."
    assert parsed.report.repairs == ()


def test_the_second_ayat_proves_the_first(parse: Parse) -> None:
    units = under(parse("Pasal 1\nCuti diberikan.\n(2) Cuti dicatat.\nPasal 2\nDua.\n"))
    assert units["pasal-1/ayat-1"].text == "Cuti diberikan."
    assert units["pasal-1/ayat-2"].text == "Cuti dicatat."


def test_page_furniture_and_catchwords_go(parse: Parse) -> None:
    parsed = parse(
        "Pasal 1\nYang dimaksud dengan:\n1. Cuti adalah izin. SK No 106893 A "
        "2. Pejabat\nPRESIDEN\nREPUBLIK INDONESIA\n- 3 -\n"
        "2. Pejabat Pembina adalah pejabat.\n3. Menteri adalah menteri. Pasal 2 . . .\nPasal 2\nIsi.\n"
    )
    units = under(parsed)
    assert units["pasal-1/angka-1"].text == "Cuti adalah izin."
    assert units["pasal-1/angka-2"].text == "Pejabat Pembina adalah pejabat."
    assert units["pasal-1/angka-3"].text == "Menteri adalah menteri."
    assert "SK No 106893 A" in parsed.report.furniture[0]


def test_what_orders_a_deletion_is_no_catchword_of_what_is_left(parse: Parse) -> None:
    parsed = parse("Pasal 1\nSatu.\nKetentuan Pasal 3 dihapus.\nPasal 3\nDihapus.\n")
    assert "Ketentuan Pasal 3 dihapus." in " ".join(unit.full_text for unit in parsed.provisions)
    assert not any("Pasal 3" in words for words in parsed.report.furniture)


def test_the_number_of_a_pasal_is_no_catchword_of_its_first_item(parse: Parse) -> None:
    units = under(parse("Pasal 1. 1. Cuti diberikan.\n2. Cuti dicatat.\nPasal 2. Dua.\n"))
    assert units["pasal-1/angka-1"].text == "Cuti diberikan."
    assert units["pasal-1/angka-2"].text == "Cuti dicatat."


def test_litter_of_a_stamp_goes_but_amounts_stay(parse: Parse) -> None:
    parsed = parse(
        "Pasal 1\nPegawai wajib:\na. hadir; : il( Nlo l0(,15,) /r b. menaati aturan; dan\n"
        "c. membayar Rp1.000.000,00 (satu juta rupiah).\n"
    )
    units = under(parsed)
    assert units["pasal-1/huruf-b"].text == "menaati aturan; dan"
    assert units["pasal-1/huruf-c"].text == "membayar Rp1.000.000,00 (satu juta rupiah)."


def test_broken_hyphens_and_carets(parse: Parse) -> None:
    units = under(parse("Pasal 1\nPeraturan perundang- undangan tentang ^jabatan berlaku.\n"))
    assert units["pasal-1"].text == "Peraturan perundang-undangan tentang jabatan berlaku."


def test_a_heading_with_a_full_stop_is_no_catchword_of_its_first_ayat(parse: Parse) -> None:
    units = under(parse("Pasal 1.\n(1) Satu.\n(2) Dua.\nPasal 2.\n(1) Tiga.\n"))
    assert [path for path in units if path.startswith("pasal")] == [
        "pasal-1",
        "pasal-1/ayat-1",
        "pasal-1/ayat-2",
        "pasal-2",
        "pasal-2/ayat-1",
    ]
    assert units["pasal-1"].text == ""


def test_a_title_that_names_the_president_is_no_letterhead() -> None:
    text = HEAD.replace("CUTI PEGAWAI", "KESEHATAN PRESIDEN REPUBLIK INDONESIA SERTA KELUARGANYA")
    assert "Pasal 1" in under(parse_regulation(document(text + "Pasal 1\nIsi.\n")))["pasal-1"].label
    assert parse_regulation(document(text + "Pasal 1\nIsi.\n")).report.furniture == ()


def test_words_of_the_text_on_both_sides_of_a_page_break_stay(parse: Parse) -> None:
    """A catchword copies what follows; a list has its comma, a doubled word is whole elsewhere."""
    units = under(
        parse(
            "Pasal 1\nMenteri mengawasi pengendali Perusahaan Asuransi, \n- 2 -\nPerusahaan Asuransi Syariah,"
            " dan lainnya menurut Undang-Undang.\nPasal 2\nKetentuan menurut Undang \n- 3 -\nUndang ini"
            " berlaku.\n"
        )
    )
    assert units["pasal-1"].text.startswith(
        "Menteri mengawasi pengendali Perusahaan Asuransi, Perusahaan Asuransi Syariah"
    )
    assert units["pasal-2"].text == "Ketentuan menurut Undang Undang ini berlaku."


def test_words_before_a_catchword_on_the_last_line_of_a_page_stay(parse: Parse) -> None:
    units = under(parse("Pasal 1\n(1) Satu hal.\nDua hal. Pasal 2...\n- 2 -\nPasal 2\nTiga hal.\n"))
    assert units["pasal-1/ayat-1"].text == "Satu hal. Dua hal."
