"""Who signed a regulation."""

import pytest

from ingestion.regulation.officials import head_of_state, known_within, nearest_official
from ingestion.regulation.signatures import signer_in


def closing(
    signed: str, promulgated: str = "Diundangkan di Jakarta\npada tanggal 5 Mei 1975\nSUDHARMONO"
) -> str:
    enacted = "Agar setiap orang mengetahuinya.\nDitetapkan di Jakarta\npada tanggal 2 Mei 1975"
    return f"{enacted}\n{signed}\n{promulgated}"


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        (
            "PRESIDEN REPUBLIK INDONESIA,\nttd\nSOEHARTO\nJENDERAL TNI",
            "Soeharto, Presiden Republik Indonesia",
        ),
        ("Presiden Republik Indonesia, ttd. S O E H A R T O", "Soeharto, Presiden Republik Indonesia"),
        ("PEJABAT PRESIDEN REPUBLIK INDONESIA DJUANDA", "Djuanda, Pejabat Presiden Republik Indonesia"),
        (
            "Presiden Republik Indonesia, ttd. SOEKARNO Menteri Keuangan, ttd. ONG ENG DIE",
            "Soekarno, Presiden Republik Indonesia; Ong Eng Die, Menteri Keuangan",
        ),
        (
            "MENTERI DALAM NEGERI\nREPUBLIK INDONESIA,\nttd\nBUDI CONTOH",
            "Budi Contoh, Menteri Dalam Negeri Republik Indonesia",
        ),
        (
            "MENTERI AGAMA,\nMENTERI KETENAGAKERJAAN,\nttd\nANI CONTOH\nttd\nBUDI CONTOH",
            "Ani Contoh, Menteri Agama; Budi Contoh, Menteri Ketenagakerjaan",
        ),
        ("MENTER! AGAMA, MENTER!\nKETENAGAKERJAAN,", "Menteri Agama; Menteri Ketenagakerjaan"),
        ("ttd", ""),
    ],
)
def test_every_signatory_with_name_and_office(signed: str, expected: str) -> None:
    assert signer_in(closing(signed)) == (expected, [])


def test_the_president_needs_no_printed_office_nor_place() -> None:
    words = (
        "Agar setiap orang mengetahuinya.\nLembaran Negara Republik Indonesia. ttd SOEHARTO Diundangkan di"
    )
    assert signer_in(words, by_president=True, year=1975) == ("Soeharto, Presiden Republik Indonesia", [])
    assert signer_in(words, year=1975) == ("Soeharto", [])


def test_who_promulgates_has_not_signed() -> None:
    words = closing(
        "", "pada tanggd 5 Mei 1975 MENTERI/SEKRETARIS NEGARA REPUBLIK INDONESIA, ttd BUDI CONTOH"
    )
    assert signer_in(words, by_president=True, year=1975) == ("", [])


def test_a_misread_name_is_mended_by_who_signed_in_those_years() -> None:
    told, repairs = signer_in(closing("PRESIDEN REPUBLIK INDONESIA,\nttd\nSOEHARTQ"), year=1975)
    assert told == "Soeharto, Presiden Republik Indonesia"
    assert [(repair.raw, repair.repaired) for repair in repairs] == [("Soehartq", "Soeharto")]
    assert "menandatangani" in repairs[0].reason
    assert signer_in(closing("PRESIDEN REPUBLIK INDONESIA,\nttd\nSOEHARTQ"), year=2015)[1] == []


def test_the_table_of_officials() -> None:
    assert head_of_state("Soeharto", 1975) == "Presiden Republik Indonesia"
    assert head_of_state("Soeharto", 2005) == ""
    assert nearest_official("Juanda", 1961) is None  # the new spelling of Djuanda, not a misreading
    assert known_within("Joko Widodo Manusia") == "Joko Widodo"
    assert known_within("Joko Contoh") == ""
