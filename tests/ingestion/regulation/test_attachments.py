"""Lampiran with what is numbered in them, and tables wherever they stand."""

import pytest

from corpus.models import ProvisionKind
from ingestion.document import Block, Document
from ingestion.regulation import ParsedRegulation, parse_regulation
from tests.ingestion.regulation.conftest import FOOT, HEAD, document, under
from tests.ingestion.regulation.test_properties import assert_nothing_lost

BODY = "Pasal 1\nRincian tercantum dalam Lampiran I.\n" + FOOT
TITLE = "PERATURAN PEMERINTAH REPUBLIK INDONESIA NOMOR 7 TAHUN 2021 TENTANG CUTI PEGAWAI\n"
TABLE = "No | Jabatan | Cuti\n1 | Kepala | 12 hari\n2 | Staf | 12 hari"


def with_attachment(text: str) -> ParsedRegulation:
    """A regulation of one pasal with what is attached to it."""
    return parse_regulation(document(HEAD + BODY + text))


def attached(parsed: ParsedRegulation) -> list[str]:
    return [path for path in under(parsed) if path.startswith("lampiran")]


def test_every_numbered_lampiran_is_a_unit_with_its_title() -> None:
    units = under(
        with_attachment(
            f"LAMPIRAN I\n{TITLE}DAFTAR CUTI\nIsi pertama.\nLAMPIRAN II\n{TITLE}BAGAN\nIsi kedua.\n"
        )
    )
    assert [path for path in units if path.startswith("lampiran")] == ["lampiran-i", "lampiran-ii"]
    assert units["lampiran-ii"].label == "Lampiran II"
    assert units["lampiran-ii"].text == f"{TITLE.strip()} BAGAN Isi kedua."


def test_a_lampiran_without_number_stays_one_unit() -> None:
    units = under(with_attachment(f"LAMPIRAN {TITLE}DAFTAR CUTI\nIsi.\n"))
    assert units["lampiran"].text.endswith("DAFTAR CUTI Isi.")


def test_a_heading_that_is_repeated_on_the_next_page_opens_no_second_lampiran() -> None:
    parsed = with_attachment(f"LAMPIRAN I\n{TITLE}Isi.\nLAMPIRAN I\nSambungan.\nLAMPIRAN II\nIsi.\n")
    assert attached(parsed) == ["lampiran-i", "lampiran-ii"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Pasal 1\nSatu.\nPasal 2\n(1) Dua.\n(2) Lagi.\nPasal 3\nTiga.\n",
         ["pasal-1", "pasal-2", "pasal-2/ayat-1", "pasal-2/ayat-2", "pasal-3"]),
        ("BAB I\nPENDAHULUAN\nLatar belakang yang cukup panjang.\nBAB II\nTATA CARA\n"
         "1. permohonan diajukan tertulis\n2. permohonan diperiksa pejabat\n",
         ["bab-1", "bab-2", "bab-2/angka-1", "bab-2/angka-2"]),
        ("A. Cuti tahunan diberikan:\n1. kepada PNS; dan\n2. kepada CPNS.\nB. Cuti besar diberikan jarang.\n",
         ["huruf-a", "huruf-a/angka-1", "huruf-a/angka-2", "huruf-b"]),
        ("1. satu\n2. dua\n3. tiga\n", []),
        ("1. bagian pertama yang panjang\n3. bagian ketiga yang panjang\n", []),
    ],
    ids=["treaty", "bab", "parts", "a column of a table", "a hole in the numbering"],
)  # fmt: skip
def test_what_is_plainly_numbered_stands_below(content: str, expected: list[str]) -> None:
    parsed = with_attachment(f"LAMPIRAN I\n{TITLE}{content}")
    assert attached(parsed) == ["lampiran-i", *(f"lampiran-i/{path}" for path in expected)]


def document_with(*blocks: Block) -> Document:
    return Document("naskah.docx", "application/msword", blocks)


def test_a_table_is_a_unit_of_the_one_it_stands_in_with_its_rows() -> None:
    source = document_with(
        Block("paragraph", HEAD),
        Block("paragraph", "Pasal 1\n(1) Lama cuti sebagai berikut:"),
        Block("table", TABLE),
        Block("paragraph", "(2) Cuti dicatat.\nPasal 2\nIsi.\n" + FOOT),
    )
    assert_nothing_lost(source)
    units = under(parse_regulation(source))
    table = units["pasal-1/ayat-1/tabel-1"]
    assert (table.kind, table.label, table.text) == (ProvisionKind.TABEL, "Tabel 1", TABLE)
    assert units["pasal-1/ayat-1"].text == "Lama cuti sebagai berikut:"
    assert units["pasal-1/ayat-1"].full_text == f"Lama cuti sebagai berikut:\n{TABLE}"
    assert units["pasal-1/ayat-2"].text == "Cuti dicatat."


def test_labels_within_a_table_are_no_units() -> None:
    rows = "Huruf | Syarat\na. | sehat\nb. | jujur\n(2) Setia | ya"
    source = document_with(
        Block("paragraph", HEAD),
        Block("paragraph", "Pasal 1\n(1) Syarat:"),
        Block("table", rows),
        Block("paragraph", "(2) Dua.\n" + FOOT),
    )
    assert [path for path in under(parse_regulation(source)) if path.startswith("pasal-1")] == [
        "pasal-1",
        "pasal-1/ayat-1",
        "pasal-1/ayat-1/tabel-1",
        "pasal-1/ayat-2",
    ]


def test_tables_of_lampiran_and_elucidation_keep_their_rows() -> None:
    source = document_with(
        Block("paragraph", HEAD + "Pasal 1\nIsi.\n" + FOOT + "PENJELASAN\nATAS\nI. UMUM\nPerlu.\n"),
        Block("paragraph", "II. PASAL DEMI PASAL\nPasal 1\nContoh:"),
        Block("table", TABLE),
        Block("paragraph", f"LAMPIRAN I\n{TITLE}"),
        Block("table", TABLE),
        Block("table", TABLE),
    )
    assert_nothing_lost(source)
    units = under(parse_regulation(source))
    assert units["pasal-1"].penjelasan == f"Contoh:\n{TABLE}"
    assert units["lampiran-i/tabel-1"].text == units["lampiran-i/tabel-2"].text == TABLE


def test_a_table_that_only_lays_out_the_text_is_read_as_text() -> None:
    layout = "Pasal 1 | Isi pertama\nPasal 2 | Isi kedua"
    source = document_with(Block("paragraph", HEAD), Block("table", layout), Block("paragraph", FOOT))
    assert all(unit.kind is not ProvisionKind.TABEL for unit in parse_regulation(source).provisions)
    assert_nothing_lost(source)
