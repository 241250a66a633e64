"""Files, good and bad, made by hand."""

import io
import zipfile
import zlib

from docx import Document
from openpyxl import Workbook
from PIL import Image

GPS = 0x8825
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def docx() -> bytes:
    document = Document()
    document.add_paragraph("Surat keterangan.")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def xlsx() -> bytes:
    book = Workbook()
    book.active["A1"] = "Nama"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def picture(form: str, size: tuple[int, int] = (8, 4), mode: str = "RGB", **more: object) -> bytes:
    written = io.BytesIO()
    Image.new(mode, size, "red").save(written, form, **more)
    return written.getvalue()


def photo_with_place() -> bytes:
    """A JPEG that is to be turned by a quarter and says where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[GPS] = {1: "S", 2: (6.0, 10.0, 30.0), 3: "E", 4: (106.0, 49.0, 0.0)}
    exif[0x010E] = "RAHASIA"
    return picture("JPEG", exif=exif)


def with_parts(archive: bytes, **parts: bytes) -> bytes:
    """An archive with parts added, whose names have ``__`` for ``/`` and ``_DOT_`` for a dot."""
    written = io.BytesIO(archive)
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return written.getvalue()


def with_changed(archive: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """An archive with something replaced in one of its parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(written, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == name:
                assert old in content
                content = content.replace(old, new)
            target.writestr(part.filename, content)
    return written.getvalue()


def pdf_with(objects: bytes) -> bytes:
    return PDF.replace(b"/Type /Catalog", b"/Type /Catalog " + objects)


def pdf_with_packed(objects: bytes) -> bytes:
    """A PDF that has objects in an object stream only."""
    packed = zlib.compress(objects)
    stream = b"2 0 obj\n<< /Type /ObjStm /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    return PDF.replace(b"trailer", stream + packed + b"\nendstream\nendobj\ntrailer")
