"""A table as CSV that a spreadsheet reads and does not calculate with."""

import csv
import io

from api.figures.cells import Cell, Table

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""


def csv_text(table: Table) -> str:
    """The table with its column names, after a byte order mark; lines end with CRLF (RFC 4180)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(map(plain, table.columns))
    writer.writerows([plain(cell) for cell in row] for row in table.rows)
    return BOM + text.getvalue()


def plain(cell: Cell) -> str | int | float:
    """A cell that is no formula: a text that looks like one is quoted; numbers stay numbers."""
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
