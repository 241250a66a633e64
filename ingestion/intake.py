"""One file becomes the content of one source: which reader, which parser, which chunks."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from corpus.identifiers import slug
from corpus.models import Source, SourceKind
from corpus.store import WARNING, SourceContent
from ingestion.chunking import chunk_document, chunk_entry, chunk_regulation
from ingestion.document import Document
from ingestion.files import InputFile
from ingestion.formats import Format, Loaded, detect, load, refuse_yaml
from ingestion.isolated_reader import IsolatedReader
from ingestion.regulation.parsed import ParsedRegulation, ParseReport

Intake = tuple[SourceContent, tuple[tuple[str, str], ...]]
"""What a file brings in, and what of it was refused or is doubtful (where, why)."""

KINDS = {
    Format.DIGEST: SourceKind.REGULATION,
    Format.FAQ: SourceKind.FAQ,
    Format.SOP: SourceKind.SOP,
    Format.FORUM: SourceKind.FORUM,
    Format.PASSAGES: SourceKind.OTHER,
}
MEDIA_TYPES = {
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".jsonl": "application/jsonl",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".md": "text/markdown",
}


def take_in(file: InputFile, sha256: str, reader: IsolatedReader) -> Intake:
    """Read one file.

    Raises:
        UnreadableDocument: nothing of it can be used.
    """
    format_ = detect(file.path)
    if format_ is not None:
        return _from_entries(file, sha256, format_, load(file.path, format_))
    refuse_yaml(file.path)
    reading = reader.read(file.path, origin=file.origin)
    if reading.parsed is not None:
        return _from_regulation(file, sha256, reading.document, reading.parsed)
    return _from_text(file, sha256, reading.document)


def _from_entries(file: InputFile, sha256: str, format_: Format, loaded: Loaded) -> Intake:
    is_digest = format_ is Format.DIGEST
    stem = file.path.stem
    source_id = f"ringkasan-{stem}" if is_digest else slug(f"{format_.value} {stem}")
    source = Source(
        id=source_id,
        kind=KINDS[format_],
        title=_entries_title(format_, loaded, stem),
        origin=file.origin,
        sha256=sha256,
        media_type=MEDIA_TYPES.get(file.path.suffix.lower(), "text/plain"),
        added_at=datetime.now(UTC),
        regulation=loaded.regulation,
        digest=is_digest,
        note=loaded.note,
    )
    if loaded.regulation is not None:
        units = chunk_regulation(source_id, loaded.regulation, loaded.provisions, digest=True)
    else:
        entries = [chunk_entry(source_id, entry, order=order) for order, entry in enumerate(loaded.entries)]
        others = [
            unit.model_copy(update={"source_id": source_id, "order": order})
            for order, unit in enumerate(loaded.units, start=len(entries))
        ]
        units = [*entries, *others]
    content = SourceContent(source, loaded.provisions, loaded.relations, loaded.entries, tuple(units))
    return content, loaded.refusals


def _entries_title(format_: Format, loaded: Loaded, stem: str) -> str:
    readable = stem.replace("-", " ").replace("_", " ").strip()
    if loaded.regulation is not None:
        _, _, part = stem.partition("--")
        return f"Ringkasan {loaded.regulation.title}{f' ({part})' if part else ''}"
    if format_ is Format.PASSAGES:
        return readable
    if len(loaded.entries) == 1 and format_ is Format.SOP:
        return f"SOP {getattr(loaded.entries[0], 'title', readable)}"
    topic = loaded.entries[0].topic if loaded.entries else readable
    return f"{format_.value.upper() if format_ is not Format.FORUM else 'Forum'} {topic}"


def _from_regulation(file: InputFile, sha256: str, document: Document, parsed: ParsedRegulation) -> Intake:
    regulation = parsed.regulation
    source = Source(
        id=regulation.id,
        kind=SourceKind.REGULATION,
        title=regulation.title,
        origin=file.origin,
        sha256=sha256,
        media_type=document.media_type,
        added_at=datetime.now(UTC),
        regulation=regulation,
    )
    units = chunk_regulation(source.id, regulation, parsed.provisions, digest=False)
    notes = tuple((WARNING, warning) for warning in (*document.warnings, *parsed.report.warnings))
    content = SourceContent(
        source,
        parsed.provisions,
        parsed.relations,
        units=tuple(units),
        amendments=parsed.amendments,
        terms=parsed.terms,
        told=parsed.told,
        report=_report(parsed.report),
    )
    return content, notes


def _report(report: ParseReport) -> dict[str, object]:
    """The report as it is kept; page furniture is in the document itself and would double the store."""
    return {name: value for name, value in asdict(report).items() if name != "furniture"}


def _from_text(file: InputFile, sha256: str, document: Document) -> Intake:
    stem = file.path.stem
    source = Source(
        id=slug(stem) or f"dokumen-{sha256[:8]}",
        kind=SourceKind.SOP if _named_sop(file.path) else SourceKind.OTHER,
        title=document.title or stem.replace("-", " ").replace("_", " "),
        origin=file.origin,
        sha256=sha256,
        media_type=document.media_type,
        added_at=datetime.now(UTC),
    )
    units = chunk_document(source.id, document)
    notes = tuple((WARNING, warning) for warning in document.warnings)
    return SourceContent(source, units=tuple(units)), notes


def _named_sop(path: Path) -> bool:
    return "sop" in slug(path.stem).split("-")
