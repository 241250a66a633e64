"""Amending regulations end to end: in any order, replaced, removed or corrected, the words are right."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from corpus.amendments import AmendmentAction
from corpus.corrections import DateRegulation, JudgeAmendment, RegulationDay
from corpus.store import Store
from ingestion.consolidate import consolidate_changed
from ingestion.pipeline import ingest
from ingestion.progress import Silent
from tests.workbench import CUTI, Workbench, make_workbench

ROOT = Path(__file__).parents[2]
BASE = "pp-91-2019"
DAY = "@2020-02-04"


def amending(number: int, year: int, body: str, *, of: str = "91 TAHUN 2019") -> str:
    return f"""\
PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR {number} TAHUN {year}
TENTANG
PERUBAHAN ATAS PERATURAN PEMERINTAH NOMOR {of} TENTANG CUTI PEGAWAI CONTOH
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang:
a. bahwa cuti pegawai perlu disesuaikan;
Mengingat:
1. Pasal 5 ayat (2) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;
MEMUTUSKAN:
Menetapkan: PERATURAN PEMERINTAH TENTANG PERUBAHAN ATAS PERATURAN PEMERINTAH NOMOR {of} TENTANG CUTI.
Pasal I
Beberapa ketentuan dalam Peraturan Pemerintah Nomor {of.title()} tentang Cuti Pegawai diubah sebagai berikut:
{body}
Pasal II
Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Jakarta
pada tanggal 3 Februari {year}
Diundangkan di Jakarta
pada tanggal 4 Februari {year}
"""


FIRST = amending(
    5,
    2020,
    """\
1. Ketentuan Pasal 2 ayat (1) diubah sehingga berbunyi sebagai berikut:
(1) Pegawai berhak atas cuti tahunan selama 15 (lima belas) hari kerja.
2. Di antara Pasal 3 dan Pasal 4 disisipkan 1 (satu) pasal, yakni Pasal 3A yang berbunyi sebagai berikut:
Pasal 3A
Cuti melahirkan diberikan selama 3 (tiga) bulan.
3. Pasal 3 dihapus.""",
)
SECOND = amending(
    6,
    2022,
    """\
