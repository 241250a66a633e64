"""Page images are kept, and never shown of a file that is gone or was changed."""

import hashlib
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from api.page_images import PageImages
from corpus.errors import NotFound
from corpus.models import Source, SourceKind


def a_pdf(word: str) -> bytes:
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=(200, 100))
    canvas.drawString(20, 50, word)
    canvas.save()
    return drawn.getvalue()


@pytest.fixture
def images(tmp_path: Path) -> Iterator[PageImages]:
    found = PageImages(tmp_path / "halaman")
    yield found
    found.close()


@pytest.fixture
def source(tmp_path: Path) -> Source:
    path = tmp_path / "uu.pdf"
    path.write_bytes(a_pdf("asli"))
    return Source(
        id="uu-1-2020",
        kind=SourceKind.REGULATION,
        title="Contoh",
        origin="uu.pdf",
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        media_type="application/pdf",
        added_at=datetime(2026, 1, 1, tzinfo=UTC),
        place=str(path),
    )


def test_a_page_is_drawn_once_and_kept(images: PageImages, source: Source, tmp_path: Path) -> None:
    first = images.of(source, 1)
    assert first[8:12] == b"WEBP"
    kept = tmp_path / "halaman" / source.sha256 / "1.webp"
    assert kept.read_bytes() == first
    kept.write_bytes(b"kept")
    assert images.of(source, 1) == b"kept"


def test_a_page_that_is_not_there(images: PageImages, source: Source) -> None:
    with pytest.raises(NotFound, match="tidak ada halaman 2"):
        images.of(source, 2)


def test_a_changed_file_is_not_shown_even_where_its_page_was_kept(images: PageImages, source: Source) -> None:
    images.of(source, 1)
    Path(source.place).write_bytes(a_pdf("lain sama sekali"))
    assert "sudah berubah" in images.obstacle(source)
    with pytest.raises(NotFound, match="sudah berubah"):
        images.of(source, 1)
    Path(source.place).unlink()
    with pytest.raises(NotFound, match="tidak ada lagi di tempatnya"):
        images.of(source, 1)


def test_what_is_no_pdf_has_no_pages(images: PageImages, source: Source) -> None:
    markdown = source.model_copy(update={"media_type": "text/markdown"})
    assert "bukan PDF" in images.obstacle(markdown)
