"""The index by meaning, on embedded Chroma and on a Chroma server."""

import http.server
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.errors import CorruptIndex, StorageError
from corpus.index import DenseIndex, drop_collection
from corpus.private_copy import PrivateCopy
from tests.corpus.chroma_server import free_port, start_server

ROOT = Path(__file__).parents[2]


@dataclass
class Place:
    """Where an index is built and opened."""

    folder: Path
    url: str
    name: str

    def build(self, rows: list[int], vectors: NDArray[np.float32]) -> None:
        DenseIndex.build(rows, vectors, folder=self.folder / "chroma", url=self.url, name=self.name)

    def open(self, size: int) -> DenseIndex:
        return DenseIndex.open(
            folder=self.folder / "chroma",
            url=self.url,
            name=self.name,
            size=size,
            copies=self.folder / "serving",
        )


@pytest.fixture(params=["embedded", "server"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    url = request.getfixturevalue("chroma_server") if request.param == "server" else ""
    return Place(tmp_path, url, f"tanya-{tmp_path.name}")


@pytest.fixture
def embedded(tmp_path: Path) -> Place:
    return Place(tmp_path, "", "tanya-x")


def vector(*values: float) -> NDArray[np.float32]:
    array = np.array(values, dtype=np.float32)
    return np.asarray(array / np.linalg.norm(array), dtype=np.float32)


CORNERS = np.stack([vector(1, 0, 0), vector(0, 1, 0), vector(1, 1, 0), vector(0, 0, 1)])


def test_nearest_units_with_their_cosines(place: Place) -> None:
    place.build([10, 20, 30, 40], CORNERS)
    index = place.open(4)
    rows, cosines = index.nearest(vector(1, 0, 0), 3)
    assert rows.tolist()[:2] == [10, 30]
    assert cosines == pytest.approx([1, 0.70710678, 0], abs=1e-5)
    index.close()


def test_an_index_of_nothing(place: Place) -> None:
    place.build([], np.empty((0,), np.float32))
    index = place.open(0)
    rows, cosines = index.nearest(vector(1, 0, 0), 5)
    assert rows.shape == cosines.shape == (0,)
    index.close()


def test_nearest_none(embedded: Place) -> None:
    embedded.build([1, 2, 3, 4], CORNERS)
    index = embedded.open(4)
    assert index.nearest(CORNERS[0], 0)[0].tolist() == []
    index.close()


def test_an_unfinished_collection_is_replaced(place: Place) -> None:
    place.build([1, 2], CORNERS[:2])
    place.build([5, 6, 7], CORNERS[:3])
    index = place.open(3)
    assert sorted(index.nearest(CORNERS[0], 9)[0].tolist()) == [5, 6, 7]
    index.close()


def test_a_missing_collection_or_another_number_of_vectors_is_corrupt(place: Place) -> None:
    if place.url:
        with pytest.raises(CorruptIndex, match=place.name):
            place.open(4)
    place.build([1, 2, 3, 4], CORNERS)
    with pytest.raises(CorruptIndex, match="berisi 4 vektor, seharusnya 5"):
        place.open(5)
    # A failed opening leaves the next one free.
    place.open(4).close()


def test_dropping_a_collection_twice_is_fine(chroma_server: str, tmp_path: Path) -> None:
    place = Place(tmp_path, chroma_server, "tanya-drop")
    place.build([1], CORNERS[:1])
    drop_collection(place.name, place.url)
    drop_collection(place.name, place.url)
    with pytest.raises(CorruptIndex):
        place.open(1)


@pytest.mark.parametrize("url", ["localhost:8001", "127.0.0.1:8001", "ftp://127.0.0.1", "http://"])
def test_an_address_that_names_no_server_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="TANYA_CHROMA_URL seperti http://"):
        Place(tmp_path, url, "tanya-x").open(1)


@pytest.mark.parametrize("kind", ["random", "clustered"])
def test_few_neighbours_are_missed(kind: str, embedded: Place) -> None:
    rng = np.random.default_rng(7)
    count, dimension = 3_000, 64
    vectors = rng.standard_normal((count, dimension))
    if kind == "clustered":
        vectors = 4 * rng.standard_normal((30, dimension))[rng.integers(0, 30, count)] + vectors
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    embedded.build(list(range(count)), vectors)
    index = embedded.open(count)
    found = 0
    for query in vectors[:100] + 0.02 * rng.standard_normal((100, dimension)).astype(np.float32):
        exact = set(np.argsort(-(vectors @ query))[:10].tolist())
        found += len(exact & set(index.nearest(query, 10)[0].tolist()))
    assert found / 1_000 >= 0.98
    index.close()


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


QUERY = """
import sys, numpy as np
from pathlib import Path
from corpus.index import DenseIndex
index = DenseIndex.open(folder=Path(sys.argv[1]), url="", name="tanya-x", size=4, copies=Path(sys.argv[2]))
print(index.nearest(np.array([1, 0, 0], np.float32), 2)[0].tolist(), flush=True)
sys.stdin.read()
"""


def test_serving_never_writes_to_what_was_built_and_two_processes_share_it(embedded: Place) -> None:
    embedded.build([1, 2, 3, 4], CORNERS)
    folder, copies = embedded.folder / "chroma", embedded.folder / "serving"
    built = tree(folder)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", QUERY, folder, copies],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    assert [process.stdout.readline() if process.stdout else "" for process in processes] == ["[1, 3]\n"] * 2
    alive = [path for path in copies.iterdir() if path.is_dir()]
    for process in processes:
        process.kill()
        process.communicate()
    assert len(alive) == 2
    assert tree(folder) == built
    # What the killed ones left goes with the next opening.
    index = embedded.open(4)
    assert len([path for path in copies.iterdir() if path.is_dir()]) == 1
    index.close()
    assert [path.name for path in copies.iterdir()] == [".lock"]
    assert tree(folder) == built


def test_a_copy_may_be_written_without_touching_its_source(tmp_path: Path) -> None:
    source = tmp_path / "asal"
    (source / "dalam").mkdir(parents=True)
    (source / "dalam" / "berkas.db").write_bytes(b"1")
    copy = PrivateCopy(source, tmp_path / "salinan")
    (copy.path / "dalam" / "berkas.db").write_bytes(b"2")
    assert (source / "dalam" / "berkas.db").read_bytes() == b"1"
    copy.close()
    copy.close()
    assert not copy.path.exists()


def test_a_copy_in_use_is_never_taken_for_an_orphan(tmp_path: Path) -> None:
    (tmp_path / "asal").mkdir()
    copies = [PrivateCopy(tmp_path / "asal", tmp_path / "salinan") for _ in range(3)]
    assert all(copy.path.is_dir() for copy in copies)
    closing = threading.Thread(target=copies[0].close)
    closing.start()
    closing.join()
    assert [copy.path.is_dir() for copy in copies] == [False, True, True]
    for copy in copies[1:]:
        copy.close()
    assert [path.name for path in (tmp_path / "salinan").iterdir()] == [".lock"]


def test_a_copy_that_cannot_be_written_is_a_storage_error(embedded: Place) -> None:
    embedded.build([1, 2, 3, 4], CORNERS)
    (embedded.folder / "serving").write_text("bukan folder")
    with pytest.raises(StorageError, match="tidak dapat disiapkan"):
        embedded.open(4)


def remove(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:10_000])


