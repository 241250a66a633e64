"""``tanya audit``, ``versions``, ``correct`` and ``remove`` on a small library."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api import cli
from api import library as libraries
from api.library import Library
from corpus.errors import InvalidIdentifier, InvalidInput, NotFound
from tests.fakes import WordEmbedder
from tests.workbench import CUTI

runner = CliRunner()
REPEALING = """\
PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 5 TAHUN 2022
TENTANG
CUTI BARU
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang:
a. bahwa cuti pegawai perlu diatur kembali;
Mengingat:
1. Pasal 5 ayat (2) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;
MEMUTUSKAN:
Menetapkan: PERATURAN PEMERINTAH TENTANG CUTI BARU.
Pasal 1
Pegawai berhak atas cuti tahunan selama 14 (empat belas) hari kerja.
Pasal 2
Pada saat Peraturan Pemerintah ini mulai berlaku, Peraturan Pemerintah Nomor 91 Tahun 2019 tentang Cuti
Pegawai Contoh dicabut dan dinyatakan tidak berlaku.
Pasal 3
Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Jakarta
pada tanggal 2 Februari 2022
Diundangkan di Jakarta
pada tanggal 3 Februari 2022
"""
ARTICLE = "Hak cuti tahunan diatur dalam Pasal 2 PP Nomor 91 Tahun 2019. Ajukan kepada atasan langsung."


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repealed regulation, the one that repealed it, and an article that still cites the first."""
    monkeypatch.setattr(libraries, "Library", lambda settings: Library(settings, embedder=WordEmbedder()))
    files = tmp_path / "berkas"
    files.mkdir()
    for name, text in (("pp-91-2019.md", CUTI), ("pp-5-2022.md", REPEALING), ("artikel-cuti.txt", ARTICLE)):
        (files / name).write_text(text, encoding="utf-8")
    folder = tmp_path / "home"
    assert run("ingest", files, folder, options=("--no-starter",)).exit_code == 0
    return folder


def run(*arguments: object, options: tuple[str, ...] = ()) -> Result:
    """Run a command; the last argument is the home folder. Errors of ours are raised as they are."""
    *before, home = arguments
    return runner.invoke(
        cli.application(),
        [*map(str, before), "--home", str(home), *options],
        catch_exceptions=False,
    )


def status(home: Path, identifier: str = "pp-91-2019", on: str = "2024-01-01") -> str:
    shown = json.loads(run("versions", identifier + "/pasal-2", home, options=("--on", on, "--json")).stdout)
    return str(shown["status"])


def test_audit_finds_the_article_that_cites_a_repealed_rule(home: Path) -> None:
    found = json.loads(run("audit", home, options=("--on", "2024-01-01", "--json")).stdout)
    assert (found["on"], found["documents"]) == ("2024-01-01", 1)
    (finding,) = found["stale"]
    assert (finding["id"], finding["kind"]) == ("artikel-cuti", "other")
    (basis,) = finding["bases"]
    assert basis["id"] == "pp-91-2019/pasal-2"
    assert (basis["status"], basis["since"], basis["successor"]) == ("dicabut", "2022-02-03", "pp-5-2022")
    assert basis["ended_by"].startswith("pp-5-2022/")
    assert "Hak cuti tahunan" in basis["quote"]


def test_audit_before_the_repeal_finds_nothing(home: Path) -> None:
    assert json.loads(run("audit", home, options=("--on", "2021-01-01", "--json")).stdout)["stale"] == []


@pytest.mark.parametrize(("on", "code"), [("2024-01-01", 1), ("2021-01-01", 0)])
def test_strict_audit_tells_by_its_exit_code(home: Path, on: str, code: int) -> None:
    assert run("audit", home, options=("--on", on, "--strict")).exit_code == code


def test_audit_without_strict_exits_zero_and_shows_the_successor(home: Path) -> None:
    shown = run("audit", home, options=("--on", "2024-01-01"))
    assert shown.exit_code == 0
    assert "1 di antaranya" in shown.stdout
    assert "2022" in shown.stdout


