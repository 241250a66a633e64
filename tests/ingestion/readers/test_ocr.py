"""Scanned pages: with a stand-in for tesseract everywhere, with the real one where it is installed."""

import io
import re
import shutil
import subprocess
from difflib import SequenceMatcher
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from corpus.errors import UnreadableDocument
from ingestion.document import Document
from ingestion.readers import ReadLimits, read
from ingestion.readers.pages import PagesRead
from tests.ingestion.readers.conftest import Write, pdf_of

HEADER = "level page_num block_num par_num line_num word_num left top width height conf text".replace(
    " ", "\t"
)


def word(line: int, left: int, top: int, text: str, conf: float = 96.0, block: int = 1) -> str:
    """A row of tesseract's table, in dots at 300 per inch."""
    width = 25 * len(text)
    return "\t".join(map(str, (5, 1, block, 1, line, 1, left, top, width, 50, conf, text)))


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str, languages: str = "eng\nind") -> None:
    """Put a ``tesseract`` on the path that swallows the image and runs ``script``."""
    program = folder / "tesseract"
    program.write_text(
        f"#!/bin/sh\nif [ \"$1\" = --list-langs ]; then printf '{languages}\\n'; exit 0; fi\n"
        f"/bin/cat > /dev/null\n{script}\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


def says(*rows: str) -> str:
    table = "\n".join([HEADER, *rows])
    return f"/bin/cat <<'AKHIR'\n{table}\nAKHIR"


def scan_of(*pages: list[tuple[float, float, str]], dpi: int = 300, text_on: int = 0) -> bytes:
    """An image-only PDF of the pages; page ``text_on`` keeps its text layer."""
    source = pdfium.PdfDocument(pdf_of(*pages))
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, pagesize=A4)
    for number, page in enumerate(source, 1):
        if number == text_on:
            for x, y, text in pages[number - 1]:
                sheet.drawString(x, A4[1] - y, text)
        else:
            image = page.render(scale=dpi / 72, grayscale=True).to_pil()
            sheet.drawImage(ImageReader(image), 0, 0, *A4)
        sheet.showPage()
        page.close()
    sheet.save()
    source.close()
    return buffer.getvalue()


PAGE = [(72, 72, "Pasal 1"), (72, 90, "Cuti diberikan kepada pegawai.")]


def test_recognised_lines_and_confidence(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = (word(1, 300, 300, "Pasal", 90), word(1, 440, 300, "1", 90), word(2, 300, 380, "Cuti", 40))
    install(tmp_path, monkeypatch, says(*rows))
    heard: list[PagesRead] = []
    document = read(write("a.pdf", scan_of(PAGE, PAGE, text_on=2)), on_pages=heard.append)
    assert [(block.page, block.text) for block in document.blocks if block.page == 1] == [
        (1, "Pasal 1\nCuti")
    ]
    assert "Cuti diberikan kepada pegawai." in document.text  # the page with a text layer is read from it
    # (6 letters × 0.9 + 4 letters × 0.4) / 10 letters
    assert [(page.page, page.confidence) for page in document.scanned] == [(1, 0.7)]
    assert document.warnings == (
        "halaman 1 hasil pindai dan dibaca dengan OCR; bandingkan dengan aslinya",
        "halaman 1 buram; hasil OCR-nya meragukan",
    )
    assert heard == [PagesRead(1, 1)]


def test_columns_that_recognition_took_for_lines(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = []
    for line in range(12):
        top = 300 + 80 * line
        rows += [word(line, 200, top, f"kolom_kiri_baris_ke_{line:02d}")]
        rows += [word(line, 1300, top, f"kolom_kanan_baris_ke_{line:02d}")]
    install(tmp_path, monkeypatch, says(*rows))
    text = read(write("a.pdf", scan_of(PAGE))).text
    assert text.index("kiri_baris_ke_11") < text.index("kanan_baris_ke_00")


def test_a_page_of_columns_is_read_by_layout(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        word(line, left, 300 + 80 * line, f"kolom_{side}_baris_ke_{line:02d}")
        for line in range(12)
        for side, left in (("kiri", 200), ("kanan", 1300))
    ]
    by_layout = says(word(1, 300, 300, "menurut_kolom"))
    script = f'case "$*" in *"--psm 4"*)\n{says(*rows)}\n;;\n*)\n{by_layout}\n;;\nesac'
    install(tmp_path, monkeypatch, script)
    assert read(write("a.pdf", scan_of(PAGE))).text == "menurut_kolom"


def test_without_tesseract_the_text_pages_go_in(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = write("a.pdf", scan_of(PAGE, PAGE, text_on=2))
    document = read(path)
    assert document.warnings == (
        "halaman 1 tidak memiliki lapisan teks; OCR tidak terpasang; pasang paket tesseract-ocr"
        " tesseract-ocr-ind (apt install tesseract-ocr tesseract-ocr-ind)",
    )
    with pytest.raises(
        UnreadableDocument, match=r"halaman 1 tidak memiliki lapisan teks; OCR tidak terpasang"
    ):
        read(write("b.pdf", scan_of(PAGE)))


def test_without_indonesian_the_package_is_named(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, says(), languages="eng")
    with pytest.raises(UnreadableDocument, match="pasang paket tesseract-ocr-ind"):
        read(write("a.pdf", scan_of(PAGE)))


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("/bin/sleep 30", "belum selesai setelah 0.5 detik"),
        ("exit 3", "tesseract berhenti dengan galat"),
        (says(word(1, 300, 300, "Pasal").replace("96.0", "banyak")), "keluaran tesseract tidak dikenali"),
    ],
)
def test_a_page_that_breaks_it_costs_that_page(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, reason: str
) -> None:
    install(tmp_path, monkeypatch, script)
    limits = ReadLimits(ocr_seconds=0.5)
    document = read(write("a.pdf", scan_of(PAGE, PAGE, text_on=2)), limits)
    assert document.warnings == (f"halaman 1 tidak terbaca oleh OCR: {reason}",)
    assert "Pasal 1" in document.text


def test_limits(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch, says(word(1, 300, 300, "kata")))
    path = write("a.pdf", scan_of(PAGE, PAGE, PAGE))
    document = read(path, ReadLimits(ocr_pages=2))
    assert [page.page for page in document.scanned] == [1, 2]
    assert document.warnings[-1] == "halaman 3 tidak dibaca: lebih dari 2 halaman pindaian"
    with pytest.raises(UnreadableDocument, match="halaman terlalu besar"):
        read(path, ReadLimits(ocr_pixels=1000))


def test_an_image_without_words_is_told(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, says())
    document = read(write("a.pdf", scan_of(PAGE, PAGE, text_on=2)))
    assert document.warnings == ("halaman 1 berupa gambar tanpa kata menurut OCR",)


def test_a_stamp_over_a_scan_is_no_text_layer(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, says(word(1, 300, 300, "isi"), word(1, 380, 300, "halaman_yang_dipindai")))
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, pagesize=A4)
    page = pdfium.PdfDocument(pdf_of(PAGE))[0].render(scale=1, grayscale=True).to_pil()
    sheet.drawImage(ImageReader(page), 0, 0, *A4)
    sheet.drawString(72, 20, "jdih.go.id")
    sheet.save()
    assert read(write("a.pdf", buffer.getvalue())).text == "isi halaman_yang_dipindai"


