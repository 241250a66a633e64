"""A structured file's text, bounded in size."""

from pathlib import Path

from corpus.errors import UnreadableDocument
from ingestion.readers.text import NotText, decode

MAX_BYTES = 16 * 1024 * 1024
"""Size of a file that is read whole; passage collections are streamed and may be larger."""


def read_text(path: Path) -> tuple[str, tuple[str, ...]]:
    """The file's text with line feeds as line ends, and warnings about a doubtful encoding.

    Raises:
        UnreadableDocument: missing, too large or binary.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableDocument(
                path.name, f"lebih besar dari {MAX_BYTES // 2**20} MiB; bagi menjadi beberapa berkas"
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(path.name, f"tidak dapat dibuka ({error.strerror})") from error
    try:
        text, warnings = decode(data)
    except NotText as error:
        raise UnreadableDocument(path.name, str(error)) from error
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), warnings
