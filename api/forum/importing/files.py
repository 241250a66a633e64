"""Reading an export: CSV or JSONL, UTF-8, whole or not at all."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

from api.forum.importing.records import (
    REPLIES,
    LineError,
    Record,
    fields_by_column,
    from_mapping,
    plain_name,
    refuse_without,
)
from corpus.errors import InvalidInput

MOST_BYTES = 64_000_000
MOST_RECORDS = 200_000
_LONGEST_FIELD = 1_000_000
_BINARY = (
    b"PK\x03\x04",
    b"%PDF",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"SQLite format 3",
    b"\x89PNG",
    b"\xff\xd8",
)


class Export:
    """What was read of a file.

    Attributes:
        records: those that can be read, in order.
        errors: lines that cannot.
        unread: columns that are no field of ours, in the order of the file.
    """

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.errors: list[LineError] = []
        self.unread: tuple[str, ...] = ()


def read_export(path: Path, mapping: Mapping[str, str] | None = None) -> Export:
    """Read a file by its ending, ``.csv``, ``.jsonl`` or ``.ndjson``.

    Args:
        mapping: column by field, where the names are others than the usual ones.

    Raises:
        InvalidInput: it is no such file, too large, not UTF-8, cut off, or lacks a column that is needed.
    """
    ending = path.suffix.lower()
    if ending not in {".csv", ".jsonl", ".ndjson"}:
        raise InvalidInput(f"{path.name} bukan .csv atau .jsonl. Ekspor forum lama sebagai salah satunya.")
    text = _text(path)
    chosen = mapping or {}
    export = Export()
    if ending == ".csv":
        _read_csv(text, chosen, export)
    else:
        _read_lines(text, chosen, export)
    if not export.records and not export.errors:
        raise InvalidInput(f"{path.name} tidak berisi satu baris pun.")
    return export


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise InvalidInput(
                f"{path.name} berukuran {size // 1_000_000} MB; paling besar {MOST_BYTES // 1_000_000} MB. "
                "Bagi berkasnya; yang sudah masuk tidak diimpor dua kali."
            )
        content = path.read_bytes()
    except OSError as error:
        raise InvalidInput(f"{path} tidak dapat dibaca ({error.strerror}).") from error
    if content.startswith(_BINARY) or b"\0" in content:
        raise InvalidInput(
            f"{path.name} bukan berkas teks. Buka di aplikasi asalnya, lalu simpan sebagai CSV UTF-8."
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidInput(
            f"{path.name} bukan teks UTF-8 (baris {line}). Simpan ulang sebagai CSV UTF-8."
        ) from error


def _read_csv(text: str, mapping: Mapping[str, str], export: Export) -> None:
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    csv.field_size_limit(_LONGEST_FIELD)
    # Lines within quotes are kept as they are.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun, following = 1, 1
    try:
        header = next(reader, [])
        fields = fields_by_column(header, mapping)
        refuse_without(fields.values(), header)
        export.unread = tuple(name for name in header if name and name not in fields)
        following = reader.line_num + 1
        for row in reader:
            # A row may go over several lines; it is named by the first.
            begun, following = following, reader.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            _refuse_many(export)
            if len(row) != len(header):
                reason = f"Berisi {len(row)} kolom, seharusnya {len(header)}."
                export.errors.append(LineError(line=begun, reason=reason))
                continue
            cells = dict(zip(header, row, strict=True))
            values = {field: cells[column] for column, field in fields.items()}
            export.records.append(Record(line=begun, **values))
    except csv.Error as error:
        raise InvalidInput(
            f"CSV rusak atau terpotong sekitar baris {following}: tanda kutip tidak ditutup, atau isi satu "
            f"kolom lebih dari {_LONGEST_FIELD} huruf. Ekspor ulang berkasnya."
        ) from error


def _read_lines(text: str, mapping: Mapping[str, str], export: Export) -> None:
    seen: dict[str, None] = {}
    for number, written in enumerate(text.split("\n"), 1):
        if not written.strip():
            continue
        _refuse_many(export)
        try:
            value = json.loads(written)
            if not isinstance(value, dict):
                raise InvalidInput("Setiap baris harus berisi satu objek JSON.")
            seen |= dict.fromkeys(value)
            export.records.append(from_mapping(number, value, mapping))
        except (json.JSONDecodeError, RecursionError):
            reason = "Bukan JSON yang benar; barisnya mungkin terpotong."
            export.errors.append(LineError(line=number, reason=reason))
        except InvalidInput as error:
            export.errors.append(LineError(line=number, reason=str(error)))
    if seen:
        fields = fields_by_column(seen, {field: name for field, name in mapping.items() if name in seen})
        refuse_without(fields.values(), seen)
        export.unread = tuple(name for name in seen if name not in fields and plain_name(name) not in REPLIES)


def _refuse_many(export: Export) -> None:
    if len(export.records) >= MOST_RECORDS:
        raise InvalidInput(f"Lebih dari {MOST_RECORDS} baris. Bagi berkasnya.")
