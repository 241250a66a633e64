"""Tables as blocks: one row a line, cells joined by `` | ``."""

from collections.abc import Sequence

from ingestion.document import Block
from ingestion.readers.text import one_line

SEPARATOR = " | "


def split_pipes(line: str) -> list[str]:
    """Cells of a Markdown table row; an escaped bar is part of its cell."""
    cells = line.strip().replace("\\|", "\x00").strip("|").split("|")
    return [cell.replace("\x00", "|").strip() for cell in cells]


def row_text(cells: Sequence[str]) -> str:
    """One row on one line; trailing empty cells dropped, a bar inside a cell becomes a slash."""
    texts = [one_line(cell).replace(SEPARATOR, " / ") for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return SEPARATOR.join(texts)


def table_block(
    rows: Sequence[Sequence[str]], *, header: Sequence[str] = (), page: int | None = None, label: str = ""
) -> Block:
    """A table block of ``rows``; empty rows are dropped and the header is the first line of the text."""
    names = tuple(one_line(cell) for cell in header)
    lines = [row_text(row) for row in ([names, *rows] if any(names) else rows)]
    text = "\n".join(line for line in lines if line)
    return Block("table", text, page=page, header=names if any(names) else (), label=label)


def detected_table(
    rows: Sequence[Sequence[str]], *, named: bool = False, page: int | None = None, label: str = ""
) -> Block:
    """A table block whose first row is its header where the format says so (``named``) or it looks so."""
    if len(rows) > 1 and (named or looks_like_header(rows)):
        return table_block(rows[1:], header=rows[0], page=page, label=label)
    return table_block(rows, page=page, label=label)


def looks_like_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first of ``rows`` names columns.

    It must be filled, distinct and without figures; then either a column below it holds mostly
    figures, or there are three columns or more with short names. Two columns of words are
    usually a form ("Nama | Budi"), whose first row is no header.
    """
    if len(rows) < 2:
        return False
    first = [cell.strip() for cell in rows[0]]
    if len(first) < 2 or not all(first) or len(set(first)) < len(first) or any(map(_figures, first)):
        return False
    for column in range(len(first)):
        below = [row[column].strip() for row in rows[1:50] if column < len(row) and row[column].strip()]
        if len(below) > 1 and sum(map(_figures, below)) > len(below) / 2:
            return True
    return len(first) >= 3 and all(len(cell) <= 40 for cell in first)


def _figures(cell: str) -> bool:
    digits = sum(char.isdigit() for char in cell)
    return digits > 0 and digits >= len(cell.strip()) / 2
