"""Ingest end to end over a small installation: what comes in, what is refused, what survives."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.errors import Busy, InvalidInput, StorageError
from corpus.models import SourceKind
from ingestion.pipeline import ingest
from ingestion.progress import Silent
from ingestion.report import Outcome
from tests.databases import sqlite_only
from tests.fakes import BrokenEmbedder
from tests.workbench import CUTI, Workbench, make_workbench

ROOT = Path(__file__).parents[2]


def outcomes(report: object) -> dict[str, str]:
    return {result.origin: result.outcome.value for result in report.files}  # type: ignore[attr-defined]  # report of any run


def test_a_regulation_becomes_provisions_and_passages(bench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "pp-91.md").write_text(CUTI, encoding="utf-8")
    report = bench.ingest(tmp_path / "pp-91.md")
    assert outcomes(report) == {"pp-91.md": "baru"}
    with_text, source = bench.store.provision("pp-91-2019/pasal-2/ayat-1")
    assert "12 (dua belas) hari kerja" in with_text.full_text
    assert source.kind is SourceKind.REGULATION
    snapshot = bench.open()
    assert "pp-91-2019/pasal-2/ayat-1" in snapshot.unit_ids
    assert snapshot.info.embedded == snapshot.info.passages == report.passages
    snapshot.close()


def test_ingest_again_changes_nothing(bench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "pp-91.md").write_text(CUTI, encoding="utf-8")
    first = bench.ingest(tmp_path / "pp-91.md")
    embedded = bench.embedder.passages_embedded
    again = bench.ingest(tmp_path / "pp-91.md")
    assert outcomes(again) == {"pp-91.md": "sama"}
    assert again.snapshot == first.snapshot
    assert bench.embedder.passages_embedded == embedded


def test_a_changed_file_is_updated_and_the_server_sees_a_new_snapshot(
    bench: Workbench, tmp_path: Path
) -> None:
    file = tmp_path / "pp-91.md"
    file.write_text(CUTI, encoding="utf-8")
    first = bench.ingest(file)
    file.write_text(CUTI.replace("12 (dua belas)", "15 (lima belas)"), encoding="utf-8")
    second = bench.ingest(file)
    assert outcomes(second) == {"pp-91.md": "diperbarui"}
    assert second.snapshot != first.snapshot
    assert "15 (lima belas)" in bench.store.provision("pp-91-2019/pasal-2/ayat-1")[0].text


def test_one_broken_file_never_stops_the_rest(bench: Workbench, tmp_path: Path) -> None:
    folder = tmp_path / "masuk"
    folder.mkdir()
    (folder / "kosong.txt").write_bytes(b"")
    (folder / "rusak.pdf").write_bytes(os.urandom(2000))
    (folder / "latin.txt").write_bytes("Pelayanan café untuk pegawai setiap hari kerja.".encode("latin-1"))
    (folder / "pp-91.md").write_text(CUTI, encoding="utf-8")
    report = bench.ingest(folder)
    assert outcomes(report) == {
        "masuk/kosong.txt": "ditolak",
        "masuk/rusak.pdf": "ditolak",
        "masuk/latin.txt": "baru",
        "masuk/pp-91.md": "baru",
    }
    refused = {item.origin: item.reason for item in bench.store.refusals()}
    assert refused.keys() >= {"masuk/kosong.txt", "masuk/rusak.pdf"}
    assert all(refused.values())


def test_what_is_doubtful_in_a_regulation_is_noted(bench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "pp-91.md").write_text(CUTI.replace("\nPasal 3\n", "\n"), encoding="utf-8")
    report = bench.ingest(tmp_path / "pp-91.md")
    assert report.files[0].notes == ("peringatan: Pasal yang tidak ditemukan: 3.",)
    (noted,) = bench.store.refusals()
    assert noted.is_warning


def test_a_mended_file_is_no_longer_listed_as_refused(bench: Workbench, tmp_path: Path) -> None:
    file = tmp_path / "catatan.txt"
    file.write_bytes(b"")
    bench.ingest(file)
    file.write_text("Jam pelayanan loket kepegawaian pukul 08.00 sampai 15.00.", encoding="utf-8")
    bench.ingest(file)
    assert bench.store.refusals() == []


def test_duplicate_upload_is_told_apart(bench: Workbench, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Jam pelayanan pukul 08.00.", encoding="utf-8")
    report = bench.ingest(tmp_path / "a.txt", tmp_path / "b.txt")
    assert outcomes(report) == {"a.txt": "baru", "b.txt": "duplikat"}
    assert report.files[1].reason == "isi sama dengan a.txt"
    assert bench.store.count_sources() == 1


def test_the_same_regulation_twice_keeps_the_fuller_text(bench: Workbench, tmp_path: Path) -> None:
    shorter = CUTI.replace(
        "Pasal 3\nPegawai yang sakit lebih dari 14 (empat belas) hari wajib melampirkan surat "
        "keterangan dokter.\nPasal 4",
        "Pasal 3",
    )
    (tmp_path / "ringkas.md").write_text(shorter, encoding="utf-8")
    (tmp_path / "utuh.md").write_text(CUTI, encoding="utf-8")
    report = bench.ingest(tmp_path / "ringkas.md", tmp_path / "utuh.md")
    assert outcomes(report) == {"ringkas.md": "baru", "utuh.md": "diperbarui"}
    assert "surat keterangan dokter" in bench.store.provision("pp-91-2019/pasal-3")[0].full_text
    again = bench.ingest(tmp_path / "ringkas.md")
    assert outcomes(again) == {"ringkas.md": "duplikat"}
    assert "surat keterangan dokter" in bench.store.provision("pp-91-2019/pasal-3")[0].full_text


def test_two_files_of_one_name_are_two_sources(bench: Workbench, tmp_path: Path) -> None:
    for folder, text in (("satu", "Loket satu buka pagi."), ("dua", "Loket dua buka siang.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "jam.txt").write_text(text, encoding="utf-8")
    bench.ingest(tmp_path / "satu", tmp_path / "dua")
    assert bench.store.count_sources() == 2
    snapshot = bench.open()
    assert len(snapshot.unit_ids) == len(set(snapshot.unit_ids)) == 2
    snapshot.close()


def test_folders_of_one_name_do_not_replace_each_other(bench: Workbench, tmp_path: Path) -> None:
    for parent, text in (("a", "Alur loket satu."), ("b", "Alur loket dua.")):
        (tmp_path / parent / "sop").mkdir(parents=True)
        (tmp_path / parent / "sop" / "alur.txt").write_text(text, encoding="utf-8")
        report = bench.ingest(tmp_path / parent / "sop")
        assert [result.outcome for result in report.files] == [Outcome.ADDED]
    assert sorted(unit.text for unit in bench.store.units()) == ["Alur loket dua.", "Alur loket satu."]


def test_an_uploaded_file_that_was_deleted_is_not_lost_to_its_namesake(
    bench: Workbench, tmp_path: Path
) -> None:
    for text in ("Alur loket satu.", "Alur loket dua."):
        folder = tmp_path / text.split()[-1]
        folder.mkdir()
        (folder / "alur.txt").write_text(text, encoding="utf-8")
        bench.ingest(folder / "alur.txt")
        (folder / "alur.txt").unlink()
    assert bench.store.count_sources() == 2


def test_a_moved_file_is_known_again(bench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "lama.txt").write_text("Loket buka pagi.", encoding="utf-8")
    bench.ingest(tmp_path / "lama.txt")
    (tmp_path / "lama.txt").rename(tmp_path / "baru.txt")
    report = bench.ingest(tmp_path / "baru.txt")
    assert outcomes(report) == {"baru.txt": "diperbarui"}
    assert [source.origin for source, _ in bench.store.sources()] == ["baru.txt"]


def test_a_file_reached_by_another_path_replaces_its_old_reading(bench: Workbench, tmp_path: Path) -> None:
    folder = tmp_path / "sop"
    folder.mkdir()
    file = folder / "alur.txt"
    file.write_text("Loket buka pagi.", encoding="utf-8")
    bench.ingest(folder)
    file.write_text("Loket buka siang.", encoding="utf-8")
    bench.ingest(file)
    assert [unit.text for unit in bench.store.units()] == ["Loket buka siang."]


def test_the_place_of_a_file_is_never_shown(bench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "jam.txt").write_text("Loket buka pagi.", encoding="utf-8")
    bench.ingest(tmp_path / "jam.txt")
    ((source, _),) = bench.store.sources()
    assert source.place == str(tmp_path / "jam.txt")
    assert str(tmp_path) not in source.model_dump_json()


def test_passage_collection_keeps_its_ids(bench: Workbench, tmp_path: Path) -> None:
    lines = [
        {"_id": "D1/α", "title": "Judul", "text": "cuti besar"},
        {"_id": "7", "title": "", "text": "pensiun"},
    ]
    file = tmp_path / "corpus.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    bench.ingest(file)
    snapshot = bench.open()
    assert sorted(snapshot.unit_ids) == ["7", "D1/α"]
    snapshot.close()


def test_a_passage_id_of_another_source_is_refused(bench: Workbench, tmp_path: Path) -> None:
    for name, text in (("satu.jsonl", "cuti besar"), ("dua.jsonl", "cuti kecil")):
        (tmp_path / name).write_text(json.dumps({"_id": "7", "title": "", "text": text}), encoding="utf-8")
    report = bench.ingest(tmp_path / "satu.jsonl", tmp_path / "dua.jsonl")
    assert [result.outcome for result in report.files] == [Outcome.ADDED, Outcome.REFUSED]
    assert bench.store.unit("7").text == "cuti besar"


def test_missing_path_is_named(bench: Workbench, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"tidak-ada\.pdf: berkas atau folder tidak ada"):
        bench.ingest(tmp_path / "tidak-ada.pdf")


def test_words_are_searchable_while_the_embedding_service_is_down(bench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "pp-91.md").write_text(CUTI, encoding="utf-8")
    report = bench.ingest(tmp_path / "pp-91.md", embedder=BrokenEmbedder())
    assert "Layanan embedding tidak menjawab" in report.warning
    snapshot = bench.open()
    assert snapshot.info.embedded == 0
    assert snapshot.lexical.scores(["dokter"]).max() > 0
    snapshot.close()
    mended = bench.ingest(tmp_path / "pp-91.md")
    assert mended.embedded == mended.passages
    assert mended.warning == ""


def test_two_ingests_at_once_one_is_told_to_wait(bench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "pp-91.md").write_text(CUTI, encoding="utf-8")
    with bench.home.writer_lock(), pytest.raises(Busy, match="Proses lain sedang mengubah pustaka"):
        make_workbench(bench.home.path).ingest(tmp_path / "pp-91.md")


def test_full_disk_keeps_the_old_snapshot(
    bench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pp-91.md").write_text(CUTI, encoding="utf-8")
    before = bench.ingest(tmp_path / "pp-91.md").snapshot
    (tmp_path / "jam.txt").write_text("Loket buka pukul 08.00.", encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("corpus.snapshots.LexicalIndex.build", full)
        with pytest.raises(StorageError, match="Disk penuh; indeks lama tetap dipakai"):
            bench.ingest(tmp_path / "jam.txt")
    assert bench.snapshots.current_id() == before
    assert list(bench.home.index.glob("*.building")) == []
    bench.open().close()
    after = bench.ingest(tmp_path / "jam.txt")
    assert after.snapshot != before


def test_full_disk_at_the_first_ingest_promises_no_old_index(
    bench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "jam.txt").write_text("Loket buka pukul 08.00.", encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("corpus.snapshots.LexicalIndex.build", full)
    with pytest.raises(StorageError, match="Disk penuh; belum ada indeks yang dapat dipakai"):
        bench.ingest(tmp_path / "jam.txt")


@sqlite_only
def test_a_database_that_was_lost_is_told_and_its_index_stays(bench: Workbench, tmp_path: Path) -> None:
    (tmp_path / "jam.txt").write_text("Loket buka pukul 08.00.", encoding="utf-8")
    bench.ingest(tmp_path / "jam.txt")
    bench.snapshots.check_store(bench.store)
    bench.store.remove("jam")
    bench.snapshots.check_store(bench.store)  # emptied on purpose: its vectors tell that it was used
    bench.store.close()
    for file in bench.home.path.glob("tanya.sqlite3*"):
        file.unlink()
    lost = make_workbench(bench.home.path)
    with pytest.raises(StorageError, match=r"Basis data kosong, padahal indeks .* berisi 1 bagian"):
        lost.snapshots.check_store(lost.store)
    lost.open().close()
    lost.store.close()


KILLED = """
import sys, time
from pathlib import Path
from tests.workbench import make_workbench
import corpus.snapshots, ingestion.pipeline
where, home, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
def stall(*args, **kwargs):
    Path(home, "stalled").touch()
    time.sleep(60)
