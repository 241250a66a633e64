"""Undo a content encoding without ever holding more than was allowed."""

import zlib
from typing import Protocol

from corpus.errors import FetchError

_STEP = 1 << 20


class Decoder(Protocol):
    """Bytes as sent to bytes of the document."""

    def feed(self, data: bytes, room: int) -> bytes:
        """Decode further bytes; raises FetchError where they decode to more than ``room``."""

    def finish(self) -> None:
        """Raise FetchError where the encoded stream is cut off."""


class Identity:
    """No encoding."""

    def feed(self, data: bytes, room: int) -> bytes:
        """The bytes as they are."""
        if len(data) > room:
            raise too_large()
        return data

    def finish(self) -> None:
        """Nothing to check."""


class Inflate:
    """gzip and deflate; several gzip members count as one stream."""

    def __init__(self, encoding: str) -> None:
        self._window = zlib.MAX_WBITS | (16 if encoding == "gzip" else 0)
        self._stream = zlib.decompressobj(self._window)

    def feed(self, data: bytes, room: int) -> bytes:
        """Decoded bytes; a bomb is noticed as soon as it passes ``room``."""
        parts: list[bytes] = []
        held = 0
        while data:
            if self._stream.eof:
                self._stream = zlib.decompressobj(self._window)
            try:
                part = self._stream.decompress(data, min(_STEP, room - held + 1))
            except zlib.error as error:
                raise FetchError("Kiriman server rusak (kompresi tidak sah). Coba lagi nanti.") from error
            held += len(part)
            if held > room:
                raise too_large()
            parts.append(part)
            data = self._stream.unconsumed_tail or self._stream.unused_data
        return b"".join(parts)

    def finish(self) -> None:
        """A stream that has begun must have ended."""
        if not self._stream.eof:
            raise FetchError("Kiriman server terpotong di tengah kompresi. Coba lagi nanti.")


def decoder_for(encoding: str) -> Decoder:
    """The decoder of a Content-Encoding header.

    Raises:
        FetchError: an encoding that was not asked for.
    """
    match encoding.strip().lower():
        case "" | "identity":
            return Identity()
        case "gzip" | "x-gzip":
            return Inflate("gzip")
        case "deflate":
            return Inflate("deflate")
        case other:
            raise FetchError(f"Server mengirim pengodean “{other[:40]}” yang tidak diminta.")


def too_large() -> FetchError:
    """The error of a document beyond the limit."""
    return FetchError("Dokumen melebihi batas ukuran TANYA_FETCH_MAX_BYTES.")
