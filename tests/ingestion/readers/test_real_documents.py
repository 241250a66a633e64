"""Every reference document reads with what a person sees in it, or is refused for the right reason."""

from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from corpus.errors import UnreadableDocument
from ingestion.document import Block, Document
from ingestion.readers import ReadLimits, is_supported, read

pytestmark = pytest.mark.real_data


def lines_of(document: Document) -> list[str]:
    return document.text.split("\n")


def tables_of(document: Document) -> list[Block]:
    return [block for block in document.blocks if block.kind == "table"]


DAGRI = (
    "PERMEN-DAGRI-2022-073-Permendagri-No-73-Tahun-2022-tentang-Pencatatan-Nama-pada-Dokumen-Kependudukan.pdf"
)
PDF_PAGES = {
    DAGRI: 7,
    "PERMEN-NAKER-2022-002-TATA-CARA-DAN-PERSYARATAN-PEMBAYARAN-MANFAAT-JAMINAN-HARI-TUA.pdf": 9,
    "SKB-MEPANRB-2022-01-HARI-LIBUR-NASIONAL-DAN-CUTI-BERSAMA-2022.pdf": 4,
    "SOP Penanganan Informasi Potensi Bencana Kecelakaan di BCC.pdf": 12,
    "UU-14-2005-Guru-dan-Dosen.pdf": 50,
    "UU-20-2023-ASN.pdf": 44,
    "UU-2022-027-PELINDUNGAN-DATA-PRIBADI.pdf": 50,
}

PHRASES = {
    DAGRI: (
        "Menimbang : a. bahwa pencatatan nama pada dokumen kependudukan",
        "BERITA NEGARA REPUBLIK INDONESIA TAHUN 2022 NOMOR 429",
    ),
    "PERMEN-NAKER-2022-002-TATA-CARA-DAN-PERSYARATAN-PEMBAYARAN-MANFAAT-JAMINAN-HARI-TUA.pdf": (
        "Pasal 15",
        "terhitung sejak tanggal diundangkan.",
    ),
    "SKB-MEPANRB-2022-01-HARI-LIBUR-NASIONAL-DAN-CUTI-BERSAMA-2022.pdf": (
        "2. 1 Februari Selasa Tahun Baru Imlek 2573 Kongzili",
        "13. 17 Agustus Rabu Hari Kemerdekaan Republik Indonesia",
    ),
    "UU-14-2005-Guru-dan-Dosen.pdf": ("TENTANG", "GURU DAN DOSEN"),
    "UU-20-2023-ASN.pdf": (
        "Menimbang a. bahwa dalam rangka pelaksanaan cita-cita bangsa",
        "Mengingat Pasal 20 dan Pasal 2l Undang-Undang Dasar Negara",
        "penghasilan berdasarkan peraturan perundang-",
    ),
    "UU-2022-027-PELINDUNGAN-DATA-PRIBADI.pdf": (
        "Mengingat Pasal 5 ayat (l), Pasal 20, Pasal 28G ayat (1), Pasal 28H",
        "Pasa1 11",  # as the scan's text layer spells it
        "Pasal 13",
    ),
    "KAK-Satu-Data-Rembang.docx": (
        "45 Peserta yang terdiri dari Perangkat daerah dan Instansi Vertikal.",
        "1. Peraturan Presiden Nomor 39 Tahun 2019 tentang Satu Data Indonesia.",
        "I. Penutup",
    ),
    "KAK-Penataan-Gedung-Magelang.docx": ("2. MAKSUD DAN TUJUAN", "a. Maksud", "b. Tujuan"),
    "Template Perjanjian Kerja PPPK A4.docx": (
        "(1) Pihak Kesatu membuat dan menetapkan tugas pekerjaan yang harus dilaksanakan oleh Pihak Kedua.",
        "b. Menjaga persatuan dan kesatuan bangsa;",
        "4) Sebagai peserta kampanye dengan menggunakan fasilitas Negara.",
    ),
    "Paparan-DJPK-DAK-Nonfisik-Pendidikan.pptx": ("ARAH KEBIJAKAN DAK NONFISIK 2020", "BOP PAUD"),
    "Paparan-DJPK-Dampak-Covid-Ekonomi.pptx": (
        "COVID-19 BERIMBAS BESAR BAGI EKONOMI NASIONAL",
        "1 | DBH | 117,58 | 89,81 | (27,76) | Mengikuti penurunan penerimaan Negara (21,1%)",
        "2. Penggunaan hasil penghematan untuk:",
        "a. Belanja kesehatan;",
    ),
    "Data-PAUD-Jakarta-Timur.xlsx": ("2 | 2 | PAUD TUNAS INDAH | JL. AMD XII RT 002 RW 02",),
    "wilayah-provinsi-indonesia.csv": ("14 | RIAU",),
    "wilayah-kabupaten-kota-indonesia.csv": ("1101 | 11 | KABUPATEN SIMEULUE",),
    "sample_questions.md": ("Contoh Pertanyaan — Korpus Uji (Dokumen Publik Indonesia)",),
}


