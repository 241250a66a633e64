"""Minutes as DOCX: real Word styles, lists and tables, so that whoever edits on finds what they expect."""

import io
from datetime import UTC, datetime

import docx
from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph as WordParagraph

from api.minutes.export import docx_look, docx_parts
from api.minutes.export.blocks import (
    Annex,
    Block,
    Document,
    Fact,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Signature,
    Signatures,
    Table,
    Text,
)
from api.minutes.export.docx_template import Template
from api.minutes.export.layout import lay_out
from api.minutes.export.options import ExportOptions, Letterhead
from api.minutes.export.pdf_text import letterhead_sizes
from assistant.minutes.models import Minutes

_LINK = RGBColor(0x1F, 0x3B, 0x6E)
_HEADER_GROUND = "E7E6E6"
_LONG_ROW = 1_200
"""Letters beyond which a table row may break over two pages."""
_BLANK_NAME = "(" + "." * 40 + ")"


def docx_bytes(minutes: Minutes, options: ExportOptions) -> bytes:
    """The minutes as a DOCX file, in the template of ``options`` where it has one.

    Raises:
        InvalidInput: the template cannot be used; see ``docx_template.checked_template``.
    """
    document = lay_out(minutes, options)
    template = Template(options.template) if options.template is not None else None
    word = template.document if template else docx.Document()
    if template is None:
        docx_look.dress(word, options.paper)
        docx_parts.as_current_word(word)
    docx_look.own_styles(word)
    docx_parts.set_language(word)
    _describe(word, document)
    docx_look.furnish(word, document.draft)
    first = len(word.element.body)
    _Writer(word, template.placeholders if template else frozenset()).write(document)
    if template:
        template.fill(document, first)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _describe(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    properties.title = f"{document.heading}: {document.title}"[:255]
    properties.subject = document.heading
    properties.author = (document.letterhead.lines[-1] if document.letterhead else "")[:255]
    properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.language = docx_parts.LANGUAGE
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)


