import io

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen import canvas
from reportlab.platypus import SimpleDocTemplate, Table

from ingestion.readers import ReadLimits, read
from ingestion.readers.pages import page_ranges
from ingestion.readers.pdf_lines import Char, lines_of, runs_of
from tests.ingestion.readers.conftest import Write, pdf_of


def test_lines_pages_and_title(write: Write) -> None:
    data = pdf_of(
        [(72, 72, "BAB I"), (72, 90, "KETENTUAN UMUM"), (72, 108, "Pasal 1")], [(72, 72, "dua")], title="UU"
    )
    document = read(write("a.pdf", data))
    assert [(block.page, block.text) for block in document.blocks] == [
        (1, "BAB I\nKETENTUAN UMUM\nPasal 1"),
        (2, "dua"),
    ]
    assert (document.pages, document.title, document.media_type) == (2, "UU", "application/pdf")


def test_drawing_order_does_not_matter(write: Write) -> None:
    drawn = [(150, 72, "a. bahwa pelayanan"), (150, 90, "perlu diatur;"), (60, 108, "Mengingat")]
    data = pdf_of([*drawn, (60, 72, "Menimbang"), (150, 108, ": Pasal 5")])
    text = read(write("a.pdf", data)).text
    assert text == "Menimbang a. bahwa pelayanan\nperlu diatur;\nMengingat : Pasal 5"


def test_wide_gap_starts_a_paragraph(write: Write) -> None:
    data = pdf_of([(72, 72 + 15 * line, f"baris {line}") for line in range(4)] + [(72, 200, "jauh")])
    assert [block.text for block in read(write("a.pdf", data)).blocks][-1] == "jauh"


def test_two_columns_are_not_mixed(write: Write) -> None:
    left = [(60, 120 + 15 * line, f"kolom kiri baris nomor {line:02d} penuh kata") for line in range(15)]
    right = [(310, 120 + 15 * line, f"kolom kanan baris nomor {line:02d} penuh kata") for line in range(15)]
    heading = [(60, 80, "Judul yang melintang di atas kedua kolom tulisan ini sampai ke kanan halaman")]
    interleaved = [text for pair in zip(left, right, strict=True) for text in pair]
    text = read(write("a.pdf", pdf_of(heading + interleaved))).text
    assert text.index("Judul") < text.index("kiri baris nomor 00")
    assert text.index("kiri baris nomor 14") < text.index("kanan baris nomor 00")


def test_pages_without_text_are_named(write: Write) -> None:
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, pagesize=A4)
    for number in range(1, 8):
        if number in {1, 2}:
            sheet.drawString(72, 700, "teks")
        elif number != 6:
            sheet.rect(100, 100, 50, 50, fill=1)  # drawn, as a scan is
        sheet.showPage()
    sheet.save()
    document = read(write("a.pdf", buffer.getvalue()), ReadLimits(ocr_pages=0))
    assert document.warnings == ("halaman 3–5, 7 tidak memiliki lapisan teks; perlu OCR",)


def test_ruled_table_keeps_rows_and_every_word_once(write: Write) -> None:
    buffer = io.BytesIO()
    rows = [["No", "Jenis cuti", "Lama"], ["1", "Cuti tahunan", "12 hari"], ["2", "Cuti besar", "3 bulan"]]
    table = Table(rows, style=[("GRID", (0, 0), (-1, -1), 1, "black")])
    SimpleDocTemplate(buffer, pagesize=A4).build([table])
    (block,) = read(write("a.pdf", buffer.getvalue())).blocks
    assert block.kind == "table"
    assert block.header == ("No", "Jenis cuti", "Lama")
    assert block.text == "No | Jenis cuti | Lama\n1 | Cuti tahunan | 12 hari\n2 | Cuti besar | 3 bulan"


def test_spanning_cell_stands_in_each_row(write: Write) -> None:
    buffer = io.BytesIO()
    rows = [["Golongan", "Masa"], ["III", "0"], ["", "2"]]
    style = [("GRID", (0, 0), (-1, -1), 1, "black"), ("SPAN", (0, 1), (0, 2))]
    SimpleDocTemplate(buffer, pagesize=A4).build([Table(rows, style=style)])
    (block,) = read(write("a.pdf", buffer.getvalue())).blocks
    assert block.text.split("\n")[1:] == ["III | 0", "III | 2"]


