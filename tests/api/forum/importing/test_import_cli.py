"""``tanya forum import`` as it is typed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select
from typer.testing import CliRunner

from api.cli import application
from api.settings import Settings
from api.state.forum_tables import PostRow, QuestionRow
from api.state.state import state_of
from corpus.errors import InvalidInput
from tests.api.forum.people import NIP
from tests.databases import environment_of

ROOT = Path(__file__).parents[4]

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
    found = CliRunner().invoke(
        application(), ["forum", "import", *arguments, "--home", str(home), "--by", "uji"]
    )
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


KILLED = """
import sys, time
from api.cli import application
from api.forum.importing import store
store.AT_ONCE = 5
keep, batches = store.add_entry, []
def stall(session, entry):
    keep(session, entry)
    session.flush()
    batches.append(entry)
    if len(batches) == 3:
        print("di tengah", flush=True)
        time.sleep(60)
store.add_entry = stall
application()(["forum", "import", sys.argv[1], "--home", sys.argv[2], "--by", "uji"])
"""


def test_a_run_that_was_killed_goes_on_and_brings_each_question_in_once(tmp_path: Path, export: Path) -> None:
    home = tmp_path / "rumah"
    lines = [f"{n};Cuti {n};Berapa hari cuti ke-{n}?;cuti;2024-05-01;Dua belas hari." for n in range(1, 31)]
    export.write_text("\n".join([ROWS.splitlines()[0], *lines, ""]), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(export), str(home)],
        cwd=ROOT,
        env={**os.environ, **environment_of(home)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "di tengah\n"
    process.kill()
    process.communicate()
    state = state_of(Settings(home=home, _env_file=None))
    with state.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(QuestionRow)) == 10
    again = json.loads(run(home, str(export), "--json")[1])
    assert (again["imported"], again["known"]) == (20, 10)
    with state.database.reading() as session:
        kept = session.execute(select(QuestionRow.number, QuestionRow.title).order_by(QuestionRow.number))
        assert [tuple(row) for row in kept] == [(n, f"Cuti {n}") for n in range(1, 31)]
        assert session.scalar(select(func.count()).select_from(PostRow)) == 30
    assert state.audit.verify().fault is None
    state.close()


def test_wrong_lines_are_named_and_nothing_comes_in(tmp_path: Path, export: Path) -> None:
    home = tmp_path / "rumah"
    export.write_text(ROWS + "3;Tanpa tanggal;Isi;;;\n", encoding="utf-8")
    code, tried, said = run(home, str(export), "--dry-run")
    assert code == 0
    assert "Baris 4: Tanggal harus diisi." in said
    assert "Baris salah" in tried
    refused = CliRunner().invoke(
        application(), ["forum", "import", str(export), "--home", str(home), "--by", "uji"]
    )
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
