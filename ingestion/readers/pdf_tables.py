"""Where the cells of ruled tables are on a PDF page."""

import io
from collections.abc import Sequence
from itertools import zip_longest
from types import TracebackType
from typing import Self

import pdfplumber
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from ingestion.readers.malformed import MALFORMED

_THIN = 3.0
_LONG = 20.0
_MAX_PATHS = 3_000

_FAILURES: tuple[type[Exception], ...] = (*MALFORMED, PDFException, PSException, PdfminerException)

Box = tuple[float, float, float, float]


class Grid:
    """Cells of one table; ids are unique on the page."""

    def __init__(self, rows: Sequence[Sequence[Box | None]], first_id: int) -> None:
        self._rows: list[list[int]] = []
        self._boxes: dict[int, Box] = {}
        for row in rows:
            ids = []
            for box in row:
                if box is None:
                    ids.append(-1)
                else:
                    ids.append(first_id + len(self._boxes))
                    self._boxes[ids[-1]] = box
            self._rows.append(ids)
        self.cell_ids = tuple(self._boxes)
        self.top = min(box[1] for box in self._boxes.values())
        self._bounds = (
            min(box[0] for box in self._boxes.values()),
            self.top,
            max(box[2] for box in self._boxes.values()),
            max(box[3] for box in self._boxes.values()),
        )
        self._last = self.cell_ids[0]

    def cell_at(self, x: float, y: float) -> int:
        """The cell that holds the point, -1 outside all."""
        if not _inside(self._bounds, x, y):
            return -1
        if _inside(self._boxes[self._last], x, y):
            return self._last
        for cell, box in self._boxes.items():
            if _inside(box, x, y):
                self._last = cell
                return cell
        return -1

    def holds(self, points: Sequence[tuple[float, float]]) -> bool:
        """Whether the cells are to be trusted: they take in the words that stand within the table.

        Ruling lines that a scanner drew leave cells out; such a table reads better line by line.
        Words in fewer than two columns or rows are a frame, not a table.
        """
        found: set[int] = set()
        lost = 0
        for x, y in points:
            cell = self.cell_at(x, y)
            if cell >= 0:
                found.add(cell)
            elif _inside(self._bounds, x, y):
                lost += 1
        rows = sum(1 for ids in self._rows if found.intersection(ids))
        columns = sum(1 for ids in zip_longest(*self._rows, fillvalue=-1) if found.intersection(ids))
        return rows >= 2 and columns >= 2 and lost <= 0.02 * len(points)

    def rows(self, texts: dict[int, str]) -> list[list[str]]:
        """Rows of words; a cell that spans rows stands in each row that has words of its own."""
        result: list[list[str]] = []
        for index, ids in enumerate(self._rows):
            if not any(texts.get(cell) for cell in ids):
                continue
            line = []
            for column, cell in enumerate(ids):
                source = cell if cell >= 0 else self._spanning(index, column)
                line.append(texts.get(source, ""))
            result.append(line)
        return result

    def _spanning(self, index: int, column: int) -> int:
        tops = [self._boxes[cell][1] for cell in self._rows[index] if cell >= 0]
        if not tops:
            return -1
        for above in range(index - 1, -1, -1):
            cell = self._rows[above][column]
            if cell >= 0:
                return cell if self._boxes[cell][3] > min(tops) + 1 else -1
        return -1


def _inside(box: Box, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


class PageTables:
    """Finds tables, opening the document in pdfplumber at the first page that needs it."""

    def __init__(self, data: bytes, max_cells: int) -> None:
        self._data = data
        self._cells_left = max_cells
        self._plumber: PDF | None = None
        self._usable = True
        self.warnings: list[str] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._plumber is not None:
            self._plumber.close()

    def on(self, page: pdfium.PdfPage, number: int) -> list[Grid]:
        """Tables of page ``number`` (from 1); none where it has no ruling lines."""
        if not self._usable or not _ruled(page):
            return []
        try:
            if self._plumber is None:
                self._plumber = pdfplumber.open(io.BytesIO(self._data))
            found = self._plumber.pages[number - 1].find_tables()
            grids = self._grids([[list(row.cells) for row in table.rows] for table in found])
            self._plumber.pages[number - 1].close()
        except _FAILURES:
            self.warnings.append(f"tabel pada halaman {number} dibaca sebagai teks biasa")
            return []
        return grids

    def _grids(self, tables: Sequence[Sequence[Sequence[Box | None]]]) -> list[Grid]:
        grids: list[Grid] = []
        next_id = 0
        for rows in tables:
            cells = sum(len(row) for row in rows)
            if len(rows) < 2 or max(len(row) for row in rows) < 2:
                continue
            self._cells_left -= cells
            if self._cells_left < 0:
                self._usable = False
                self.warnings.append("sel tabel melebihi batas; tabel berikutnya dibaca sebagai teks biasa")
                break
            grids.append(Grid(rows, next_id))
            next_id += cells
        return grids


def _ruled(page: pdfium.PdfPage) -> bool:
    """Whether thin lines or boxes on the page could make a table; too many paths are a drawing."""
    horizontal = vertical = boxes = 0
    for seen, item in enumerate(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if seen == _MAX_PATHS:
            return False
        left, bottom, right, top = item.get_bounds()
        width, height = right - left, top - bottom
        horizontal += height <= _THIN and width >= _LONG
        vertical += width <= _THIN and height >= 5
        boxes += width >= _LONG and height > _THIN
    return (horizontal >= 2 and vertical >= 2) or boxes >= 2