def has_indonesian() -> bool:
    executable = shutil.which("tesseract")
    if executable is None:
        return False
    listed = subprocess.run([executable, "--list-langs"], capture_output=True, text=True, check=False).stdout
    return "ind" in listed.split()


needs_tesseract = pytest.mark.skipif(not has_indonesian(), reason="tesseract dengan data ind tidak terpasang")


@needs_tesseract
def test_a_real_scan(write: Write) -> None:
    lines = [
        "Pasal 1",
        "(1) Cuti tahunan diberikan kepada pegawai negeri sipil.",
        "(2) Lamanya cuti adalah 12 (dua belas) hari kerja.",
    ]
    page = [(72.0, 100.0 + 20 * index, line) for index, line in enumerate(lines)]
    document = read(write("a.pdf", scan_of(page)))
    assert words(document)[:2] == ["Pasal", "1"]
    assert SequenceMatcher(None, words(document), re.findall(r"\w+", " ".join(lines))).ratio() > 0.95
    assert document.scanned[0].confidence > 0.8


@needs_tesseract
@pytest.mark.real_data
def test_a_rasterised_statute(write: Write, reference: Path) -> None:
    """One page of a published statute: at least 97 of 100 words of its text layer come back in order."""
    path = reference / "documents" / "UU-14-2005-Guru-dan-Dosen.pdf"
    layer = [block.text for block in read(path).blocks if block.page == 3]
    expected = re.findall(r"\w+", " ".join(layer))
    matches = SequenceMatcher(
        None, expected, words(read(write("a.pdf", rasterised(path, 3, 200)))), autojunk=False
    )
    assert sum(match.size for match in matches.get_matching_blocks()) > 0.97 * len(expected)


@needs_tesseract
@pytest.mark.real_data
def test_labels_of_a_rasterised_list(write: Write, reference: Path) -> None:
    """Pasal 2 of the civil service law lists thirteen principles; each keeps its label."""
    path = reference / "documents" / "UU-20-2023-ASN.pdf"
    text = read(write("a.pdf", rasterised(path, 4, 300))).text
    listed = text[text.index("Pasal 2") : text.index("Bagian Kedua")]
    labels = re.findall(r"(?m)^([A-Za-z])[.-] ", listed)
    assert [label.lower() for label in labels] == list("abcdefghijklm")


def rasterised(path: Path, page: int, dpi: int) -> bytes:
    """One page of a PDF as an image alone."""
    buffer = io.BytesIO()
    with pdfium.PdfDocument(path) as source:
        drawn = source[page - 1]
        image = drawn.render(scale=dpi / 72, grayscale=True).to_pil()
        sheet = canvas.Canvas(buffer, pagesize=drawn.get_size())
        sheet.drawImage(ImageReader(image), 0, 0, *drawn.get_size())
        sheet.save()
    return buffer.getvalue()


def words(document: Document) -> list[str]:
    return re.findall(r"\w+", document.text)
