"""What names and dates a regulation."""

from datetime import date

import pytest

from corpus.citations import find_citations, format_citation
from corpus.errors import UnreadableDocument
from corpus.identifiers import RegulationType
from ingestion.regulation import parse_regulation
from ingestion.regulation.metadata import identity_from_origin
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
        ("PERATURAN BUPATI REMBANG NOMOR 4 TAHUN 2019", "perkada-bupati-rembang-4-2019"),
        ("PERATURAN GUBERNUR JAWA TENGAH NOMOR 9 TAHUN 2020", "perkada-gubernur-jawa-tengah-9-2020"),
        ("INSTRUKSI PRESIDEN REPUBLIK INDONESIA NOMOR 4 TAHUN 2020", "inpres-4-2020"),
        (
            "PERATURAN MENTERI NEGARA PENDAYAGUNAAN APARATUR NEGARA DAN REFORMASI BIROKRASI "
            "NOMOR 16 TAHUN 2009",
            "permenpanrb-16-2009",
        ),
        ("PERATURAN KEPALA BADAN KEPEGAWAIAN NEGARA NOMOR 21 TAHUN 2010", "peraturan-bkn-21-2010"),
        ("PERATURAN DAERAH PROVINSI JAWA TENGAH NOMOR 9 TAHUN 2016", "perda-jawa-tengah-9-2016"),
        ("PERATURAN WALI KOTA BANDUNG NOMOR 12 TAHUN 2020", "perkada-wali-kota-bandung-12-2020"),
        ("KEPUTUSAN MENTERI KESEHATAN REPUBLIK INDONESIA NOMOR 5 TAHUN 2021", "keputusan-menkes-5-2021"),
        ("KEPUTUSAN GUBERNUR JAWA TENGAH NOMOR 5 TAHUN 2021", "keputusan-gubernur-jawa-tengah-5-2021"),
        ("PERATU RAN PEM ERI N TAH REPU BLI K I N D O N ESI A N O M O R 3 TAH U N 2016", "pp-3-2016"),
        ("PERATURAN PEMERNTAH REPUBLIK INDONESIA NOMOT 24 TAHUN 1977", "pp-24-1977"),
        ("UNDANG-UNDANG DASAR NEGARA REPUBLIK INDONESIA TAHUN 1945", "uud-1945"),
        ("KETETAPAN MAJELIS PERMUSYAWARATAN RAKYAT NOMOR III/MPR/2000", "tap-mpr-iii-2000"),
        ("KETETAPAN MAJELIS PERMUSYAWARATAN RAKYAT SEMENTARA No. XX/MPRS/1966", "tap-mpr-xx-1966"),
        ("UNDANG-UNDANG NOMOR 5 PRP TAHUN 1960", "uu-prps-5-1960"),
        ("UNDANG-UNDANG NOMOR 1/PNPS TAHUN 1965", "uu-pnps-1-1965"),
        ("PENETAPAN PRESIDEN REPUBLIK INDONESIA NOMOR 1 TAHUN 1965", "uu-pnps-1-1965"),
        ("PERATURAN DAERAH KOTA BANDUNG NOMOR 5 TAHUN 2019", "perda-kota-bandung-5-2019"),
        ("QANUN ACEH NOMOR 6 TAHUN 2014", "perda-aceh-6-2014"),
        ("KEPUTUSAN KEPALA BADAN KEPEGAWAIAN NEGARA NOMOR 11 TAHUN 2002", "keputusan-bkn-11-2002"),
        ("KEPUTUSAN BUPATI REMBANG NOMOR 12 TAHUN 2019", "keputusan-bupati-rembang-12-2019"),
        ("SURAT EDARAN KEPALA BADAN KEPEGAWAIAN NEGARA NOMOR 4 TAHUN 2020", "se-bkn-4-2020"),
        (
            "SURAT EDARAN MENTERI PENDAYAGUNAAN APARATUR NEGARA DAN REFORMASI BIROKRASI NOMOR 5 TAHUN 2022",
            "se-menpanrb-5-2022",
        ),
        ("PERATURAN KEPALA LEMBAGA ADMINISTRASI NEGARA NOMOR 10 TAHUN 2018", "peraturan-lan-10-2018"),
    ],
)
def test_every_kind_of_name(name: str, identifier: str) -> None:
    text = HEAD.replace("PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 7 TAHUN 2021", name)
    assert parse_regulation(document(text + BODY)).regulation.id == identifier
    assert [match.ref.id for match in find_citations(format_citation(identifier))] == [identifier]


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


