"""Snapshots: built beside the one that serves, switched atomically, checked before anything is read."""

import gc
import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import numpy as np
import psutil
import pytest

from corpus.asked import AskedIndex
from corpus.database import open_database
from corpus.embeddings.keys import text_key
from corpus.errors import CorruptIndex, NotFound, StorageError
from corpus.lexical import LexicalIndex
from corpus.seal import seal
from corpus.snapshots import Snapshots, embedding_texts
from corpus.store import Store
from tests.corpus.contents import faq, law, provision, text_source
from tests.fakes import WordEmbedder

ROOT = Path(__file__).parents[2]
MODEL = WordEmbedder.model_id


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(open_database(f"sqlite:///{tmp_path / 'store.sqlite3'}"))
    yield opened
    opened.close()


@pytest.fixture
def index(tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    folder.mkdir()
    return folder


@pytest.fixture
def snapshots(index: Path) -> Snapshots:
    return Snapshots(index)


def embed(store: Store, model: str = MODEL) -> None:
    """Cache a vector for every text."""
    embedder = WordEmbedder()
    texts = [text for unit in store.units() for text in embedding_texts(unit)]
    vectors = embedder.embed_passages(texts)
    store.put_vectors(model, {text_key(model, text): v for text, v in zip(texts, vectors, strict=True)})


def fill(store: Store, *texts: str) -> None:
    store.replace(text_source("jam", *texts))
    embed(store)


def ids(index: Path) -> list[str]:
    return sorted(path.name for path in index.iterdir() if "T" in path.name and path.is_dir())


def snapshot_files(index: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(index)): path.read_bytes()
        for path in index.rglob("*")
        if path.is_file() and "serving" not in path.parts
    }


# Building and opening


def test_before_the_first_build(snapshots: Snapshots) -> None:
    assert snapshots.current_id() is None
    with pytest.raises(NotFound, match="Pustaka masih kosong"):
        snapshots.open_current()


def test_a_build_serves_what_the_store_holds(store: Store, snapshots: Snapshots) -> None:
    store.replace(faq("cuti-tahunan"))
    fill(store, "Loket buka pagi.", "Arsip di lantai dua.")
    steps: list[str] = []
    info = snapshots.build(store, MODEL, on_step=steps.append)
    assert steps == ["teks", "kata", "makna"]
    assert (info.passages, info.embedded, info.model) == (3, 3, MODEL)
    opened = snapshots.open_current()
    assert opened.info == info
    assert opened.unit_ids == ["jam/bagian-1", "jam/bagian-2", "faq/cuti-tahunan"]
    rows, _ = opened.dense.nearest(WordEmbedder().embed_query("loket pagi"), 1)
    assert opened.unit_ids[rows[0]] == "jam/bagian-1"
    assert opened.lexical.scores(["arsip"]).argmax() == 1
    assert opened.knowledge.entry("cuti-tahunan") is not None
    assert opened.asked.size == 3
    opened.close()


def test_an_empty_library_builds_and_opens(store: Store, snapshots: Snapshots) -> None:
    info = snapshots.build(store, MODEL)
    assert (info.passages, info.embedded) == (0, 0)
    opened = snapshots.open_current()
    assert opened.lexical.scores(["cuti"]).shape == (0,)
    assert opened.dense.nearest(np.ones(4, np.float32), 5)[0].shape == (0,)
    assert opened.rows_under("pp-1-2000") == []
    opened.close()


def test_a_unit_without_words_is_kept(store: Store, snapshots: Snapshots) -> None:
    fill(store, "dan yang di", "…", "Loket.")
    info = snapshots.build(store, MODEL)
    opened = snapshots.open_current()
    assert info.passages == len(opened.unit_ids) == 3
    assert opened.lexical.scores(["loket"]).tolist()[:2] == [0, 0]
    opened.close()


def test_text_without_vectors_is_found_by_words(store: Store, snapshots: Snapshots) -> None:
    store.replace(text_source("jam", "Loket buka pagi."))
    info = snapshots.build(store, MODEL)
    assert (info.passages, info.embedded) == (1, 0)
    opened = snapshots.open_current()
    assert opened.lexical.scores(["loket"]).max() > 0
    opened.close()


