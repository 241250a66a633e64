"""Documents built in code."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

Write = Callable[[str, bytes], Path]

REFERENCE = Path(os.environ.get("TANYA_REFERENCE_DATA", Path(__file__).parents[3].parent / "shared" / "data"))


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write bytes to a file of the given name and return its path."""

    def put(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return put


@pytest.fixture
def reference() -> Path:
    """The folder of reference documents."""
    if not REFERENCE.is_dir():
        pytest.skip("dokumen acuan tidak ada di sebelah checkout")
    return REFERENCE


def pdf_of(*pages: list[tuple[float, float, str]], encrypt: str | None = None, title: str = "") -> bytes:
    """A PDF with each text drawn at ``(x, y from the top, text)``, in the order given."""
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, pagesize=A4, encrypt=encrypt)
    if title:
        sheet.setTitle(title)
    for page in pages:
        sheet.setFont("Helvetica", 11)
        for x, y, text in page:
            sheet.drawString(x, A4[1] - y, text)
        sheet.showPage()
    sheet.save()
    return buffer.getvalue()


def archive_of(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of the members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with one member replaced or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {item.filename: archive.read(item) for item in archive.infolist()}
    return archive_of(members | {name: content})
