"""Ingest: files become sources, sources become a snapshot, a snapshot gets its vectors.

Every step can die and be run again: a file is one transaction, vectors are saved in small
batches, a snapshot is switched by rename. Run again, ingest does only what is missing.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.embeddings.keys import text_key
from corpus.embeddings.protocol import Embedder
from corpus.errors import EmbeddingError, UnreadableDocument
from corpus.models import Snapshot, Source
from corpus.snapshots import Snapshots, embedding_texts
from corpus.store import WARNING, Refusal, SourceContent, Store
from ingestion.consolidate import consolidate_changed
from ingestion.files import InputFile, content_hash, find_files
from ingestion.intake import take_in
from ingestion.isolated_reader import IsolatedReader
from ingestion.namesakes import Namesake, compare, refusal_of
from ingestion.progress import Progress
from ingestion.report import FileResult, IngestReport, Outcome

VECTOR_BATCH = 256
"""Passages embedded between two saves: what a kill can cost."""


def ingest(
    paths: Sequence[Path],
    store: Store,
    snapshots: Snapshots,
    embedder: Embedder,
    *,
    progress: Progress,
    force: bool = False,
    origin_prefix: str = "",
    index: bool = True,
    vectors: bool = True,
) -> IngestReport:
    """Bring files in and serve them. The caller holds the writer lock.

    New text is found by words as soon as it is parsed; a second snapshot with its vectors follows.

    Args:
        force: read unchanged files again too, after an upgrade of readers or parser.
        origin_prefix: stands before every origin, to tell the starter corpus from an agency's files.
        index: false where another ingest follows at once, whose index holds these files too.
        vectors: false to have these files searched by words only, until they are brought in again
            without it; vectors that they have stay.

    Raises:
        InvalidInput: a path does not exist.
        StorageError: the disk is full or cannot be written; what was done stays.
    """
    report = IngestReport()
    started = time.perf_counter()
    files = find_files(paths)
    progress.begin("Membaca dan mengurai", len(files))
    # A reader runs in a process of its own: a C library that dies there costs one file.
    with IsolatedReader(
        on_pages=lambda name, pages: progress.advance(0, f"{name}: OCR {pages.done}/{pages.total} halaman")
    ) as reader:
        for file in files:
            named = _named(file, origin_prefix)
            result = _ingest_file(named, store, reader, force=force)
            report.files.append(result)
            _want_vectors(store, result, wanted=vectors)
            if result.outcome in {Outcome.ADDED, Outcome.UPDATED}:
                report.provisions += result.provisions
            progress.advance(label=file.origin)
    report.parse_seconds = time.perf_counter() - started
    if index:
        # Not where another ingest follows at once: its files may amend these.
        consolidate_changed(store, progress)
        _complete_index(store, snapshots, embedder, report, progress=progress)
    return report


def _complete_index(
    store: Store, snapshots: Snapshots, embedder: Embedder, report: IngestReport, *, progress: Progress
) -> None:
    """Serve what the store holds: by words at once, by meaning as soon as its vectors are made.

    A failing embedding backend is reported as ``report.warning``; search by words goes on.
    """
    missing = _texts_without_vector(store, embedder.model_id)
    if missing:
        _note_snapshot(report, _build(snapshots, store, embedder.model_id, progress))
        started = time.perf_counter()
        try:
            report.vectors_made = _embed(missing, store, embedder, progress)
        except EmbeddingError as error:
            report.warning = f"{error} Pencarian memakai kata saja sampai vektor dibuat (tanya ingest)."
        report.embed_seconds = time.perf_counter() - started
    _note_snapshot(report, _build(snapshots, store, embedder.model_id, progress))


def _want_vectors(store: Store, result: FileResult, *, wanted: bool) -> None:
    """Note for a file's source whether vectors are made for it.

    A file that only repeats a source asks for vectors, but never takes them from who brought it in first.
    """
    if result.outcome is Outcome.REFUSED or (result.outcome is Outcome.DUPLICATE and not wanted):
        return
    if store.is_words_only(result.source_id) == wanted:
        store.set_words_only([result.source_id], wanted=not wanted)


def _ingest_file(file: InputFile, store: Store, reader: IsolatedReader, *, force: bool) -> FileResult:
    try:
        sha256 = content_hash(file.path) if file.path.is_file() else ""
    except OSError as error:
        return _refuse(file, store, "", f"tidak dapat dibuka ({error.strerror})")
    known = store.source_with_hash(sha256) if sha256 else None
    if known is not None and known.place != file.place and _still_there(known):
        return FileResult(
            file.origin,
            Outcome.DUPLICATE,
            known.id,
            known.kind.value,
            reason=f"isi sama dengan {known.origin}",
        )
    if known is not None and known.place == file.place and not force:
        return FileResult(file.origin, Outcome.UNCHANGED, known.id, known.kind.value)
    moved = [known] if known is not None and known.place != file.place else []
    try:
        content, notes = take_in(file, sha256, reader)
        return _store(file, store, content, notes, replaced=[*store.sources_at(file.place), *moved])
    except UnreadableDocument as error:
        return _refuse(file, store, sha256, error.reason)


def _named(file: InputFile, origin_prefix: str) -> InputFile:
    """A file of the starter corpus is known by its name alone: an upgrade may install it elsewhere."""
    if not origin_prefix:
        return file
    origin = origin_prefix + file.origin
    return InputFile(file.path, origin, place=origin)


def _still_there(source: Source) -> bool:
    """Whether the file a source was read from exists; one of the starter corpus always does."""
    place = Path(source.place)
    return not place.is_absolute() or place.exists()


def _store(
    file: InputFile,
    store: Store,
    content: SourceContent,
    notes: tuple[tuple[str, str], ...],
    *,
    replaced: Sequence[Source],
) -> FileResult:
    """Keep what a file brought in, in the place of what it, or its name before a move, brought in."""
    gone = {source.id for source in replaced}
    content = _with_free_id(store, content, file.place, gone)
    source = content.source
    existing = store.find_source(source.id)
    settled: Settled | None = None
    if existing is not None and existing.id not in gone:
        settled = _settle(file, store, content, existing)
        if settled.result is not None:
            return settled.result
        notes = (*notes, *settled.notes)
    own = [unit.id for unit in content.units] if not content.provisions else []
    if taken := store.foreign_units(own, {source.id, *gone}):
        example = min(taken)
        return _refuse(
            file, store, source.sha256, f"{len(taken)} identitas sudah dipakai sumber lain ({example})"
        )
    store.replace(content, instead_of=gone)
    if settled is not None and settled.refused is not None:
        store.record_refusals(settled.refused.origin, [settled.refused])
    store.record_refusals(
        file.origin,
        [Refusal(f"{file.origin}#{where}", reason, source.sha256) for where, reason in notes],
    )
    return FileResult(
        file.origin,
        Outcome.UPDATED if existing is not None or gone else Outcome.ADDED,
        source.id,
        source.kind.value,
        len(content.provisions),
        len(content.units),
        notes=tuple(f"{where}: {reason}" for where, reason in notes),
    )


@dataclass(frozen=True, slots=True)
class Settled:
    """What comes of a file whose identifier the store holds from another file.

    Attributes:
        result: how the file ended; None where it takes the other's place.
        notes: what the knowledge manager is told of that.
        refused: the text that it put out, where that is another regulation.
    """

    result: FileResult | None = None
    notes: tuple[tuple[str, str], ...] = ()
    refused: Refusal | None = None


def _settle(file: InputFile, store: Store, content: SourceContent, existing: Source) -> Settled:
    """Decide between a file and the other one that gave the same identifier."""
    source = content.source
    held = store.provisions_of(existing.id)
    verdict = compare(existing, held, source, content.provisions)
    is_there = _still_there(existing)
    if verdict is Namesake.HELD_IS_RIGHT and is_there:
        return Settled(_refuse(file, store, source.sha256, refusal_of(source, existing)))
    if verdict is not Namesake.COPY:
        refused = (
            Refusal(existing.origin, refusal_of(existing, source), existing.sha256) if is_there else None
        )
        return Settled(notes=((WARNING, f"menggantikan isi lain dari {existing.origin}"),), refused=refused)
    fewer = len(held) < len(content.provisions)
    if not fewer and (len(held) > len(content.provisions) or is_there):
        reason = f"{source.id} sudah ada dari {existing.origin} dengan {len(held)} ketentuan"
        return Settled(
            FileResult(file.origin, Outcome.DUPLICATE, source.id, source.kind.value, reason=reason)
        )
    if not is_there:
        return Settled()
    note = f"menggantikan salinan {existing.origin} yang kurang lengkap ({len(held)} ketentuan)"
    return Settled(notes=((WARNING, note),))


def _with_free_id(store: Store, content: SourceContent, place: str, gone: set[str]) -> SourceContent:
    """Two files of one name in different folders are two sources, unless both are one regulation."""
    source = content.source.model_copy(update={"place": place})
    content = replace(content, source=source)
    existing = store.find_source(source.id)
    if existing is None or existing.id in gone or source.regulation is not None:
        return content
    renamed = f"{source.id}-{source.sha256[:8]}"
    units = tuple(
        unit.model_copy(
            update={
                "source_id": renamed,
                "id": renamed + unit.id.removeprefix(source.id)
                if unit.id.startswith(f"{source.id}/")
                else unit.id,
            }
        )
        for unit in content.units
    )
    return replace(content, source=source.model_copy(update={"id": renamed}), units=units)


def _refuse(file: InputFile, store: Store, sha256: str, reason: str) -> FileResult:
    store.record_refusals(file.origin, [Refusal(file.origin, reason, sha256)])
    return FileResult(file.origin, Outcome.REFUSED, reason=reason)


def _texts_without_vector(store: Store, model: str) -> dict[str, str]:
    texts = {}
    words_only = store.words_only()
    for unit in store.units():
        if unit.source_id in words_only:
            continue
        for text in embedding_texts(unit):
            texts[text_key(model, text)] = text
    known = store.vector_keys()
    return {key: text for key, text in texts.items() if key not in known}


def _embed(missing: dict[str, str], store: Store, embedder: Embedder, progress: Progress) -> int:
    # Texts of like length stand together, so a batch pads little.
    keys = sorted(missing, key=lambda key: len(missing[key]))
    progress.begin("Membuat vektor", len(keys))
    for start in range(0, len(keys), VECTOR_BATCH):
        batch = keys[start : start + VECTOR_BATCH]
        vectors = embedder.embed_passages([missing[key] for key in batch], progress.advance)
        store.put_vectors(embedder.model_id, dict(zip(batch, vectors, strict=True)))
    return len(keys)


def _build(snapshots: Snapshots, store: Store, model: str, progress: Progress) -> Snapshot:
    progress.begin("Menyusun indeks", 3)
    return snapshots.build(store, model, on_step=lambda step: progress.advance(label=step))


def _note_snapshot(report: IngestReport, snapshot: Snapshot) -> None:
    report.snapshot = snapshot.id
    report.passages = snapshot.passages
    report.embedded = snapshot.embedded