def test_vectors_of_another_model_are_never_used(store: Store, snapshots: Snapshots) -> None:
    fill(store, "Loket buka pagi.")
    assert snapshots.build(store, MODEL).embedded == 1
    assert snapshots.build(store, "lain-2").embedded == 0
    opened = snapshots.open_current()
    assert opened.dense.size == 0
    assert opened.info.model == "lain-2"
    opened.close()


def test_units_below_and_around_an_identifier(store: Store, snapshots: Snapshots) -> None:
    names = ["pasal-5", "pasal-5/ayat-1", "pasal-5/ayat-1/huruf-a", "pasal-5/ayat-10", "pasal-50"]
    store.replace(law(*(provision(f"pp-94-2021/{name}", name, n) for n, name in enumerate(names))))
    snapshots.build(store, MODEL)
    opened = snapshots.open_current()

    def under(identifier: str) -> list[str]:
        return sorted(
            opened.unit_ids[row].removeprefix("pp-94-2021/") for row in opened.rows_under(identifier)
        )

    assert under("pp-94-2021/pasal-5/ayat-1") == names[:3]
    assert under("pp-94-2021/pasal-5") == names[:4]
    assert under("pp-94-2021/pasal-50") == ["pasal-50"]
    assert under("pp-94-2021") == sorted(names)
    assert under("pp-94-2021/pasal-9") == []
    opened.close()


# Equal and different content


def test_equal_content_gives_no_new_snapshot(store: Store, snapshots: Snapshots, index: Path) -> None:
    fill(store, "Loket buka pagi.")
    first = snapshots.build(store, MODEL)
    before = snapshot_files(index)
    assert snapshots.build(store, MODEL) == first
    assert snapshot_files(index) == before


def test_a_snapshot_of_another_version_is_built_again(
    store: Store, snapshots: Snapshots, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, "Loket buka pagi.")
    before = snapshots.build(store, MODEL)
    monkeypatch.setattr("corpus.snapshots.LAYOUT", before.layout + 1)
    with pytest.raises(CorruptIndex, match="dibuat oleh versi lain"):
        snapshots.open_current()
    after = snapshots.build(store, MODEL)
    assert (after.layout, after.passages) == (before.layout + 1, before.passages)
    snapshots.open_current().close()


def test_any_change_gives_a_new_snapshot(store: Store, snapshots: Snapshots) -> None:
    store.replace(text_source("jam", "Loket buka pagi."))
    built = [snapshots.build(store, MODEL)]
    embed(store)
    built.append(snapshots.build(store, MODEL))
    # The same source and identifiers, other words.
    store.replace(text_source("jam", "Loket buka siang."))
    built.append(snapshots.build(store, MODEL))
    built.append(snapshots.build(store, "lain-2"))
    assert len({info.fingerprint for info in built}) == len({info.id for info in built}) == 4
    assert snapshots.current_id() == built[-1].id


def test_the_one_before_is_kept_for_who_still_reads_it(
    store: Store, snapshots: Snapshots, index: Path
) -> None:
    built = []
    for number in range(4):
        fill(store, f"Loket nomor {number}.")
        built.append(snapshots.build(store, MODEL).id)
    assert ids(index) == built[-2:]


def test_a_reader_outlives_the_files_of_its_snapshot(store: Store, snapshots: Snapshots) -> None:
    fill(store, "Loket buka pagi.")
    snapshots.build(store, MODEL)
    opened = snapshots.open_current()
    for number in range(3):
        fill(store, f"Loket nomor {number}.")
        snapshots.build(store, MODEL)
    assert opened.dense.nearest(WordEmbedder().embed_query("loket"), 1)[0].tolist() == [0]
    assert opened.lexical.scores(["loket"]).max() > 0
    assert opened.knowledge.unit("jam/bagian-1").text == "Loket buka pagi."
    opened.close()


