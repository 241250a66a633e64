"""The look of minutes as DOCX where no template brings its own: page, styles, furniture of every page."""

from typing import cast

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from api.minutes.export.docx_parts import add_field
from api.minutes.export.options import Paper

FONT = "Arial"
QUOTE = "Notula Kutipan"
NOTICE = "Notula Perhatian"
CELL = "Notula Sel"
APPROVAL = "Notula Pengesahan"
MARGINS = {"left": 25, "right": 20, "top": 20, "bottom": 20}
"""Millimetres."""
_KEPT = (qn("w:keepNext"), qn("w:keepLines"), qn("w:outlineLvl"))
_BLACK = RGBColor(0, 0, 0)


def text_width(paper: Paper) -> float:
    """Width between the margins, in millimetres."""
    return paper.millimetres[0] - MARGINS["left"] - MARGINS["right"]


def dress(document: Document, paper: Paper) -> None:
    """Give a blank document its page and its styles."""
    section = document.sections[0]
    width, height = paper.millimetres
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin, section.right_margin = Mm(MARGINS["left"]), Mm(MARGINS["right"])
    section.top_margin, section.bottom_margin = Mm(MARGINS["top"]), Mm(MARGINS["bottom"])
    section.header_distance = section.footer_distance = Mm(10)
    _style(document, "Normal", size=11, after=4, line=1.1)
    _style(document, "Title", size=14, bold=True, centred=True, after=2)
    _style(document, "Subtitle", size=12, bold=True, centred=True, after=10)
    _style(document, "Heading 1", size=11, bold=True, capitals=True, before=12, after=4)
    _style(document, "Heading 2", size=11, bold=True, before=8, after=3)
    _style(document, "Heading 3", size=11, italic=True, before=4, after=2)
    for name in ("List Bullet", "List Number"):
        _style(document, name, after=3, line=1.1)
    for name, size in (("Header", 9), ("Footer", 9)):
        _style(document, name, size=size)


def own_styles(document: Document) -> None:
    """The styles that are ours; a template may bring its own under their names."""
    known = {style.name for style in document.styles}
    for name, size, after in ((QUOTE, 9.5, 4), (NOTICE, 10, 8), (CELL, 10, 2), (APPROVAL, 9.5, 0)):
        if name in known:
            continue
        added = cast(ParagraphStyle, document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
        added.base_style = document.styles["Normal"]
        added.font.size, shape = Pt(size), added.paragraph_format
        shape.space_before, shape.space_after, shape.line_spacing = Pt(2), Pt(after), 1.0
        if name == QUOTE:
            shape.left_indent, shape.first_line_indent = Mm(10), Mm(-10)
        if name == APPROVAL:
            shape.alignment = WD_ALIGN_PARAGRAPH.CENTER


def furnish(document: Document, draft: str) -> None:
    """Page numbers at the foot, and at the head that nobody has signed the minutes yet."""
    section = document.sections[0]
    if draft:
        held = section.header
        empty = len(held.paragraphs) == 1 and not held.paragraphs[0].text.strip() and not held.tables
        head = held.paragraphs[0] if empty else held.add_paragraph()
        head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        head.add_run(draft).bold = True
    foot = section.footer.paragraphs[0]
    if foot.text.strip() or len(section.footer.paragraphs) > 1 or section.footer.tables:
        return  # a template's own
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("Halaman ")
    add_field(foot, "PAGE")
    foot.add_run(" dari ")
    add_field(foot, "NUMPAGES")


def _style(
    document: Document,
    name: str,
    *,
    size: float = 11,
    bold: bool = False,
    italic: bool = False,
    capitals: bool = False,
    centred: bool = False,
    before: float = 0,
    after: float = 0,
    line: float = 1.0,
) -> ParagraphStyle:
    style = cast(ParagraphStyle, document.styles[name])
    _strip(style)
    font, shape = style.font, style.paragraph_format
    font.name, font.size, font.color.rgb = FONT, Pt(size), _BLACK
    # A style that says nothing leaves a run its own; one that says no does not.
    font.bold, font.italic, font.all_caps = bold or None, italic or None, capitals or None
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), line
    if centred:
        shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return style


def _strip(style: ParagraphStyle) -> None:
    """Take the look off a style; what keeps a heading with its text and in the outline stays."""
    for properties in (style.element.rPr, style.element.pPr):
        for child in list(properties) if properties is not None else ():
            if child.tag not in _KEPT:
                properties.remove(child)
