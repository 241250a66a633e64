"""Rows of tables that have no ruling lines, as in scanned annexes.

Read line by line, the cells of such a row run into one another. A group of lines is taken for rows
where blank strips part it into columns and at least two of these hold wrapped text. A margin label
("Menimbang : a. bahwa …") has one such column, a form ("Nama : …") has a colon column: neither is
a table.
"""

import re
from collections.abc import Sequence

from ingestion.readers.pdf_lines import Line, Run, lines_of

_NUMBER = re.compile(r"\(?\d{1,3}[.)]?(?:\s|$)")
_MIN_COLUMNS = 3
_WIDE = 0.12  # share of the group's width that a column of text takes at least


def unruled_rows(lines: Sequence[Line]) -> list[list[str]]:
    """Rows of cells, from top to bottom; empty where the lines are no table."""
    runs = [run for line in lines for run in line.runs]
    if len(lines) < 2 or not runs:
        return []
    height = sorted(run.height for run in runs)[len(runs) // 2]
    columns = _columns(runs, gap=0.5 * height)
    if len(columns) < _MIN_COLUMNS or any(
        all(run.text in {":", ";"} for run in column) for column in columns
    ):
        return []
    width = max(run.right for run in runs) - min(run.left for run in runs)
    if sum(1 for column in columns if _holds_wrapped_text(column, _WIDE * width)) < 2:
        return []
    # A row begins at a number in its leftmost cell; without numbers the group is one row.
    first, *others = lines_of(columns[0])
    starts = [first.top, *(line.top for line in others if _NUMBER.match(line.text))]
    if len(starts) == len(lines):
        return []  # rows of one line each read well as they are
    starts = [float("-inf"), *(top - 0.5 * height for top in starts[1:])]
    edges = [*starts[1:], float("inf")]
    return [
        [" ".join(line.text for line in lines_of(_between(column, top, bottom))) for column in columns]
        for top, bottom in zip(starts, edges, strict=True)
    ]


def _columns(runs: Sequence[Run], gap: float) -> list[list[Run]]:
    """Runs parted at every vertical strip of at least ``gap`` points that none of them crosses."""
    columns: list[list[Run]] = []
    reach = float("-inf")
    for run in sorted(runs, key=lambda item: item.left):
        if run.left - reach >= gap:
            columns.append([])
        columns[-1].append(run)
        reach = max(reach, run.right)
    return columns


def _holds_wrapped_text(column: Sequence[Run], width: float) -> bool:
    lines = lines_of(column)
    several_words = sum(1 for line in lines if " " in line.text)
    return len(lines) >= 2 and several_words >= 2 and max(line.right - line.left for line in lines) >= width


def _between(column: Sequence[Run], top: float, bottom: float) -> list[Run]:
    return [run for run in column if top <= run.top < bottom]
