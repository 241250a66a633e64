"""PDF: what is refused in one. Scripts and the like are looked for in its objects, packed ones included."""

import io
import re
import zipfile
import zlib

from corpus.errors import InvalidInput

_TAIL = 1_024
_END = b"%%EOF"
_BLANK = b"\0\t\n\f\r "
_RUNS = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|Rendition)"
    rb"(?![A-Za-z0-9])"
)
_STREAM = re.compile(rb"(?<!end)stream\r?\n(.*?)endstream", re.DOTALL)
MOST_UNPACKED = 50_000_000
"""Bytes that all packed objects may have together."""


def refuse_unsound_pdf(content: bytes) -> None:
    """Let only a plain PDF pass.

    Raises:
        InvalidInput: it is cut off, goes on after its end, is encrypted, runs something, or holds files.
    """
    if _END not in content[-_TAIL:] or content.rpartition(_END)[2].strip(_BLANK):
        raise InvalidInput("Berkas PDF ini terpotong atau memuat sesuatu setelah bagian akhirnya.")
    if zipfile.is_zipfile(io.BytesIO(content)):
        raise InvalidInput("Berkas PDF ini memuat arsip.")
    objects = _plain_names(_STREAM.sub(b"stream endstream", content))
    if b"/Encrypt" in objects:
        raise InvalidInput("Berkas PDF ini terkunci. Simpan ulang tanpa kata sandi, lalu unggah lagi.")
    if _RUNS.search(objects) or _RUNS.search(_plain_names(_packed_objects(content))):
        raise InvalidInput(
            "Berkas PDF ini memuat skrip, formulir aktif, atau berkas sisipan. "
            "Cetak ulang menjadi PDF biasa, lalu unggah lagi."
        )


def _packed_objects(content: bytes) -> bytes:
    """The objects in object streams, unpacked; also of streams with their ``/First`` alone."""
    pieces: list[bytes] = []
    left, previous = MOST_UNPACKED, 0
    for stream in _STREAM.finditer(content):
        # Whatever stands since the last stream: its dictionary may be as long as it likes.
        dictionary = _plain_names(content[previous : stream.start()])
        previous = stream.end()
        named = b"/ObjStm" in dictionary
        if not named and b"/First" not in dictionary:
            continue
        unpacker = zlib.decompressobj()
        try:
            pieces.append(unpacker.decompress(stream[1], left))
        except zlib.error as error:
            if not named:
                continue
            raise InvalidInput("Berkas PDF ini rusak. Cetak ulang menjadi PDF, lalu unggah lagi.") from error
        left -= len(pieces[-1])
        if unpacker.unconsumed_tail or left <= 0:
            raise InvalidInput("Isi PDF ini terlalu besar setelah dibuka.")
    return b"\n".join(pieces)


def _plain_names(content: bytes) -> bytes:
    """``content`` with names as they are read: ``/J#61vaScript`` is ``/JavaScript``."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), content)
