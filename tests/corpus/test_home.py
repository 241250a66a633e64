"""The home folder and its lock."""

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.database import open_database
from corpus.errors import Busy, StorageError
from corpus.home import Home
from corpus.store import Store
from tests.databases import sqlite_only

ROOT = Path(__file__).parents[2]


def test_a_home_is_made_once_and_found_again(tmp_path: Path) -> None:
    home = Home(tmp_path / "a" / "b")
    home.create()
    home.create()
    assert sorted(path.name for path in home.path.iterdir()) == ["index", "models"]


@sqlite_only
@pytest.mark.parametrize("name", ["rumah", "spasi & tanda? #1 50%41 é", "sqlite:///"])
def test_the_store_lies_in_the_home_whatever_its_name(tmp_path: Path, name: str) -> None:
    home = Home(tmp_path / name)
    home.create()
    store = Store(open_database(home.database_url))
    assert store.count_sources() == 0
    store.close()
    assert (home.path / "tanya.sqlite3").is_file()


@sqlite_only
def test_a_relative_home_stays_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    url = Home(Path("rumah")).database_url
    assert url.database == str(tmp_path / "rumah" / "tanya.sqlite3")


def test_a_home_that_cannot_be_made_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    for place in (tmp_path / "berkas", tmp_path / "berkas" / "rumah"):
        with pytest.raises(StorageError, match=r"Folder .* tidak dapat dibuat .*--home"):
            Home(place).create()


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with home.writer_lock():
        for wait in (0.0, 0.05):
            with pytest.raises(Busy, match=f"pustaka di {tmp_path}"), home.writer_lock(wait=wait):
                pytest.fail("two writers")
    with home.writer_lock():
        pass


def test_an_error_frees_the_lock(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with pytest.raises(ZeroDivisionError), home.writer_lock():
        raise ZeroDivisionError
    with home.writer_lock():
        pass


def test_the_system_frees_the_lock_of_a_killed_process(tmp_path: Path) -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom corpus.home import Home\n"
        "with Home(Path(sys.argv[1])).writer_lock():\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    holder = subprocess.Popen([sys.executable, "-c", code, tmp_path], cwd=ROOT, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline() == b"held\n"
    with pytest.raises(Busy), Home(tmp_path).writer_lock():
        pytest.fail("two writers")
    holder.kill()
    holder.communicate()
    with Home(tmp_path).writer_lock():
        pass


def test_a_lock_file_that_cannot_be_made_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "writer.lock").mkdir()
    with pytest.raises(StorageError, match=r"writer\.lock"), Home(tmp_path).writer_lock():
        pytest.fail("locked a folder")