def test_a_clock_that_was_set_back_does_not_cost_the_new_snapshot(
    store: Store, snapshots: Snapshots, index: Path
) -> None:
    fill(store, "satu")
    first = snapshots.build(store, MODEL)
    later = f"29990101T000000000000-{first.id[-8:]}"
    (index / first.id).rename(index / later)
    (index / "CURRENT").write_text(later)
    fill(store, "dua")
    second = snapshots.build(store, MODEL)
    fill(store, "tiga")
    third = snapshots.build(store, MODEL)
    assert snapshots.current_id() == third.id
    assert ids(index) == sorted([second.id, third.id])
    snapshots.open_current().close()


def test_what_a_kill_left_is_removed_and_what_serves_stays(
    store: Store, snapshots: Snapshots, index: Path
) -> None:
    fill(store, "satu")
    serving = snapshots.build(store, MODEL).id
    (index / "20260101T000000000000-aaaaaaaa.building" / "lexical").mkdir(parents=True)
    # Killed between rename and switch: finished, never served.
    (index / "29990101T000000000000-bbbbbbbb").mkdir()
    fill(store, "dua")
    new = snapshots.build(store, MODEL).id
    assert ids(index) == sorted([serving, new])


def test_a_build_that_fails_keeps_the_old_and_leaves_no_debris(
    store: Store, snapshots: Snapshots, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, "satu")
    serving = snapshots.build(store, MODEL).id
    fill(store, "dua")

    def fail(*_: object, **__: object) -> None:
        raise StorageError("Server Chroma tidak dapat dipakai.")

    with monkeypatch.context() as patch:
        patch.setattr("corpus.index.DenseIndex.build", fail)
        with pytest.raises(StorageError):
            snapshots.build(store, MODEL)
    assert snapshots.current_id() == serving
    assert ids(index) == [serving]


def test_a_folder_that_cannot_be_written_is_a_storage_error(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="Indeks baru gagal ditulis"):
        Snapshots(tmp_path / "hilang" / "index").build(store, MODEL)


# Damage


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, Path, str]:
    """A snapshot to damage, and the store it can be built from again."""
    folder = tmp_path_factory.mktemp("sealed")
    store = Store(open_database(f"sqlite:///{folder / 'store.sqlite3'}"))
    store.replace(faq("cuti-tahunan"))
    fill(store, "Loket buka pagi.", "Arsip di lantai dua.")
    (folder / "index").mkdir()
    info = Snapshots(folder / "index").build(store, MODEL)
    return store, folder / "index", info.id


FILES = [
    "manifest.json",
    "seal.json",
    "unit_ids.json",
    "knowledge.sqlite3",
    "asked.npz",
    "chroma/chroma.sqlite3",
    "chroma/*/data_level0.bin",
    "chroma/*/header.bin",
    "chroma/*/length.bin",
    "chroma/*/link_lists.bin",
    "lexical/data.csc.index.npy",
    "lexical/indices.csc.index.npy",
    "lexical/indptr.csc.index.npy",
    "lexical/params.index.json",
    "lexical/vocab.index.json",
]


def gone(path: Path) -> None:
    path.unlink()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] or b"!")


def one_byte(path: Path) -> None:
    content = bytearray(path.read_bytes() or b"!")
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [gone, cut, one_byte, a_folder])
@pytest.mark.parametrize("name", FILES)
def test_any_damage_is_told_before_anything_is_read_and_mended_by_the_next_build(
    sealed: tuple[Store, Path, str], name: str, damage: Callable[[Path], None], tmp_path: Path
) -> None:
    store, healthy, snapshot_id = sealed
    index = copy_index(healthy, tmp_path)
    damage(next((index / snapshot_id).glob(name)))
    snapshots = Snapshots(index)
    with pytest.raises(CorruptIndex, match=snapshot_id):
        snapshots.open_current()
    if name == "lexical/vocab.index.json":  # Once is enough: what is broken makes no difference here.
        assert snapshots.build(store, MODEL).id != snapshot_id
        snapshots.open_current().close()