1. Ketentuan Pasal 2 diubah sehingga berbunyi sebagai berikut:
Pasal 2
(1) Pegawai berhak atas cuti tahunan selama 20 (dua puluh) hari kerja.
(2) Cuti tahunan diajukan melalui aplikasi.
2. Pasal 9 dihapus.""",
)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    found = {}
    for name, content in (("base", CUTI), ("first", FIRST), ("second", SECOND)):
        found[name] = tmp_path / f"{name}.md"
        found[name].write_text(content, encoding="utf-8")
    return found


def bring(bench: Workbench, *paths: Path, force: bool = False) -> None:
    """Bring files in and apply what they change, without an index."""
    parts = (bench.store, bench.snapshots, bench.embedder)
    ingest(list(paths), *parts, progress=Silent(), index=False, force=force)
    consolidate_changed(bench.store, Silent())


def words(store: Store, on: date) -> dict[str, str]:
    return {
        provision.id.removeprefix(f"{BASE}/"): provision.full_text
        for provision in store.provisions_as_of(BASE, on)
        if provision.kind == "pasal"
    }


def state(store: Store) -> object:
    """Everything that follows from the amendments, to compare stores."""
    return (
        store.versions(),
        [store.provisions_as_of(BASE, day) for day in (date(2019, 6, 1), date(2021, 1, 1), date(2023, 1, 1))],
        list(store.units()),
        store.amendments(),
        [fingerprint for _, fingerprint in sorted(store.consolidations().items())] != [],
    )


def test_the_regulation_reads_as_amended_on_every_day(bench: Workbench, files: dict[str, Path]) -> None:
    bring(bench, *files.values())
    before, between, after = date(2020, 2, 3), date(2021, 1, 1), date(2022, 2, 4)
    assert "12 (dua belas)" in words(bench.store, before)["pasal-2"]
    assert list(words(bench.store, before)) == ["pasal-1", "pasal-2", "pasal-3", "pasal-4"]
    assert list(words(bench.store, between)) == ["pasal-1", f"pasal-2{DAY}", f"pasal-3a{DAY}", "pasal-4"]
    assert words(bench.store, between)[f"pasal-2{DAY}"] == (
        "(1) Pegawai berhak atas cuti tahunan selama 15 (lima belas) hari kerja.\n"
        "(2) Cuti tahunan diajukan secara tertulis kepada atasan langsung."
    )
    assert words(bench.store, after)["pasal-2@2022-02-04"].endswith("melalui aplikasi.")
    (left_out,) = [change for change in bench.store.amendments() if change.doubt]
    assert left_out.target_id == f"{BASE}/pasal-9"


def test_the_new_words_are_found_under_a_path_that_says_where_they_come_from(
    bench: Workbench, files: dict[str, Path]
) -> None:
    bench.ingest(*files.values())
    snapshot = bench.open()
    unit = snapshot.knowledge.unit(f"{BASE}/pasal-2{DAY}/ayat-1")
    assert unit.path[-2:] == ("Pasal 2 (sebagaimana diubah dengan PP 5/2020)", "ayat (1)")
    inserted = snapshot.knowledge.unit(f"{BASE}/pasal-3a{DAY}")
    assert inserted.path[-1] == "Pasal 3A (disisipkan dengan PP 5/2020)"
    assert snapshot.info.embedded == snapshot.info.passages
    # The amending regulation's own copy of the new words is not indexed a second time.
    assert [text for text in (u.text for u in bench.store.units()) if "15 (lima belas)" in text] == [
        unit.text
    ]
    assert not snapshot.holds(f"{BASE}/pasal-2/ayat-1", date(2021, 1, 1))
    assert snapshot.holds(unit.id, date(2021, 1, 1))
    assert not snapshot.holds(unit.id, date(2023, 1, 1))
    assert snapshot.force.in_force(f"{BASE}/pasal-3", date(2023, 1, 1)).reason == (
        "Dihapus oleh PP Nomor 5 Tahun 2020."
    )
    snapshot.close()


def test_whatever_comes_first_the_result_is_the_same(files: dict[str, Path], tmp_path: Path) -> None:
    states = []
    orders = [("base", "first", "second"), ("second", "base", "first"), ("first", "second", "base")]
    for number, order in enumerate(orders):
        bench = make_workbench(tmp_path / f"home-{number}")
        for name in order:
            bring(bench, files[name])
        states.append(state(bench.store))
        bench.store.close()
    assert states[1] == states[0]
    assert states[2] == states[0]


def test_an_amending_regulation_without_its_base_is_indexed_itself(
    bench: Workbench, files: dict[str, Path]
) -> None:
    bring(bench, files["first"])
    assert bench.store.versions() == []
    assert any("15 (lima belas)" in unit.text for unit in bench.store.units())


def test_a_removed_amending_regulation_takes_its_changes_back(
    bench: Workbench, files: dict[str, Path]
) -> None:
    bring(bench, files["base"], files["first"])
    expected = state(bench.store)
    bring(bench, files["second"])
    bench.store.remove("pp-6-2022")
    bring(bench)
    assert state(bench.store) == expected
    bench.store.remove("pp-5-2020")
    bring(bench)
    assert bench.store.versions() == []
    assert bench.store.consolidations() == {}
    assert list(words(bench.store, date(2023, 1, 1))) == ["pasal-1", "pasal-2", "pasal-3", "pasal-4"]


def test_a_removed_base_gives_the_new_words_back_to_the_amending_regulation(
    bench: Workbench, files: dict[str, Path]
) -> None:
    bring(bench, files["first"])
    alone = list(bench.store.units())
    bring(bench, files["base"])
    bench.store.remove(BASE)
    bring(bench)
    assert list(bench.store.units()) == alone
    assert bench.store.versions() == []


def test_a_changed_amending_regulation_changes_the_words(bench: Workbench, files: dict[str, Path]) -> None:
    bring(bench, files["base"], files["first"])
    files["first"].write_text(FIRST.replace("15 (lima belas)", "18 (delapan belas)"), encoding="utf-8")
    bring(bench, files["first"])
    assert "18 (delapan belas)" in words(bench.store, date(2021, 1, 1))[f"pasal-2{DAY}"]
    assert not any("15 (lima belas)" in unit.text for unit in bench.store.units())


def test_what_is_up_to_date_is_not_made_again(bench: Workbench, files: dict[str, Path]) -> None:
    bench.ingest(*files.values())
    first = bench.snapshots.current_id()
    assert consolidate_changed(bench.store, Silent()) == 0
    embedded = bench.embedder.passages_embedded
    bench.ingest(*files.values())
    assert bench.snapshots.current_id() == first
    assert bench.embedder.passages_embedded == embedded


def test_a_correction_gives_new_words_and_a_new_snapshot_without_embedding_again(
    bench: Workbench, files: dict[str, Path]
) -> None:
    bench.ingest(files["base"], files["first"])
    first, embedded = bench.snapshots.current_id(), bench.embedder.passages_embedded
    correction = bench.store.add_correction(
        JudgeAmendment(
            instruction_id="pp-5-2020/pasal-i/angka-3",
            action=AmendmentAction.DELETE,
            target_id=f"{BASE}/pasal-3",
            accepted=False,
        ),
        reason="Salah cetak menurut ralat",
        author="Sari",
    )
    bench.ingest()
    assert "pasal-3" in words(bench.store, date(2021, 1, 1))
    snapshot = bench.open()
    assert snapshot.info.id != first
    assert snapshot.knowledge.corrections() == [correction]
    assert snapshot.force.in_force(f"{BASE}/pasal-3", date(2021, 1, 1)).holds
    snapshot.close()
    assert bench.embedder.passages_embedded == embedded
    # It survives a new reading of every source.
    bench.ingest(files["base"], files["first"], force=True)
    assert "pasal-3" in words(bench.store, date(2021, 1, 1))
    bench.store.undo_correction(correction.id, author="Sari")
    bench.ingest()
    assert "pasal-3" not in words(bench.store, date(2021, 1, 1))


def test_a_corrected_first_day_moves_the_changes(bench: Workbench, files: dict[str, Path]) -> None:
    bring(bench, files["base"], files["first"])
    bench.store.add_correction(
        DateRegulation(regulation_id="pp-5-2020", which=RegulationDay.EFFECTIVE, day=date(2020, 7, 1)),
        reason="Pasal II",
        author="Sari",
    )
    bring(bench)
    assert "pasal-2" in words(bench.store, date(2020, 6, 30))
    assert "pasal-2@2020-07-01" in words(bench.store, date(2020, 7, 1))


KILLED = """
import sys, time
from pathlib import Path
from tests.workbench import make_workbench
from corpus.store import Store
home, targets = Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]
put = Store.put_consolidation
def stall(self, *args, **kwargs):
    put(self, *args, **kwargs)
    Path(home, "stalled").touch()
    time.sleep(60)
Store.put_consolidation = stall
make_workbench(home).ingest(*targets)
"""


def test_a_kill_between_two_regulations_is_made_good_by_the_next_run(
    files: dict[str, Path], tmp_path: Path
) -> None:
    other = tmp_path / "other.md"
    other.write_text(CUTI.replace("NOMOR 91", "NOMOR 90"), encoding="utf-8")
    changes = tmp_path / "changes.md"
    changes.write_text(
        amending(7, 2020, "1. Pasal 3 dihapus.\n2. Pasal 4 dihapus.", of="90 TAHUN 2019"), "utf-8"
    )
    home = tmp_path / "home"
    targets = [str(path) for path in (*files.values(), other, changes)]
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(home), *targets],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    deadline = time.monotonic() + 60
    while not (home / "stalled").exists() and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (home / "stalled").exists(), "the child never reached the point where it is killed"
    bench = make_workbench(home)
    assert bench.snapshots.current_id() is None
    assert len(bench.store.consolidations()) == 1
    bench.ingest()
    assert len(bench.store.consolidations()) == 2
    assert {version.pasal_id for version in bench.store.versions()} >= {
        "pp-90-2019/pasal-3",
        f"{BASE}/pasal-2",
    }
    bench.store.close()