@pytest.mark.parametrize(("name", "phrases"), PHRASES.items(), ids=PHRASES)
def test_lines_that_a_person_sees(reference: Path, name: str, phrases: tuple[str, ...]) -> None:
    lines = lines_of(read(reference / "documents" / name))
    for phrase in phrases:
        assert phrase in lines


@pytest.mark.parametrize(("name", "pages"), PDF_PAGES.items(), ids=PDF_PAGES)
def test_no_character_of_a_text_layer_is_lost(reference: Path, name: str, pages: int) -> None:
    path = reference / "documents" / name
    document = read(path)
    assert document.pages == pages
    with pdfium.PdfDocument(path) as source:
        for number in range(1, pages + 1):
            layer = source[number - 1].get_textpage().get_text_range()
            ours = "".join(block.text for block in document.blocks if block.page == number)
            missing = Counter(filter(str.isalnum, layer)) - Counter(filter(str.isalnum, ours))
            assert not missing


def test_pasal_of_uu_20_2023_come_in_order(reference: Path) -> None:
    lines = lines_of(read(reference / "documents" / "UU-20-2023-ASN.pdf"))
    places = [lines.index(f"Pasal {number}") for number in range(2, 9)]
    assert places == sorted(places)


def test_ayat_and_huruf_stay_with_their_words(reference: Path) -> None:
    lines = lines_of(read(reference / "documents" / "UU-2022-027-PELINDUNGAN-DATA-PRIBADI.pdf"))
    assert "a. Data Pribadi yang bersifat spesifik; dan" in lines
    assert "(2) Undang-Undang ini tidak berlaku untuk pemrosesan" in lines


@pytest.mark.parametrize(
    ("name", "warning"),
    [
        (
            "PERMEN-NAKER-2022-002-TATA-CARA-DAN-PERSYARATAN-PEMBAYARAN-MANFAAT-JAMINAN-HARI-TUA.pdf",
            "halaman 9",
        ),
        ("SOP Penanganan Informasi Potensi Bencana Kecelakaan di BCC.pdf", "halaman 8, 10"),
    ],
)
def test_scanned_pages_are_reported(reference: Path, name: str, warning: str) -> None:
    assert read(reference / "documents" / name, ReadLimits(ocr_pages=0)).warnings == (
        f"{warning} tidak memiliki lapisan teks; perlu OCR",
    )


def test_sop_table_out_of_a_pdf(reference: Path) -> None:
    name = "SOP Penanganan Informasi Potensi Bencana Kecelakaan di BCC.pdf"
    first = tables_of(read(reference / "documents" / name))[0]
    assert first.page == 1
    assert "1 | Informasi potensi bencana/ kecelakaan secara resmi yang valid" in first.text.split("\n")


def test_paud_sheets(reference: Path) -> None:
    document = read(reference / "documents" / "Data-PAUD-Jakarta-Timur.xlsx")
    tables = tables_of(document)
    assert [table.label for table in tables] == [
        "Makasar",
        "Pinang Ranti",
        "Halim",
        "Kebon Pala",
        "Cipinang Melayu",
    ]
    assert tables[0].header == ("NO", "RW", "NAMA PAUD", "ALAMAT")
    assert tables[3].header == ("NO", "RW", "NAMA PAUD")
    assert document.pages == 5