def test_every_file_of_a_snapshot_is_damaged_above(sealed: tuple[Store, Path, str]) -> None:
    _, healthy, snapshot_id = sealed
    folder = healthy / snapshot_id
    listed = {path for name in FILES for path in folder.glob(name)}
    assert {path for path in folder.rglob("*") if path.is_file()} == listed


def test_an_added_file_is_told(sealed: tuple[Store, Path, str], tmp_path: Path) -> None:
    _, healthy, snapshot_id = sealed
    index = copy_index(healthy, tmp_path)
    (index / snapshot_id / "chroma" / "chroma.sqlite3-journal").write_bytes(b"x")
    with pytest.raises(CorruptIndex, match=r"chroma\.sqlite3-journal tidak dikenal"):
        Snapshots(index).open_current()


@pytest.mark.parametrize("folder", ["", "chroma", "lexical"])
def test_a_missing_folder_is_told(sealed: tuple[Store, Path, str], folder: str, tmp_path: Path) -> None:
    _, healthy, snapshot_id = sealed
    index = copy_index(healthy, tmp_path)
    shutil.rmtree(index / snapshot_id / folder)
    with pytest.raises(CorruptIndex, match=snapshot_id):
        Snapshots(index).open_current()


@pytest.mark.parametrize(
    "name", [b"", b"../../etc", b"\xff\xfe", b"20260101T000000000000-aaaaaaaa\0", b"kosong"]
)
def test_a_damaged_pointer_is_told_and_mended_by_the_next_build(
    store: Store, snapshots: Snapshots, index: Path, name: bytes
) -> None:
    (index / "CURRENT").write_bytes(name)
    with pytest.raises(CorruptIndex, match="CURRENT rusak"):
        snapshots.current_id()
    with pytest.raises(CorruptIndex, match="CURRENT rusak"):
        snapshots.open_current()
    info = snapshots.build(store, MODEL)
    assert snapshots.current_id() == info.id


def test_a_pointer_to_nothing_is_told(snapshots: Snapshots, index: Path) -> None:
    (index / "CURRENT").write_text("20260101T000000000000-aaaaaaaa")
    with pytest.raises(CorruptIndex, match="20260101T000000000000-aaaaaaaa"):
        snapshots.open_current()


def test_a_manifest_of_another_version_is_told(sealed: tuple[Store, Path, str], tmp_path: Path) -> None:
    _, healthy, snapshot_id = sealed
    index = copy_index(healthy, tmp_path)
    manifest = index / snapshot_id / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"baru": 1}))
    seal(index / snapshot_id)
    with pytest.raises(CorruptIndex, match="versi lain"):
        Snapshots(index).open_current()


def test_a_discarded_snapshot_is_built_anew(store: Store, snapshots: Snapshots) -> None:
    first = snapshots.build(store, MODEL)
    snapshots.discard_current()
    snapshots.discard_current()
    assert snapshots.current_id() is None
    assert snapshots.build(store, MODEL).id != first.id


def test_a_folder_in_the_place_of_the_current_name_is_discarded_too(
    store: Store, snapshots: Snapshots, tmp_path: Path
) -> None:
    snapshots.build(store, MODEL)
    current = next(tmp_path.rglob("CURRENT"))
    current.unlink()
    (current / "isi").mkdir(parents=True)
    with pytest.raises(CorruptIndex):
        snapshots.current_id()
    snapshots.discard_current()
    assert snapshots.current_id() is None
    assert snapshots.build(store, MODEL).id == snapshots.current_id()


def copy_index(healthy: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(healthy, tmp_path / "index", ignore=shutil.ignore_patterns("serving")))


# Readers


READ = """
import sys
from pathlib import Path
from corpus.snapshots import Snapshots
from tests.fakes import WordEmbedder
opened = Snapshots(Path(sys.argv[1])).open_current()
rows, _ = opened.dense.nearest(WordEmbedder().embed_query("loket pagi"), 1)
print(opened.knowledge.unit(opened.unit_ids[rows[0]]).text, flush=True)
sys.stdin.readline()
opened.close()
"""


