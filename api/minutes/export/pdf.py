"""Minutes as PDF with embedded fonts; tables run on over pages with their header, and no text is cut."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    Image,
    KeepTogether,
    PageBreak,
    Spacer,
)
from reportlab.platypus import Paragraph as PdfParagraph
from reportlab.platypus import Table as PdfTable

from api.minutes.export.blocks import (
    Annex,
    Block,
    Document,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Run,
    Signature,
    Signatures,
    Table,
    Text,
)
from api.minutes.export.layout import lay_out
from api.minutes.export.options import ExportOptions, Letterhead, Paper
from api.minutes.export.pdf_page import NumberedCanvas, OutlinedHeading, Pages, text_width
from api.minutes.export.pdf_text import BOLD, FONT, ITALIC, anchor, letterhead_sizes, load_fonts, markup, rich
from assistant.minutes.models import Minutes

_LONGEST = 4_000
"""Letters of one paragraph: reportlab takes ever longer for what runs over many pages."""
_BLANK_NAME = "(" + "." * 40 + ")"
_BODY = ParagraphStyle("body", fontName=FONT, fontSize=11, leading=14.5, spaceAfter=4)
_TITLE = ParagraphStyle(
    "title", _BODY, fontName=BOLD, fontSize=14, leading=18, alignment=TA_CENTER, spaceAfter=2
)
_SUBTITLE = ParagraphStyle("subtitle", _TITLE, fontSize=12, leading=16, spaceAfter=10)
_HEADINGS = (
    ParagraphStyle("h1", _BODY, fontName=BOLD, spaceBefore=12, textTransform="uppercase"),
    ParagraphStyle("h2", _BODY, fontName=BOLD, spaceBefore=8),
    ParagraphStyle("h3", _BODY, fontName=ITALIC, spaceBefore=4),
)
_NOTICE = ParagraphStyle(
    "notice", _BODY, fontSize=10, leading=13, borderWidth=1, borderColor=colors.black, borderPadding=5,
    spaceBefore=4, spaceAfter=12,
)  # fmt: skip
_CELL = ParagraphStyle("cell", _BODY, fontSize=10, leading=12.5, spaceAfter=0)
_CELL_HEAD = ParagraphStyle("cell head", _CELL, fontName=BOLD)
_FACT = ParagraphStyle("fact", _BODY, spaceAfter=0)
_CENTRED = ParagraphStyle("centred", _BODY, alignment=TA_CENTER, spaceAfter=0)
_APPROVAL = ParagraphStyle("approval", _CENTRED, fontSize=9.5, leading=12)
_QUOTE = ParagraphStyle(
    "quote", _BODY, fontSize=9.5, leading=12, leftIndent=10 * mm, firstLineIndent=-10 * mm
)
_ITEM = ParagraphStyle(
    "item", _BODY, leftIndent=7.5 * mm, bulletIndent=0, bulletFontName=FONT, bulletFontSize=11, spaceAfter=3
)
_FONT = ("FONTNAME", (0, 0), (-1, -1), FONT)
"""Else a table names a font that is not embedded, even where it sets nothing in it."""
_GRID: list[Any] = [
    _FONT,
    ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
    ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#E7E6E6")),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 4),
]
_PLAIN: list[Any] = [
    _FONT,
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 1),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
]


def pdf_bytes(minutes: Minutes, options: ExportOptions) -> bytes:
    """The minutes as a PDF file; a template is for DOCX alone and not used here."""
    load_fonts()
    document = lay_out(minutes, options)
    out = io.BytesIO()
    story = list(_Story(options.paper).flowables(document))
    Pages(out, document, options.paper).build(story, canvasmaker=NumberedCanvas)
    return out.getvalue()


class _Story:
    """Turns blocks into what reportlab flows onto pages."""

    def __init__(self, paper: Paper) -> None:
        self._width = text_width(paper)

    def flowables(self, document: Document) -> Iterator[Flowable]:
        """Everything of the document, from the letterhead to the annex."""
        if document.letterhead:
            yield from self._letterhead(document.letterhead)
        yield PdfParagraph(markup(document.heading), _TITLE)
        yield PdfParagraph(markup(document.title), _SUBTITLE)
        place = _closing_at(document.body)
        for block in document.body[:place]:
            yield from self._block(block)
        # Places to sign never stand on a page without the words they are under.
        yield KeepTogether([one for block in document.body[place:] for one in self._block(block)])
        if document.annex:
            yield from self._annex(document.annex)

    def _block(self, block: Block) -> Iterator[Flowable]:
        match block:
            case Heading():
                yield from _heading(block)
            case Paragraph():
                yield from _paragraphs(block.text, _NOTICE if block.notice else _BODY)
            case Listing():
                yield from _listing(block)
            case Facts():
                yield self._facts(block)
            case Table():
                yield self._table(block)
            case Signatures():
                yield from self._signatures(block)

    def _letterhead(self, letterhead: Letterhead) -> Iterator[Flowable]:
        sizes = letterhead_sizes(letterhead.lines, self._width - (24 * mm if letterhead.logo else 0) - 6)
        words: list[Flowable] = [
            PdfParagraph(
                markup(line),
                ParagraphStyle("kop", _CENTRED, fontName=BOLD, fontSize=size, leading=size * 1.2),
            )
            for line, size in zip(letterhead.lines, sizes, strict=True)
        ]
        words.append(
            PdfParagraph(markup(letterhead.address), ParagraphStyle("address", _CENTRED, fontSize=9.5))
        )
        if letterhead.logo:
            width, height = ImageReader(io.BytesIO(letterhead.logo)).getSize()
            scale = min(22 * mm / width, 23 * mm / height)
            picture = Image(io.BytesIO(letterhead.logo), width * scale, height * scale)
            row, widths = [picture, words], [24 * mm, self._width - 24 * mm]
        else:
            row, widths = [words], [self._width]
        yield PdfTable([row], colWidths=widths, style=[*_PLAIN, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
        yield HRFlowable(width="100%", thickness=2.5, color=colors.black, spaceBefore=2, spaceAfter=1)
        yield HRFlowable(width="100%", thickness=0.7, color=colors.black, spaceBefore=0, spaceAfter=12)

    def _facts(self, block: Facts) -> Flowable:
        rows = []
        for fact in block.facts:
            values = fact.values
            told = (
                values if len(values) == 1 else [f"{number}. {one}" for number, one in enumerate(values, 1)]
            )
            rows.append([_fact(fact.label), _fact(":"), [one for line in told for one in _fact(line)]])
        widths = [36 * mm, 5 * mm, self._width - 41 * mm]
        return PdfTable(rows, colWidths=widths, style=_PLAIN, hAlign="LEFT", splitInRow=1)

    def _table(self, block: Table) -> Flowable:
        rows: list[list[list[Flowable]]] = [
            [[PdfParagraph(markup(name), _CELL_HEAD)] for name in block.header]
        ]
        rows += [[list(_paragraphs(cell, _CELL)) for cell in row] for row in block.rows]
        widths = [share * self._width for share in block.widths]
        return PdfTable(rows, colWidths=widths, style=_GRID, repeatRows=1, splitInRow=1, spaceAfter=4)

    def _signatures(self, block: Signatures) -> Iterator[Flowable]:
        row = [_signature(place) for place in block.places]
        width = self._width / len(block.places)
        table = PdfTable([row], colWidths=[width] * len(row), style=_PLAIN)
        approvals = [PdfParagraph(markup(line), _APPROVAL) for line in block.approvals]
        yield from (Spacer(0, 10), table, Spacer(0, 8), *approvals)

    def _annex(self, annex: Annex) -> Iterator[Flowable]:
        yield PageBreak()
        yield from _heading(Heading(annex.title, 1))
        if annex.quotes:
            yield PdfParagraph(markup(annex.note), _BODY)
        for quote in annex.quotes:
            yield from _quote(quote)
        if annex.remarks:
            yield from _heading(Heading("Catatan pembacaan transkrip", 2))
            yield from _listing(Listing(tuple((Run(remark),) for remark in annex.remarks), numbered=False))


def _heading(block: Heading) -> Iterator[Flowable]:
    """A heading that never stands alone at the foot of a page."""
    yield CondPageBreak(30 * mm)
    yield OutlinedHeading(markup(block.text), _HEADINGS[block.level - 1], block)


def _listing(block: Listing) -> Iterator[Flowable]:
    for number, item in enumerate(block.items, 1):
        yield from _paragraphs(item, _ITEM, bullet=f"{number}." if block.numbered else "•")


def _fact(text: str) -> list[Flowable]:
    return list(_paragraphs((Run(text),), _FACT))


def _closing_at(body: Sequence[Block]) -> int:
    """Where the closing words begin that the places to sign at the end stand under; else the end."""
    place = len(body)
    if not body or not isinstance(body[-1], Signatures):
        return place
    place -= 1
    while place and isinstance(body[place - 1], Paragraph):
        place -= 1
    return place - 1 if place and isinstance(body[place - 1], Heading) else place


def _signature(place: Signature) -> list[Flowable]:
    name = f"<u>{markup(place.name)}</u>" if place.name else _BLANK_NAME
    return [
        PdfParagraph(f"{markup(place.role)},", _CENTRED),
        Spacer(0, 20 * mm),
        PdfParagraph(f"<b>{name}</b>" if place.name else name, _CENTRED),
        PdfParagraph(f"NIP {markup(place.nip or '.' * 36)}", _CENTRED),
    ]


def _quote(quote: Quote) -> Iterator[Flowable]:
    said = (
        Run(f"[{quote.number}] ", bold=True),
        Run(f"{quote.time} " if quote.time else ""),
        Run(f"{quote.speaker}: ", bold=True),
        Run(quote.text),
    )
    yield from _paragraphs(said, _QUOTE, before=f'<a name="{anchor(quote.number)}"/>')


def _paragraphs(
    text: Text, style: ParagraphStyle, *, before: str = "", bullet: str | None = None
) -> Iterator[Flowable]:
    """One paragraph, or several where it would run over pages."""
    for index, piece in enumerate(_pieces(text)):
        start = before if index == 0 else ""
        yield PdfParagraph(start + rich(piece), style, bulletText=bullet if index == 0 else None)


def _pieces(text: Text) -> Iterator[Text]:
    """The runs cut between words, so that no piece is much longer than ``_LONGEST``."""
    held: list[Run] = []
    room = _LONGEST
    for run in text:
        rest = run.text
        while len(rest) > room:
            cut = rest.rfind(" ", 0, room) + 1 or room
            yield (*held, replace(run, text=rest[:cut]))
            held, rest, room = [], rest[cut:], _LONGEST
        held.append(replace(run, text=rest))
        room -= len(rest)
    yield tuple(held)
