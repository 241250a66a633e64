"""Titles: three witnesses, title case, and files of several regulations."""

import pytest

from ingestion.regulation import parse_regulation
from ingestion.regulation.several import further_regulations
from ingestion.regulation.title_case import capitals_in, title_case
from ingestion.regulation.titles import is_cut, mend
from tests.ingestion.regulation.conftest import FOOT, HEAD, document

BODY = "Pasal 1\nIsi.\nPasal 2\nPeraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.\n"


@pytest.mark.parametrize(
    ("printed", "others", "expected"),
    [
        ("PENGELOLAAN LINGKUNGAN IDUP", ["PENGELOLAAN LINGKUNGAN HIDUP"], "PENGELOLAAN LINGKUNGAN HIDUP"),
        ("DISIPLIN PEGWAI, NEGERI", ["disiplin pegawai negeri"], "DISIPLIN PEGAWAI, NEGERI"),
        ("ANGGARAN TAHUN 2Ol4", ["ANGGARAN TAHUN 2014"], "ANGGARAN TAHUN 2014"),
        ("ANGGARAN TAHUN 2013", ["ANGGARAN TAHUN 2014", "ANGGARAN TAHUN 2014"], "ANGGARAN TAHUN 2013"),
        ("SATYALENCANA KARYA", ["PEDOMAN UMUM KERJA"], "SATYALENCANA KARYA"),
        ("TUNDJANGAN PEGAWAI", ["TUNJANGAN PEGAWAI"], "TUNDJANGAN PEGAWAI"),
        ("PENGUBAHAN TARIF", ["PERUBAHAN TARIF", "PERUBAHAN TARIF"], "PENGUBAHAN TARIF"),
    ],
)
def test_other_prints_mend_what_is_no_word_and_nothing_else(
    printed: str, others: list[str], expected: str
) -> None:
    mended, repairs = mend(printed, others)
    assert mended == expected
    assert bool(repairs) == (mended != printed)


def test_a_mended_title_is_in_the_report() -> None:
    parsed = parse_regulation(document(HEAD.replace("TENTANG\nCUTI PEGAWAI", "TENTANG\nCUTI PEGWAI") + BODY))
    assert parsed.regulation.title == "Cuti Pegawai"
    assert any(repair.raw == "PEGWAI" and "judul" in repair.reason for repair in parsed.report.repairs)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("MODAL PADA PT ANGKASA PURA II", "Modal pada PT Angkasa Pura II"),
        ("PERKEBUNAN XVIII MENJADI PERSERO", "Perkebunan XVIII Menjadi Persero"),
        ("GAJI PNS DAN ANGGOTA TNI", "Gaji PNS dan Anggota TNI"),
        ("JANDA DAN/ATAU ANAK DI DALAM NEGERI", "Janda dan/atau Anak di Dalam Negeri"),
        ("BADAN (BPJS)", "Badan (BPJS)"),
        ("Penetapan kota sebagai tempat rapat-rapat", "Penetapan Kota sebagai Tempat Rapat-Rapat"),
        ("SEWA VIA BANK DI CIREBON", "Sewa Via Bank di Cirebon"),
    ],
)
def test_title_case(printed: str, expected: str) -> None:
    assert title_case(printed) == expected


def test_names_that_sentences_print_in_capitals_stay_so() -> None:
    text = "modal pada PT INKAMA yang didirikan; Zatas dan PT ZATAS yang lama"
    assert capitals_in(text) == {"inkama"}
    assert title_case("PENDIRIAN PT INKAMA", capitals_in(text)) == "Pendirian PT INKAMA"


@pytest.mark.parametrize(
    "clause",
    [
        "Peraturan Pemerintah tentang cuti pegawai.",
        'Peraturan sebagai berikut: "Peraturan Pemerintah tentang cuti pegawai".',
        "Peraturan tentang cuti pegawai, sebagai berikut:",
    ],
)
def test_the_decision_names_what_the_masthead_does_not(clause: str) -> None:
    text = "Menimbang: bahwa cuti perlu diatur;\nMengingat: Pasal 5;\nMEMUTUSKAN:\nMenetapkan : " + clause
    parsed = parse_regulation(document(f"{text}\n{BODY}"), origin="pp/1956/16.md")
    assert parsed.regulation.title == "Cuti Pegawai"


