"""One small installation that the drafting and answering tests read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Assistant
from assistant.models import Answer, Question
from corpus.open_snapshot import OpenSnapshot
from tests.assistant import documents
from tests.workbench import CUTI, Workbench, make_workbench

TODAY = date(2026, 3, 1)


@dataclass
class Desk:
    """The open snapshot of the small installation, and an assistant over it."""

    bench: Workbench
    snapshot: OpenSnapshot
    assistant: Assistant

    def ask(self, question: str, on: date = TODAY) -> Answer:
        """Answer for a day."""
        return self.assistant.answer(Question(text=question, on=on))


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Laws on discipline (the second repeals the first), leave and duties, and an entry of each kind."""
    folder = tmp_path_factory.mktemp("desk")
    files = {
        "pp-90.md": documents.DISIPLIN_LAMA,
        "pp-91.md": CUTI,
        "pp-92.md": documents.DISIPLIN,
        "pp-93.md": documents.KEWAJIBAN,
        "faq/cuti.yaml": documents.FAQ,
        "sop/cuti.yaml": documents.SOP,
        "forum/cuti.yaml": documents.FORUM,
        "parkir.md": documents.PANDUAN,
    }
    paths: list[Path] = []
    for name, text in files.items():
        path = folder / "berkas" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    bench = make_workbench(folder / "home")
    report = bench.ingest(*paths)
    refused = [(result.origin, result.reason) for result in report.files if result.outcome == "ditolak"]
    assert not refused
    snapshot = bench.open()
    yield Desk(bench, snapshot, Assistant(lambda: snapshot, bench.embedder, contact="bagian umum"))
    snapshot.close()
    bench.store.close()
