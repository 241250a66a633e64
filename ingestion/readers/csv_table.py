"""CSV and TSV: delimiter and encoding found out, quoted line breaks kept inside their cell."""

import csv
import io
from collections import Counter
from itertools import islice

from corpus.errors import UnreadableDocument
from ingestion.document import Document
from ingestion.readers.limits import ReadLimits
from ingestion.readers.plain import decode_or_refuse
from ingestion.readers.tables import detected_table

MEDIA_TYPE = "text/csv"

_DELIMITERS = (",", ";", "\t", "|")
_MAX_COLUMNS = 16_384  # as many as a spreadsheet has
_SAMPLE_ROWS = 50


def read_csv(data: bytes, name: str, limits: ReadLimits) -> Document:
    """Read a delimited table as one block; the first row is the header where it looks like one.

    Raises:
        UnreadableDocument: binary, an unbalanced quote, or too many columns or cells.
    """
    text, warnings = decode_or_refuse(data, name)
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[4], rest  # how Excel is told its delimiter
    else:
        delimiter = _delimiter(text, tabs=name.lower().endswith(".tsv"))
    rows: list[list[str]] = []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            cells += len(row)
            if len(row) > _MAX_COLUMNS:
                raise UnreadableDocument(
                    name, f"{len(row)} kolom melebihi batas {_MAX_COLUMNS}; periksa pemisahnya"
                )
            if cells > limits.max_cells:
                raise UnreadableDocument(
                    name, f"lebih dari {limits.max_cells} sel; bagi menjadi beberapa berkas"
                )
            if any(cell.strip() for cell in row):
                rows.append(row)
    except csv.Error as error:
        raise UnreadableDocument(
            name, "tanda kutip pada tabel tidak berpasangan; perbaiki berkasnya"
        ) from error
    block = detected_table(rows)
    return Document(name, MEDIA_TYPE, (block,) if block.text else (), warnings=warnings)


def _delimiter(text: str, *, tabs: bool) -> str:
    """The delimiter under which most of the first rows have the same number of columns, above one.

    With ``tabs`` (the file is named .tsv) a tab wins over anything else that fits.
    """
    scores = {delimiter: _consistency(text[: 64 * 1024], delimiter) for delimiter in _DELIMITERS}
    if tabs and scores["\t"] > 0:
        return "\t"
    best = max(_DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > 0 else ","


def _consistency(sample: str, delimiter: str) -> float:
    """Share of the first rows that have the commonest number of columns, 0 where that is one."""
    counts: Counter[int] = Counter()
    try:
        for row in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), _SAMPLE_ROWS):
            if row:
                counts[len(row)] += 1
    except csv.Error:
        return 0.0
    columns, rows = max(counts.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
    # Of two that fit equally the one that gives more columns, so "1,5;2,5" parts at the semicolon.
    return rows / counts.total() + min(columns, 20) / 1000 if columns > 1 else 0.0
