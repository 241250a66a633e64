import email.message
import io
import zipfile
from collections.abc import Callable

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck
from pptx.util import Inches

from corpus.errors import UnreadableDocument
from ingestion.document import Document
from ingestion.readers import read
from tests.ingestion.readers.conftest import Write, archive_of

DRAWING = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


@pytest.fixture
def shown(write: Write) -> Callable[[Deck], Document]:
    def save(deck: Deck) -> Document:
        buffer = io.BytesIO()
        deck.save(buffer)
        return read(write("a.pptx", buffer.getvalue()))

    return save


def test_slides_tables_charts_groups_and_notes(shown) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "Kebijakan DAK"
    slide.shapes.add_textbox(Inches(1), Inches(5), Inches(2), Inches(1)).text_frame.text = "bawah"
    slide.shapes.add_textbox(Inches(1), Inches(2), Inches(2), Inches(1)).text_frame.text = "atas"
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(3), Inches(2), Inches(1)).text_frame.text = "kelompok"
    table = slide.shapes.add_table(2, 2, Inches(1), Inches(6), Inches(3), Inches(1)).table
    for column, texts in enumerate([("Jenis", "DBH"), ("Nilai", "117")]):
        for row, text in enumerate(texts):
            table.cell(row, column).text = text
    chart = CategoryChartData()
    chart.categories = ["2019", "2020"]
    chart.add_series("Alokasi", (1.5, 2))
    slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, Inches(1), Inches(7), Inches(3), Inches(1), chart)
    slide.notes_slide.notes_text_frame.text = "jelaskan"
    document = shown(deck)
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("heading", "Kebijakan DAK"),
        ("paragraph", "atas"),
        ("paragraph", "kelompok"),
        ("paragraph", "bawah"),
        ("table", "Jenis | Nilai\nDBH | 117"),
        ("table", " | Alokasi\n2019 | 1.5\n2020 | 2"),
        ("paragraph", "Catatan pembicara: jelaskan"),
    ]
    assert {block.page for block in document.blocks} == {1}
    assert {block.label for block in document.blocks} == {"Kebijakan DAK"}
    assert (document.title, document.pages) == ("Kebijakan DAK", 1)


def test_automatic_numbers_start_again_where_the_style_changes(shown) -> None:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    frame = slide.shapes.add_textbox(0, 0, Inches(4), Inches(4)).text_frame
    styles = ["arabicPeriod", "alphaLcParenR", "alphaLcParenR", "arabicParenBoth"]
    for index, style in enumerate(styles):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.text = f"p{index}"
        start = ' startAt="4"' if index == 3 else ""
        paragraph._p.get_or_add_pPr().append(parse_xml(f'<a:buAutoNum {DRAWING} type="{style}"{start}/>'))
    assert shown(deck).text == "1. p0\na) p1\nb) p2\n(4) p3"


def test_hidden_and_picture_slides_are_named(shown) -> None:
    deck = Presentation()
    for text in ["tampak", "sembunyi", ""]:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        slide.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.text = text
    deck.slides[1].element.set("show", "0")
    document = shown(deck)
    assert document.text == "tampak"
    assert document.warnings == (
        "salindia 3 hanya berisi gambar; perlu OCR",
        "salindia tersembunyi 2 tidak dibaca",
    )


