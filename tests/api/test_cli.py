"""The machine interface of the command line, as the README promises it."""

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from typer.testing import CliRunner, Result

from api import cli
from api import library as libraries
from api.library import Library
from api.settings import Settings
from corpus.errors import NotFound
from tests.fakes import BrokenEmbedder, WordEmbedder
from tests.workbench import CUTI

ROOT = Path(__file__).parents[2]
runner = CliRunner()


class OtherEmbedder(WordEmbedder):
    """Another model, none of whose vectors are in the index."""

    model_id = "words-2"

    def embed_query(self, text: str) -> NDArray[np.float32]:
        return np.ones(3, dtype=np.float32)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with one regulation, reached through the real commands with a quick embedder."""

    def quick(settings: Settings) -> Library:
        return Library(settings, embedder=WordEmbedder())

    monkeypatch.setattr(libraries, "Library", quick)
    folder = tmp_path / "home"
    file = tmp_path / "pp-91.md"
    file.write_text(CUTI, encoding="utf-8")
    assert run("ingest", file, "--home", folder, "--no-starter").exit_code == 0
    return folder


def run(*arguments: object) -> Result:
    return runner.invoke(cli.application(), [str(argument) for argument in arguments])


def test_ingest_json_counts_and_lists_refusals(home: Path, tmp_path: Path) -> None:
    (tmp_path / "kosong.txt").write_bytes(b"")
    (tmp_path / "jam.txt").write_text("Loket buka pukul 08.00.", encoding="utf-8")
    result = run("ingest", tmp_path / "kosong.txt", tmp_path / "jam.txt", "--home", home, "--json")
    assert result.exit_code == 0
    summary = json.loads(result.stdout)
    assert summary["files"]["baru"] == 1
    assert summary["files"]["ditolak"] == 1
    assert [item["path"] for item in summary["refused"]] == ["kosong.txt"]
    assert summary["refused"][0]["reason"]


def test_ingest_of_nothing_usable_fails(home: Path, tmp_path: Path) -> None:
    (tmp_path / "kosong.txt").write_bytes(b"")
    assert run("ingest", tmp_path / "kosong.txt", "--home", home).exit_code == 1


def test_search_shape(home: Path) -> None:
    result = run("search", "cuti tahunan berapa hari", "--home", home, "--k", 2, "--json")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert set(answer) == {"id", "passages"}
    assert len(answer["passages"]) == 2
    first = answer["passages"][0]
    assert set(first) == {"id", "source_id", "path", "text", "score", "status"}
    assert first["id"] == "pp-91-2019/pasal-2/ayat-1"
    assert first["source_id"] == "pp-91-2019"
    assert first["status"] == "berlaku"


def test_search_on_a_day_before_the_regulation(home: Path) -> None:
    result = run("search", "cuti tahunan", "--home", home, "--on", "2018-12-31", "--json")
    assert {item["status"] for item in json.loads(result.stdout)["passages"]} == {"belum-berlaku"}


def test_ask_shape_and_quote(home: Path) -> None:
    result = run("ask", "berapa hari cuti tahunan pegawai?", "--home", home, "--json")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert set(answer) == {
        "id",
        "status",
        "text",
        "claims",
        "confidence",
        "passages",
        "choices",
        "understood_as",
        "read_as",
        "drafting",
    }
    assert answer["status"] == "answered"
    citation = answer["claims"][0]["citations"][0]
    assert set(citation) == {"provision_id", "quote", "start", "end"}
    assert citation["provision_id"] == "pp-91-2019/pasal-2/ayat-1"
    assert "12 (dua belas) hari kerja" in citation["quote"]
    assert 0.0 <= answer["confidence"] <= 1.0


def test_ask_completes_a_follow_up_and_says_so(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "riwayat.jsonl"
    file.write_text('{"question": "apa syarat cuti tahunan pegawai?"}\n\n', encoding="utf-8")
    shown = run("ask", "berapa lama?", "--home", home, "--history", file)
    assert "Dipahami sebagai: berapa lama cuti tahunan pegawai?" in shown.stdout
    answer = json.loads(run("ask", "berapa lama?", "--home", home, "--history", file, "--json").stdout)
    assert answer["understood_as"] == "berapa lama cuti tahunan pegawai?"
    file.write_text("bukan json", encoding="utf-8")
    assert run("ask", "berapa lama?", "--home", home, "--history", file).exit_code == 1


def test_ask_refuses_what_is_off_topic(home: Path) -> None:
    answer = json.loads(run("ask", "resep rendang padang yang enak", "--home", home, "--json").stdout)
    assert answer["status"] == "out_of_scope"
    assert all(claim["citations"] == [] for claim in answer["claims"])


@pytest.mark.parametrize("command", ["ask", "search"])
def test_batch_keeps_order_and_reports_bad_lines(home: Path, tmp_path: Path, command: str) -> None:
    batch = tmp_path / "batch.jsonl"
    lines = [
        '{"id": "a", "question": "cuti tahunan"}',
        "bukan json",
        '{"id": "c", "question": ""}',
        '{"id": 4, "question": "surat dokter", "on": "2020-01-01", "lain": true}',
        "[" * 100_000,
        '{"id": null, "question": "cuti"}',
        "",
        r'{"id": "x\ud800", "question": "   "}',
    ]
    batch.write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    result = run(command, "--batch", batch, "--home", home)
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "", "c", "4", "", "", "", "x?"]
    failed = [answer.get("status") == "error" for answer in answers]
    assert failed == [False, True, True, False, True, False, True, True]
    assert answers[6]["error"] == "baris 7: kosong"
    assert result.exit_code == 1


def test_version_is_that_of_the_package() -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout == f"tanya {version('tanya-asn')}\n"


def test_batch_of_good_lines_exits_zero(home: Path, tmp_path: Path) -> None:
    batch = tmp_path / "batch.jsonl"
    batch.write_text('{"id": "a", "question": "cuti"}\n', encoding="utf-8")
    assert run("search", "--batch", batch, "--home", home, "--json").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "cuti", "--batch", "x.jsonl"),
        ("ask", "cuti", "--on", "kemarin"),
        ("search", "cuti", "--k", "0"),
        ("ask", "   "),
        ("tidak-ada",),
        ("ingest",),
    ],
)
def test_wrong_usage_exits_two(home: Path, arguments: tuple[str, ...]) -> None:
    extra = ("--home", str(home)) if arguments[0] in {"ask", "search", "ingest"} else ()
    assert run(*arguments, *extra).exit_code == 2


@pytest.mark.parametrize("command", ["ask", "search"])
def test_wrong_usage_prepares_no_library(tmp_path: Path, command: str) -> None:
    assert run(command, "--home", tmp_path / "home").exit_code == 2
    assert not (tmp_path / "home").exists()


def test_status_lists_what_is_held_and_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "kosong.txt").write_bytes(b"")
    (tmp_path / "latin.txt").write_bytes("Loket café buka pukul 08.00.".encode("latin-1"))
    run("ingest", tmp_path / "kosong.txt", tmp_path / "latin.txt", "--home", home)
    status = json.loads(run("status", "--home", home, "--json").stdout)
    assert status["ready"] is True
    assert status["sources"] == 2
    assert [item["path"] for item in status["refused"]] == ["kosong.txt"]
    assert [item["path"] for item in status["warnings"]] == ["latin.txt#peringatan"]
    shown = run("status", "--home", home).stdout
    assert "Ditolak kosong.txt" in shown
    assert "Catatan latin.txt" in shown


def test_an_error_of_ours_is_one_line_and_exit_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(settings: Settings) -> Library:
        raise NotFound("Berkas hilang.")

    monkeypatch.setattr(libraries, "Library", fail)
    monkeypatch.setattr(sys, "argv", ["tanya", "status"])
    with pytest.raises(SystemExit) as exit_:
        cli.main()
    assert exit_.value.code == 1
    assert capsys.readouterr().err == "Gagal: Berkas hilang.\n"


def test_warnings_do_not_mix_with_results(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(libraries, "Library", lambda settings: Library(settings, embedder=BrokenEmbedder()))
    monkeypatch.setattr(sys, "argv", ["tanya", "ask", "cuti tahunan", "--json", "--home", str(home)])
    with pytest.raises(SystemExit) as exit_:
        cli.main()
    assert exit_.value.code == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["status"] == "answered"
    assert "Layanan embedding tidak menjawab" in shown.err


def test_vectors_of_another_model_are_not_compared(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "Library", lambda settings: Library(settings, embedder=OtherEmbedder()))
    result = run("search", "cuti tahunan", "--home", home, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["passages"][0]["id"].startswith("pp-91-2019/")
    assert "model lain" in result.stderr


def test_an_env_file_that_is_no_text_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".env").write_bytes(b"TANYA_PORT=\xff")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["tanya", "status"])
    with pytest.raises(SystemExit) as exit_:
        cli.main()
    assert exit_.value.code == 1
    assert capsys.readouterr().err == "Gagal: Berkas .env bukan teks UTF-8. Simpan ulang sebagai UTF-8.\n"


def test_missing_path_exits_one_without_traceback(tmp_path: Path) -> None:
    arguments = ["ingest", str(tmp_path / "tidak-ada"), "--home", str(tmp_path / "home"), "--no-starter"]
    done = subprocess.run(
        [sys.executable, "-c", "from api.cli import main; main()", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "berkas atau folder tidak ada" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_command_imports_itself_alone() -> None:
    code = """
import sys
from api.cli import application
application([{}])
print("api.library" in sys.modules, "assistant.minutes" in sys.modules)
"""
    for names, loaded in (("", "False False\n"), ("'notula'", "False True\n")):
        done = subprocess.run(
            [sys.executable, "-c", code.format(names)], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert done.stdout == loaded


def test_a_misspelled_command_is_told_the_nearest_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["tanya", "stauts"])
    with pytest.raises(SystemExit) as exit_:
        cli.main()
    assert exit_.value.code == 2
    assert "status" in capsys.readouterr().err