def fill_with_ones(path: Path) -> None:
    path.write_bytes(b"\xff" * path.stat().st_size)


@pytest.mark.parametrize("damage", [remove, empty, cut, fill_with_ones])
def test_a_damaged_database_is_a_corrupt_index(embedded: Place, damage: Callable[[Path], None]) -> None:
    # Only this file: over a damaged graph Chroma may end the process, so the seal of a snapshot is
    # checked before Chroma sees anything.
    embedded.build([1, 2, 3, 4], CORNERS)
    damage(embedded.folder / "chroma" / "chroma.sqlite3")
    with pytest.raises(CorruptIndex, match="tanya-x"):
        embedded.open(4)
    assert [path.name for path in (embedded.folder / "serving").iterdir()] == [".lock"]


def test_a_missing_folder_is_a_corrupt_index(tmp_path: Path) -> None:
    with pytest.raises(CorruptIndex, match="tidak ada"):
        Place(tmp_path, "", "tanya-x").open(1)


class PanicException(BaseException):
    """As pyo3 raises it: no Exception."""


def test_a_panic_in_chroma_is_a_corrupt_index(embedded: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded.build([1, 2, 3, 4], CORNERS)
    index = embedded.open(4)

    def panic(*_: object, **__: object) -> None:
        raise PanicException("called `Option::unwrap()` on a `None` value")

    with monkeypatch.context() as patch:
        patch.setattr("chromadb.Collection.query", panic)
        with pytest.raises(CorruptIndex, match="unwrap"):
            index.nearest(CORNERS[0], 1)
        with pytest.raises(CorruptIndex, match="unwrap"):
            embedded.open(4)
        patch.setattr("chromadb.Collection.add", panic)
        with pytest.raises(StorageError, match="unwrap"):
            embedded.build([1], CORNERS[:1])
    index.close()


def test_an_interrupt_is_no_corrupt_index(embedded: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded.build([1, 2, 3, 4], CORNERS)
    index = embedded.open(4)

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("chromadb.Collection.query", interrupt)
        with pytest.raises(KeyboardInterrupt):
            index.nearest(CORNERS[0], 1)
    index.close()


@pytest.mark.parametrize("url", ["http://127.0.0.1:{port}", "http://127.0.0.1:abc", "http://", "bukan url"])
def test_a_server_that_is_not_there_is_a_storage_error(url: str, tmp_path: Path) -> None:
    # A dead server says nothing about the index: were it called corrupt, it would be thrown away.
    place = Place(tmp_path, url.format(port=free_port()), "tanya-x")
    for act in (
        lambda: place.build([1], CORNERS[:1]),
        lambda: place.open(1),
        lambda: drop_collection("tanya-x", place.url),
    ):
        with pytest.raises(StorageError, match="TANYA_CHROMA_URL"):
            act()


class NotChroma(http.server.BaseHTTPRequestHandler):
    """Another web server on the port that was configured."""

    def do_GET(self) -> None:  # the name that http.server calls
        body = b"<html>Selamat datang</html>"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # http.server's signature
        """Say nothing."""


def test_another_web_server_is_a_storage_error(tmp_path: Path) -> None:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), NotChroma) as other:
        thread = threading.Thread(target=other.serve_forever)
        thread.start()
        with pytest.raises(StorageError, match="TANYA_CHROMA_URL"):
            Place(tmp_path, f"http://127.0.0.1:{other.server_port}", "tanya-x").open(1)
        other.shutdown()
        thread.join()


def test_a_server_that_dies_is_a_storage_error_to_who_asks(tmp_path: Path) -> None:
    process, url = start_server(tmp_path / "server")
    place = Place(tmp_path, url, "tanya-x")
    place.build([1, 2, 3, 4], CORNERS)
    index = place.open(4)
    process.kill()
    process.wait()
    with pytest.raises(StorageError, match="Jalankan server itu"):
        index.nearest(CORNERS[0], 1)
    index.close()