def test_sop_workbook_has_one_header_out_of_two_rows(reference: Path) -> None:
    document = read(reference / "documents" / "SOP Verifikasi Berita Pencarian dan Pertolongan di BCC.xlsx")
    cover, steps = tables_of(document)
    assert cover.header == ()
    assert steps.header[:3] == ("No.", "Aktivitas", "Pelaksana Petugas Komunikasi")
    assert "Mutu Baku Waktu" in steps.header


def test_regency_table_has_every_row(reference: Path) -> None:
    (table,) = read(reference / "documents" / "wilayah-kabupaten-kota-indonesia.csv").blocks
    assert len(table.text.split("\n")) == 514
    assert table.header == ()


def test_slides(reference: Path) -> None:
    document = read(reference / "documents" / "Paparan-DJPK-Dampak-Covid-Ekonomi.pptx")
    assert document.pages == 13
    assert {table.page for table in tables_of(document)} == {6, 7}


WEB_PHRASES = {
    "uu-asn-2014.html": (
        "(1) Kode etik dan kode perilaku sebagaimana dimaksud dalam Pasal 3 huruf b bertujuan untuk menjaga"
        " martabat dan kehormatan ASN.",
        "d. melaksanakan tugasnya sesuai dengan ketentuan peraturan perundang-undangan;",
        "f. netralitas;",
    ),
    "uu-hak-cipta-2014.html": ("Pasal 1", "HAK CIPTA"),
    "uud-1945.html": ("(3) Negara Indonesia adalah negara hukum. ∗∗∗)", "Pasal 6A"),
    "uud-1945-amandemen.html": ("Pasal 5",),
    "uud-1945-amandemen2.html": ("Pasal 18",),
    "uud-1945-amandemen3.html": ("Pasal 1",),
    "uud-1945-amandemen4.html": ("Pasal 2",),
    "sscasn-faq-pppk-guru.html": ("Siapa yang disebut Eks THK II?",),
    "sscasn-faq-pppk-nakes.html": ("Frequently Asked Questions (PPPK Tenaga Kesehatan)",),
    "sscasn-faq-pppk-teknis.html": ("Frequently Asked Questions (PPPK Teknis)",),
    "SOURCE.md": ("html_regulasi",),
}
LOADED_BY_SCRIPT = ("sscasn-alur.html", "sscasn-dasar-hukum.html", "sscasn-faq-cpns.html")


@pytest.mark.parametrize(("name", "phrases"), WEB_PHRASES.items(), ids=WEB_PHRASES)
def test_saved_web_pages(reference: Path, name: str, phrases: tuple[str, ...]) -> None:
    document = read(reference / "html_regulasi" / name)
    for phrase in phrases:
        assert phrase in lines_of(document)
    for furniture in (
        "Menu navigasi",
        "Halaman utama",
        "self.__next_f",
        "function()",
        "Humas BKN",
        "[sunting]",
    ):
        assert furniture not in document.text


@pytest.mark.parametrize("name", LOADED_BY_SCRIPT)
def test_pages_whose_words_a_script_loads_are_refused(reference: Path, name: str) -> None:
    with pytest.raises(UnreadableDocument, match="dimuat oleh skrip"):
        read(reference / "html_regulasi" / name)


def test_nothing_in_the_folders_is_left_untested(reference: Path) -> None:
    documents = {path.name for path in (reference / "documents").iterdir()}
    sop = {name for name in documents if name.startswith("SOP ")}
    assert documents == set(PHRASES) | set(PDF_PAGES) | sop
    pages = {path.name for path in (reference / "html_regulasi").iterdir()}
    assert pages == set(WEB_PHRASES) | set(LOADED_BY_SCRIPT)
    assert all(is_supported(Path(name)) for name in documents | pages)


def test_health_law_pdfs(reference: Path) -> None:
    paths = sorted((reference / "lexmedica_health_law" / "pdf").glob("*.pdf"))
    assert len(paths) == 37
    for path in paths:
        if path.stat().st_size < 100_000:
            assert read(path).text.count("Pasal") > 3
