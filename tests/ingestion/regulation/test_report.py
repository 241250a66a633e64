"""What the report says of damaged documents, and that confidence falls with damage."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from ingestion.document import ScannedPage
from ingestion.regulation import ParsedRegulation, parse_regulation
from tests.ingestion.regulation.conftest import FOOT, HEAD, document

Parse = Callable[[str], ParsedRegulation]
CLEAN = "".join(f"Pasal {number}\nPegawai wajib menaati ketentuan peraturan.\n" for number in range(1, 11))


def reasons(parsed: ParsedRegulation) -> dict[str, str]:
    return {item.where.split("/", 1)[1]: item.reason for item in parsed.report.suspicious}


def test_a_clean_document_is_sure(parse: Parse) -> None:
    report = parse(CLEAN).report
    assert (report.confidence, report.suspicious, report.repairs) == (1.0, (), ())


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("paling lama 30 (tiga puluh satu) hari.", "angka dan huruf berbeda: “30 (tiga puluh satu)”"),
        ("sebesar Rp2.979.OOO,OO setiap bulan.", "angka rusak: “Rp2.979.OOO,OO”"),
        ("disebut (cuti tahunan.", "tanda “(” dan “)” tidak berpasangan"),
        ("wlrtg bgrtl dkfgh pegawai.", "memuat 3 kata yang tidak dikenal"),
        ("cuti " * 1000, "sangat panjang (4999 karakter); mungkin ada satuan lain di dalamnya"),
    ],
)
def test_suspicious_units(parse: Parse, words: str, reason: str) -> None:
    parsed = parse(f"{CLEAN}Pasal 11\n{words}\n")
    assert reasons(parsed) == {"pasal-11": reason}
    assert 0.8 < parsed.report.confidence < 1.0


def test_numbers_that_agree_are_sound(parse: Parse) -> None:
    sound = "30 (tiga puluh) hari, 1.000 (seribu) orang, dan 2 (dua) kali; Pasal 5 (cuti) berlaku."
    assert reasons(parse(f"{CLEAN}Pasal 11\n{sound}\n")) == {}


def test_repairs_name_their_unit(parse: Parse) -> None:
    parsed = parse("Pasal 1\n(1) Satu sebagaimana dimal<sud ini.\n(2) Dua.\n")
    (repair,) = parsed.report.repairs
    assert (repair.where, repair.raw, repair.repaired) == (
        "pp-7-2021/pasal-1/ayat-1",
        "dimal<sud",
        "dimaksud",
    )


def test_missing_pasal_and_doubtful_scans_lower_the_confidence(parse: Parse) -> None:
    assert parse(CLEAN.replace("Pasal 5\n", "")).report.confidence == pytest.approx(0.9, abs=0.051)
    source = replace(document(HEAD + CLEAN + FOOT), pages=2, scanned=(ScannedPage(2, 0.6),))
    report = parse_regulation(source).report
    # One of two pages, 0.4 unsure: 1 - 0.5 × 0.4 / 2; its page counts as one suspicious unit of ten.
    assert report.confidence == pytest.approx(0.9 * (1 - 0.5 * 0.1), abs=0.001)
    assert [(item.page, item.reason) for item in report.suspicious] == [
        (2, "halaman pindaian: keyakinan OCR hanya 60 %")
    ]
    assert report.pages_to_look_at == (2,)


def test_without_pasal_it_is_guesswork(parse: Parse) -> None:
    report = parse("Isi tanpa judul.\n").report
    assert report.confidence == 0.2
    assert "Tidak ada pasal yang ditemukan." in report.warnings
