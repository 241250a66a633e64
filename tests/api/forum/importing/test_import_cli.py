"""``tanya forum import`` as it is typed."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from corpus.errors import InvalidInput
from tests.api.forum.people import NIP

ROWS = (
    "nomor;judul;isi;kategori;tanggal;jawaban\n"
    f"1;Cuti;NIP saya {NIP}, berapa hari cuti?;cuti;2024-05-01;Dua belas hari.\n"
    "2;Lain;Kapan dibuka?;Tidak Ada;2024-05-02;\n"
)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "forum.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def run(home: Path, *arguments: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(app, ["forum", "import", *arguments, "--home", str(home), "--by", "uji"])
    return found.exit_code, found.stdout, found.stderr


def test_it_is_tried_then_done_then_done_with(tmp_path: Path, export: Path) -> None:
    home = tmp_path / "rumah"
    code, tried, _ = run(home, str(export), "--dry-run")
    assert code == 0
    assert "Akan diimpor" in tried
    assert "Tidak Ada (1)" in tried
    assert "NIP (1)" in tried
    first = json.loads(run(home, str(export), "--json")[1])
    assert (first["imported"], first["replies"], first["unanswered"], first["known"]) == (2, 1, 1, 0)
    again = json.loads(run(home, str(export), "--json")[1])
    assert (again["imported"], again["known"]) == (0, 2)


def test_wrong_lines_are_named_and_nothing_comes_in(tmp_path: Path, export: Path) -> None:
    home = tmp_path / "rumah"
    export.write_text(ROWS + "3;Tanpa tanggal;Isi;;;\n", encoding="utf-8")
    code, tried, said = run(home, str(export), "--dry-run")
    assert code == 0
    assert "Baris 4: Tanggal harus diisi." in said
    assert "Baris salah" in tried
    refused = CliRunner().invoke(app, ["forum", "import", str(export), "--home", str(home), "--by", "uji"])
    assert isinstance(refused.exception, InvalidInput)
    assert "1 baris salah" in str(refused.exception)
    skipped = json.loads(run(home, str(export), "--skip-errors", "--json")[1])
    assert (skipped["imported"], len(skipped["errors"])) == (2, 1)


def test_a_mapping_names_columns_and_categories(tmp_path: Path, export: Path) -> None:
    mapping = tmp_path / "peta.yaml"
    mapping.write_text("columns: {title: judul}\ncategories: {Tidak Ada: Cuti}\n", encoding="utf-8")
    code, shown, _ = run(tmp_path / "rumah", str(export), "--map", str(mapping), "--json", "--dry-run")
    assert code == 0
    assert json.loads(shown)["unknown_categories"] == {}