ODT_CONTENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">
<office:automatic-styles><text:list-style style:name="L1">
<text:list-level-style-number text:level="1" style:num-prefix="(" style:num-suffix=")" style:num-format="1"/>
<text:list-level-style-number text:level="2" style:num-suffix="." style:num-format="a"/>
</text:list-style></office:automatic-styles>
<office:body><office:text>
<text:tracked-changes><text:p>lama</text:p></text:tracked-changes>
<text:h text:outline-level="2">BAB I<text:line-break/>UMUM</text:h>
<text:p>Satu<text:s/><text:span>dua</text:span><text:note><text:note-body>
<text:p>catatan</text:p></text:note-body></text:note> tiga</text:p>
<text:list text:style-name="L1"><text:list-item><text:p>ayat</text:p>
<text:list><text:list-item><text:p>huruf</text:p></text:list-item>
<text:list-item><text:p>lagi</text:p></text:list-item></text:list>
</text:list-item><text:list-item><text:p>kedua</text:p></text:list-item></text:list>
<text:list text:style-name="L1" text:continue-numbering="true">
<text:list-item><text:p>lanjut</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Nama</text:p></table:table-cell>
<table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell></table:table-row>
</table:table></office:text></office:body></office:document-content>"""


def odt_bytes(content: str = ODT_CONTENT, extra: dict[str, bytes] | None = None) -> bytes:
    members = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}
    return archive_of(members | (extra or {}), zipfile.ZIP_DEFLATED)


def test_opendocument_text(write: Write) -> None:
    document = read(write("a.odt", odt_bytes()))
    assert [(block.kind, block.level, block.text) for block in document.blocks] == [
        ("heading", 2, "BAB I\nUMUM"),
        ("paragraph", 0, "Satu dua tiga"),
        ("list_item", 0, "(1) ayat"),
        ("list_item", 0, "a. huruf"),
        ("list_item", 0, "b. lagi"),
        ("list_item", 0, "(2) kedua"),
        ("list_item", 0, "(3) lanjut"),
        ("table", 0, "Nama | x | x"),
    ]
    assert document.title == "BAB I UMUM"


def test_opendocument_with_password(write: Write) -> None:
    manifest = b"<manifest:manifest xmlns:manifest='m'><manifest:encryption-data/></manifest:manifest>"
    with pytest.raises(UnreadableDocument, match="kata sandi"):
        read(write("a.odt", odt_bytes("garbled", {"META-INF/manifest.xml": manifest})))


def test_opendocument_damaged(write: Write) -> None:
    with pytest.raises(UnreadableDocument, match="rusak"):
        read(write("a.odt", odt_bytes("<tidak ditutup")))


def test_rtf_with_numbers_and_a_table(write: Write) -> None:
    source = (
        rb"{\rtf1\ansi\ansicpg1252 Pasal 1\par {\listtext\pard\plain (1)\tab}"
        rb"Ayat \'93kutip\'94 \b tebal\b0\par "
        rb"\trowd Nama\cell Unit\cell\row\trowd Budi\cell BKD\cell\row\pard Selesai\par}"
    )
    document = read(write("a.rtf", source))
    assert [(block.kind, block.text) for block in document.blocks] == [
        ("paragraph", "Pasal 1"),
        ("paragraph", "(1)\tAyat “kutip” tebal"),
        ("table", "Nama | Unit\nBudi | BKD"),
        ("paragraph", "Selesai"),
    ]


def test_mail(write: Write) -> None:
    message = email.message.EmailMessage()
    message["Subject"] = "Usulan cuti é"
    message["From"] = "a@contoh.id"
    message.set_content("Yth. BKD\n\nMohon informasi.\n")
    message.add_alternative("<p>versi html</p>", subtype="html")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="surat.pdf")
    document = read(write("a.eml", message.as_bytes()))
    assert [block.text for block in document.blocks] == ["Usulan cuti é", "Yth. BKD", "Mohon informasi."]
    assert document.warnings == ("lampiran tidak dibaca, masukkan tersendiri: surat.pdf",)


def test_mail_with_html_only(write: Write) -> None:
    message = email.message.EmailMessage()
    message["Subject"] = "S"
    message.set_content("<html><body><script>x</script><p>Isi</p></body></html>", subtype="html")
    assert read(write("a.eml", message.as_bytes())).text == "S\nIsi"


def test_mail_with_unknown_charset(write: Write) -> None:
    source = b"Subject: S\r\nContent-Type: text/plain; charset=tidak-ada\r\n\r\ncaf\xe9\r\n"
    assert "caf" in read(write("a.eml", source)).text


@pytest.mark.parametrize(
    ("stream", "ending", "way_out"),
    [("WordDocument", "doc", "DOCX"), ("PowerPoint Document", "ppt", "PPTX")],
)
def test_old_binary_formats_are_refused_with_a_way_out(
    write: Write, monkeypatch: pytest.MonkeyPatch, stream: str, ending: str, way_out: str
) -> None:
    monkeypatch.setattr("ingestion.readers.longtail.missing_parts", lambda: ["unstructured"])
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(500)
    with pytest.raises(UnreadableDocument, match=f"simpan sebagai {way_out}"):
        read(write(f"a.{ending}", ole))


def test_html_saved_as_doc_is_read(write: Write) -> None:
    assert read(write("a.doc", b"<html><body><p>Isi</p></body></html>")).text == "Isi"