def test_versions_of_a_unit_that_was_never_changed(home: Path) -> None:
    shown = json.loads(run("versions", "pp-91-2019/pasal-2/ayat-1", home, options=("--json",)).stdout)
    assert shown["status"] == "dicabut"
    (version,) = shown["versions"]
    assert (version["since"], version["until"]) == (None, None)
    assert version["text"] == "Pegawai berhak atas cuti tahunan selama 12 (dua belas) hari kerja."


def test_versions_of_what_is_not_here(home: Path) -> None:
    with pytest.raises(NotFound, match="pasal-99"):
        run("versions", "pp-91-2019/pasal-99", home)
    with pytest.raises(InvalidIdentifier):
        run("versions", "Pasal 2 PP 91/2019", home)


def test_a_rejected_relation_no_longer_counts_and_undo_brings_it_back(home: Path) -> None:
    reject = ("relation", "reject", "pp-5-2022", "mencabut", "pp-91-2019")
    assert status(home) == "dicabut"
    done = run("correct", *reject, home, options=("--reason", "Salah baca", "--by", "Ani"))
    assert done.exit_code == 0
    assert "Koreksi nomor 1 dicatat: tidak benar bahwa PP Nomor 5 Tahun 2022 mencabut" in done.stderr
    assert status(home) == "berlaku"
    run("ingest", home.parent / "berkas", home, options=("--no-starter", "--force"))
    assert status(home) == "berlaku"
    listed = run("correct", "list", home).stdout
    assert "1. tidak benar bahwa" in listed
    assert "Salah baca (Ani" in listed
    assert run("correct", "undo", 1, home, options=("--by", "Budi")).exit_code == 0
    assert status(home) == "dicabut"
    assert "Belum ada koreksi" in run("correct", "list", home).stderr
    (entry,) = json.loads(run("correct", "list", home, options=("--all", "--json")).stdout)
    assert (entry["author"], entry["undone_by"]) == ("Ani", "Budi")


def test_an_added_relation_counts_from_its_day(home: Path) -> None:
    add = ("relation", "add", "pp-91-2019", "mencabut", "pp-5-2022")
    run("correct", *add, home, options=("--since", "2023-01-01", "--reason", "Uji", "--by", "Ani"))
    assert status(home, "pp-5-2022", "2022-12-31") == "berlaku"
    assert status(home, "pp-5-2022", "2023-01-01") == "dicabut"


def test_a_corrected_day_and_status_count(home: Path) -> None:
    hand = ("--reason", "Menurut lembaran negara", "--by", "Ani")
    run("correct", "date", "pp-5-2022", "berlaku", "2023-05-05", home, options=hand)
    assert status(home, on="2023-05-04") == "berlaku"
    assert status(home, on="2023-05-05") == "dicabut"
    run("correct", "status", "pp-5-2022", "dicabut", home, options=(*hand, "--since", "2024-06-01"))
    assert status(home, "pp-5-2022", "2024-06-01") == "dicabut"


def test_a_rejection_of_what_is_not_there_says_so(home: Path) -> None:
    reject = ("relation", "reject", "uu-1-2001", "mencabut", "uu-2-1990")
    done = run("correct", *reject, home, options=("--reason", "Uji", "--by", "Ani"))
    assert "belum ada di pustaka" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("correct", "relation", "reject", "pp-5-2022", "mencabut", "pp-91-2019"),
        ("correct", "relation", "add", "pp-5-2022", "menghapus", "pp-91-2019", "--reason", "x"),
        ("correct", "date", "pp-5-2022", "berlaku", "kemarin", "--reason", "x"),
        ("correct", "status", "pp-5-2022", "berlaku", "--reason", "x"),
    ],
)
def test_wrong_usage_of_correct_exits_two(home: Path, arguments: tuple[str, ...]) -> None:
    assert run(*arguments, home).exit_code == 2


def test_an_empty_reason_is_refused(home: Path) -> None:
    with pytest.raises(InvalidInput, match="Alasan"):
        run(
            "correct",
            "status",
            "pp-5-2022",
            "dicabut",
            home,
            options=("--since", "2024-01-01", "--reason", " "),
        )