class _Writer:
    """Writes blocks at the end of a Word document.

    What a template has placeholders for is left to them.
    """

    def __init__(self, word: WordDocument, placeholders: frozenset[str]) -> None:
        self._word = word
        self._placed = placeholders
        self._numbering = docx_parts.Numbering(word)
        section = word.sections[0]
        width = section.page_width or Mm(210)
        self._width = (width - (section.left_margin or 0) - (section.right_margin or 0)) / Mm(1)
        self._styles = {style.name for style in word.styles}

    def write(self, document: Document) -> None:
        """Everything of the document, from the letterhead to the annex."""
        if document.letterhead and not self._placed:
            self._letterhead(document.letterhead)
        if "judul" not in self._placed:
            self._paragraph(document.heading, "Title")
            self._paragraph(document.title, "Subtitle")
        for block in document.body:
            self._block(block)
        if document.annex:
            self._annex(document.annex)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._paragraph(block.text, f"Heading {block.level}")
            case Paragraph():
                self._text(block)
            case Listing():
                self._listing(block)
            case Facts():
                self._facts([fact for fact in block.facts if fact.key not in self._placed])
            case Table():
                self._table(block)
            case Signatures():
                self._signatures(block)

    def _text(self, block: Paragraph) -> None:
        paragraph = self._paragraph("", docx_look.NOTICE if block.notice else "Normal")
        if block.notice:
            for side in ("top", "left", "bottom", "right"):
                docx_parts.rule(paragraph, side=side, eighths=8)
        self._write(paragraph, block.text)

    def _letterhead(self, letterhead: Letterhead) -> None:
        holder = self._word.add_table(rows=1, cols=2 if letterhead.logo else 1)
        widths = [24.0, self._width - 24] if letterhead.logo else [self._width]
        docx_parts.fix_widths(holder, widths)
        docx_parts.flush_left(holder)
        cells = holder.rows[0].cells
        if letterhead.logo:
            picture = cells[0].paragraphs[0].add_run().add_picture(io.BytesIO(letterhead.logo), height=Mm(23))
            if picture.width > Mm(22):
                picture.height = round(picture.height * Mm(22) / picture.width)
                picture.width = Mm(22)
            docx_parts.describe_picture(picture, "Logo instansi")
        cells[-1].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        words = cells[-1].paragraphs[0]
        # The cell's margins take a little of its width.
        sizes = letterhead_sizes(letterhead.lines, (widths[-1] - 3) * Mm(1) / Pt(1))
        for line, size in zip(letterhead.lines, sizes, strict=True):
            run = words.add_run(line)
            run.bold, run.font.size = True, Pt(size)
            words = cells[-1].add_paragraph()
        words.add_run(letterhead.address).font.size = Pt(9.5)
        for paragraph in cells[-1].paragraphs:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(0)
        below = self._word.add_paragraph()
        below.paragraph_format.space_after = Pt(10)
        below.paragraph_format.line_spacing = Pt(4)
        docx_parts.rule(below, side="bottom", eighths=24, kind="thickThinSmallGap")

    def _listing(self, block: Listing) -> None:
        identifier = self._numbering.numbered() if block.numbered else self._numbering.bulleted()
        style = "List Number" if block.numbered else "List Bullet"
        for item in block.items:
            paragraph = self._paragraph("", style)
            docx_parts.put_in_list(paragraph, identifier)
            self._write(paragraph, item)

    def _facts(self, facts: list[Fact]) -> None:
        if not facts:
            return
        table = self._word.add_table(rows=0, cols=3)
        for fact in facts:
            label, colon, value = (cell.paragraphs[0] for cell in table.add_row().cells)
            label.add_run(fact.label)
            colon.add_run(":")
            value.add_run(fact.values[0])
            rest = [table.rows[-1].cells[2].add_paragraph(one) for one in fact.values[1:]]
            if rest:
                identifier = self._numbering.numbered()
                for paragraph in (value, *rest):
                    docx_parts.put_in_list(paragraph, identifier)
            for paragraph in (label, colon, value, *rest):
                paragraph.paragraph_format.space_after = Pt(2)
        docx_parts.fix_widths(table, [36.0, 5.0, self._width - 41])
        docx_parts.flush_left(table)
        docx_parts.describe_table(table, "Data rapat")

    def _table(self, block: Table) -> None:
        table = self._word.add_table(rows=1, cols=len(block.header))
        if "Table Grid" in self._styles:
            table.style = "Table Grid"
        else:
            docx_parts.rule_table(table)
        for cell, name in zip(table.rows[0].cells, block.header, strict=True):
            cell.paragraphs[0].style = docx_look.CELL
            cell.paragraphs[0].add_run(name).bold = True
        for row in block.rows:
            added = table.add_row()
            for cell, text in zip(added.cells, row, strict=True):
                cell.paragraphs[0].style = docx_look.CELL
                self._write(cell.paragraphs[0], text)
            if sum(len(run.text) for text in row for run in text) <= _LONG_ROW:
                docx_parts.keep_whole(added)
        docx_parts.repeat_header(table.rows[0])
        docx_parts.fix_widths(table, [share * self._width for share in block.widths])
        for cell in table.rows[0].cells:
            docx_parts.shade(cell, _HEADER_GROUND)
        docx_parts.describe_table(table, block.title)

    def _signatures(self, block: Signatures) -> None:
        self._word.paragraphs[-1].paragraph_format.keep_with_next = True
        table = self._word.add_table(rows=1, cols=len(block.places))
        docx_parts.fix_widths(table, [self._width / len(block.places)] * len(block.places))
        docx_parts.describe_table(table, "Tanda tangan")
        docx_parts.keep_whole(table.rows[0])
        for cell, place in zip(table.rows[0].cells, block.places, strict=True):
            self._signature(cell, place)
        for index, line in enumerate(block.approvals):
            approval = self._paragraph(line, docx_look.APPROVAL)
            approval.paragraph_format.space_before = Pt(0 if index else 12)

    def _signature(self, cell: Cell, place: Signature) -> None:
        role = cell.paragraphs[0]
        role.add_run(f"{place.role},")
        role.paragraph_format.space_before, role.paragraph_format.space_after = Pt(14), Pt(56)
        name = cell.add_paragraph().add_run(place.name or _BLANK_NAME)
        name.bold = name.underline = place.name is not None
        cell.add_paragraph(f"NIP {place.nip or '.' * 36}")
        for paragraph in cell.paragraphs:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.keep_together = True
        for paragraph in cell.paragraphs[1:]:
            paragraph.paragraph_format.space_after = Pt(0)

    def _annex(self, annex: Annex) -> None:
        self._paragraph(annex.title, "Heading 1").paragraph_format.page_break_before = True
        if annex.quotes:
            self._paragraph(annex.note, "Normal")
        for quote in annex.quotes:
            paragraph = self._paragraph("", docx_look.QUOTE)
            paragraph.add_run(f"[{quote.number}] ").bold = True
            paragraph.add_run(f"{quote.time} " if quote.time else "")
            paragraph.add_run(f"{quote.speaker}: ").bold = True
            paragraph.add_run(quote.text)
            docx_parts.add_bookmark(paragraph, _bookmark(quote.number), quote.number)
        if annex.remarks:
            self._paragraph("Catatan pembacaan transkrip", "Heading 2")
            for remark in annex.remarks:
                docx_parts.put_in_list(self._paragraph(remark, "List Bullet"), self._numbering.bulleted())

    def _paragraph(self, text: str, style: str) -> WordParagraph:
        return self._word.add_paragraph(text, style if style in self._styles else None)

    def _write(self, paragraph: WordParagraph, text: Text) -> None:
        for run in text:
            added = paragraph.add_run(run.text)
            if run.bold:
                added.bold = True
            if run.marked:
                added.bold = True
                added.font.highlight_color = WD_COLOR_INDEX.YELLOW
            if run.quote is not None:
                added.font.color.rgb = _LINK
                docx_parts.link_to(added, _bookmark(run.quote))


def _bookmark(number: int) -> str:
    return f"kutipan_{number}"
