"""PDF: lines in reading order by page, ruled tables as rows; scanned pages are recognised.

pdfium gives characters and boxes; ``pdf_lines`` puts them in order. Only pages that show ruling
lines are looked at by pdfplumber, and only for where the cells are: the words always come from
pdfium, each once, in a cell or in a line. A page without words of its own goes through `ocr`.
"""

import ctypes
import itertools
import statistics
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.errors import UnreadableDocument
from ingestion.document import Block, Document
from ingestion.readers.limits import ReadLimits
from ingestion.readers.pages import OnPages, page_ranges, unheard
from ingestion.readers.pdf_lines import Char, Line, Run, lines_of, runs_of
from ingestion.readers.pdf_rows import unruled_rows
from ingestion.readers.pdf_scans import needs_recognition, read_scans
from ingestion.readers.pdf_tables import Grid, PageTables
from ingestion.readers.tables import detected_table, table_block
from ingestion.readers.text import one_line, squeeze

MEDIA_TYPE = "application/pdf"
_EMPTY = "PDF tidak berisi teks; periksa berkas aslinya"


def read_pdf(data: bytes, name: str, limits: ReadLimits, on_pages: OnPages = unheard) -> Document:
    """Read the text layer, and the image of pages that have none; pages are numbered from 1.

    Pages that give no words are named in a warning.

    Raises:
        UnreadableDocument: encrypted, damaged, longer than ``limits.max_pages``, or without any
            words, text layer or recognised.
    """
    document = _open(data, name)
    try:
        pages = len(document)
        if pages > limits.max_pages:
            raise UnreadableDocument(
                name, f"{pages} halaman melebihi batas {limits.max_pages}; bagi menjadi beberapa berkas"
            )
        return _read_pages(document, data, name, limits, on_pages)
    finally:
        document.close()


def _open(data: bytes, name: str) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}:
            reason = "PDF dilindungi kata sandi; simpan ulang tanpa kata sandi"
        else:
            reason = "PDF rusak atau terpotong; unduh atau salin ulang berkasnya"
        raise UnreadableDocument(name, reason) from error


def _read_pages(
    document: pdfium.PdfDocument, data: bytes, name: str, limits: ReadLimits, on_pages: OnPages
) -> Document:
    by_page: dict[int, list[Block]] = {}
    bare: list[int] = []
    damaged: list[int] = []
    with PageTables(data, limits.max_cells) as tables:
        for number in range(1, len(document) + 1):
            try:
                page = document[number - 1]
            except pdfium.PdfiumError:
                damaged.append(number)
                continue
            try:
                by_page[number] = list(_page_blocks(page, number, tables))
                if needs_recognition(page, by_page[number]):
                    bare.append(number)
            finally:
                page.close()
        warnings = list(tables.warnings)
    scans = read_scans(document, bare, limits, on_pages)
    for number, lines in scans.lines.items():
        recognised = [_line_block(group, number) for group in _paragraphs(lines, [])]
        if _length(recognised) > _length(by_page[number]):
            by_page[number] = recognised
    blocks = [block for number in sorted(by_page) for block in by_page[number]]
    if not blocks:
        if bare:
            raise UnreadableDocument(
                name, f"PDF hasil pindai tanpa lapisan teks; {'; '.join(scans.warnings)}"
            )
        reason = "halaman PDF rusak; unduh atau salin ulang berkasnya" if damaged else _EMPTY
        raise UnreadableDocument(name, reason)
    warnings += scans.warnings
    if damaged:
        warnings.append(f"halaman {page_ranges(damaged)} rusak dan tidak terbaca")
    title = one_line(document.get_metadata_dict().get("Title", ""))
    return Document(
        name, MEDIA_TYPE, tuple(blocks), len(document), title, tuple(warnings), tuple(scans.pages)
    )


def _page_blocks(page: pdfium.PdfPage, number: int, tables: PageTables) -> Iterator[Block]:
    chars = list(_chars(page))
    if not chars:
        return
    points = [
        ((char.left + char.right) / 2, (char.top + char.bottom) / 2) for char in chars if char.text.strip()
    ]
    grids = sorted(
        (grid for grid in tables.on(page, number) if grid.holds(points)), key=lambda grid: grid.top
    )
    runs = runs_of(chars, lambda x, y: _cell_at(grids, x, y))
    lines = lines_of(runs.get(-1, []))
    for group in _paragraphs(lines, [grid.top for grid in grids]):
        while grids and grids[0].top <= group[0].top:
            yield _table(grids.pop(0), runs, number)
        yield _line_block(group, number)
    for grid in grids:
        yield _table(grid, runs, number)


def _length(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _line_block(group: list[Line], number: int) -> Block:
    rows = unruled_rows(group)
    if rows:
        return table_block(rows, page=number)
    return Block("paragraph", squeeze("\n".join(line.text for line in group)), page=number)


def _table(grid: Grid, runs: dict[int, list[Run]], number: int) -> Block:
    words = {
        cell: " ".join(line.text for line in lines_of(runs[cell])) for cell in grid.cell_ids if cell in runs
    }
    return detected_table(grid.rows(words), page=number)


def _cell_at(grids: list[Grid], x: float, y: float) -> int:
    for grid in grids:
        cell = grid.cell_at(x, y)
        if cell >= 0:
            return cell
    return -1


def _paragraphs(lines: list[Line], breaks: list[float]) -> Iterator[list[Line]]:
    """Lines parted where the gap is clearly wider than usual, or where a table begins."""
    steps = [after.bottom - before.bottom for before, after in itertools.pairwise(lines)]
    usual = statistics.median([step for step in steps if step > 0] or [0.0])
    group: list[Line] = []
    for line in lines:
        if group:
            step = line.bottom - group[-1].bottom
            table_between = any(group[-1].top < place <= line.top for place in breaks)
            if table_between or step < 0 or step > 1.5 * usual:
                yield group
                group = []
        group.append(line)
    if group:
        yield group


def _chars(page: pdfium.PdfPage) -> Iterator[Char]:
    """Characters in drawing order with boxes on the displayed page."""
    textpage = page.get_textpage()
    left, bottom, right, top = page.get_mediabox()
    rotation = page.get_rotation()
    box = pdfium_c.FS_RECTF()
    pointer = ctypes.byref(box)
    try:
        for index in range(textpage.count_chars()):
            code = pdfium_c.FPDFText_GetUnicode(textpage, index)
            if code == 0 or 0xD800 <= code <= 0xDFFF:
                continue
            pdfium_c.FPDFText_GetLooseCharBox(textpage, index, pointer)
            x0, x1 = sorted((box.left, box.right))
            y0, y1 = sorted((box.bottom, box.top))
            text = chr(code)
            match rotation:
                case 90:
                    yield Char(text, y0 - bottom, x0 - left, y1 - bottom, x1 - left)
                case 180:
                    yield Char(text, right - x1, y0 - bottom, right - x0, y1 - bottom)
                case 270:
                    yield Char(text, top - y1, right - x1, top - y0, right - x0)
                case _:
                    yield Char(text, x0 - left, top - y1, x1 - left, top - y0)
    finally:
        textpage.close()
