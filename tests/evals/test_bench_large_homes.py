"""Large libraries: copies that are whole, vectors that are not made twice, and which laws go first."""

from pathlib import Path

import numpy as np
import pytest

from corpus.database import open_database
from corpus.home import Home
from corpus.store import Store
from evals.bench import large_homes
from evals.bench.scale import _going
from evals.bench.shared_vectors import borrow_vectors
from tests.databases import sqlite_only
from tests.workbench import CUTI, make_workbench

pytestmark = sqlite_only  # The benchmark copies homes as folders.


def store_of(home: Path) -> Store:
    return Store(open_database(Home(home).database_url))


def test_vectors_are_borrowed_from_every_home_in_the_cache(tmp_path: Path) -> None:
    for name, value in (("a", 1.0), ("b", 2.0)):
        Home(tmp_path / name).create()
        store = store_of(tmp_path / name)
        store.put_vectors("model", {name: np.full(4, value, dtype=np.float16)})
        store.close()
    borrow_vectors(tmp_path / "c", tmp_path)
    borrower = store_of(tmp_path / "c")
    assert borrower.vector_keys("model") == {"a", "b"}
    assert borrower.vectors(["b"])["b"].tolist() == [2.0] * 4
    borrower.close()


def test_a_copy_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    make_workbench(tmp_path / "asn").store.close()
    (tmp_path / "skala.belum").mkdir()
    (tmp_path / "skala.belum" / "sisa").touch()
    grown = large_homes._grown_from(tmp_path / "asn", tmp_path / "skala")
    assert (grown / "tanya.sqlite3").is_file()
    assert not (grown / "sisa").exists()
    (grown / "tambahan").touch()
    assert (large_homes._grown_from(tmp_path / "asn", grown) / "tambahan").exists()


def test_all_laws_are_added_to_the_core_without_vectors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_workbench(tmp_path / "asn").store.close()
    asked: list[tuple[list[Path], Path, bool]] = []
    monkeypatch.setattr(
        large_homes, "ingest", lambda files, home, *, vectors=True: asked.append((files, home, vectors))
    )
    large_homes.everything_home(tmp_path / "asn", tmp_path / "semua", tmp_path)
    folders = [tmp_path / "semua" / kind for kind in ("uu", "pp", "permenkeu")]
    assert asked == [(folders, tmp_path / "skala", False)]


def test_the_core_laws_are_the_last_to_be_taken_out(tmp_path: Path) -> None:
    texts = {
        "pp-91.md": CUTI,
        "pp-92.md": CUTI.replace("NOMOR 91", "NOMOR 92").replace("CUTI PEGAWAI", "JAM"),
    }
    core, everything = make_workbench(tmp_path / "inti"), make_workbench(tmp_path / "semua")
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    core.ingest(tmp_path / "pp-91.md")
    everything.ingest(*(tmp_path / name for name in texts))
    going = _going(tmp_path / "inti", everything.store)
    assert [name for name, _ in going] == ["pp-92-2019", "pp-91-2019"]
    assert all(count > 0 for _, count in going)
    core.store.close()
    everything.store.close()
