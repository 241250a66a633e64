"""What names and dates a regulation."""

from datetime import date

import pytest

from corpus.errors import UnreadableDocument
from corpus.identifiers import RegulationType
from ingestion.regulation import parse_regulation
from ingestion.regulation.dates import dates_in
from ingestion.regulation.metadata import effective_date, identity_from_origin
from tests.ingestion.regulation.conftest import FOOT, HEAD, document

BODY = "Pasal 1\nIsi.\nPasal 2\nPeraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.\n"


def test_the_heading_and_the_closing() -> None:
    regulation = parse_regulation(document(HEAD + BODY + FOOT)).regulation
    assert regulation.id == "pp-7-2021"
    assert regulation.title == "Cuti Pegawai"
    assert regulation.enacted == date(2021, 5, 3)
    assert regulation.promulgated == date(2021, 5, 10)
    assert regulation.effective == date(2021, 5, 10)


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("UNDANG-UNDANG REPUBLIK INDONESIA NOMOR 20 TAHUN 2023", "uu-20-2023"),
        ("UNDANG-UNDANG DARURAT REPUBLIK INDONESIA NOMOR 5 TAHUN 1958", "uu-darurat-5-1958"),
        ("PERATURAN PEMERINTAH PENGGANTI UNDANG-UNDANG NOMOR 2 TAHUN 2022", "perppu-2-2022"),
        ("PERATURAN PRESIDEN REPUBLIK INDONESIA NOMOR 1OO TAHUN 2021", "perpres-100-2021"),
        ("KEPUTUSAN PRESIDEN REPUBLIK INDONESIA NOMOR 3 TAHUN 1983", "keppres-3-1983"),
        ("PERATURAN MENTERI DALAM NEGERI REPUBLIK INDONESIA NOMOR 73 TAHUN 2022", "permendagri-73-2022"),
        ("PERATURAN MENTERI KEUANGAN REPUBLIK INDONESIA NOMOR 148/PMK.01/2012", "permenkeu-148-2012"),
        (
            "PERATURAN MENTERI PENDAYAGUNAAN APARATUR NEGARA DAN REFORMASI BIROKRASI NOMOR 1 TAHUN 2023",
            "permenpanrb-1-2023",
        ),
        ("PERATURAN BADAN KEPEGAWAIAN NEGARA REPUBLIK INDONESIA NOMOR 3 TAHUN 2023", "peraturan-bkn-3-2023"),
        ("PERATURAN LEMBAGA ADMINISTRASI NEGARA NOMOR 10 TAHUN 2018", "peraturan-lan-10-2018"),
        ("PERATURAN DAERAH KABUPATEN REMBANG NOMOR 4 TAHUN 2019", "perda-kabupaten-rembang-4-2019"),
        ("PERATURAN BUPATI REMBANG NOMOR 4 TAHUN 2019", "perkada-kabupaten-rembang-4-2019"),
        ("PERATURAN GUBERNUR JAWA TENGAH NOMOR 9 TAHUN 2020", "perkada-jawa-tengah-9-2020"),
        ("UNDANG-UNDANG DASAR NEGARA REPUBLIK INDONESIA TAHUN 1945", "uud-1945"),
    ],
)
def test_every_kind_of_name(name: str, identifier: str) -> None:
    text = HEAD.replace("PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 7 TAHUN 2021", name)
    assert parse_regulation(document(text + BODY)).regulation.id == identifier


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        ("pp/2021/94.md", (RegulationType.PP, "94", 2021, "")),
        ("UU_Nomor_24_Tahun_2011.pdf", (RegulationType.UU, "24", 2011, "")),
        ("UU-2022-027-PELINDUNGAN-DATA-PRIBADI.pdf", (RegulationType.UU, "27", 2022, "")),
        ("PERMEN-DAGRI-2022-073-Permendagri.pdf", (RegulationType.PERMEN, "73", 2022, "dagri")),
        ("permenkeu/2012/148.md", (RegulationType.PERMEN, "148", 2012, "keu")),
        ("laporan-2021.pdf", None),
    ],
)
def test_where_it_lay(origin: str, expected: tuple[RegulationType, str, int, str] | None) -> None:
    found = identity_from_origin(origin)
    assert (found and (found.type, found.number, found.year, found.issuer)) == expected


def test_the_origin_names_what_the_words_do_not() -> None:
    bare = HEAD.split("Menimbang", 1)[1]
    regulation = parse_regulation(document("Menimbang" + bare + BODY), origin="pp/1984/4.md").regulation
    assert regulation.id == "pp-4-1984"


def test_without_any_name_it_is_unreadable() -> None:
    with pytest.raises(UnreadableDocument, match="nomor"):
        parse_regulation(document("Pasal 1\nIsi.\n"))


def test_a_damaged_number_is_corrected_by_the_origin_and_written_down() -> None:
    parsed = parse_regulation(
        document(HEAD.replace("NOMOR 7 TAHUN 2021", "NOMOR il TAHUN 2021") + BODY), origin="pp/2021/17.md"
    )
    assert parsed.regulation.id == "pp-17-2021"
    assert [repair.where for repair in parsed.report.repairs] == ["metadata"]


def test_clean_words_win_over_the_origin() -> None:
    parsed = parse_regulation(document(HEAD + BODY), origin="pp/2021/99.md")
    assert parsed.regulation.id == "pp-7-2021"
    assert any("asal berkas" in warning for warning in parsed.report.warnings)


def test_a_year_that_the_signature_disproves_is_corrected() -> None:
    text = HEAD.replace("TAHUN 2021\nTENTANG", "TAHUN 2027\nTENTANG")
    assert parse_regulation(document(text + BODY + FOOT), origin="pp/2021/7.md").regulation.id == "pp-7-2021"


def test_damaged_dates() -> None:
    assert dates_in("tanggal 3 1 Agustus 2O2l, 17 Pebruari 2003, 31 Februari 2020") == [
        date(2021, 8, 31),
        date(2003, 2, 17),
    ]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("mulai berlaku pada tanggal diundangkan.", date(2021, 5, 10)),
        ("mulai berlaku pada tanggal ditetapkan.", date(2021, 5, 3)),
        ("mulai berlaku pada tanggal 1 Juli 2021.", date(2021, 7, 1)),
        ("mulai berlaku setelah 30 (tiga puluh) hari terhitung sejak tanggal diundangkan.", date(2021, 6, 9)),
        ("mulai berlaku setelah 2 (dua) tahun terhitung sejak tanggal diundangkan.", date(2023, 5, 10)),
        (
            "mulai berlaku pada tanggal diundangkan dan berlaku surut sejak 1 Januari 2021.",
            date(2021, 1, 1),
        ),
        ("diatur dengan Peraturan Menteri.", None),
    ],
)
def test_when_it_takes_effect(clause: str, expected: date | None) -> None:
    body = f"Peraturan Pemerintah ini {clause}"
    assert effective_date(body, date(2021, 5, 3), date(2021, 5, 10)) == expected
