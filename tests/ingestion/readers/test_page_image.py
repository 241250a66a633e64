"""Pages of a PDF as images: drawn apart, bounded, and only of the file that was hashed."""

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import UnreadableDocument
from ingestion.readers.page_image import DEFAULT_IMAGE, ImageLimits, PageRenderer, render_page


def a_pdf(*sizes: tuple[float, float]) -> bytes:
    """A PDF with one page a size, in points; a black square fills its lower left quarter."""
    drawn = io.BytesIO()
    canvas = Canvas(drawn)
    for width, height in sizes:
        canvas.setPageSize((width, height))
        canvas.rect(0, 0, width / 2, height / 2, fill=1)
        canvas.showPage()
    canvas.save()
    return drawn.getvalue()


def opened(image: bytes) -> Image.Image:
    return Image.open(io.BytesIO(image))


def test_a_page_is_drawn_at_the_width_asked_for() -> None:
    image = opened(render_page(a_pdf((200, 100), (400, 400)), "a.pdf", 1, ImageLimits(width=800)))
    assert (image.format, image.size) == ("WEBP", (800, 400))
    assert max(image.getpixel((200, 300))) < 40  # type: ignore[arg-type]  # RGB
    assert min(image.getpixel((600, 100))) > 215  # type: ignore[arg-type]  # RGB


def test_a_strip_of_a_page_stays_within_the_pixels() -> None:
    image = opened(render_page(a_pdf((10, 14_000)), "a.pdf", 1))
    assert image.height <= DEFAULT_IMAGE.max_side + 1


@pytest.mark.parametrize("page", [0, -1, 3])
def test_a_page_that_is_not_there_is_refused(page: int) -> None:
    with pytest.raises(UnreadableDocument, match="tidak ada halaman"):
        render_page(a_pdf((200, 100), (200, 100)), "a.pdf", page)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="rusak"):
        render_page(b"%PDF-1.7 nothing", "a.pdf", 1)


def test_the_worker_draws_only_the_file_that_was_hashed(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(a_pdf((200, 100)))
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    with PageRenderer() as renderer:
        assert opened(renderer.render(path, sha256, 1)).width == DEFAULT_IMAGE.width
        with pytest.raises(UnreadableDocument, match="tidak ada halaman 2"):
            renderer.render(path, sha256, 2)
        path.write_bytes(a_pdf((100, 100)))
        with pytest.raises(UnreadableDocument, match="sudah berubah"):
            renderer.render(path, sha256, 1)
        path.unlink()
        with pytest.raises(UnreadableDocument, match="tidak dapat dibuka"):
            renderer.render(path, sha256, 1)
