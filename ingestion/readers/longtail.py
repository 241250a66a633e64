"""Formats that only the optional package unstructured reads: old binary Word and PowerPoint.

unstructured converts these with LibreOffice and then wants a spaCy model, which it downloads when it
is missing. Nothing here may use the network, so it is only called when all of its parts are there.
"""

import importlib.util
import os
import shutil
import tempfile
from pathlib import Path

from corpus.errors import UnreadableDocument
from ingestion.document import Block, BlockKind, Document
from ingestion.readers.limits import ReadLimits
from ingestion.readers.malformed import MALFORMED
from ingestion.readers.text import one_line, squeeze

_MEDIA_TYPES = {"doc": "application/msword", "ppt": "application/vnd.ms-powerpoint"}
_WAY_OUT = {
    "doc": "buka di Word atau LibreOffice lalu simpan sebagai DOCX",
    "ppt": "buka di PowerPoint atau LibreOffice lalu simpan sebagai PPTX",
}
_KINDS: dict[str, BlockKind] = {"Title": "heading", "ListItem": "list_item", "Table": "table"}
_FAILURES: tuple[type[Exception], ...] = (*MALFORMED, OSError, RuntimeError, ImportError)
_SPACY_MODEL = "en_core_web_sm"


def missing_parts() -> list[str]:
    """What is not installed of all that reading these formats offline needs."""
    missing = [
        name for name in ("unstructured", "spacy", _SPACY_MODEL) if importlib.util.find_spec(name) is None
    ]
    if shutil.which("soffice") is None:
        missing.append("LibreOffice")
    return missing


def read_long_tail(kind: str, data: bytes, name: str, limits: ReadLimits) -> Document:
    """Read an old binary document (``kind`` is ``doc`` or ``ppt``).

    Raises:
        UnreadableDocument: a part that reading it needs is missing, conversion failed, or nothing
            came out; the reason names the way out.
    """
    del limits  # the size was checked before the bytes were read
    missing = missing_parts()
    if missing:
        raise UnreadableDocument(name, f"format lama .{kind} tidak terbaca di sini; {_WAY_OUT[kind]}")
    os.environ.setdefault("SCARF_NO_ANALYTICS", "true")
    from unstructured.partition.auto import partition  # an optional package, slow to import

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"dokumen.{kind}"
        copy.write_bytes(data)
        try:
            elements = partition(str(copy))
        except _FAILURES as error:
            raise UnreadableDocument(name, f"gagal dikonversi ({error}); {_WAY_OUT[kind]}") from error
    blocks: list[Block] = []
    for element in elements:
        text = squeeze(str(element))
        block_kind = _KINDS.get(type(element).__name__, "paragraph")
        if text:
            page = getattr(element.metadata, "page_number", None)
            blocks.append(Block(block_kind, text, level=1 if block_kind == "heading" else 0, page=page))
    title = next((one_line(block.text) for block in blocks if block.kind == "heading"), "")
    return Document(name, _MEDIA_TYPES[kind], tuple(blocks), title=title)
