"""FAQ and forum entries in CSV and TSV."""

import csv
import io
import re
from collections.abc import Iterator

from corpus.errors import UnreadableDocument
from ingestion.formats._entries import EntryCollector
from ingestion.formats._fields import canonical_name

_DELIMITERS = ",;\t|"
_SEPARATOR_LINE = re.compile(r"sep=(.)\n", re.IGNORECASE)
"""What spreadsheet programs write above the header to name the separator."""


def columns(text: str) -> tuple[str, list[str]]:
    """Separator and column names: the separator under which the header names most known fields."""
    found = _SEPARATOR_LINE.match(text)
    candidates = found[1] if found else _DELIMITERS
    text = text[found.end() :] if found else text
    first = text.lstrip("\n").partition("\n")[0]
    headers = {delimiter: _cells(first, delimiter) for delimiter in candidates}
    best = max(
        headers, key=lambda delimiter: len([name for name in headers[delimiter] if canonical_name(name)])
    )
    return best, headers[best]


def take_delimited(text: str, name: str, collector: EntryCollector) -> None:
    """Give ``collector`` every row; ``name`` is the file's name for the message.

    Raises:
        UnreadableDocument: the header lacks the question or the answer, or names a column twice.
    """
    delimiter, header = columns(text)
    fields = [canonical_name(column) for column in header]
    if not {"question", "answer"} <= set(fields):
        raise UnreadableDocument(name, "baris pertama tidak memuat kolom “question” dan “answer”")
    known = [field for field in fields if field]
    twice = next((field for field in known if known.count(field) > 1), "")
    if twice:
        raise UnreadableDocument(name, f"kolom “{twice}” ada dua kali")
    for number, row in _rows(text, delimiter, collector):
        if len(row) > len(header):
            collector.refuse(
                f"baris {number}",
                f"berisi {len(row)} kolom, seharusnya {len(header)}; "
                "beri tanda kutip pada isi yang memuat pemisah kolom",
            )
            continue
        collector.add(f"baris {number}", dict(zip(header, row, strict=False)), {})


def _rows(text: str, delimiter: str, collector: EntryCollector) -> Iterator[tuple[int, list[str]]]:
    """Rows below the header with the line each begins on; unreadable ones are noted, empty ones skipped."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header_seen = False
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            collector.refuse(f"baris {line}", "tidak terbaca; periksa tanda kutip yang tidak ditutup")
            continue
        if not any(cell.strip() for cell in row) or (line == 1 and _SEPARATOR_LINE.match(text)):
            continue
        if header_seen:
            yield line, row
        header_seen = True


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