def test_two_processes_read_one_snapshot_and_change_nothing(
    sealed: tuple[Store, Path, str], tmp_path: Path
) -> None:
    index = copy_index(sealed[1], tmp_path)
    before = snapshot_files(index)
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READ, index],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    answers = [reader.stdout.readline() if reader.stdout else "" for reader in readers]
    for reader in readers:
        reader.communicate("\n")
    assert answers == ["Loket buka pagi.\n"] * 2
    assert snapshot_files(index) == before
    assert [path.name for path in (index / "serving").iterdir()] == [".lock"]


def test_a_reader_that_comes_while_snapshots_are_switched_gets_a_whole_one(
    store: Store, snapshots: Snapshots, index: Path
) -> None:
    fill(store, "satu")
    snapshots.build(store, MODEL)
    failures: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                opened = Snapshots(index).open_current()
                assert opened.unit_ids == ["jam/bagian-1"]
                opened.close()
            except (CorruptIndex, NotFound, AssertionError) as error:
                failures.append(error)
                return

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(5):
        fill(store, f"teks {number}")
        snapshots.build(store, MODEL)
    done.set()
    reader.join()
    assert failures == []


def test_thirty_switches_leave_no_files_open_and_little_memory(store: Store, snapshots: Snapshots) -> None:
    process = psutil.Process()

    def switch(number: int) -> None:
        fill(store, *(f"Loket nomor {number} urutan {n}." for n in range(20)))
        snapshots.build(store, MODEL)
        opened = snapshots.open_current()
        opened.dense.nearest(WordEmbedder().embed_query("loket"), 5)
        opened.lexical.scores(["loket"])
        opened.close()

    for number in range(3):
        switch(number)
    files, memory = process.num_fds(), process.memory_info().rss
    for number in range(3, 33):
        switch(number)
    gc.collect()
    for _ in range(100):  # Chroma's core closes its connections in the background
        if process.num_fds() <= files + 5:
            break
        time.sleep(0.1)
    assert process.num_fds() <= files + 5
    assert process.memory_info().rss <= memory + 60 * 2**20


# A Chroma server


def test_a_chroma_server_holds_the_collections_of_the_two_kept_snapshots(
    chroma_server: str, store: Store, index: Path
) -> None:
    snapshots = Snapshots(index, chroma_url=chroma_server)
    (index / "20260101T000000000000-aaaaaaaa.building").mkdir()
    for number in range(3):
        fill(store, f"Loket nomor {number}.")
        snapshots.build(store, MODEL)
    opened = snapshots.open_current()
    assert opened.dense.nearest(WordEmbedder().embed_query("loket"), 1)[0].tolist() == [0]
    opened.close()
    collections = httpx.get(
        f"{chroma_server}/api/v2/tenants/default_tenant/databases/default_database/collections",
        trust_env=False,
    ).json()
    kept = [f"tanya-{name}" for name in ids(index)]
    # Other tests leave collections with other names on the same server.
    assert sorted(c["name"] for c in collections if c["name"].startswith("tanya-2")) == kept
    assert len(kept) == 2


def test_a_dead_chroma_server_costs_neither_snapshot_nor_store(store: Store, index: Path) -> None:
    fill(store, "satu")
    Snapshots(index).build(store, MODEL)
    serving = Snapshots(index).current_id()
    moved = Snapshots(index, chroma_url="http://127.0.0.1:9")
    with pytest.raises(StorageError, match="TANYA_CHROMA_URL"):
        moved.open_current()
    fill(store, "dua")
    with pytest.raises(StorageError, match="TANYA_CHROMA_URL"):
        moved.build(store, MODEL)
    assert moved.current_id() == serving
    Snapshots(index).open_current().close()


def test_loaders_refuse_what_the_seal_cannot_know(tmp_path: Path) -> None:
    LexicalIndex.build([["cuti"], ["izin"]], tmp_path / "lexical")
    with pytest.raises(CorruptIndex, match="berisi 2 bagian, seharusnya 3"):
        LexicalIndex.open(tmp_path / "lexical", 3)
    with pytest.raises(CorruptIndex, match="tidak terbaca"):
        AskedIndex.open(tmp_path)