def test_a_source_is_taken_out(home: Path) -> None:
    assert run("remove", "pp-5-2022", home, options=("--yes",)).exit_code == 0
    assert status(home) == "berlaku"
    with pytest.raises(NotFound):
        run("remove", "pp-5-2022", home, options=("--yes",))


def test_a_source_stays_where_nobody_agrees(home: Path) -> None:
    assert (
        runner.invoke(cli.application(), ["remove", "pp-5-2022", "--home", str(home)], input="n\n").exit_code
        == 1
    )
    assert status(home) == "dicabut"


TELLING = """\
PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 6 TAHUN 2023
TENTANG
APEL
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang:
a. bahwa apel pegawai perlu diatur;
Mengingat:
1. Peraturan Pemerintah Nomor 5 Tahun 2022 tentang Cuti Baru sebagaimana telah diubah dengan Peraturan
Pemerintah Nomor 3 Tahun 2023;
MEMUTUSKAN:
Menetapkan: PERATURAN PEMERINTAH TENTANG APEL.
Pasal 1
Pegawai mengikuti apel pagi.
Pasal 2
Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Jakarta
pada tanggal 2 Agustus 2023
Diundangkan di Jakarta
pada tanggal 3 Agustus 2023
"""


@pytest.fixture
def lacking(home: Path, tmp_path: Path) -> Path:
    """PP 6/2023 tells that PP 3/2023, which is not here, amended PP 5/2022."""
    file = tmp_path / "berkas" / "pp-6-2023.md"
    file.write_text(TELLING, encoding="utf-8")
    assert run("ingest", file, home, options=("--no-starter",)).exit_code == 0
    return home


def test_audit_lists_the_amendments_to_bring_in(lacking: Path) -> None:
    found = json.loads(run("audit", lacking, options=("--on", "2024-01-01", "--json")).stdout)
    (missing,) = found["missing"]
    assert (missing["target_id"], missing["amending_id"], missing["is_here"]) == (
        "pp-5-2022",
        "pp-3-2023",
        False,
    )
    assert missing["told_by"] == ["pp-6-2023/mengingat"]
    assert missing["cited"] == 1
    shown = run("audit", lacking, options=("--on", "2024-01-01")).stdout
    assert "Perubahan yang naskahnya tidak ada di pustaka" in shown
    assert "1 sumber" in shown
    assert json.loads(run("audit", lacking, options=("--on", "2022-12-31", "--json")).stdout)["missing"] == []


def test_versions_tell_of_an_amendment_that_is_not_here(lacking: Path) -> None:
    shown = json.loads(run("versions", "pp-5-2022/pasal-1", lacking, options=("--json",)).stdout)
    assert shown["status"] == "diubah"
    assert "PP Nomor 3 Tahun 2023, yang naskahnya tidak ada di pustaka ini" in shown["reason"]
    assert len(shown["versions"]) == 1


def test_a_rejected_amendment_is_no_longer_missing(lacking: Path) -> None:
    reject = ("relation", "reject", "pp-3-2023", "mengubah", "pp-5-2022")
    done = run("correct", *reject, lacking, options=("--reason", "Salah baca", "--by", "Ani"))
    assert done.exit_code == 0
    assert json.loads(run("audit", lacking, options=("--json",)).stdout)["missing"] == []
    assert status(lacking, "pp-5-2022") == "berlaku"


@pytest.mark.parametrize("identifier", ["pp-91-2091", "pp-91-2019/pasal-99"])
def test_a_status_of_what_is_not_here_is_refused(home: Path, identifier: str) -> None:
    arguments = ("correct", "status", identifier, "dicabut")
    options = ("--reason", "Sudah diganti", "--since", "2023-01-01", "--by", "Ani")
    with pytest.raises(NotFound, match=r"tidak ada di pustaka ini.*--belum-ada"):
        run(*arguments, home, options=options)
    assert json.loads(run("correct", "list", home, options=("--json",)).stdout) == []
    assert run(*arguments, home, options=(*options, "--belum-ada")).exit_code == 0
    assert len(json.loads(run("correct", "list", home, options=("--json",)).stdout)) == 1
