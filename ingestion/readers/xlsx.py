"""Workbooks: each visible sheet is its titles and a table.

Cells are streamed, so a sheet that declares a million rows costs only what it stores. Formulas give
the result that was saved with them.
"""

import datetime
import io
import re
import warnings
from collections.abc import Iterable, Iterator

import openpyxl
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from corpus.errors import UnreadableDocument
from ingestion.document import Block, Document
from ingestion.readers.archive import open_archive, refuse_entities
from ingestion.readers.limits import ReadLimits
from ingestion.readers.tables import looks_like_header, table_block
from ingestion.readers.text import one_line
from ingestion.readers.xlsx_layout import SheetLayout, sheet_layouts

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_MAX_HEADER_ROWS = 4
_PERCENT = re.compile(r"0(?:\.(0+))?%")

Row = tuple[int, list[str]]  # row number from 1, its cells


def read_xlsx(data: bytes, name: str, limits: ReadLimits) -> Document:
    """Read a workbook; a block's page is its sheet's position from 1, its label the sheet's name.

    Raises:
        UnreadableDocument: locked, damaged, unpacking beyond the limits, or with too many cells.
    """
    with open_archive(data, name, limits) as archive:
        refuse_entities(archive, name)
        layouts = sheet_layouts(archive, limits.max_cells)
    if sum(layout.cells for layout in layouts.values()) > limits.max_cells:
        raise _too_many(name, limits)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells of styling it does not keep
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        except InvalidFileException as error:
            raise UnreadableDocument(name, "buku kerja rusak; simpan ulang dari Excel") from error
        try:
            return _read_book(book, name, limits, layouts)
        finally:
            book.close()


def _too_many(name: str, limits: ReadLimits) -> UnreadableDocument:
    return UnreadableDocument(name, f"lebih dari {limits.max_cells} sel; bagi menjadi beberapa berkas")


def _read_book(
    book: openpyxl.Workbook, name: str, limits: ReadLimits, layouts: dict[str, SheetLayout]
) -> Document:
    blocks: list[Block] = []
    notes: list[str] = []
    cells_left = limits.max_cells
    for number, sheet in enumerate(book.worksheets, 1):
        if sheet.sheet_state != "visible":
            notes.append(f"lembar tersembunyi “{sheet.title}” tidak dibaca")
            continue
        layout = layouts.get(sheet.title, SheetLayout())
        sheet.reset_dimensions()
        rows: list[Row] = []
        for row_number, cells in enumerate(sheet.iter_rows(), 1):
            cells_left -= len(cells)
            if cells_left < 0:
                raise _too_many(name, limits)
            texts = [_text(cell) for cell in cells]
            if any(texts):
                rows.append((row_number, texts))
        blocks.extend(_sheet_blocks(rows, layout, number, sheet.title))
        if layout.uncomputed:
            missing = f"{layout.uncomputed} rumus di lembar “{sheet.title}” belum dihitung"
            notes.append(f"{missing}; buka dan simpan ulang di Excel")
    title = one_line(book.properties.title or "")
    return Document(name, MEDIA_TYPE, tuple(blocks), len(book.worksheets), title, tuple(notes))


def _text(cell: Cell | MergedCell | ReadOnlyCell | EmptyCell) -> str:
    value = cell.value
    number_format = "" if isinstance(cell, EmptyCell) else str(cell.number_format or "")
    match value:
        case None:
            return ""
        case bool():
            return "BENAR" if value else "SALAH"
        case datetime.datetime():
            return (
                value.date().isoformat()
                if value.time() == datetime.time()
                else value.isoformat(" ", "seconds")
            )
        case datetime.date() | datetime.time():
            return value.isoformat()
        case int() | float():
            return _figure(value, number_format)
        case _:
            return one_line(str(value))


def _figure(value: float, number_format: str) -> str:
    percent = _PERCENT.fullmatch(number_format)
    if percent:
        return f"{value * 100:.{len(percent[1] or '')}f}%"
    if isinstance(value, int) or value.is_integer():
        return str(int(value)).zfill(len(number_format)) if set(number_format) == {"0"} else str(int(value))
    return f"{value:.15g}"


def _sheet_blocks(rows: list[Row], layout: SheetLayout, page: int, label: str) -> Iterator[Block]:
    _fill_down(rows, layout.merges)
    while rows and len({cell for cell in rows[0][1] if cell}) == 1 and _is_title(rows):
        yield Block("heading", next(cell for cell in rows[0][1] if cell), level=1, page=page, label=label)
        del rows[0]
    if not rows:
        return
    header_rows = _header_height(rows, layout.merges)
    names = _header_names(rows[:header_rows], layout.merges)
    used = sorted({column for _, row in rows for column, cell in enumerate(row) if cell})
    table = [[row[column] if column < len(row) else "" for column in used] for _, row in rows[header_rows:]]
    header = [names.get(column, "") for column in used] if header_rows else []
    yield table_block(table, header=header, page=page, label=label)


def _is_title(rows: list[Row]) -> bool:
    """A row of one text above a table is a title; in a list of single cells it is an entry."""
    return any(sum(1 for cell in row if cell) > 1 for _, row in rows[1:])


def _fill_down(rows: list[Row], merges: Iterable[tuple[int, int, int, int]]) -> None:
    """Repeat the value of a merged cell in each of its rows that holds anything."""
    by_number = dict(rows)
    for left, top, right, bottom in merges:
        if top == bottom or top not in by_number or left > len(by_number[top]):
            continue
        value = by_number[top][left - 1]
        if not value or right - left + 1 >= len(by_number[top]):
            continue
        for number in range(top + 1, min(bottom, rows[-1][0]) + 1):
            row = by_number.get(number)
            if row is not None:
                row.extend([""] * (left - len(row)))
                row[left - 1] = row[left - 1] or value


def _header_height(rows: list[Row], merges: list[tuple[int, int, int, int]]) -> int:
    """How many of the first rows name columns: 0 where none does, more under merged group names."""
    number, first = rows[0]
    last = number
    for left, top, right, bottom in merges:
        if top == number and bottom < number + _MAX_HEADER_ROWS:
            last = max(last, bottom, number + 1 if right > left and bottom == top else bottom)
    height = sum(1 for row_number, _ in rows if row_number <= last)
    if height >= len(rows):
        return 0
    if height > 1:
        names = _header_names(rows[:height], merges)
        used = {column for _, row in rows for column, cell in enumerate(row) if cell}
        # A form also merges its first rows, but names few of the columns.
        named = len(used.intersection(names))
        return height if named >= max(3, 0.6 * len(used)) and not any(map(str.isdigit, first)) else 0
    filled = [column for column, cell in enumerate(first) if cell]
    trimmed = [[row[column] if column < len(row) else "" for column in filled] for _, row in rows]
    return 1 if looks_like_header(trimmed) else 0


def _header_names(rows: list[Row], merges: list[tuple[int, int, int, int]]) -> dict[int, str]:
    """Column names by position from 0: group names stand before the names under them."""
    names: dict[int, list[str]] = {}
    for number, row in rows:
        line = dict(enumerate(row))
        for left, top, right, _ in merges:
            if top == number and left <= len(row):
                for column in range(left - 1, min(right, 16_384)):
                    line[column] = line.get(column) or row[left - 1]
        for column, cell in line.items():
            if cell and cell not in names.setdefault(column, []):
                names[column].append(cell)
    return {column: " ".join(parts) for column, parts in names.items()}
