"""The records of an export, whatever their columns are called there.

A record is a question or a post under one. A question may bring its answer along (columns of the answer, or
in JSONL a list ``replies``), or they stand in records of their own that name it as their thread.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from corpus.errors import InvalidInput
from corpus.models import Frozen

FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "nomor", "no", "kode", "post id"),
    "thread": ("thread", "utas", "induk", "parent", "parent id", "id pertanyaan", "question id", "topik id"),
    "title": ("title", "judul", "subject", "perihal", "topik"),
    "text": ("text", "isi", "pertanyaan", "question", "body", "pesan", "konten", "content", "uraian"),
    "category": ("category", "kategori", "layanan", "jenis"),
    "author": ("author", "penulis", "penanya", "user", "pengguna", "nama", "user id", "author id"),
    "date": ("date", "tanggal", "waktu", "created at", "dibuat", "tanggal tanya", "asked at"),
    "accepted": ("accepted", "diterima", "jawaban terpilih", "terpilih", "is accepted", "solusi"),
    "answer": ("answer", "jawaban", "balasan", "accepted answer", "reply", "tanggapan"),
    "answer_author": ("answer author", "penjawab", "petugas", "dijawab oleh", "answered by"),
    "answer_date": ("answer date", "tanggal jawab", "tanggal jawaban", "answered at", "dijawab"),
}
"""What a field may be called, after ``plain_name``; its own name comes first."""
REQUIRED = ("id",)
REPLIES = ("replies", "balasan", "jawaban", "posts", "tanggapan")
"""What the list of posts under a question may be called in JSONL."""


class Record(Frozen):
    """One record, its fields as text; ``line`` is where it stands, counted from 1."""

    line: int
    id: str = ""
    thread: str = ""
    title: str = ""
    text: str = ""
    category: str = ""
    author: str = ""
    date: str = ""
    accepted: str = ""
    answer: str = ""
    answer_author: str = ""
    answer_date: str = ""
    replies: tuple["Record", ...] = ()


class LineError(Frozen):
    """A record that cannot be brought in, and why; ``line`` counts from 1, the header included."""

    line: int
    reason: str


def plain_name(name: str) -> str:
    """A column name without what two exports write differently: case, signs between words, accents."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return " ".join(re.findall(r"[a-z0-9]+", folded))


def fields_by_column(columns: Iterable[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Which field each column is; columns that are none are left out.

    Args:
        mapping: column by field, where the names are others than the usual ones.

    Raises:
        InvalidInput: a required column is missing, the mapping names one that is not there, or two columns
            are one field.
    """
    names = list(columns)
    found: dict[str, str] = {}
    for field, column in mapping.items():
        if field not in FIELDS:
            raise InvalidInput(
                f"Bidang data “{field}” pada pemetaan tidak dikenal; pilih {', '.join(FIELDS)}."
            )
        if column not in names:
            raise InvalidInput(f"Kolom “{column}” pada pemetaan tidak ada dalam berkas.")
        found[column] = field
    for name in names:
        known = next((field for field, called in FIELDS.items() if plain_name(name) in called), None)
        if name in found or known is None or known in mapping:
            continue
        if known in found.values():
            raise InvalidInput(
                f"Kolom “{name}” dan kolom lain sama-sama dibaca sebagai “{known}”. Pilih satu di pemetaan."
            )
        found[name] = known
    return found


def refuse_without(fields: Iterable[str], seen: Iterable[str]) -> None:
    """Let only an export pass that has what is needed.

    Raises:
        InvalidInput: something is missing; the message says what was found.
    """
    present = set(fields)
    missing = [field for field in REQUIRED if field not in present]
    if not present & {"text", "title"}:
        missing.append("text")
    if missing:
        names = "; ".join(f"{one} ({', '.join(FIELDS[one][:4])})" for one in missing)
        raise InvalidInput(
            f"Kolom wajib tidak ditemukan: {names}. Yang ada: {', '.join(list(seen)[:30])[:300]}. "
            "Ganti nama kolomnya atau berikan pemetaan."
        )


def from_mapping(line: int, values: Mapping[str, Any], mapping: Mapping[str, str]) -> Record:
    """A record of JSONL.

    Raises:
        InvalidInput: a field is neither text nor number, or the replies are no list of objects.
    """
    replies: list[Record] = []
    flat = dict(values)
    for name in values:
        if plain_name(name) in REPLIES and isinstance(values[name], list):
            replies += [_reply(line, one, mapping) for one in flat.pop(name)]
    fields = fields_by_column(flat, {f: c for f, c in mapping.items() if c in flat})
    kept = {field: _text(flat[column], column) for column, field in fields.items()}
    return Record(line=line, replies=tuple(replies), **kept)


def _reply(line: int, value: Any, mapping: Mapping[str, str]) -> Record:
    if not isinstance(value, dict):
        raise InvalidInput("Daftar balasan harus berisi objek.")
    return from_mapping(line, value, mapping)


def _text(value: Any, column: str) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ya" if value else "tidak"
        case str():
            return value
        case int() | float():
            return str(value)
    raise InvalidInput(f"Isi “{column[:40]}” harus teks, angka, atau ya/tidak.")


def with_answers(records: Iterable[Record]) -> Iterator[Record]:
    """Every record in order, and behind each question what it brought along, as records of their own."""
    for record in records:
        yield record.model_copy(update={"replies": ()})
        brought = list(record.replies)
        if record.answer.strip():
            brought.append(
                Record(
                    line=record.line,
                    text=record.answer,
                    author=record.answer_author,
                    date=record.answer_date,
                    accepted="ya",
                )
            )
        for number, one in enumerate(brought, 1):
            identifier = one.id or f"{record.id}/{number}"
            yield one.model_copy(update={"id": identifier, "thread": record.id, "replies": ()})
