"""Office files are ZIP archives of XML: what is checked before anything in them is unpacked."""

import io
import re
import zipfile
import zlib

from corpus.errors import UnreadableDocument
from ingestion.readers.limits import ReadLimits

UNPACKING_FAILED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)
_SMALL = 1024 * 1024
_PROLOG = 64 * 1024
_ROOT_ELEMENT = re.compile(r"<[A-Za-z_]")


def open_archive(data: bytes, name: str, limits: ReadLimits) -> zipfile.ZipFile:
    """Open an office file after bounding what it unpacks to.

    ``zipfile`` never hands out more bytes than the directory declares, so the declared sizes are
    the bound.

    Raises:
        UnreadableDocument: damaged, locked, or larger unpacked than the limits allow.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableDocument(name, "berkas terpotong atau rusak; unduh atau salin ulang") from error
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    bomb = len(members) > limits.max_members or total > limits.max_uncompressed
    for member in members:
        packed = max(1, member.compress_size)
        bomb = bomb or (member.file_size > _SMALL and member.file_size / packed > limits.max_ratio)
        if member.flag_bits & 1:
            raise UnreadableDocument(name, "dokumen dilindungi kata sandi; simpan ulang tanpa kata sandi")
    if bomb:
        size = f"{total // _SMALL} MiB dalam {len(members)} bagian"
        raise UnreadableDocument(
            name, f"isinya membengkak tidak wajar ({size}); berkas ini tidak aman dibuka"
        )
    return archive


def refuse_entities(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse XML with a document type: office files never have one, and entities can multiply.

    Raises:
        UnreadableDocument: a member declares a document type, or cannot be unpacked.
    """
    for member in archive.infolist():
        if not member.filename.lower().endswith((".xml", ".rels", ".vml")):
            continue
        try:
            with archive.open(member) as stream:
                prolog = stream.read(_PROLOG)
        except UNPACKING_FAILED as error:
            raise UnreadableDocument(name, "berkas terpotong atau rusak; unduh atau salin ulang") from error
        wide = prolog.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in prolog[:4]
        text = prolog.replace(b"\x00", b"").decode("latin-1") if wide else prolog.decode("latin-1")
        root = _ROOT_ELEMENT.search(text)
        head = text[: root.start()] if root else text
        if (
            "<!DOCTYPE" in head.upper()
            or "<!ENTITY" in head.upper()
            or (root is None and len(prolog) == _PROLOG)
        ):
            raise UnreadableDocument(
                name, "memuat deklarasi entitas XML yang berbahaya; berkas ini tidak dibuka"
            )
