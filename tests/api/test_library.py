"""The open library: what it answers, how it follows ingest, and what it says of a broken or empty home."""

import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from api.library import STARTER_ORIGIN, Library
from api.settings import Settings
from assistant.models import AnswerStatus
from corpus.errors import Busy, CorruptIndex, InvalidInput, NotFound
from corpus.models import SourceKind
from tests.assistant.documents import DISIPLIN, DISIPLIN_LAMA, PANDUAN
from tests.fakes import WordEmbedder
from tests.workbench import CUTI

TODAY = date(2026, 3, 1)


def open_library(folder: Path) -> Library:
    """A library over ``folder`` without a neural model."""
    return Library(Settings(home=folder, contact="bagian umum", _env_file=None), embedder=WordEmbedder())


def write(folder: Path, **texts: str) -> list[Path]:
    """Files to bring in."""
    paths = []
    for name, text in texts.items():
        paths.append(folder / f"{name.replace('_', '-')}.md")
        paths[-1].write_text(text, encoding="utf-8")
    return paths


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library over an empty home."""
    opened = open_library(tmp_path / "home")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of two laws, the second of which repeals the first, and a guide."""
    folder = tmp_path_factory.mktemp("library")
    opened = open_library(folder / "home")
    opened.ingest(write(folder, pp_90=DISIPLIN_LAMA, pp_92=DISIPLIN, parkir=PANDUAN), starter=False)
    yield opened
    opened.close()


def test_today_is_the_day_of_the_agency(tmp_path: Path) -> None:
    """23.30 UTC on 31 December is next year's morning in Jayapura, nine hours on."""
    late = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
    days = {}
    for zone in ("Asia/Jayapura", "America/New_York"):
        settings = Settings(home=tmp_path / zone, timezone=zone, _env_file=None)
        opened = Library(settings, embedder=WordEmbedder(), clock=lambda: late)
        opened.ingest(write(tmp_path, pp_92=DISIPLIN), starter=False)
        days[zone] = (opened.today(), opened.ask("hukuman disiplin?").question.on)
        opened.close()
    assert days == {
        "Asia/Jayapura": (date(2026, 1, 1), date(2026, 1, 1)),
        "America/New_York": (date(2025, 12, 31), date(2025, 12, 31)),
    }


def test_an_empty_home_is_not_ready(library: Library) -> None:
    status = library.status()
    assert (status.ready, status.passages, status.snapshot, status.model) == (False, 0, "", "words-1")
    with pytest.raises(NotFound, match="tanya ingest"):
        library.ask("cuti")


def test_ask_answers_for_a_day(filled: Library) -> None:
    answer = filled.ask("pegawai yang mangkir selama 10 hari kerja dijatuhi penurunan jabatan?", TODAY)
    assert answer.status is AnswerStatus.ANSWERED
    before = filled.ask(
        "pegawai yang mangkir selama 10 hari kerja dijatuhi penurunan jabatan?", date(2021, 2, 1)
    )
    cited = {citation.provision_id for claim in before.claims for citation in claim.citations}
    assert not any(identifier.startswith("pp-92-2021") for identifier in cited)


def test_a_misspelt_word_is_read_and_told_unless_taken_literally(filled: Library) -> None:
    typed = "pegawai yang mangkir selama 10 hari kerja dijatuhi penurunan jabtaan?"
    assert filled.ask(typed, TODAY).read_as == (("jabtaan", "jabatan"),)
    assert filled.ask(typed, TODAY, literal=True).read_as == ()


def test_ask_refuses_an_empty_question(filled: Library) -> None:
    with pytest.raises(ValueError, match="at least 1 character"):
        filled.ask("   ")


def test_the_contact_of_the_settings_is_named(filled: Library) -> None:
    assert "bagian umum" in filled.ask("berapa gaji pranata komputer?", TODAY).text


def test_search_gives_k_passages(filled: Library) -> None:
    assert len(filled.search("pegawai", TODAY, k=3)) == 3
    assert filled.search("karcis warna kuning", TODAY, k=1)[0].unit.id == "parkir/bagian-1"


def test_sources_with_their_force_today(filled: Library) -> None:
    listed = {item.source.id: (item.status, item.provisions > 0) for item in filled.sources()}
    assert sorted(listed.values()) == [("berlaku", True), ("bukan-peraturan", False), ("dicabut", True)]


def test_sources_by_kind_and_words(filled: Library) -> None:
    assert len(filled.sources(kind=SourceKind.REGULATION)) == 2
    assert [item.source.kind for item in filled.sources(query="parkir")] == [SourceKind.OTHER]
    assert len(filled.sources(limit=1)) == len(filled.sources(limit=1, offset=2)) == 1
    assert filled.sources(offset=3) == []


