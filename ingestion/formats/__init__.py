"""Structured knowledge files: digests, FAQ, SOP, forum history and passage collections.

``detect`` tells whether a file is one by its content; ``load`` reads it. One broken entry never
stops the others: it is listed in ``Loaded.refusals`` with its place and reason. Every field of
every format is described in ``docs/formats.md``.
"""

from pathlib import Path

from corpus.errors import UnreadableDocument
from corpus.identifiers import slug
from ingestion.formats._delimited import take_delimited
from ingestion.formats._detect import YAML, detect
from ingestion.formats._digest import load_digest
from ingestion.formats._entries import EntryCollector
from ingestion.formats._entry_json import take_entry_json
from ingestion.formats._entry_yaml import take_entry_yaml
from ingestion.formats._markdown import take_markdown
from ingestion.formats._model import AnyEntry, Format, Loaded
from ingestion.formats._passages import load_passages
from ingestion.formats._source import read_text
from ingestion.formats._yaml import parse_yaml

__all__ = ["AnyEntry", "Format", "Loaded", "detect", "load", "refuse_yaml"]


def load(path: Path, format_: Format, *, source_id: str = "") -> Loaded:
    """Read a structured file.

    Args:
        path: the file.
        format_: what :func:`detect` found.
        source_id: the source that ``units`` belong to; the slug of the file's name by default.

    Raises:
        UnreadableDocument: nothing of it can be used; the reason says why.
    """
    source = source_id or slug(path.stem) or format_.value
    if format_ is Format.PASSAGES:
        return load_passages(path, source)
    text, warnings = read_text(path)
    if format_ is Format.DIGEST:
        return load_digest(text, path.name)
    collector = EntryCollector(format_, source)
    for warning in warnings:
        collector.refuse("berkas", warning)
    _take(text, path, format_, collector)
    if not collector.count:
        raise UnreadableDocument(path.name, "tidak memuat satu entri pun")
    return collector.finish()


def refuse_yaml(path: Path) -> None:
    """Say why a YAML file is none of these formats; nothing for files with another ending.

    Raises:
        UnreadableDocument: it is malformed, with the place; or well formed but of no known kind.
    """
    if path.suffix.lower() not in YAML:
        return
    text, _ = read_text(path)
    parse_yaml(text, path.name)
    raise UnreadableDocument(
        path.name, "YAML ini bukan ringkasan, FAQ, SOP, atau forum; susunannya dijelaskan di docs/formats.md"
    )


def _take(text: str, path: Path, format_: Format, collector: EntryCollector) -> None:
    """Read the entries in the notation that the file's ending names."""
    match path.suffix.lower():
        case ".md" | ".markdown":
            take_markdown(text, path.name, format_, collector)
        case ".jsonl" | ".ndjson":
            take_entry_json(text, collector)
        case ".csv" | ".tsv":
            take_delimited(text, path.name, collector)
        case _:
            take_entry_yaml(text, path.name, format_, collector)
