"""Constitution, decrees and circulars: what is not divided into pasal of one numbering."""

import pytest

from ingestion.regulation import parse_regulation
from tests.ingestion.regulation.conftest import document, under

CONSTITUTION = """UNDANG-UNDANG DASAR NEGARA REPUBLIK INDONESIA TAHUN 1945
BAB I
BENTUK
Pasal 1
(1) Negara Indonesia ialah Negara Kesatuan.
(2) Kedaulatan berada di tangan rakyat.
BAB II
PERUBAHAN
Pasal 2
Usul perubahan diajukan.
ATURAN PERALIHAN
Pasal I
Segala peraturan masih berlaku.
Pasal II
Semua lembaga masih berfungsi.
ATURAN TAMBAHAN
Pasal I
Majelis ditugasi meninjau.
"""


def test_closing_articles_of_the_constitution_are_no_part_of_its_last_pasal() -> None:
    for text in (CONSTITUTION, " ".join(CONSTITUTION.split())):
        parsed = parse_regulation(document(text))
        units = under(parsed)
        assert units["pasal-2"].full_text == "Usul perubahan diajukan."
        assert units["aturan_peralihan/pasal-ii"].text == "Semua lembaga masih berfungsi."
        assert units["aturan_tambahan/pasal-i"].text == "Majelis ditugasi meninjau."
        assert units["aturan_tambahan/pasal-i"].heading_path == ("ATURAN TAMBAHAN",)
        assert parsed.report.pasal_gaps == ()
        assert parsed.report.duplicates == ()


DECREE = """KEPUTUSAN MENTERI KEUANGAN REPUBLIK INDONESIA
NOMOR 12 TAHUN 1990
TENTANG
TIM KERJA
Menimbang : bahwa perlu tim;
MEMUTUSKAN:
Menetapkan : KEPUTUSAN MENTERI TENTANG TIM KERJA.
{diktum}
Ditetapkan di Jakarta
pada tanggal 2 Januari 1990
"""


def test_diktum_are_named_as_the_decree_prints_them() -> None:
    words = "PERTAMA : Membentuk tim. KEDUA : Tim bekerja. KETIGA : Keputusan ini berlaku."
    units = under(parse_regulation(document(DECREE.format(diktum=words))))
    assert [path for path in units if path.startswith("diktum")] == [
        "diktum-pertama",
        "diktum-kedua",
        "diktum-ketiga",
    ]
    words = "Pertama: Membentuk tim. Kedua: Tim bekerja."
    units = under(parse_regulation(document(DECREE.format(diktum=words))))
    assert units["diktum-kedua"].text == "Tim bekerja."
    assert units["diktum-kedua"].label == "Diktum Kedua"


def test_diktum_beyond_ten_and_damaged_ones() -> None:
    names = [
        "KESATU",
        "KEDUA",
        "KETIGA",
        "KEEMPAT",
        "KELIMA",
        "KEENAM",
        "KETUJUH",
        "KEDELAPAN",
        "KESEMBILAN",
        "KESEPULUH",
        "KESEBELAS",
    ]
    words = "\n".join(f"{name} : Hal." for name in [*names, "KEDUA BELAS"]).replace("KELIMA", "KELTMA")
    parsed = parse_regulation(document(DECREE.format(diktum=words)))
    units = under(parsed)
    assert units["diktum-kedua-belas"].label == "Diktum KEDUA BELAS"
    assert units["diktum-kelima"].text == "Hal."
    assert [(r.raw, r.repaired) for r in parsed.report.repairs] == [("KELTMA", "KELIMA")]


@pytest.mark.parametrize(
    "label", ["Satu-satunya pasal.", "Pasal tunggal.", "Pasal Tunggal", "Fasal tunggal."]
)
def test_the_only_article_is_pasal_1(label: str) -> None:
    parsed = parse_regulation(document(DECREE.format(diktum=f"{label}\nKepada menteri diberikan kuasa.")))
    units = under(parsed)
    assert units["pasal-1"].text == "Kepada menteri diberikan kuasa."
    assert [(repair.raw, repair.repaired) for repair in parsed.report.repairs] == [(label, "Pasal 1")]


@pytest.mark.parametrize(
    "words", ["Ini mengubah pasal tunggal itu.", "Pasal tunggal. Satu. Pasal tunggal. Dua."]
)
def test_a_single_article_that_is_only_named_or_not_alone_heads_nothing(words: str) -> None:
    assert "pasal-1" not in under(parse_regulation(document(DECREE.format(diktum=words))))


def test_roman_sections_of_a_decree_that_lost_its_line_breaks() -> None:
    words = "I. Menambah pengeluaran uang. II. Tambahan itu dicatat. III. Keputusan ini mulai berlaku."
    units = under(parse_regulation(document(DECREE.format(diktum=words))))
    assert [units[f"angka-{number}"].text for number in (1, 2, 3)] == [
        "Menambah pengeluaran uang.",
        "Tambahan itu dicatat.",
        "Keputusan ini mulai berlaku.",
    ]
