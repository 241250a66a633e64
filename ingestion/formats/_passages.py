"""Passage collections: JSON lines ``{"_id", "title", "text"}`` as public test collections use them."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from corpus.errors import UnreadableDocument
from corpus.models import PassageKind, PassageUnit
from corpus.text import clean
from ingestion.formats._json_lines import json_lines
from ingestion.formats._model import Loaded, Refusal

_MAX_ID = 500


def load_passages(path: Path, source_id: str) -> Loaded:
    """Every passage of a collection, one line in memory at a time beside the units themselves.

    Raises:
        UnreadableDocument: the file cannot be opened or holds no passage at all.
    """
    refusals: list[Refusal] = []
    try:
        with path.open("rb") as file:
            units = tuple(_units(file, source_id, refusals))
    except OSError as error:
        raise UnreadableDocument(path.name, f"tidak dapat dibuka ({error.strerror})") from error
    if not units:
        why = f"; {refusals[0][0]}: {refusals[0][1]}" if refusals else ""
        raise UnreadableDocument(path.name, f"tidak memuat satu bagian pun{why}")
    return Loaded(units=units, refusals=tuple(refusals))


def _units(file: BinaryIO, source_id: str, refusals: list[Refusal]) -> Iterator[PassageUnit]:
    seen: set[str] = set()
    for number, line in json_lines(file, lambda where, reason: refusals.append((where, reason))):
        where = f"baris {number}"
        identifier, title, text = (line.get(name) for name in ("_id", "title", "text"))
        if isinstance(identifier, int) and not isinstance(identifier, bool):
            identifier = str(identifier)
        if not isinstance(identifier, str) or not _can_be_stored(identifier):
            refusals.append((where, f"“_id” kosong, bukan teks, atau lebih dari {_MAX_ID} karakter"))
        elif not isinstance(text, str) or not clean(text).strip():
            refusals.append((where, f"“text” kosong ({identifier[:60]})"))
        elif identifier in seen:
            refusals.append((where, f"“_id” {identifier[:60]} sudah dipakai baris sebelumnya"))
        else:
            seen.add(identifier)
            heading = " ".join(clean(title).split()) if isinstance(title, str) else ""
            yield PassageUnit(
                id=identifier,
                source_id=source_id,
                kind=PassageKind.TEXT,
                path=(heading,) if heading else (),
                text=clean(text).strip(),
                order=len(seen) - 1,
            )


def _can_be_stored(identifier: str) -> bool:
    """Any characters but those no database takes: NUL and lone surrogates."""
    if not 0 < len(identifier) <= _MAX_ID or "\x00" in identifier:
        return False
    try:
        identifier.encode()
    except UnicodeEncodeError:
        return False
    return True
