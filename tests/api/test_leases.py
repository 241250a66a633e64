"""Ingests while a long answer is drafted: it reads on in its own snapshot, which is closed after it."""

import threading
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from api.library import Library
from api.settings import Settings
from assistant.events import Event
from assistant.models import Answer, Question
from corpus.open_snapshot import OpenSnapshot
from tests.assistant.generation.scripted import reply, sentence
from tests.fakes import WordEmbedder
from tests.llm_server import FaultyServer, Says, Seen
from tests.workbench import CUTI

QUESTION = Question(text="Berapa hari cuti tahunan pegawai contoh?", on=date(2026, 1, 2))
WRITTEN = reply(
    sentence(
        "Anda berhak atas cuti tahunan selama 12 hari kerja.",
        "S1",
        quotes=[("S1", "berhak atas cuti tahunan selama 12 (dua belas) hari kerja")],
    )
)
WATCHDOG = 60.0


def bring_in(library: Library, folder: Path, *names: str) -> None:
    """Ingest one text after the other; each makes a snapshot of its own, which a reader then opens."""
    for name in names:
        path = folder / f"{name}.md"
        path.write_text(CUTI if name == "cuti" else f"# {name}\n\nAturan {name} di kantor contoh.\n", "utf-8")
        library.ingest([path], starter=False)
        library.snapshot()


def test_a_slow_draft_reads_its_snapshot_to_the_end(tmp_path: Path) -> None:
    drafting, written = threading.Event(), threading.Event()

    def slowly(seen: Seen) -> Says:
        drafting.set()
        assert written.wait(WATCHDOG)
        return Says(WRITTEN)

    with FaultyServer(slowly) as server, ThreadPoolExecutor(1) as pool:
        settings = Settings(
            home=tmp_path / "home", llm_base_url=server.base_url, llm_model="uji", _env_file=None
        )
        library = Library(settings, embedder=WordEmbedder())
        bring_in(library, tmp_path, "cuti")
        first = library.snapshot()
        answering = pool.submit(library.desk.answer, QUESTION)
        assert drafting.wait(WATCHDOG)
        bring_in(library, tmp_path, "parkir", "kantin", "lift")
        assert (library.home.index / first.info.id).is_dir()
        # Counted in the file, which is still there.
        with ThreadPoolExecutor(1) as other:
            assert other.submit(first.knowledge.count_sources).result(WATCHDOG) == 1
        written.set()
        answer: Answer = answering.result(WATCHDOG)
        assert answer.origin == "llm"
        assert answer.claims[0].citations[0].provision_id.startswith("pp-91-2019/")
        bring_in(library, tmp_path, "gudang")
        assert not (library.home.index / first.info.id).exists()
        library.close()


def events_of(library: Library) -> Generator[Event, None, None]:
    return library.composer.events(QUESTION)


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Identifiers of the snapshots that were closed, in order."""
    seen: list[str] = []
    close = OpenSnapshot.close

    def note(snapshot: OpenSnapshot) -> None:
        seen.append(snapshot.info.id)
        close(snapshot)

    monkeypatch.setattr(OpenSnapshot, "close", note)
    return seen


def test_the_last_reader_closes_a_snapshot_that_was_replaced(tmp_path: Path, closed: list[str]) -> None:
    library = Library(Settings(home=tmp_path / "home", _env_file=None), embedder=WordEmbedder())
    bring_in(library, tmp_path, "cuti")
    first = library.snapshot().info.id
    readers = [events_of(library), events_of(library)]
    for events in readers:
        next(events)
        next(events)
    bring_in(library, tmp_path, "parkir", "kantin")
    closed.clear()
    readers[0].close()
    assert first not in closed
    *_, _last = readers[1]
    assert closed == [first]
    with library.leased() as held:
        library.close()
        assert held.info.id not in closed
        assert held.knowledge.count_sources() == 3
    assert closed[-1] == held.info.id
