"""Pictures of the pages of ingested PDFs, kept in the home so that each is drawn once."""

import contextlib
import hashlib
import os
import threading
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import NotFound, UnreadableDocument
from corpus.models import Source

if TYPE_CHECKING:
    from ingestion.readers.page_image import PageRenderer

PDF = "application/pdf"
KEPT = 2_000
"""Images that stay on disk; the longest unused go first."""
HASH_BLOCK = 1 << 20


class PageImages:
    """Draws and keeps page images. Safe to share between threads.

    Only files that were ingested, and are still what they were then, are ever shown.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._renderer: PageRenderer | None = None
        self._starting = threading.Lock()

    def close(self) -> None:
        """End the drawing process."""
        if self._renderer is not None:
            self._renderer.close()

    def of(self, source: Source, page: int) -> bytes:
        """A page, counted from 1, as WebP.

        Raises:
            NotFound: it cannot be shown; the message says why.
        """
        if reason := self.obstacle(source):
            raise NotFound(reason)
        kept = self._folder / source.sha256 / f"{page:d}.webp"
        with contextlib.suppress(FileNotFoundError):
            image = kept.read_bytes()
            os.utime(kept)
            return image
        try:
            image = self._started().render(Path(source.place), source.sha256, page)
        except UnreadableDocument as error:
            raise NotFound(f"Halaman {page} tidak dapat ditampilkan: {error.reason}.") from error
        self._keep(kept, image)
        return image

    def obstacle(self, source: Source) -> str:
        """Why no page of a source can be shown, in Indonesian; empty where they can."""
        if source.media_type != PDF:
            return "Dokumen ini bukan PDF, jadi tidak ada gambar halamannya."
        path = Path(source.place) if source.place else None
        try:
            found = path.stat() if path is not None else None
        except OSError:
            found = None
        if path is None or found is None:
            return "Berkas PDF asalnya tidak ada lagi di tempatnya; kembalikan atau masukkan lagi berkas itu."
        if _sha256(path, found.st_mtime_ns, found.st_size) != source.sha256:
            return "Berkas PDF di tempat asalnya sudah berubah sejak dibaca; masukkan lagi berkas itu."
        return ""

    def _started(self) -> "PageRenderer":
        # The document readers take a second to import, and who only reads texts does not need them.
        from ingestion.readers.page_image import PageRenderer

        with self._starting:
            if self._renderer is None:
                self._renderer = PageRenderer()
            return self._renderer

    def _keep(self, place: Path, image: bytes) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        partial = place.with_suffix(f".{id(image)}.tmp")
        partial.write_bytes(image)
        partial.replace(place)
        kept = sorted(self._folder.glob("*/*.webp"), key=lambda path: path.stat().st_mtime)
        for old in kept[:-KEPT]:
            old.unlink(missing_ok=True)


@lru_cache(maxsize=1_024)
def _sha256(path: Path, changed: int, size: int) -> str:  # noqa: ARG001  # the day and size make the key
    """Hash of a file that was last changed then; empty where it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while block := stream.read(HASH_BLOCK):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()
