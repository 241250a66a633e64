"""Word documents: paragraphs, headings, lists and tables in body order.

Headers and footers are left out. Deleted text of tracked changes is left out and inserted text is
read. Automatic numbers are written before their paragraph.
"""

import io
import re
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from corpus.errors import UnreadableDocument
from ingestion.document import Block, Document
from ingestion.readers.archive import open_archive, refuse_entities
from ingestion.readers.docx_numbering import WordNumbering
from ingestion.readers.limits import ReadLimits
from ingestion.readers.tables import detected_table
from ingestion.readers.text import one_line, squeeze

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_MAX_SPAN = 200
_HEADING_STYLE = re.compile(r"heading ([1-9])$", re.IGNORECASE)
_TRANSPARENT = frozenset(
    qn(tag)
    for tag in (
        "w:sdt",
        "w:sdtContent",
        "w:customXml",
        "w:ins",
        "w:moveTo",
        "w:smartTag",
        "w:hyperlink",
        "w:fldSimple",
    )
)
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_docx(data: bytes, name: str, limits: ReadLimits) -> Document:
    """Read a Word document.

    Raises:
        UnreadableDocument: locked, damaged, unpacking beyond the limits, or with too many cells.
    """
    with open_archive(data, name, limits) as archive:
        refuse_entities(archive, name)
    try:
        document = docx.Document(io.BytesIO(data))
    except (OpcError, KeyError) as error:
        raise UnreadableDocument(name, "dokumen Word rusak atau terpotong; unduh atau salin ulang") from error
    reader = _Reader(document, name, limits)
    blocks = tuple(reader.blocks(document.element.body))
    title = one_line(document.core_properties.title or "")
    if not title:
        title = next((one_line(block.text) for block in blocks if block.kind == "heading"), "")
    return Document(name, MEDIA_TYPE, blocks, title=title)


class _Reader:
    def __init__(self, document: WordDocument, name: str, limits: ReadLimits) -> None:
        self._name = name
        self._cells_left = limits.max_cells
        self._numbering = WordNumbering(document)
        self._levels = _heading_levels(document)

    def blocks(self, body: etree._Element) -> Iterator[Block]:
        for element in _flow(body):
            if element.tag == qn("w:p"):
                yield from self._paragraph(element)
            else:
                yield from self._table(element)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        style = _style_id(paragraph)
        marker = self._numbering.marker(paragraph, style)
        text = squeeze(_words(paragraph))
        if text:
            level = self._levels.get(style, 0) or _outline_level(paragraph)
            numbered = f"{marker} {text}" if marker else text
            if level:
                yield Block("heading", numbered, level=level)
            else:
                yield Block("paragraph" if marker is None else "list_item", numbered)
        for box in _text_boxes(paragraph):
            yield from self.blocks(box)

    def _table(self, table: etree._Element) -> Iterator[Block]:
        rows: list[list[str]] = []
        named = False
        for row in table.iterchildren(qn("w:tr")):
            properties = row.find(qn("w:trPr"))
            if properties is not None and properties.find(qn("w:del")) is not None:
                continue
            if not rows and properties is not None and properties.find(qn("w:tblHeader")) is not None:
                named = True
            line = self._row(row, rows[-1] if rows else [])
            self._cells_left -= len(line)
            if self._cells_left < 0:
                raise UnreadableDocument(
                    self._name, "tabelnya melebihi batas jumlah sel; bagi menjadi beberapa berkas"
                )
            rows.append(line)
        if len(rows) == 1 and len(rows[0]) == 1:
            # A frame around text, not a table.
            if rows[0][0]:
                yield Block("paragraph", rows[0][0])
        elif any(any(row) for row in rows):
            yield detected_table(rows, named=named)

    def _row(self, row: etree._Element, above: list[str]) -> list[str]:
        line: list[str] = []
        for cell in _flow(row, qn("w:tc")):
            properties = cell.find(qn("w:tcPr"))
            span = 1
            merged = None
            if properties is not None:
                grid_span = properties.find(qn("w:gridSpan"))
                if grid_span is not None:
                    digits = grid_span.get(qn("w:val")) or "1"
                    span = min(int(digits), _MAX_SPAN) if digits.isdigit() else 1
                merged = properties.find(qn("w:vMerge"))
            column = len(line)
            if merged is not None and merged.get(qn("w:val")) != "restart":
                line.append(above[column] if column < len(above) else "")
            else:
                line.append(one_line(" ".join(block.text.replace("\n", " ") for block in self.blocks(cell))))
            line.extend([""] * (span - 1))
        return line


def _flow(parent: etree._Element, *wanted: str) -> Iterator[etree._Element]:
    """Children of the wanted kinds (paragraphs and tables), looking through wrappers."""
    tags = wanted or (qn("w:p"), qn("w:tbl"))
    stack = [iter(parent)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in tags:
            yield child
        elif child.tag in _TRANSPARENT and not _is_contents(child):
            stack.append(iter(child))


def _is_contents(element: etree._Element) -> bool:
    """Whether a content control is the table of contents, which repeats the headings."""
    gallery = element.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
    return gallery is not None and gallery.get(qn("w:val")) == "Table of Contents"


def _words(paragraph: etree._Element) -> str:
    """Text of a paragraph's own runs; text boxes and deleted text are left out."""
    parts: list[str] = []
    stack = [iter(paragraph)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag in {qn("w:tab"), qn("w:ptab")}:
            parts.append("\t")
        elif child.tag in {qn("w:br"), qn("w:cr")}:
            parts.append("\n")
        elif child.tag == qn("w:noBreakHyphen"):
            parts.append("-")
        elif child.tag == qn("w:sym"):
            parts.append("•")
        elif child.tag == qn("w:r") or child.tag in _TRANSPARENT:
            stack.append(iter(child))
    return "".join(parts)


def _text_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Text boxes anchored in the paragraph; of two renditions of the same drawing only the first."""
    stack = [iter(paragraph)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == qn("w:txbxContent"):
            yield child
        elif child.tag == _FALLBACK:
            parent = child.getparent()
            if parent is None or parent.find(_CHOICE) is None:
                stack.append(iter(child))
        elif child.tag not in {qn("w:del"), qn("w:pPr"), qn("w:rPr")}:
            stack.append(iter(child))


def _style_id(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else style.get(qn("w:val")) or ""


def _outline_level(paragraph: etree._Element) -> int:
    level = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    digits = "" if level is None else level.get(qn("w:val")) or ""
    return int(digits) + 1 if digits in {"0", "1", "2", "3", "4", "5", "6", "7", "8"} else 0


def _heading_levels(document: WordDocument) -> dict[str, int]:
    """Heading depth by style id, from the built-in names and outline levels, inherited."""
    own: dict[str, int] = {}
    based_on: dict[str, str] = {}
    for style in document.styles.element.iterchildren(qn("w:style")):
        style_id = style.get(qn("w:styleId")) or ""
        name = style.find(qn("w:name"))
        base = style.find(qn("w:basedOn"))
        based_on[style_id] = "" if base is None else base.get(qn("w:val")) or ""
        title = "" if name is None else name.get(qn("w:val")) or ""
        built_in = _HEADING_STYLE.match(title)
        outline = _outline_level(style)
        if built_in:
            own[style_id] = int(built_in[1])
        elif title.lower() == "title":
            own[style_id] = 1
        elif outline:
            own[style_id] = outline
    levels: dict[str, int] = {}
    for style_id in based_on:
        current, seen = style_id, set[str]()
        while current and current not in own and current not in seen:
            seen.add(current)
            current = based_on.get(current, "")
        if current in own:
            levels[style_id] = own[current]
    return levels