@pytest.mark.parametrize(("year", "read"), [("2071", 2011), ("2079", 2079)])
def test_a_seven_read_for_a_one_is_corrected_by_the_origin_also_in_the_signature(
    year: str, read: int
) -> None:
    """2071 is the 2011 of the file; 2079 has two other digits than 2011, which proves nothing."""
    text = (HEAD + BODY + FOOT).replace("TAHUN 2021\nTENTANG", f"TAHUN {year}\nTENTANG")
    parsed = parse_regulation(document(text.replace("Mei 2021", f"Mei {year}")), origin="pp/2011/7.md")
    assert parsed.regulation.id == f"pp-7-{read}"
    assert parsed.regulation.enacted == date(read, 5, 3)
    assert parsed.regulation.promulgated == date(read, 5, 10)


def test_a_title_that_the_masthead_cuts_short_is_completed_by_the_decision() -> None:
    text = HEAD.replace("TENTANG\nCUTI PEGAWAI\nDENGAN", "TENTANG\nCUTI\nDENGAN") + BODY
    assert parse_regulation(document(text)).regulation.title == "Cuti Pegawai"


def test_a_title_that_lost_its_first_line_is_completed_by_the_decision() -> None:
    text = HEAD.replace("TENTANG\nCUTI PEGAWAI", "TENTANG\nANGGARAN TAHUN 2020/2021").replace(
        "TENTANG CUTI PEGAWAI.", "TENTANG PERUBAHAN ATAS ANGGARAN TAHUN 2020/21."
    )
    title = parse_regulation(document(text + BODY)).regulation.title
    assert title == "Perubahan atas Anggaran Tahun 2020/21"


def test_a_name_in_a_sentence_is_no_masthead() -> None:
    text = "Peraturan untuk melaksanakan Undang-undang No. 1 tahun 1958 tentang Tanah.\nMenimbang: bahwa;\n"
    with pytest.raises(UnreadableDocument):
        parse_regulation(document(text + "MEMUTUSKAN:\nMenetapkan: Peraturan.\n" + BODY))


def test_a_joint_decree_has_a_number_a_minister() -> None:
    name = (
        "KEPUTUSAN BERSAMA\nMENTERI AGAMA DAN MENTERI KETENAGAKERJAAN\n"
        "NOMOR : 375 TAHUN 2022\nNOMOR 1 TAHUN 2022\nNOMOR 2 TAHUN 2022"
    )
    text = HEAD.replace("PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 7 TAHUN 2021", name)
    regulation = parse_regulation(document(text + BODY)).regulation
    assert (regulation.id, regulation.number, regulation.title) == ("skb-375-2022", "375/1/2", "Cuti Pegawai")


def test_a_heading_without_its_title_takes_no_other_words_for_it() -> None:
    text = HEAD.replace("TENTANG\nCUTI PEGAWAI\nDENGAN", "TENTANG\nDENGAN").replace(
        " TENTANG CUTI PEGAWAI.", ""
    )
    closing = "PENJELASAN\nATAS\nPERATURAN PEMERINTAH\nNOMOR 7 TAHUN 2021\nTENTANG\nPENJELASAN UMUM\nGaji.\n"
    assert parse_regulation(document(text + BODY + FOOT + closing)).regulation.title == ""
