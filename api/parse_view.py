"""One file parsed without any store, and the JSON that ``tanya parse`` prints of it. Stable."""

from dataclasses import asdict, replace
from pathlib import Path

from corpus.errors import UnreadableDocument
from corpus.models import Provision, Regulation
from ingestion.isolated_reader import IsolatedReader
from ingestion.regulation.parsed import ParsedRegulation


def parse_file(path: Path, reader: IsolatedReader) -> ParsedRegulation:
    """Read and parse one regulation; what the reader warns of joins the report's warnings.

    A text without the usual parts of a regulation is one where its file's name says which one.

    Raises:
        UnreadableDocument: it cannot be read, is no regulation, or does not say which one it is.
    """
    # The folders count too: pp/2021/94.md names a regulation whose printed number is damaged.
    reading = reader.read(path, origin=path.resolve().as_posix(), trust_name=True)
    parsed = reading.parsed
    if parsed is None:
        raise _no_regulation(path)
    warnings = reading.document.warnings
    if reading.by_name:
        warnings = (*warnings, "Susunannya tidak lazim bagi peraturan; diurai karena nama berkasnya.")
    report = replace(parsed.report, warnings=(*warnings, *parsed.report.warnings))
    return replace(parsed, report=report)


def _no_regulation(path: Path) -> UnreadableDocument:
    return UnreadableDocument(
        path.name,
        "bukan naskah peraturan: tidak ada judul peraturan dengan Menimbang, Menetapkan, atau pasal; "
        "bila memang peraturan, beri nama berkas seperti uu-5-2014.txt",
    )


def parsed_json(parsed: ParsedRegulation) -> dict[str, object]:
    """The shape ``{"source", "provisions", "relations", "amendments", "terms", "report"}``."""
    return {
        "source": _source(parsed.regulation),
        "provisions": _provisions(parsed.provisions),
        "relations": [
            {
                "kind": relation.kind.value,
                "subject": relation.subject_id,
                "target": relation.target_id,
                "scope": relation.scope,
                "evidence": relation.evidence,
                "since": relation.since.isoformat() if relation.since else None,
            }
            for relation in parsed.relations
        ],
        "amendments": [amendment.model_dump(mode="json") for amendment in parsed.amendments],
        "terms": [term.model_dump(mode="json") for term in parsed.terms],
        "report": {**asdict(parsed.report), "pages_to_look_at": parsed.report.pages_to_look_at},
    }


def _source(regulation: Regulation) -> dict[str, object]:
    fields = regulation.model_dump(mode="json")
    return {
        **{name: fields[name] for name in ("id", "type", "number", "year", "title", "issuer")},
        "dates": {name: fields[name] for name in ("enacted", "promulgated", "effective")},
        **{name: fields[name] for name in ("place", "signed_by", "gazette")},
    }


def _provisions(provisions: tuple[Provision, ...]) -> list[dict[str, object]]:
    labels: dict[str, tuple[str, ...]] = {}
    shown: list[dict[str, object]] = []
    for provision in provisions:
        # Whoever contains a unit comes before it in reading order.
        labels[provision.id] = (*labels.get(provision.parent_id, ()), provision.label)
        shown.append(
            {
                "id": provision.id,
                "kind": provision.kind.value,
                "label": provision.label,
                "path": [*provision.heading_path, *labels[provision.id]],
                "text": provision.text,
                "full_text": provision.full_text,
                "penjelasan": provision.penjelasan,
                "page": provision.page,
            }
        )
    return shown
