"""One page of a PDF as an image, drawn in a process of its own under bounds on size, time and memory.

A page can ask for an image of any size and an operator of any cost; neither may reach who shows it.
"""

import hashlib
import io
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pypdfium2 as pdfium

from corpus.errors import UnreadableDocument
from ingestion.readers.isolated import IsolatedWorker, answer_each
from ingestion.readers.limits import MIB
from ingestion.readers.pages import OnPages

MEDIA_TYPE = "image/webp"


@dataclass(frozen=True, slots=True)
class ImageLimits:
    """Bounds on one image.

    Attributes:
        max_bytes: size of the PDF.
        width: of the image in pixels, for a page of ordinary shape.
        max_side, max_pixels: of any image; a page of another shape is drawn smaller.
        memory: bytes the drawing process may hold, where the system can bound it.
        timeout: seconds one page may take.
    """

    max_bytes: int = 64 * MIB
    width: int = 900
    max_side: int = 4_000
    max_pixels: int = 3_000_000
    memory: int = 1_536 * MIB
    timeout: float = 20.0


DEFAULT_IMAGE = ImageLimits()


def render_page(data: bytes, name: str, page: int, limits: ImageLimits = DEFAULT_IMAGE) -> bytes:
    """A page, counted from 1, as WebP.

    Raises:
        UnreadableDocument: the file is no readable PDF, or has no such page.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise UnreadableDocument(name, "PDF rusak atau dilindungi kata sandi") from error
    try:
        if not 1 <= page <= len(document):
            raise UnreadableDocument(name, f"tidak ada halaman {page}; berkas ini {len(document)} halaman")
        sheet = document[page - 1]
        width, height = sheet.get_size()
        if width <= 0 or height <= 0:
            raise UnreadableDocument(name, f"halaman {page} tidak berukuran")
        scale = min(
            limits.width / width,
            limits.max_side / max(width, height),
            (limits.max_pixels / (width * height)) ** 0.5,
        )
        image = sheet.render(scale=scale, may_draw_forms=False).to_pil()
    except pdfium.PdfiumError as error:
        raise UnreadableDocument(name, f"halaman {page} rusak dan tidak dapat digambar") from error
    finally:
        document.close()
    drawn = io.BytesIO()
    image.convert("RGB").save(drawn, "WEBP", quality=70, method=2)
    return drawn.getvalue()


def serve_images(connection: Connection) -> None:
    """What the worker runs."""
    answer_each(connection, _answer)


def _answer(request: tuple[Path, str, int, ImageLimits], _on_pages: OnPages) -> bytes:
    path, sha256, page, limits = request
    _bound_memory(limits.memory)
    try:
        return _render_file(path, sha256, page, limits)
    except MemoryError as error:
        raise UnreadableDocument(path.name, f"halaman {page} terlalu besar untuk digambar") from error


def _render_file(path: Path, sha256: str, page: int, limits: ImageLimits) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(limits.max_bytes + 1)
    except OSError as error:
        raise UnreadableDocument(path.name, "berkas tidak dapat dibuka") from error
    if len(data) > limits.max_bytes:
        raise UnreadableDocument(path.name, "berkas terlalu besar untuk digambar")
    # What is drawn is what was hashed: the file may be replaced at any moment.
    if hashlib.sha256(data).hexdigest() != sha256:
        raise UnreadableDocument(path.name, "isi berkas sudah berubah sejak dibaca")
    return render_page(data, path.name, page, limits)


def _bound_memory(limit: int) -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


class PageRenderer(IsolatedWorker):
    """A worker process that draws pages; a context manager, safe to share between threads."""

    def __init__(self, limits: ImageLimits = DEFAULT_IMAGE) -> None:
        super().__init__(serve_images, limits.timeout)
        self._limits = limits

    def render(self, path: Path, sha256: str, page: int) -> bytes:
        """A page, counted from 1, of the file with these bytes, as WebP.

        Raises:
            UnreadableDocument: it cannot be drawn, or the file is no longer the one that was hashed.
        """
        answer = self.ask((path, sha256, page, self._limits), path.name)
        if isinstance(answer, bytes):
            return answer
        raise UnreadableDocument(path.name, str(answer))
