"""Rich Text Format, through striprtf."""

import re

from striprtf.striprtf import rtf_to_text

from corpus.errors import UnreadableDocument
from ingestion.document import Block, Document
from ingestion.readers.limits import ReadLimits
from ingestion.readers.plain import paragraphs
from ingestion.readers.tables import row_text
from ingestion.readers.text import clean

MEDIA_TYPE = "application/rtf"

# striprtf drops the destination in which Word keeps the automatic number it shows.
_LIST_TEXT = re.compile(r"\{\\(?:\*\\)?(?:listtext|pntext)\b([^{}]*)\}")
_CELLS = re.compile(r"\|")


def read_rtf(data: bytes, name: str, limits: ReadLimits) -> Document:
    """Read RTF, one block a paragraph; table rows stay rows.

    Raises:
        UnreadableDocument: braces do not match, so the file is cut off.
    """
    del limits  # the size was checked before the bytes were read
    source = data.decode("latin-1").rstrip("\x00\r\n\t ")
    if not source.endswith("}"):
        raise UnreadableDocument(name, "dokumen RTF terpotong; salin atau simpan ulang")
    source = _LIST_TEXT.sub(r"{\1}", source)
    plain = rtf_to_text(source, errors="ignore")  # type: ignore[no-untyped-call]  # striprtf has no types
    text = clean(str(plain))
    blocks: list[Block] = []
    for paragraph in paragraphs(text.replace("\n", "\n\n")):
        if _CELLS.search(paragraph):
            row = row_text(paragraph.strip("|").split("|"))
            if blocks and blocks[-1].kind == "table":
                row = f"{blocks.pop().text}\n{row}"
            blocks.append(Block("table", row))
        else:
            blocks.append(Block("paragraph", paragraph.strip()))
    return Document(name, MEDIA_TYPE, tuple(blocks))
