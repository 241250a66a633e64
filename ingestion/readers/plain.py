"""Plain text: paragraphs are what empty lines separate."""

from corpus.errors import UnreadableDocument
from ingestion.document import Block, Document
from ingestion.readers.limits import ReadLimits
from ingestion.readers.text import NotText, clean, decode

MEDIA_TYPE = "text/plain"


def decode_or_refuse(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Decoded and cleaned text with its warnings.

    Raises:
        UnreadableDocument: the bytes are binary.
    """
    try:
        text, warnings = decode(data)
    except NotText as error:
        raise UnreadableDocument(
            name, f"bukan berkas teks ({error}); buka dengan program asalnya dan simpan sebagai PDF atau DOCX"
        ) from error
    return clean(text), warnings


def paragraphs(text: str) -> list[str]:
    """Runs of non-empty lines, right-stripped, each run with its line breaks."""
    result: list[str] = []
    run: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            run.append(line.rstrip())
        elif run:
            result.append("\n".join(run))
            run = []
    return result


def read_plain(data: bytes, name: str, limits: ReadLimits) -> Document:
    """Read plain text in any common encoding, one block a paragraph.

    Raises:
        UnreadableDocument: the bytes are binary.
    """
    del limits  # the size was checked before the bytes were read
    text, warnings = decode_or_refuse(data, name)
    blocks = tuple(Block("paragraph", paragraph) for paragraph in paragraphs(text))
    return Document(name=name, media_type=MEDIA_TYPE, blocks=blocks, warnings=warnings)
