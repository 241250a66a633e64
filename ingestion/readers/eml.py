"""Saved e-mail: subject and body; attachments are named, not read."""

import email
import email.errors
import email.policy
from email.message import MIMEPart

from ingestion.document import Block, Document
from ingestion.readers.html import html_blocks
from ingestion.readers.limits import ReadLimits
from ingestion.readers.plain import paragraphs
from ingestion.readers.text import clean, one_line

MEDIA_TYPE = "message/rfc822"


def read_eml(data: bytes, name: str, limits: ReadLimits) -> Document:
    """Read a message: the plain body, else the HTML one.

    Raises:
        UnreadableDocument: the HTML body cannot be read.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    subject = one_line(str(message.get("subject") or ""))
    blocks: list[Block] = [Block("heading", subject, level=1)] if subject else []
    body = message.get_body(("plain", "html"))
    if body is not None:
        text = _content(body)
        if body.get_content_type() == "text/html":
            blocks.extend(html_blocks(text, name, limits)[0])
        else:
            blocks.extend(Block("paragraph", paragraph) for paragraph in paragraphs(clean(text)))
    attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    warnings = (f"lampiran tidak dibaca, masukkan tersendiri: {', '.join(attached)}",) if attached else ()
    return Document(name, MEDIA_TYPE, tuple(blocks), title=subject, warnings=warnings)


def _content(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except LookupError:  # a character set that does not exist
        payload = part.get_payload(decode=True)
        return payload.decode("cp1252", "replace") if isinstance(payload, bytes) else ""
