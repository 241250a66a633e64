"""What is left after a kill, a damaged file or a full disk: the next command mends it or says why not."""

import json
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.databases import sqlite_only, told
from tests.e2e.product import finish, rows, serving, started, tanya, wait_until

RULE = """\
PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR {number} TAHUN 2018
TENTANG
SERAGAM PEGAWAI
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang: bahwa seragam perlu diatur;
MEMUTUSKAN:
Menetapkan: PERATURAN PEMERINTAH TENTANG SERAGAM PEGAWAI.
Pasal 1
(1) Pegawai bagian {number} memakai seragam biru.
(2) Seragam dipakai setiap hari kerja.
Pasal 2
Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
Diundangkan di Jakarta
pada tanggal 3 Januari 2018
"""
QUESTION = "berapa hari cuti tahunan pegawai?"


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A folder with 60 regulations of seven provisions each."""
    return write_rules(tmp_path / "peraturan", 60)


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """A folder with 15 such regulations."""
    return write_rules(tmp_path / "peraturan", 15)


def write_rules(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(1, count + 1):
        (folder / f"pp-{number:02}.md").write_text(RULE.format(number=number), encoding="utf-8")
    return folder


def snapshot(home: Path) -> Path:
    """The folder of the snapshot that serves."""
    return home / "index" / (home / "index" / "CURRENT").read_text(encoding="ascii")


def remove_vectors(home: Path) -> None:
    shutil.rmtree(snapshot(home) / "chroma")


def cut_texts(home: Path) -> None:
    os.truncate(snapshot(home) / "knowledge.sqlite3", 1000)


def spoil_name(home: Path) -> None:
    (home / "index" / "CURRENT").write_bytes(bytes(range(200, 240)))


def lose_snapshot(home: Path) -> None:
    shutil.rmtree(snapshot(home))


def lose_index(home: Path) -> None:
    shutil.rmtree(home / "index")


DAMAGES = [remove_vectors, cut_texts, spoil_name, lose_snapshot, lose_index]


@pytest.mark.parametrize("damage", DAMAGES)
def test_ask_mends_a_damaged_index_and_says_so(home: Path, damage: Callable[[Path], None]) -> None:
    damage(home)
    done = tanya(home, "ask", QUESTION, "--json")
    assert done.returncode == 0, done.stderr
    citation = json.loads(done.stdout)["claims"][0]["citations"][0]
    assert citation["provision_id"] == "pp-91-2019/pasal-2/ayat-1"
    assert done.stderr.count("\n") == 1
    assert ("Menyiapkan" if damage is lose_index else "disusun ulang dari basis data") in done.stderr


def test_serve_mends_a_damaged_index(home: Path) -> None:
    remove_vectors(home)
    with serving(home) as (process, client):
        assert client.post("/api/v1/ask", json={"question": QUESTION}).json()["status"] == "answered"
        code, _, error = finish(process, signal.SIGTERM)
    assert code == 0
    assert "disusun ulang dari basis data" in error.splitlines()[0]
    assert "Traceback" not in error


@sqlite_only
@pytest.mark.parametrize("damaged", [b"bukan basis data " * 500, None], ids=["garbage", "cut short"])
def test_a_damaged_store_is_one_line(home: Path, damaged: bytes | None) -> None:
    store = home / "tanya.sqlite3"
    if damaged is None:
        os.truncate(store, store.stat().st_size // 2)
    else:
        store.write_bytes(damaged)
    done = tanya(home, "status")
    assert done.returncode == 1
    assert done.stderr.startswith("Gagal: Basis data tidak dapat dibuka (")
    assert done.stderr.count("\n") == 1


def test_ingest_killed_while_reading_ends_whole_when_run_again(many: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with started(home, "ingest", many, "--no-starter") as process:
        wait_until(lambda: rows(home, "sources") >= 5, process)
        finish(process, signal.SIGKILL)
    assert 5 <= rows(home, "sources") < 60
    assert_ends_whole(home, many)


def test_ingest_killed_while_embedding_ends_whole_when_run_again(many: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with started(home, "ingest", many, "--no-starter") as process:
        wait_until(lambda: (home / "index" / "CURRENT").exists(), process)
        finish(process, signal.SIGKILL)
    assert rows(home, "sources") == 60
    assert_ends_whole(home, many)


def assert_ends_whole(home: Path, folder: Path) -> None:
    done = tanya(home, "ingest", folder, "--no-starter", "--json")
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    count = len(list(folder.iterdir()))
    assert summary["files"]["baru"] + summary["files"]["sama"] == count
    assert summary["files"]["ditolak"] == summary["files"]["duplikat"] == 0
    store = home / "tanya.sqlite3"
    provisions = {identifier for (identifier,) in told(store, "SELECT id FROM provisions")}
    stored = told(store, "SELECT count(*) FROM provisions")[0][0]
    units = told(store, "SELECT count(*), count(DISTINCT id) FROM units")[0]
    parts = ("pembukaan", "menimbang", "pasal-1", "pasal-1/ayat-1", "pasal-1/ayat-2", "pasal-2", "penutup")
    assert provisions == {f"pp-{number}-2018/{part}" for number in range(1, count + 1) for part in parts}
    assert stored == len(provisions)
    assert set(units) == {summary["passages"]} == {summary["embedded"]}
    assert not list((home / "index").glob("*.building"))


def test_ctrl_c_while_ingesting_is_one_line_and_the_next_ingest_goes_on(few: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    with started(home, "ingest", few, "--no-starter") as process:
        wait_until(lambda: rows(home, "sources") >= 5, process)
        code, out, error = finish(process, signal.SIGINT)
    assert code == 130
    assert out == ""
    assert error.splitlines()[-1] == "Dihentikan. Jalankan perintah yang sama untuk melanjutkan."
    assert_ends_whole(home, few)


def test_a_second_ingest_is_told_to_wait(home: Path, few: Path) -> None:
    before = snapshot(home)
    with started(home, "ingest", few) as first:
        # Embedding by now, with no transaction open that would hold up the second one elsewhere.
        wait_until(lambda: snapshot(home) != before, first)
        first.send_signal(signal.SIGSTOP)
        second = tanya(home, "ingest", few)
        code, _, error = finish(first, signal.SIGCONT)
    assert second.returncode == 1
    assert second.stderr.startswith("Gagal: Proses lain sedang mengubah pustaka di ")
    assert second.stderr.count("\n") == 1
    assert (code, error) == (0, "")


@sqlite_only
@pytest.mark.parametrize("size", ["400k", "1200k"], ids=["while storing", "while indexing"])
def test_a_full_disk_is_one_line_and_nothing_stored_is_lost(
    size: str, small_disk: Callable[[str], Path], few: Path
) -> None:
    disk = small_disk(size)
    home = disk / "home"
    full = tanya(home, "ingest", few, "--no-starter")
    assert full.returncode == 1
    assert full.stderr.startswith("Gagal: ")
    assert full.stderr.count("\n") == 1
    assert "disk" in full.stderr
    roomy = Path(shutil.copytree(home, few.parent / "roomy"))
    assert_ends_whole(roomy, few)
