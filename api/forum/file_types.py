"""What a file is, told from its bytes, never from its name; and what is refused.

Taken are PDF, PNG, JPEG, DOCX, XLSX and plain text. A file has to be its type from the first byte to the
last: one that is two things at once is refused, and so is one that runs something when it is opened.
Pictures are drawn anew, which leaves out everything but the picture: place, camera, and what was appended.
"""

import io
import re
from collections.abc import Callable
from enum import StrEnum

from PIL import Image, ImageOps, UnidentifiedImageError

from api.forum.office_files import refuse_unsound_office
from api.forum.pdf_files import refuse_unsound_pdf
from corpus.errors import InvalidInput
from corpus.models import Frozen


class FileKind(StrEnum):
    """A type of file that is taken; the value ends its name."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    DOCX = "docx"
    XLSX = "xlsx"
    TEXT = "txt"


MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.TEXT: "text/plain; charset=utf-8",
}
MOST_PIXELS = 40_000_000
"""A picture that is larger is refused before it is unpacked."""
MOST_ON_A_SIDE = 4_000
"""A picture that is wider or higher is made smaller."""
_BROKEN = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    SyntaxError,
    ValueError,
)
"""What Pillow raises of a picture that is none, is broken, or is far too large."""
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_MARKUP = re.compile(
    r"<\s*(?:!doctype|html|head|body|script|svg|iframe|object|embed|meta|link|style|form|img|\?xml|\?php|%)",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"\s*(?:#!|%!PS|MIME-Version:|\{\\rtf)")


class Checked(Frozen):
    """A file that may be kept.

    Attributes:
        content: as it is kept; of a picture drawn anew.
    """

    kind: FileKind
    content: bytes


def check(content: bytes) -> Checked:
    """What is kept of a file.

    Raises:
        InvalidInput: it is empty, of another type, two types at once, broken, or runs something.
    """
    if not content:
        raise InvalidInput("Berkas ini kosong.")
    for start, kind, keep in _KINDS:
        if content.startswith(start):
            return Checked(kind=kind, content=keep(content))
    if content.startswith(b"PK\x03\x04"):
        kind = FileKind(refuse_unsound_office(content))
        return Checked(kind=kind, content=content)
    return Checked(kind=FileKind.TEXT, content=_text(content))


def _pdf(content: bytes) -> bytes:
    refuse_unsound_pdf(content)
    return content


def _png(content: bytes) -> bytes:
    return _redrawn(content, "PNG")


def _jpeg(content: bytes) -> bytes:
    return _redrawn(content, "JPEG")


def _redrawn(content: bytes, form: str) -> bytes:
    try:
        with Image.open(io.BytesIO(content), formats=(form,)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise InvalidInput(
                    f"Gambar ini lebih dari {MOST_PIXELS // 1_000_000} megapiksel. "
                    "Perkecil dahulu, lalu unggah lagi."
                )
            picture = ImageOps.exif_transpose(opened)
            picture.thumbnail((MOST_ON_A_SIDE, MOST_ON_A_SIDE))
            return _drawn(picture, form)
    except _BROKEN as error:
        raise InvalidInput("Gambar ini rusak atau bukan gambar. Simpan ulang, lalu unggah lagi.") from error


def _drawn(picture: Image.Image, form: str) -> bytes:
    clear = form == "PNG" and picture.has_transparency_data
    canvas = picture.convert("RGBA" if clear else "RGB")
    # A new picture of the same points: what else the file carried stays behind.
    bare = Image.frombytes(canvas.mode, canvas.size, canvas.tobytes())
    written = io.BytesIO()
    bare.save(written, form, **({"quality": 88} if form == "JPEG" else {"optimize": False}))
    return written.getvalue()


def _text(content: bytes) -> bytes:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput(
            "Jenis berkas ini tidak diterima. Yang diterima: PDF, PNG, JPEG, DOCX, XLSX, dan teks (UTF-8)."
        ) from None
    if _UNPRINTABLE.search(text):
        raise InvalidInput("Berkas ini bukan teks biasa.")
    if _MARKUP.search(text) or _SCRIPT.match(text):
        raise InvalidInput("Berkas teks ini memuat HTML, SVG, atau skrip, yang tidak diterima.")
    return content


_KINDS: tuple[tuple[bytes, FileKind, Callable[[bytes], bytes]], ...] = (
    (b"%PDF-", FileKind.PDF, _pdf),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG, _png),
    (b"\xff\xd8\xff", FileKind.JPEG, _jpeg),
)
