"""What python-docx has no words for: page fields, bookmarks, links, repeated header rows, lists, language."""

from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart
from docx.shape import InlineShape
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.table import _Row as Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

LANGUAGE = "id-ID"
_FIRST_BOOKMARK = 100_000
"""Beyond the identifiers of bookmarks that a template may have."""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def set_language(document: Document) -> None:
    """Every style's text is Indonesian: spelling checkers and screen readers follow that."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    holder = defaults if defaults is not None else document.styles["Normal"].element.get_or_add_rPr()
    for old in holder.findall(qn("w:lang")):
        holder.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    language.set(qn("w:eastAsia"), LANGUAGE)
    holder.append(language)


def add_field(paragraph: Paragraph, code: str) -> None:
    """A field such as ``PAGE`` that the word processor fills in."""
    for kind, text in (("begin", None), (None, code), ("separate", None), ("shown", "1"), ("end", None)):
        run = paragraph.add_run()
        if kind == "shown":
            run.text = text or ""
        elif kind is None:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """A place that links lead to; ``number`` differs from that of our other bookmarks."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), str(_FIRST_BOOKMARK + number))
    start.set(qn("w:name"), name)
    end.set(qn("w:id"), str(_FIRST_BOOKMARK + number))
    first = 1 if paragraph._p.pPr is not None else 0
    paragraph._p.insert(first, start)
    paragraph._p.append(end)


def link_to(run: Run, bookmark: str) -> None:
    """Make a run a link within the document."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    link.set(qn("w:history"), "1")
    run._r.addprevious(link)
    link.append(run._r)


def repeat_header(row: Row) -> None:
    """A table's header row stands on top of every page that the table reaches."""
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(header)


def keep_whole(row: Row) -> None:
    """A row stands on one page."""
    mark = OxmlElement("w:cantSplit")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def describe_picture(picture: InlineShape, words: str) -> None:
    """What a screen reader says of a picture."""
    picture._inline.docPr.set("descr", words)


def describe_table(table: WordTable, title: str) -> None:
    """What a screen reader says of the table before it reads it."""
    properties = table._tbl.tblPr
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), title)
    properties.append(caption)


def fix_widths(table: WordTable, millimetres: list[float]) -> None:
    """Columns as wide as they are told, in every word processor: on the grid and on each cell."""
    table.autofit = False
    for column, width in zip(table.columns, millimetres, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, millimetres, strict=True):
            cell.width = Mm(width)


def shade(cell: Cell, colour: str) -> None:
    """Colour the ground of a cell; ``colour`` is six hexadecimal digits."""
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shading)


def rule(paragraph: Paragraph, *, side: str, eighths: int, kind: str = "single") -> None:
    """A line along one side of a paragraph, ``eighths`` of a point thick."""
    properties: Any = paragraph._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        # The schema fixes the order of a paragraph's properties.
        properties.insert_element_before(
            borders,
            *(
                "w:shd",
                "w:tabs",
                "w:suppressAutoHyphens",
                "w:spacing",
                "w:ind",
                "w:jc",
                "w:outlineLvl",
                "w:rPr",
            ),
        )
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", kind), ("sz", str(eighths)), ("space", "4"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)


def rule_table(table: WordTable) -> None:
    """Thin lines around every cell, for templates that lack the style for it."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "auto")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    layout = table._tbl.tblPr.find(qn("w:tblLook"))
    if layout is None:
        table._tbl.tblPr.append(borders)
    else:
        layout.addprevious(borders)


def flush_left(table: WordTable) -> None:
    """The text of a table without lines begins where paragraphs do."""
    margins, side = OxmlElement("w:tblCellMar"), OxmlElement("w:left")
    side.set(qn("w:w"), "0")
    side.set(qn("w:type"), "dxa")
    margins.append(side)
    properties = table._tbl.tblPr
    after = properties.find(qn("w:tblLook"))
    if after is None:
        properties.append(margins)
    else:
        after.addprevious(margins)


class Numbering:
    """Lists of a document: each numbered one begins at 1 again."""

    def __init__(self, document: Document) -> None:
        self._numbering = _numbering_part(document).element
        self._decimal = self._define("decimal", "%1.")
        self._bullet = self._define("bullet", "•")
        self._bullets: int | None = None

    def numbered(self) -> int:
        """Identifier of a new numbered list."""
        return self._instance(self._decimal, restart=True)

    def bulleted(self) -> int:
        """Identifier of the bulleted list."""
        if self._bullets is None:
            self._bullets = self._instance(self._bullet, restart=False)
        return self._bullets

    def _define(self, kind: str, text: str) -> int:
        known = self._numbering.findall(qn("w:abstractNum"))
        identifier = max((int(one.get(qn("w:abstractNumId"))) for one in known), default=-1) + 1
        definition = parse_xml(
            f'<w:abstractNum xmlns:w="{_W}" w:abstractNumId="{identifier}">'
            '<w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
            '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="426" w:hanging="426"/></w:pPr></w:lvl>'
            "</w:abstractNum>"
        )
        # Every definition stands before the first list that uses one.
        first_list = self._numbering.find(qn("w:num"))
        if first_list is None:
            self._numbering.append(definition)
        else:
            first_list.addprevious(definition)
        return identifier

    def _instance(self, definition: int, *, restart: bool) -> int:
        added = self._numbering.add_num(definition)
        if restart:
            added.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(added.numId)


def put_in_list(paragraph: Paragraph, identifier: int) -> None:
    """Make a paragraph an item of a list."""
    # python-docx makes these methods from a table that type checkers do not see.
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.get_or_add_numPr().get_or_add_ilvl().val = 0
    properties.get_or_add_numPr().get_or_add_numId().val = identifier


def _numbering_part(document: Document) -> NumberingPart:
    """The part with the definitions of lists; a template without any list lacks it."""
    part = document.part
    if any(one.reltype == RELATIONSHIP_TYPE.NUMBERING for one in part.rels.values()):
        return part.numbering_part
    made = NumberingPart.load(
        PackURI("/word/numbering.xml"),
        CONTENT_TYPE.WML_NUMBERING,
        f'<w:numbering xmlns:w="{_W}"/>'.encode(),
        part.package,
    )
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return part.numbering_part


def as_current_word(document: Document) -> None:
    """Have Word open a new document as one of its own time, not in its mode for old files."""
    name, value = qn("w:name"), qn("w:val")
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(name) == "compatibilityMode":
            setting.set(value, "15")
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(value, LANGUAGE)
