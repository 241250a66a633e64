"""Pasal, ayat, huruf, angka and the headings above them."""

from collections.abc import Callable

import pytest

from corpus.models import ProvisionKind
from ingestion.regulation import ParsedRegulation
from tests.ingestion.regulation.conftest import under

Parse = Callable[[str], ParsedRegulation]

LINES = """BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Pemerintah ini yang dimaksud dengan:
1. Cuti adalah keadaan tidak masuk kerja yang diizinkan.
2. Atasan adalah pejabat yang:
a. memimpin; dan
b. menilai.
BAB II
JENIS CUTI
Bagian Kesatu
Umum
Pasal 2
(1) Cuti terdiri atas:
a. cuti tahunan; dan
b. cuti besar.
(2) Cuti sebagaimana dimaksud pada ayat (1) diberikan oleh pejabat.
Bagian Kedua
Cuti Tahunan
Pasal 3
Cuti tahunan diberikan selama 12 (dua belas) hari.
"""
INLINE = " ".join(LINES.split())


@pytest.mark.parametrize("body", [LINES, INLINE], ids=["lines", "inline"])
def test_the_same_units_come_out_of_lines_and_of_running_text(parse: Parse, body: str) -> None:
    units = under(parse(body))
    assert [path for path in units if path.startswith("pasal")] == [
        "pasal-1",
        "pasal-1/angka-1",
        "pasal-1/angka-2",
        "pasal-1/angka-2/huruf-a",
        "pasal-1/angka-2/huruf-b",
        "pasal-2",
        "pasal-2/ayat-1",
        "pasal-2/ayat-1/huruf-a",
        "pasal-2/ayat-1/huruf-b",
        "pasal-2/ayat-2",
        "pasal-3",
    ]
    assert units["pasal-2/ayat-1/huruf-b"].text == "cuti besar."
    assert units["pasal-1"].heading_path == ("BAB I KETENTUAN UMUM",)
    assert units["pasal-2/ayat-1"].heading_path == ("BAB II JENIS CUTI", "Bagian Kesatu Umum")
    assert units["pasal-3"].heading_path == ("BAB II JENIS CUTI", "Bagian Kedua Cuti Tahunan")


def test_text_is_the_lead_and_full_text_everything_below_with_labels(parse: Parse) -> None:
    units = under(parse(LINES))
    assert units["pasal-2"].text == ""
    assert units["pasal-2/ayat-1"].text == "Cuti terdiri atas:"
    assert units["pasal-2"].full_text == (
        "(1) Cuti terdiri atas:\na. cuti tahunan; dan\nb. cuti besar.\n"
        "(2) Cuti sebagaimana dimaksud pada ayat (1) diberikan oleh pejabat."
    )
    assert units["pasal-2"].kind is ProvisionKind.PASAL
    assert units["pasal-2/ayat-1"].label == "ayat (1)"
    assert units["pasal-2/ayat-1"].parent_id == "pp-7-2021/pasal-2"


def test_the_opening_and_the_closing_are_units(parse: Parse) -> None:
    units = under(parse(LINES))
    assert units["menimbang/huruf-b"].text.startswith("bahwa berdasarkan pertimbangan")
    assert (
        units["mengingat/angka-2"].text == "Undang-Undang Nomor 5 Tahun 2014 tentang Aparatur Sipil Negara;"
    )
    assert units["penutup"].text.startswith("Agar setiap orang")


def test_order_counts_in_reading_order(parse: Parse) -> None:
    assert [p.order for p in parse(LINES).provisions] == list(range(len(parse(LINES).provisions)))


def test_a_wrapped_cross_reference_is_no_ayat_and_no_pasal(parse: Parse) -> None:
    body = """Pasal 1
(1) Pegawai yang melanggar ketentuan sebagaimana dimaksud dalam
Pasal 3
ayat (1), ayat
(2) dikenai sanksi berdasarkan ketentuan
Pasal 2 ayat (1) dan ayat
(3) Peraturan Pemerintah ini.
(2) Sanksi diberikan tertulis.
Pasal 2
(1) Satu.
(2) Dua.
(3) Tiga.
Pasal 3
Isi.
"""
    units = under(parse(body))
    pasal_1 = [path for path in units if path.startswith("pasal-1")]
    assert pasal_1 == ["pasal-1", "pasal-1/ayat-1", "pasal-1/ayat-2"]
    assert units["pasal-1/ayat-1"].text.endswith("(3) Peraturan Pemerintah ini.")
    assert "pasal-2/ayat-3" in units
    assert units["pasal-3"].text == "Isi."


def test_inserted_pasal_keep_their_letter(parse: Parse) -> None:
    units = under(parse("Pasal 1\nSatu.\nPasal 1A\nSatu A.\nPasal 1B\nSatu B.\nPasal 2\nDua.\n"))
    assert [path for path in units if path.startswith("pasal")] == [
        "pasal-1",
        "pasal-1a",
        "pasal-1b",
        "pasal-2",
    ]
    assert units["pasal-1a"].label == "Pasal 1A"


def test_a_missing_pasal_is_reported_and_not_invented(parse: Parse) -> None:
    parsed = parse("Pasal 1\nSatu.\nPasal 2\nDua.\nPasal 4\nEmpat.\n")
    assert parsed.report.pasal_gaps == ("3",)
    assert "pasal-3" not in under(parsed)
    assert parsed.report.confidence < 1


def test_lists_nest_by_the_number_that_is_due(parse: Parse) -> None:
    body = """Pasal 1
Syarat:
a. umum:
1. sehat:
a) jasmani; dan
b) rohani;
2. jujur; dan
b. khusus.
"""
    assert [path for path in under(parse(body)) if path.startswith("pasal-1/")] == [
        "pasal-1/huruf-a",
        "pasal-1/huruf-a/angka-1",
        "pasal-1/huruf-a/angka-1/huruf-a",
        "pasal-1/huruf-a/angka-1/huruf-b",
        "pasal-1/huruf-a/angka-2",
        "pasal-1/huruf-b",
    ]


def test_diktum_of_a_decision() -> None:
    from ingestion.regulation import parse_regulation
    from tests.ingestion.regulation.conftest import document

    text = """KEPUTUSAN MENTERI KEUANGAN REPUBLIK INDONESIA
NOMOR 12 TAHUN 2020
TENTANG
TIM KERJA
Menimbang : bahwa perlu tim;
Mengingat : Undang-Undang Nomor 1 Tahun 2004;
MEMUTUSKAN:
Menetapkan : KEPUTUSAN MENTERI TENTANG TIM KERJA.
KESATU : Membentuk tim:
a. pengarah; dan
b. pelaksana.
KEDUA : Keputusan ini mulai berlaku pada tanggal ditetapkan.
Ditetapkan di Jakarta
pada tanggal 2 Januari 2020
"""
    parsed = parse_regulation(document(text))
    units = under(parsed)
    assert parsed.regulation.id == "keputusan-menkeu-12-2020"
    assert units["diktum-kesatu/huruf-b"].text == "pelaksana."
    assert units["diktum-kedua"].kind is ProvisionKind.DIKTUM
    assert str(parsed.regulation.effective) == "2020-01-02"
