"""Files that cannot be used: each is refused in one line, the others come in, nothing ends in a traceback."""

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.e2e.product import tanya
from tests.workbench import CUTI


def write_pdf(path: Path, password: str = "") -> None:
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(str(path), encrypt=encryption)
    for line in range(40):
        canvas.drawString(50, 800 - line * 18, f"Loket {line} melayani pegawai setiap hari kerja.")
    canvas.save()


def cut_pdf(path: Path) -> None:
    write_pdf(path)
    os.truncate(path, path.stat().st_size // 2)


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(bytes(1 << 20))


def huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 200_000_000)


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "besar.txt": (huge, "melebihi batas"),
    "biner.pdf": (lambda path: path.write_bytes(bytes(range(256)) * 100), "bukan PDF"),
    "bom.docx": (bomb, "membengkak tidak wajar"),
    "kosong.txt": (lambda path: path.touch(), "kosong"),
    "putus.txt": (lambda path: path.symlink_to("/tidak/ada"), "tidak ditemukan"),
    "terkunci.pdf": (lambda path: write_pdf(path, "rahasia"), "kata sandi"),
    "terpotong.pdf": (cut_pdf, "rusak atau terpotong"),
}


@pytest.fixture
def faults(tmp_path: Path) -> Path:
    folder = tmp_path / "masuk"
    folder.mkdir()
    for name, (make, _) in REFUSED.items():
        make(folder / name)
    return folder


def test_each_bad_file_is_refused_in_one_line_and_the_rest_comes_in(faults: Path, tmp_path: Path) -> None:
    write_pdf(faults / "utuh.pdf")
    (faults / "latin.txt").write_bytes("Café pegawai buka setiap hari kerja.".encode("latin-1"))
    (faults / "latin-lagi.txt").write_bytes((faults / "latin.txt").read_bytes())
    (faults / "pp-91.md").write_text(CUTI, encoding="utf-8")
    (faults / "pp-91-salinan.md").write_text(CUTI + "\n", encoding="utf-8")
    home = tmp_path / "home"

    done = tanya(home, "ingest", faults, "--no-starter", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    summary = json.loads(done.stdout)
    outcomes = {result["origin"].removeprefix("masuk/"): result for result in summary["results"]}
    assert {name for name, result in outcomes.items() if result["outcome"] == "ditolak"} == set(REFUSED)
    for name, (_, reason) in REFUSED.items():
        assert reason in outcomes[name]["reason"], name
    assert [name for name, result in outcomes.items() if result["outcome"] == "baru"] == [
        "latin-lagi.txt",
        "pp-91-salinan.md",
        "utuh.pdf",
    ]
    assert outcomes["latin.txt"]["reason"] == "isi sama dengan masuk/latin-lagi.txt"
    assert outcomes["pp-91.md"]["reason"].startswith("pp-91-2019 sudah ada dari masuk/pp-91-salinan.md")

    shown = tanya(home, "ingest", faults)
    assert (shown.returncode, shown.stderr) == (0, "")
    lines = [line for line in shown.stdout.splitlines() if line.startswith("Ditolak ")]
    assert [line.split(":")[0] for line in lines] == [f"Ditolak masuk/{name}" for name in sorted(REFUSED)]


def test_an_ingest_of_nothing_usable_fails(faults: Path, tmp_path: Path) -> None:
    done = tanya(tmp_path / "home", "ingest", faults / "kosong.txt", "--no-starter")
    assert (done.returncode, done.stderr) == (1, "")
    assert "Ditolak kosong.txt: berkas kosong" in done.stdout