def test_a_masthead_without_its_last_words_is_cut() -> None:
    assert is_cut("Cuti", "Cuti Pegawai")
    assert not is_cut("Cuti Pegawai", "Cuti")


def test_a_regulation_that_is_only_cited_gives_no_name() -> None:
    text = (
        "Peraturan Pemerintah Nomor 12 tahun 1961;\nMenimbang: bahwa jangka waktu perlu diubah;\n"
        "Mengingat: Pasal 5;\nMEMUTUSKAN:\nMenetapkan: PERATURAN PEMERINTAH TENTANG JANGKA WAKTU.\n" + BODY
    )
    parsed = parse_regulation(document(text), origin="pp/1961/230.md")
    assert parsed.regulation.id == "pp-230-1961"
    assert any("dari asal berkas" in repair.reason for repair in parsed.report.repairs)


def test_the_elucidation_names_its_regulation_not_the_one_that_is_changed() -> None:
    elucidation = (
        "PENJELASAN ATAS PERATURAN PEMERINTAH No. 36 TAHUN 1963 TENTANG PERUBAHAN PERATURAN PEMERINTAH "
        "No. 21 TAHUN 1963\nUMUM\nCukup jelas.\n"
    )
    text = "Menimbang: bahwa perlu;\nMengingat: Pasal 5;\nMEMUTUSKAN:\nMenetapkan: PERATURAN.\n"
    assert parse_regulation(document(text + BODY + FOOT + elucidation)).regulation.id == "pp-36-1963"


def test_a_file_of_two_regulations_is_told() -> None:
    second = HEAD.replace("NOMOR 7 TAHUN 2021", "NOMOR 8 TAHUN 2021").replace("CUTI PEGAWAI", "SEWA RUMAH")
    parsed = parse_regulation(document(HEAD + BODY + FOOT + second + BODY + FOOT))
    (warning,) = [warning for warning in parsed.report.warnings if "lebih dari satu peraturan" in warning]
    assert "pp 8/2021 SEWA RUMAH" in warning
    assert further_regulations(HEAD + BODY + FOOT) == []
    assert further_regulations(HEAD + BODY + FOOT + HEAD, "7/2021") == []


def test_a_decision_in_an_attachment_is_no_further_regulation() -> None:
    attached = HEAD.replace("NOMOR 7 TAHUN 2021", "NOMOR 8 TAHUN 2021")
    assert further_regulations(HEAD + BODY + FOOT + "LAMPIRAN\n" + attached + BODY) == []


@pytest.mark.parametrize(
    ("masthead", "expected"),
    [
        ("TUNJANGAN NEGERI", "Tunjangan Hari Raya bagi Pegawai Negeri"),
        ("TUNJANGAN HARI RAYA BAGI PEGAWAI", "Tunjangan Hari Raya bagi Pegawai Negeri"),
        ("TUNJANGAN BAGI PEGAWAI NEGERI", "Tunjangan bagi Pegawai Negeri"),
        ("GAJI POKOK HAKIM", "Gaji Pokok Hakim"),
    ],
)
def test_a_line_lost_within_the_masthead_is_completed(masthead: str, expected: str) -> None:
    text = HEAD.replace("TENTANG\nCUTI PEGAWAI", f"TENTANG\n{masthead}")
    text = text.replace("TENTANG CUTI PEGAWAI.", "TENTANG TUNJANGAN HARI RAYA BAGI PEGAWAI NEGERI.")
    assert parse_regulation(document(text + BODY)).regulation.title == expected


def test_a_masthead_printed_twice_is_one_title() -> None:
    masthead = "PERATURAN PEMERINTAH REPUBLIK INDONESIA NOMOR 7 TAHUN 2021 TENTANG CUTI PEGAWAI"
    text = HEAD.replace("TENTANG\nCUTI PEGAWAI", f"TENTANG\nCUTI PEGAWAI\n{masthead}")
    assert parse_regulation(document(text + BODY)).regulation.title == "Cuti Pegawai"
