"""What a knowledge manager does to a library: correct it, take a source out, audit it."""

from datetime import date

from api.library import STARTER_ORIGIN, Library
from corpus.audit import Audit, audit, audited_documents, missing_texts
from corpus.corrections import Change, Correction
from corpus.errors import InvalidInput
from corpus.models import Source
from ingestion.progress import Progress

WAIT = 600.0
"""Seconds to wait for an ingest that runs, before what follows from a change is worked out."""


def correct(
    library: Library, change: Change, *, reason: str, author: str, progress: Progress | None = None
) -> Correction:
    """Keep a hand entry and answer by it from now on: wordings and index are made anew.

    Raises:
        Busy: an ingest runs all the while; the entry is kept and counts from its end on.
        StorageError: the database cannot be written.
    """
    entry = library.store.add_correction(change, reason=reason, author=author)
    library.ingest([], starter=False, progress=progress, wait=WAIT)
    return entry


def undo(
    library: Library, correction_id: int, *, author: str, progress: Progress | None = None
) -> Correction:
    """Take a hand entry back, and answer without it from now on.

    Raises:
        NotFound: there is none with this number.
        InvalidInput: it was taken back before.
        Busy, StorageError: as ``correct``.
    """
    entry = library.store.undo_correction(correction_id, author=author)
    library.ingest([], starter=False, progress=progress, wait=WAIT)
    return entry


def remove(library: Library, source_id: str, *, progress: Progress | None = None) -> Source:
    """Take a source out with everything it brought in; hand entries stay.

    Raises:
        NotFound: there is none with this identifier.
        InvalidInput: it belongs to the starter corpus, which every ingest brings back.
        Busy, StorageError: as ``correct``.
    """
    if library.store.source(source_id).origin.startswith(STARTER_ORIGIN):
        raise InvalidInput(
            f"“{source_id}” bagian dari korpus bawaan dan akan kembali pada ingest berikutnya. Untuk pustaka "
            "tanpa korpus bawaan, mulai folder baru dengan tanya ingest --no-starter."
        )
    with library.home.writer_lock(wait=WAIT):
        source = library.store.remove(source_id)
    library.ingest([], starter=False, progress=progress, wait=WAIT)
    return source


def audit_library(library: Library, on: date | None = None) -> Audit:
    """Every document whose legal basis does not hold on a day, and every amendment whose text is missing.

    Args:
        on: today where none is given.

    Raises:
        NotFound: nothing was ingested yet.
    """
    snapshot = library.snapshot()
    regulations = {regulation.id: regulation for regulation in snapshot.knowledge.regulations()}
    documents = audited_documents(snapshot.knowledge)
    day = on or library.today()
    found = audit(documents, snapshot.force, regulations, day)
    found.missing = missing_texts(snapshot.force, snapshot.knowledge, day)
    return found
