"""Place, signature and gazette of a regulation."""

import pytest

from ingestion.regulation.publication import gazette_in, place_in
from ingestion.regulation.signatures import signer_in

CLOSING = """Agar setiap orang mengetahuinya, memerintahkan pengundangan Undang-Undang ini.
Disahkan di Jakarta
pada tanggal 30 September 1999
PRESIDEN REPUBLIK INDONESIA,
ttd.
BACHARUDDIN JUSUF HABIBIE
Diundangkan di Jakarta
pada tanggal 30 September 1999
MENTERI NEGARA SEKRETARIS NEGARA REPUBLIK INDONESIA,
ttd.
MULADI
LEMBARAN NEGARA REPUBLIK INDONESIA TAHUN 1999 NOMOR 169
PENJELASAN
TAMBAHAN LEMBARAN NEGARA REPUBLIK INDONESIA NOMOR 3890
"""


def test_where_and_by_whom() -> None:
    assert place_in(CLOSING) == "Jakarta"
    assert signer_in(CLOSING)[0] == "Bacharuddin Jusuf Habibie, Presiden Republik Indonesia"


def test_the_gazette_and_its_supplement() -> None:
    assert gazette_in(CLOSING, 0) == "LN 1999 No. 169, TLN No. 3890"


def test_the_gazette_of_another_regulation_is_not_its_own() -> None:
    text = "Undang-Undang Nomor 5 Tahun 2014 (LEMBARAN NEGARA REPUBLIK INDONESIA TAHUN 2014 NOMOR 6)\n"
    assert gazette_in(text + "Ditetapkan di Jakarta", len(text)) == ""


def test_a_ministerial_regulation() -> None:
    closing = (
        "Ditetapkan di Jakarta\npada tanggal 2 Februari 2022\nMENTERI KETENAGAKERJAAN REPUBLIK INDONESIA,\n"
        "ttd.\nIDA FAUZIYAH\nDiundangkan di Jakarta\nBERITA NEGARA REPUBLIK INDONESIA TAHUN 2022 NOMOR 143\n"
    )
    assert signer_in(closing)[0] == "Ida Fauziyah, Menteri Ketenagakerjaan Republik Indonesia"
    assert gazette_in(closing, 0) == "BN 2022 No. 143"


@pytest.mark.parametrize("closing", ["", "Agar setiap orang mengetahuinya.", "Ditetapkan di"])
def test_what_is_not_said_stays_empty(closing: str) -> None:
    assert (place_in(closing), signer_in(closing), gazette_in(closing, 0)) == ("", ("", []), "")


def test_the_supplement_of_a_law_that_the_recitals_cite_is_not_its_own() -> None:
    head = (
        "PERATURAN PEMERINTAH NOMOR 2 TAHUN 2003 TENTANG DISIPLIN\nMenimbang: bahwa perlu;\n"
        "Mengingat: Undang-Undang Nomor 2 Tahun 2002 (Lembaran Negara Republik Indonesia Nomor 2 Tahun 2002, "
        "Tambahan Lembaran Negara Nomor 4168);\n"
    )
    closing = "Ditetapkan di Jakarta\nLEMBARAN NEGARA REPUBLIK INDONESIA TAHUN 2003 NOMOR 2\n"
    found = gazette_in(head + closing, len(head), opening_end=head.index("Menimbang"), year=2003)
    assert found == "LN 2003 No. 2"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("CATATAN Kutipan: LN 1961/48; TLN NO. 2148", "LN 1961 No. 48, TLN No. 2148"),
        ("LEMBARAN NEGARA NOMOR 31 TAHUN 1961", "LN 1961 No. 31"),
        ("LEMBARAN NEGARA REPUBLIK INDONESIA TAHUN 1961 NOMOR 3 17", "LN 1961 No. 317"),
        ("LEMBARAN NEGARA REPUBLIK INDONESIA TAHUN 1975 NOMOR 3", ""),
    ],
)
def test_the_forms_of_a_gazette(printed: str, expected: str) -> None:
    assert gazette_in(f"Ditetapkan di Jakarta\n{printed}\n", 0, year=1961) == expected
