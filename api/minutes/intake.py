"""What is uploaded for a meeting becomes a transcript.

Text is read directly, documents and recordings in a process of their own.
"""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path, PurePath

from assistant.minutes.audio import Listened, WhisperRecogniser, check_model, transcribe
from assistant.minutes.models import Transcript
from assistant.minutes.transcript import read_transcript, read_transcript_bytes
from corpus.errors import InvalidInput, StorageError, UnreadableDocument
from ingestion.document import Document
from ingestion.readers import read
from ingestion.readers.isolated import IsolatedWorker, answer_each
from ingestion.readers.limits import MIB, ReadLimits
from ingestion.readers.pages import OnPages, PagesRead

TEXT_ENDINGS = frozenset({".vtt", ".srt", ".txt", ".json", ".jsonl", ".md"})
"""Endings of transcripts that are text; whatever else holds text is read too."""
DOCUMENT_ENDINGS = frozenset({".docx", ".odt", ".rtf", ".pdf", ".html", ".htm", ".csv", ".tsv", ".xlsx"})
"""Endings of transcripts that a document reader opens."""
AUDIO_ENDINGS = frozenset(
    {".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".wav", ".flac", ".webm", ".mp4", ".mkv", ".wma"}
)
"""Endings of recordings."""

LIMITS = ReadLimits(
    max_bytes=64 * MIB, max_pages=1_000, max_cells=300_000, max_uncompressed=256 * MIB, ocr_pages=0
)
_DOCUMENT_SECONDS = 120.0
_STRETCH_SECONDS = 3_600.0
"""A large model on a slow machine takes many times the length of a stretch."""
_BINARY_DOCUMENTS = (b"PK\x03\x04", b"{\\rtf", b"%PDF-", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class _Recording:
    path: Path
    name: str
    model: Path
    work: Path
    threads: int


@dataclass(frozen=True, slots=True)
class _Heard(PagesRead):
    """Seconds heard in place of pages read; ``total`` is 0 where the file does not say."""


def is_recording(name: str) -> bool:
    """Whether a file's name says that it is a recording, which :func:`transcribe_recording` takes."""
    return PurePath(name).suffix.lower() in AUDIO_ENDINGS


def read_upload(content: bytes, name: str) -> Transcript:
    """A transcript of an uploaded file: WebVTT, SRT, plain text, JSON, or a document such as DOCX.

    A document is opened in a process of its own, within ``LIMITS``.

    Raises:
        UnreadableDocument: it cannot be read or holds no speech; the message says what to do instead.
        StorageError: no temporary file can be written.
    """
    ending = PurePath(name).suffix.lower()
    if is_recording(name):
        raise UnreadableDocument(name, "ini rekaman, bukan transkrip; unggah lewat isian rekaman rapat")
    if ending in DOCUMENT_ENDINGS or content.startswith(_BINARY_DOCUMENTS):
        return _from_document(content, name)
    return read_transcript_bytes(content, name=name)


def _from_document(content: bytes, name: str) -> Transcript:
    if not content:
        raise UnreadableDocument(name, "berkas kosong (0 byte); unggah transkrip yang berisi ucapan")
    with tempfile.TemporaryDirectory(prefix="notula-") as folder:
        # The reader goes by the ending; the rest of the name is the user's and stays out of the file system.
        path = Path(folder) / f"transkrip{PurePath(name).suffix.lower()[:10]}"
        try:
            path.write_bytes(content)
        except OSError as error:
            raise StorageError(
                f"Berkas sementara tidak dapat ditulis ({error}); kosongkan cakram."
            ) from error
        with IsolatedWorker(_serve_documents, _DOCUMENT_SECONDS) as worker:
            answer = worker.ask(path, name)
    if not isinstance(answer, Document):
        raise UnreadableDocument(name, str(answer))
    transcript = read_transcript(_text(answer), name=name)
    return replace(transcript, remarks=(*answer.warnings, *transcript.remarks))


def _text(document: Document) -> str:
    """The words of a document, its paragraphs apart; rows of a table stay lines, its header above them."""
    parts: list[str] = []
    for block in document.blocks:
        header = " | ".join(block.header)
        parts.append(
            f"{header}\n{block.text}" if header and not block.text.startswith(header) else block.text
        )
    return "\n\n".join(parts)


def _serve_documents(connection: Connection) -> None:
    """What the worker for documents runs."""
    answer_each(connection, _read_document)


def _read_document(path: Path, on_pages: OnPages) -> Document:
    return read(path, LIMITS, on_pages)


def transcribe_recording(
    path: Path,
    *,
    model: Path | None,
    work: Path,
    name: str = "",
    on_progress: Callable[[Listened], None] | None = None,
    threads: int = 0,
) -> Transcript:
    """A transcript of a recording, heard in a process of its own; see ``assistant.minutes.audio.transcribe``.

    Args:
        model: folder of a Whisper model for faster-whisper.
        work: folder where stretches that are done are kept; run again with it, the work goes on.
        name: what the file is called in messages.
        threads: of the processor; 0 lets the library choose.

    Raises:
        InvalidInput: no model is set, it is incomplete, or the ``audio`` extra is not installed.
        UnreadableDocument: not a recording, nobody speaks in it, or the process broke on it.
    """
    request = _Recording(path, name or path.name, check_model(model), work, threads or os.cpu_count() or 1)

    def told(pages: PagesRead) -> None:
        if on_progress is not None:
            on_progress(Listened(float(pages.done), float(pages.total) if pages.total else None))

    with IsolatedWorker(_serve_recordings, _STRETCH_SECONDS) as worker:
        answer = worker.ask(request, request.name, told)
    if isinstance(answer, Transcript):
        return answer
    raise UnreadableDocument(request.name, str(answer))


def _serve_recordings(connection: Connection) -> None:
    """What the worker for recordings runs."""
    answer_each(connection, _hear)


def _hear(request: _Recording, on_pages: OnPages) -> Transcript:
    def progress(listened: Listened) -> None:
        on_pages(_Heard(int(listened.done), int(listened.total or 0)))

    try:
        recogniser = WhisperRecogniser(request.model, threads=request.threads)
        return transcribe(request.path, recogniser, work=request.work, on_progress=progress)
    except (InvalidInput, StorageError) as error:
        reason = error.reason if isinstance(error, UnreadableDocument) else str(error)
        raise UnreadableDocument(request.name, reason) from error