bench = make_workbench(home)
if where == "embed":
    bench.embedder.embed_passages = stall
elif where == "dense":
    corpus.snapshots.DenseIndex.build = stall
elif where == "switch":
    corpus.snapshots.Snapshots._switch = stall
elif where == "store":
    from corpus.store import Store
    Store.record_refusals = stall
bench.ingest(target)
"""


@pytest.mark.parametrize("where", ["store", "embed", "dense", "switch"])
def test_kill_at_any_moment_leaves_the_old_snapshot_and_the_next_ingest_resumes(
    where: str, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    bench = make_workbench(home)
    (tmp_path / "pp-91.md").write_text(CUTI, encoding="utf-8")
    first = bench.ingest(tmp_path / "pp-91.md")
    bench.store.close()
    new = tmp_path / "jam.txt"
    new.write_text("Loket kepegawaian buka pukul 08.00 setiap hari kerja.", encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-c", KILLED, where, str(home), str(new)], cwd=ROOT)
    deadline = time.monotonic() + 60
    while not (home / "stalled").exists() and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.05)
    assert (home / "stalled").exists(), "the child never reached the point where it is killed"
    process.send_signal(signal.SIGKILL)
    process.wait()

    survivor = make_workbench(home)
    snapshot = survivor.open()
    assert "pp-91-2019/pasal-2/ayat-1" in snapshot.unit_ids
    if where != "embed":  # then the new text was already searchable by words, as promised
        assert snapshot.info.id == first.snapshot
    snapshot.close()
    resumed = survivor.ingest(new)
    assert resumed.passages == first.passages + 1
    assert resumed.embedded == resumed.passages
    survivor.open().close()
    assert list(survivor.home.index.glob("*.building")) == []
    survivor.store.close()


def test_two_ingests_in_a_row_share_one_index(bench: Workbench, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"Loket {name} buka pukul 08.00.", encoding="utf-8")
    parts = (bench.store, bench.snapshots, bench.embedder)
    first = ingest([tmp_path / "a.txt"], *parts, progress=Silent(), index=False)
    assert (first.snapshot, first.passages) == ("", 0)
    assert bench.snapshots.current_id() is None
    second = ingest([tmp_path / "b.txt"], *parts, progress=Silent())
    assert (second.passages, second.embedded, second.vectors_made) == (2, 2, 2)


def test_files_without_vectors_are_found_by_words_until_vectors_are_wanted(
    bench: Workbench, tmp_path: Path
) -> None:
    file, other = tmp_path / "pp-91.md", tmp_path / "jam.txt"
    file.write_text(CUTI, encoding="utf-8")
    other.write_text("Kantor buka pukul delapan pagi setiap hari kerja.", encoding="utf-8")
    plain = bench.ingest(file, vectors=False)
    assert (plain.embedded, plain.vectors_made) == (0, 0)
    snapshot = bench.open()
    assert snapshot.lexical.scores(["cuti"]).max() > 0
    snapshot.close()
    # Another ingest, and one without files, keep to the choice.
    beside = bench.ingest(other)
    assert beside.embedded == beside.vectors_made < beside.passages
    assert bench.ingest().vectors_made == 0
    wanted = bench.ingest(file)
    assert wanted.embedded == wanted.passages == plain.passages + beside.embedded


def test_vectors_that_are_there_stay(bench: Workbench, tmp_path: Path) -> None:
    file, copy = tmp_path / "pp-91.md", tmp_path / "salinan.md"
    for path in (file, copy):
        path.write_text(CUTI, encoding="utf-8")
    first = bench.ingest(file)
    assert bench.ingest(file, vectors=False).embedded == first.embedded
    # A copy that comes in with vectors wants them for the source it repeats; one without takes none away.
    assert bench.store.words_only() == {"pp-91-2019"}
    assert outcomes(bench.ingest(copy)) == {"salinan.md": "duplikat"}
    assert bench.store.words_only() == set()
    bench.ingest(copy, vectors=False)
    assert bench.store.words_only() == set()