def test_one_source_and_what_it_holds(filled: Library) -> None:
    (item,) = filled.sources(query="pp-92")
    assert filled.source(item.source.id) == item
    provisions = filled.provisions_of(item.source.id)
    assert len(provisions) == item.provisions
    assert [provision.order for provision in provisions] == sorted(
        provision.order for provision in provisions
    )
    assert "pp-92-2021/pasal-3" in [unit.id for unit in filled.passages_of(item.source.id)]


@pytest.mark.parametrize("missing", ["tidak-ada", "", "pp-92-2021/pasal-3"])
def test_a_source_that_is_not_here(filled: Library, missing: str) -> None:
    with pytest.raises(NotFound):
        filled.source(missing)


def test_a_provision_with_its_force_on_a_day(filled: Library) -> None:
    old = filled.provision("pp-90-2010/pasal-1", on=TODAY)
    assert (old.status, old.digest) == ("dicabut", False)
    assert "PP Nomor 92 Tahun 2021" in old.status_reason
    assert filled.provision("pp-90-2010/pasal-1", on=date(2021, 2, 1)).status == "berlaku"


def test_a_provision_or_passage_that_is_not_here(filled: Library) -> None:
    with pytest.raises(NotFound, match="pasal-77"):
        filled.provision("pp-90-2010/pasal-77")
    with pytest.raises(NotFound, match="bagian-9"):
        filled.passage("parkir/bagian-9")
    assert filled.passage("parkir/bagian-1").text.startswith("Kendaraan tamu")


def test_status_counts(filled: Library) -> None:
    status = filled.status()
    assert (status.ready, status.sources) == (True, 3)
    assert status.passages == status.embedded > 10
    assert status.snapshot == filled.snapshot().info.id


def test_a_new_snapshot_serves_at_once(library: Library, tmp_path: Path) -> None:
    library.ingest(write(tmp_path, pp_91=CUTI), starter=False)
    first = library.snapshot()
    assert library.snapshot() is first
    library.ingest(write(tmp_path, parkir=PANDUAN))
    assert library.snapshot() is not first
    assert library.search("petugas parkir memberi karcis", TODAY, k=1)[0].unit.id == "parkir/bagian-1"
    # Whoever still reads the old one can finish.
    assert first.knowledge.count_sources() == 1


def test_ingest_again_changes_nothing(library: Library, tmp_path: Path) -> None:
    paths = write(tmp_path, pp_91=CUTI)
    library.ingest(paths, starter=False)
    serving = library.snapshot().info.id
    library.ingest(paths)
    assert library.snapshot().info.id == serving


def test_a_path_that_does_not_exist(library: Library, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="tidak-ada"):
        library.ingest([tmp_path / "tidak-ada"], starter=False)


def test_one_ingest_at_a_time(library: Library) -> None:
    with library.home.writer_lock(), pytest.raises(Busy):
        library.ingest([], starter=False)


def test_a_corrupt_index_is_rebuilt_by_prepare(library: Library, tmp_path: Path) -> None:
    library.ingest(write(tmp_path, pp_91=CUTI), starter=False)
    broken = library.snapshot().info.id
    (library.home.index / broken / "unit_ids.json").write_text("[]", encoding="utf-8")
    again = open_library(tmp_path / "home")
    with pytest.raises(CorruptIndex):
        again.ask("cuti")
    assert not again.status().ready
    again.prepare()
    assert again.status().ready
    assert again.search("surat keterangan dokter", TODAY, k=1)[0].unit.id == "pp-91-2019/pasal-3"
    again.close()


def test_a_home_filled_without_the_starter_stays_so(library: Library, tmp_path: Path) -> None:
    library.ingest(write(tmp_path, pp_91=CUTI), starter=False)
    library.prepare()
    assert library.status().sources == 1
    assert not library.store.has_origin(STARTER_ORIGIN)


def test_a_home_whose_only_file_was_refused_gets_no_starter_behind_its_back(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "kosong.txt").write_bytes(b"")
    library.ingest([tmp_path / "kosong.txt"], starter=False)
    library.prepare()
    assert library.status().sources == 0


def test_many_threads_get_the_same_answer(filled: Library) -> None:
    question = "siapa yang diberi jaminan pensiun janda?"
    expected = filled.ask(question, TODAY)
    answers: list[object] = []
    threads = [threading.Thread(target=lambda: answers.append(filled.ask(question, TODAY))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 8


def test_closing_twice_is_fine(library: Library, tmp_path: Path) -> None:
    library.ingest(write(tmp_path, pp_91=CUTI), starter=False)
    library.snapshot()
    library.close()
    library.close()