def test_unruled_table_row_keeps_its_cells_whole(write: Write) -> None:
    cells = {
        60: ["1. Persentase bayi", "yang mendapat ASI"],
        220: ["Kementerian", "Kesehatan dan Gizi", "serta Keluarga"],
        380: ["Kementerian Dalam Negeri", "dan Pemerintah Daerah"],
    }
    drawn = [(x, 100 + 14 * row, text) for x, texts in cells.items() for row, text in enumerate(texts)]
    (block,) = read(write("a.pdf", pdf_of(drawn))).blocks
    assert block.kind == "table"
    assert block.text == (
        "1. Persentase bayi yang mendapat ASI | Kementerian Kesehatan dan Gizi serta Keluarga"
        " | Kementerian Dalam Negeri dan Pemerintah Daerah"
    )


def test_margin_label_and_form_are_no_table(write: Write) -> None:
    drawn = [(60, 100, "Menimbang"), (150, 100, ":"), (170, 100, "a."), (200, 100, "bahwa perlu diatur")]
    drawn += [
        (200, 114, "dengan peraturan pemerintah"),
        (170, 128, "b."),
        (200, 128, "bahwa demikian adanya"),
    ]
    drawn += [(60, 300, "Nama lengkap"), (200, 300, ":"), (220, 300, "Budi Santoso")]
    drawn += [(60, 314, "Unit kerja asal"), (200, 314, ":"), (220, 314, "BKD Riau sekali")]
    text = read(write("a.pdf", pdf_of(drawn))).text
    assert "Menimbang : a. bahwa perlu diatur\ndengan peraturan pemerintah\nb. bahwa" in text
    assert "Unit kerja asal : BKD Riau sekali" in text


def test_text_around_a_table_keeps_its_place(write: Write) -> None:
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, pagesize=A4)
    sheet.drawString(72, 600, "sesudah tabel")
    table = Table([["a", "b"], ["c", "d"]], style=[("GRID", (0, 0), (-1, -1), 1, "black")])
    table.wrapOn(sheet, 200, 200)
    table.drawOn(sheet, 72, 650)
    sheet.drawString(72, 760, "sebelum tabel")
    sheet.save()
    document = read(write("a.pdf", buffer.getvalue()))
    assert [block.kind for block in document.blocks] == ["paragraph", "table", "paragraph"]
    assert document.blocks[0].text == "sebelum tabel"


def test_rotated_page_reads_upright(write: Write) -> None:
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, pagesize=A4)
    for quarter in range(1, 4):
        sheet.setPageRotation(90 * quarter)
        width, height = landscape(A4) if quarter % 2 else A4
        sheet.saveState()
        if quarter == 1:
            sheet.translate(A4[0], 0)
        elif quarter == 2:
            sheet.translate(A4[0], A4[1])
        else:
            sheet.translate(0, A4[1])
        sheet.rotate(90 * quarter)
        sheet.drawString(72, height - 72, "baris satu")
        sheet.drawString(72, height - 90, "baris dua")
        assert width > 0
        sheet.restoreState()
        sheet.showPage()
    sheet.save()
    document = read(write("a.pdf", buffer.getvalue()))
    assert [block.text for block in document.blocks] == ["baris satu\nbaris dua"] * 3


def test_pdf_without_its_ending_is_still_a_pdf(write: Write) -> None:
    document = read(write("unduhan", pdf_of([(72, 72, "Pasal 1")])))
    assert document.media_type == "application/pdf"


def test_pdf_named_docx_is_read_with_a_warning(write: Write) -> None:
    document = read(write("a.docx", pdf_of([(72, 72, "Pasal 1")])))
    assert document.text == "Pasal 1"
    assert "berakhiran .docx" in document.warnings[0]


def box(text: str, left: float, top: float = 0.0, width: float = 5.0) -> Char:
    return Char(text, left, top, left + width, top + 10)


def test_joined_glyphs_share_a_box() -> None:
    chars = [box("f", 0), box("f", 5, width=10), box("i", 5, width=10), box("x", 15)]
    assert [line.text for line in lines_of(runs_of(chars)[-1])] == ["ffix"]


def test_hyphen_at_a_line_end_stays() -> None:
    chars = [box("a", 0), box("\x02", 5), box("b", 0, top=12)]
    assert [line.text for line in lines_of(runs_of(chars)[-1])] == ["a-", "b"]


def test_page_ranges() -> None:
    assert page_ranges([3, 4, 5, 9]) == "3–5, 9"
    assert page_ranges(list(range(1, 60, 2))) == "1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, dan 18 lainnya"
