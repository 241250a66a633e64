"""``tanya parse``: the exact JSON of the machine interface, and what each file's failure costs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api import cli
from tests.workbench import CUTI

ROOT = Path(__file__).parents[2]
runner = CliRunner()
AMENDING = """\
UNDANG-UNDANG REPUBLIK INDONESIA
NOMOR 7 TAHUN 2003
TENTANG
PENCABUTAN PERATURAN CONTOH
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang:
a. bahwa peraturan contoh tidak diperlukan lagi;
Mengingat:
1. Pasal 5 ayat (1) Undang-Undang Dasar 1945;
MEMUTUSKAN:
Menetapkan: UNDANG-UNDANG TENTANG PENCABUTAN PERATURAN CONTOH.
Pasal 1
Dengan berlakunya Undang-Undang ini, Undang-Undang Nomor 4 Tahun 1992 tentang Contoh dicabut
dan dinyatakan tidak berlaku.
Pasal 2
Undang-Undang ini mulai berlaku pada tanggal diundangkan.
Disahkan di Jakarta
pada tanggal 2 Januari 2003
Diundangkan di Jakarta
pada tanggal 3 Januari 2003
"""


@pytest.fixture
def cuti(tmp_path: Path) -> Path:
    file = tmp_path / "pp-91.md"
    file.write_text(CUTI, encoding="utf-8")
    return file


def run(*arguments: object) -> Result:
    return runner.invoke(cli.application(), ["parse", *map(str, arguments)])


def test_one_file_gives_one_json_with_exactly_these_fields(cuti: Path) -> None:
    result = run(cuti, "--json")
    assert result.exit_code == 0
    parsed = json.loads(result.stdout)
    assert list(parsed) == ["source", "provisions", "relations", "amendments", "terms", "report"]
    assert parsed["source"] == {
        "id": "pp-91-2019",
        "type": "pp",
        "number": "91",
        "year": 2019,
        "title": "Cuti Pegawai Contoh",
        "issuer": "",
        "dates": {"enacted": "2019-01-02", "promulgated": "2019-01-03", "effective": "2019-01-03"},
        "place": parsed["source"]["place"],
        "signed_by": "",
        "gazette": "",
    }
    assert set(parsed["report"]) == {
        "pasal_gaps",
        "penjelasan_gaps",
        "duplicates",
        "repairs",
        "suspicious",
        "warnings",
        "confidence",
        "furniture",
        "pages_to_look_at",
    }


def test_a_provision_has_its_place_its_own_words_and_everything_under_it(cuti: Path) -> None:
    provisions = {item["id"]: item for item in json.loads(run(cuti, "--json").stdout)["provisions"]}
    ayat = "Pegawai berhak atas cuti tahunan selama 12 (dua belas) hari kerja."
    assert provisions["pp-91-2019/pasal-2/ayat-1"] == {
        "id": "pp-91-2019/pasal-2/ayat-1",
        "kind": "ayat",
        "label": "ayat (1)",
        "path": ["BAB II JENIS CUTI", "Pasal 2", "ayat (1)"],
        "text": ayat,
        "full_text": ayat,
        "penjelasan": "",
        "page": None,
    }
    pasal = provisions["pp-91-2019/pasal-2"]
    assert pasal["path"] == ["BAB II JENIS CUTI", "Pasal 2"]
    assert pasal["text"] == ""
    assert "12 (dua belas)" in pasal["full_text"]
    assert "secara tertulis" in pasal["full_text"]


def test_provisions_are_in_reading_order(cuti: Path) -> None:
    pasal = [p["label"] for p in json.loads(run(cuti, "--json").stdout)["provisions"] if p["kind"] == "pasal"]
    assert pasal == ["Pasal 1", "Pasal 2", "Pasal 3", "Pasal 4"]


def test_a_relation_says_what_is_done_to_whom_with_the_words(tmp_path: Path) -> None:
    file = tmp_path / "uu-7-2003.txt"
    file.write_text(AMENDING, encoding="utf-8")
    relations = json.loads(run(file, "--json").stdout)["relations"]
    repeal = next(relation for relation in relations if relation["kind"] == "mencabut")
    assert list(repeal) == ["kind", "subject", "target", "scope", "evidence", "since"]
    assert repeal["target"] == "uu-4-1992"
    assert "dicabut" in repeal["evidence"]


def test_several_files_give_a_line_each_and_a_bad_one_stops_no_other(cuti: Path, tmp_path: Path) -> None:
    article = tmp_path / "artikel.txt"
    article.write_text("Cuti tahunan diatur dalam PP 11/2017. Loket buka pukul 08.00.", encoding="utf-8")
    empty = tmp_path / "kosong.txt"
    empty.write_bytes(b"")
    result = run(article, empty, cuti, "--json")
    assert result.exit_code == 1
    first, second, third = map(json.loads, result.stdout.splitlines())
    assert list(first) == list(second) == ["file", "error"]
    assert first["file"] == str(article)
    assert "bukan naskah peraturan" in first["error"]
    assert "kosong" in second["error"]
    assert third["file"] == str(cuti)
    assert third["source"]["id"] == "pp-91-2019"
    assert "2 dari 3 berkas" in result.stderr


def test_a_folder_gives_lines_even_for_one_file(cuti: Path, tmp_path: Path) -> None:
    result = run(tmp_path, "--json")
    assert result.exit_code == 0
    assert [json.loads(line)["file"] for line in result.stdout.splitlines()] == [str(cuti)]


def test_one_file_that_is_no_regulation_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "catatan.txt"
    file.write_text("Rapat hari Senin membahas cuti.", encoding="utf-8")
    with pytest.raises(Exception, match=r"catatan\.txt: bukan naskah peraturan"):
        runner.invoke(cli.application(), ["parse", str(file), "--json"], catch_exceptions=False)


def test_the_folder_names_a_regulation_whose_own_number_is_damaged(tmp_path: Path) -> None:
    file = tmp_path / "pp" / "2019" / "91.md"
    file.parent.mkdir(parents=True)
    file.write_text(CUTI.replace("NOMOR 91 TAHUN 2019", "NOMOR 9l TAHUN 2Ol9"), encoding="utf-8")
    assert json.loads(run(file, "--json").stdout)["source"]["id"] == "pp-91-2019"


def test_no_store_is_touched(cuti: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TANYA_HOME", str(tmp_path / "home"))
    run(cuti, "--json")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pp-91.md"]


def test_people_read_tables(cuti: Path) -> None:
    shown = run(cuti).stdout
    for words in ("pp-91-2019", "Cuti Pegawai Contoh", "2 Januari 2019", "ayat", "Keyakinan"):
        assert words in shown


def test_a_text_of_unusual_form_is_parsed_where_its_name_says_which_regulation_it_is(tmp_path: Path) -> None:
    file = tmp_path / "uu" / "1949" / "11.md"
    file.parent.mkdir(parents=True)
    file.write_text("Presiden menetapkan bahwa pegawai contoh diangkat kembali.", encoding="utf-8")
    parsed = json.loads(run(file, "--json").stdout)
    assert parsed["source"]["id"] == "uu-11-1949"
    assert any("tidak lazim" in warning for warning in parsed["report"]["warnings"])


def test_results_stay_clean_json_beside_a_bar_on_a_terminal(cuti: Path, tmp_path: Path) -> None:
    master, slave = os.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-c", "from api.cli import main; main()", "parse", str(tmp_path), "--json"],
            cwd=ROOT,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "40"},
            stdout=subprocess.PIPE,
            stderr=slave,
            check=True,
        )
    finally:
        os.close(slave)
        drawn = os.read(master, 65536)
        os.close(master)
    assert json.loads(done.stdout)["source"]["id"] == "pp-91-2019"
    assert b"Mengurai" in drawn
