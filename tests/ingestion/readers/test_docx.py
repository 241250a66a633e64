import io
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from ingestion.document import Document
from ingestion.readers import read
from tests.ingestion.readers.conftest import Write


@pytest.fixture
def saved(write: Write) -> Callable[[WordDocument], Document]:
    def save(document: WordDocument) -> Document:
        buffer = io.BytesIO()
        document.save(buffer)
        return read(write("a.docx", buffer.getvalue()))

    return save


def add_numbering(
    document: WordDocument, abstract_id: int, levels: list[tuple[str, str]], num_ids: dict[int, str]
) -> None:
    """Define a list; ``num_ids`` maps list numbers to extra XML (start overrides)."""
    numbering = document.part.numbering_part.element
    xml = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (style, pattern) in enumerate(levels)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract_id}">{xml}</w:abstractNum>'
    )
    numbering.insert(0, abstract)
    for num_id, extra in num_ids.items():
        numbering.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{num_id}"><w:abstractNumId w:val="{abstract_id}"/>'
                f"{extra}</w:num>"
            )
        )


def item(document: WordDocument, text: str, num_id: int, depth: int = 0) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{num_id}"/></w:numPr>')
    )


def test_order_headings_and_furniture(saved) -> None:
    document = docx.Document()
    document.core_properties.title = "Perjanjian"
    document.sections[0].header.paragraphs[0].text = "KOP SURAT"
    document.sections[0].footer.paragraphs[0].text = "halaman 1"
    document.add_heading("BAB I", 1)
    document.add_paragraph("Isi.")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Nama", "Masa kerja", "Budi", "5"], strict=True):
        cell.text = text
    document.add_paragraph("Sesudah.")
    result = saved(document)
    assert [(block.kind, block.level, block.text) for block in result.blocks] == [
        ("heading", 1, "BAB I"),
        ("paragraph", 0, "Isi."),
        ("table", 0, "Nama | Masa kerja\nBudi | 5"),
        ("paragraph", 0, "Sesudah."),
    ]
    assert result.title == "Perjanjian"


def test_automatic_numbers_are_written_out(saved) -> None:
    document = docx.Document()
    levels = [("decimal", "(%1)"), ("lowerLetter", "%2."), ("lowerRoman", "%3)"), ("decimal", "%1.%4")]
    add_numbering(document, 90, levels, {91: ""})
    for text, depth in [
        ("satu", 0),
        ("dua", 0),
        ("A", 1),
        ("B", 1),
        ("kecil", 2),
        ("tiga", 0),
        ("C", 1),
        ("rinci", 3),
    ]:
        item(document, text, 91, depth)
    assert [block.text for block in saved(document).blocks] == [
        "(1) satu",
        "(2) dua",
        "a. A",
        "b. B",
        "i) kecil",
        "(3) tiga",
        "a. C",
        "3.1 rinci",
    ]


def test_lists_share_a_count_until_a_start_override(saved) -> None:
    document = docx.Document()
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    add_numbering(document, 90, [("lowerLetter", "%1.")], {91: "", 92: override})
    for text, num_id in [("x", 91), ("y", 91), ("z", 92), ("lagi", 91)]:
        item(document, text, num_id)
    assert [block.text[:2] for block in saved(document).blocks] == ["a.", "b.", "a.", "b."]


def test_bullets_and_cancelled_numbers(saved) -> None:
    document = docx.Document()
    add_numbering(document, 90, [("bullet", "•")], {91: ""})
    item(document, "butir", 91)
    item(document, "biasa", 0)
    assert [(block.kind, block.text) for block in saved(document).blocks] == [
        ("list_item", "butir"),
        ("paragraph", "biasa"),
    ]


def test_numbers_from_a_paragraph_style(saved) -> None:
    document = docx.Document()
    add_numbering(document, 90, [("decimal", "Pasal %1")], {91: ""})
    style = document.styles["Heading 2"].element.get_or_add_pPr()
    style.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="91"/></w:numPr>'))
    document.add_paragraph("Umum", style="Heading 2")
    document.add_paragraph("Khusus", style="Heading 2")
    blocks = saved(document).blocks
    assert [(block.level, block.text) for block in blocks] == [(2, "Pasal 1 Umum"), (2, "Pasal 2 Khusus")]


def test_merged_table_cells(saved) -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{'abc'[row]}{column}"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "gabung"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "lebar"
    (block,) = saved(document).blocks
    assert block.text == "a0 | lebar\ngabung | b1 | b2\ngabung | c1 | c2"


def test_tracked_changes_links_and_breaks(saved) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("awal")
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>hapus</w:delText></w:r></w:del>"))
    paragraph._p.append(
        parse_xml(f'<w:ins {nsdecls("w")}><w:r><w:t xml:space="preserve"> sisip</w:t></w:r></w:ins>')
    )
    paragraph._p.append(
        parse_xml(f"<w:hyperlink {nsdecls('w')}><w:r><w:br/><w:t>tautan</w:t></w:r></w:hyperlink>")
    )
    assert saved(document).text == "awal sisip\ntautan"


def test_content_controls_are_read_but_not_the_table_of_contents(saved) -> None:
    document = docx.Document()
    for gallery, text in [("Table of Contents", "daftar isi"), ("Quick Parts", "isi kendali")]:
        document.element.body.insert(
            0,
            parse_xml(
                f"<w:sdt {nsdecls('w')}><w:sdtPr><w:docPartObj>"
                f'<w:docPartGallery w:val="{gallery}"/></w:docPartObj>'
                f"</w:sdtPr><w:sdtContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            ),
        )
    assert saved(document).text == "isi kendali"


def test_text_box_is_read_once(saved) -> None:
    document = docx.Document()
    run = document.add_paragraph("sebelum").add_run()
    box = "<w:txbxContent><w:p><w:r><w:t>kotak</w:t></w:r></w:p></w:txbxContent>"
    run._r.append(
        parse_xml(
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            f'{nsdecls("w")}><mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
            "</mc:AlternateContent>"
        )
    )
    assert [block.text for block in saved(document).blocks] == ["sebelum", "kotak"]


def test_frame_of_one_cell_is_a_paragraph(saved) -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "berbingkai"
    assert [block.kind for block in saved(document).blocks] == ["paragraph"]


def test_header_row_named_by_the_document(saved) -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["Nama", "Budi", "Unit", "BKD"], strict=True):
        cell.text = text
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {}))
    assert saved(document).blocks[0].header == ("Nama", "Budi")
