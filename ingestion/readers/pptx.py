"""Presentations: text, tables and charts of each slide, from top to bottom.

Slide numbers, dates and footers are left out. Hidden slides are not read and are named in a warning,
as are slides that hold nothing but pictures.
"""

import io
from collections.abc import Iterable, Iterator

from lxml import etree
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PythonPptxError
from pptx.shapes.autoshape import Shape
from pptx.shapes.base import BaseShape
from pptx.shapes.graphfrm import GraphicFrame
from pptx.shapes.group import GroupShape
from pptx.slide import Slide

from corpus.errors import UnreadableDocument
from ingestion.document import Block, Document
from ingestion.readers.archive import open_archive, refuse_entities
from ingestion.readers.limits import ReadLimits
from ingestion.readers.numbering import number_text
from ingestion.readers.pages import page_ranges
from ingestion.readers.tables import detected_table
from ingestion.readers.text import one_line, squeeze

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FURNITURE = frozenset(
    {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER}
)
_TITLES = frozenset({PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.VERTICAL_TITLE})
_NUMBER_STYLES = {"arabic": "decimal", "alphaLc": "a", "alphaUc": "A", "romanLc": "i", "romanUc": "I"}
_MAX_DEPTH = 20


def read_pptx(data: bytes, name: str, limits: ReadLimits) -> Document:
    """Read a presentation; a block's page is its slide from 1, its label the slide's title.

    Raises:
        UnreadableDocument: locked, damaged, unpacking beyond the limits, or with too many slides
            or cells.
    """
    with open_archive(data, name, limits) as archive:
        refuse_entities(archive, name)
    try:
        slides = list(Presentation(io.BytesIO(data)).slides)
    except PythonPptxError as error:
        raise UnreadableDocument(name, "paparan rusak; unduh atau simpan ulang") from error
    if len(slides) > limits.max_pages:
        raise UnreadableDocument(
            name, f"{len(slides)} salindia melebihi batas {limits.max_pages}; bagi menjadi beberapa berkas"
        )
    blocks: list[Block] = []
    hidden: list[int] = []
    bare: list[int] = []
    for number, slide in enumerate(slides, 1):
        if slide.element.get("show") == "0":
            hidden.append(number)
            continue
        own = list(_slide_blocks(slide, number))
        if not own and len(slide.shapes):
            bare.append(number)
        blocks.extend(own)
    if sum(block.text.count("|") for block in blocks if block.kind == "table") > limits.max_cells:
        raise UnreadableDocument(name, f"lebih dari {limits.max_cells} sel; bagi menjadi beberapa berkas")
    notes: list[str] = []
    if bare:
        notes.append(f"salindia {page_ranges(bare)} hanya berisi gambar; perlu OCR")
    if hidden:
        notes.append(f"salindia tersembunyi {page_ranges(hidden)} tidak dibaca")
    title = next((block.text for block in blocks if block.kind == "heading" and block.page == 1), "")
    return Document(name, MEDIA_TYPE, tuple(blocks), len(slides), title, tuple(notes))


def _slide_blocks(slide: Slide, number: int) -> Iterator[Block]:
    shapes = list(_in_order(slide.shapes, _MAX_DEPTH))
    label = next(
        (
            one_line(shape.text_frame.text)
            for shape in shapes
            if isinstance(shape, Shape) and _is_title(shape)
        ),
        "",
    )
    if label:
        yield Block("heading", label, level=1, page=number, label=label)
    for shape in shapes:
        if isinstance(shape, GraphicFrame):
            yield from _graphic(shape, slide, number, label)
        elif isinstance(shape, Shape) and not _is_title(shape):
            text = _frame_text(shape)
            if text:
                yield Block("paragraph", text, page=number, label=label)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        spoken = squeeze(slide.notes_slide.notes_text_frame.text)
        if spoken:
            yield Block("paragraph", f"Catatan pembicara: {spoken}", page=number, label=label)


def _in_order(shapes: Iterable[BaseShape], depth: int) -> Iterator[BaseShape]:
    """Shapes from top to bottom and left to right, groups opened."""
    for shape in sorted(shapes, key=lambda item: (item.top or 0, item.left or 0)):
        if isinstance(shape, GroupShape):
            if depth:
                yield from _in_order(shape.shapes, depth - 1)
        elif not (shape.is_placeholder and shape.placeholder_format.type in _FURNITURE):
            yield shape


def _is_title(shape: Shape) -> bool:
    return shape.is_placeholder and shape.placeholder_format.type in _TITLES


def _frame_text(shape: Shape) -> str:
    """Paragraphs on lines of their own, automatic numbers written out."""
    lines: list[str] = []
    counts: dict[int, tuple[str, int]] = {}  # by depth: style and last number
    for paragraph in shape.text_frame.paragraphs:
        text = one_line(paragraph.text.replace("\v", " "))
        if not text:
            continue
        level = paragraph.level
        counts = {depth: count for depth, count in counts.items() if depth <= level}
        auto = paragraph._p.find(f"{_DRAWING}pPr/{_DRAWING}buAutoNum")
        if auto is None:
            counts.pop(level, None)
            lines.append(text)
            continue
        style, start = auto.get("type") or "", auto.get("startAt") or "1"
        # PowerPoint starts again where the style changes on the same depth.
        last_style, last = counts.get(level, ("", 0))
        number = last + 1 if last_style == style else int(start) if start.isdigit() else 1
        counts[level] = (style, number)
        lines.append(f"{_auto_number(style, number)} {text}")
    return squeeze("\n".join(lines))


def _auto_number(style: str, count: int) -> str:
    prefix = next((key for key in _NUMBER_STYLES if style.startswith(key)), "arabic")
    figure = number_text(count, _NUMBER_STYLES[prefix])
    if style.endswith("ParenBoth"):
        return f"({figure})"
    return f"{figure})" if style.endswith("ParenR") else f"{figure}."


def _graphic(frame: GraphicFrame, slide: Slide, number: int, label: str) -> Iterator[Block]:
    rows: list[list[str]] = []
    if frame.has_table:
        rows = [[one_line(cell.text) for cell in row.cells] for row in frame.table.rows]
    elif frame.has_chart:
        plots = list(frame.chart.plots)
        series = [item for plot in plots for item in plot.series]
        categories = [str(category) for category in plots[0].categories] if plots else []
        values = [list(item.values) for item in series]
        rows = [["", *(one_line(item.name) for item in series)]] if any(item.name for item in series) else []
        for index, category in enumerate(categories):
            figures = (
                "" if index >= len(item) or item[index] is None else f"{item[index]:.15g}" for item in values
            )
            rows.append([one_line(category), *figures])
    else:
        yield from _diagram(frame, slide, number, label)
    if any(any(row) for row in rows):
        yield detected_table(rows, page=number, label=label)


def _diagram(frame: GraphicFrame, slide: Slide, number: int, label: str) -> Iterator[Block]:
    """Words of a SmartArt diagram, which lie in a part of their own."""
    for reference in frame.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"):
        identifier = reference.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm")
        if identifier is None or identifier not in slide.part.rels:
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(slide.part.rels[identifier].target_part.blob, parser)
        lines = (
            "".join(node.text or "" for node in line.iter(f"{_DRAWING}t"))
            for line in root.iter(f"{_DRAWING}p")
        )
        text = squeeze("\n".join(line for line in lines if line.strip()))
        if text:
            yield Block("paragraph", text, page=number, label=label)
