"""A small library with questions about it, whose evaluations wait at a gate where a test wants them to."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI

from api.app import create_app
from api.evaluation_desk import EvaluationDesk
from api.evaluation_jobs import EvaluationJobs
from api.evaluation_reader import EvaluationReader
from api.library import Library
from api.settings import Settings
from assistant.models import Answer, Question
from evals import generate, runs
from evals.answerers import Extractive
from evals.manifest import pin_code
from evals.records import Cost
from tests.fakes import WordEmbedder
from tests.workbench import CUTI

SCRIPT = "Apakah <script>alert(1)</script> & <b>cuti</b> boleh?"
QUESTIONS = (
    ("cuti", "Berapa hari cuti tahunan?", "pp-91-2019/pasal-2/ayat-1"),
    ("sakit/1", "Pegawai sakit lebih dari 14 hari wajib melampirkan apa?", "pp-91-2019/pasal-3"),
    ("beras", "Berapa harga beras di pasar minggu ini?", ""),
    ("skrip", SCRIPT, ""),
)
WAIT = 60.0
"""Seconds before a test that waits for a thread gives up."""


class Gated(Extractive):
    """Answers as the product does, but each question first waits for a permit."""

    def __init__(self, inner: Extractive, gate: threading.Semaphore) -> None:
        self.parameters: Mapping[str, str] = inner.parameters
        self._inner = inner
        self._gate = gate

    def answer(self, question: Question) -> tuple[Answer, Cost]:
        assert self._gate.acquire(timeout=WAIT)
        return self._inner.answer(question)


class GatedLibrary(Library):
    """A library whose evaluations can be held up; open at first."""

    gate: threading.Semaphore | None = None

    def answerer(self, *, k: int) -> Extractive:
        inner = super().answerer(k=k)
        return Gated(inner, self.gate) if self.gate else inner


def questions_file(folder: Path) -> Path:
    """The set ``soal``: two questions that the library answers, two that it does not."""
    lines = [
        {
            "id": name,
            "question": question,
            "answerable": bool(gold),
            "gold": [[gold]] if gold else [],
            "tags": ["cuti"] if gold else ["offtopic", "lain"],
            "split": "dev" if name == "sakit/1" else "test",
        }
        for name, question, gold in QUESTIONS
    ]
    path = folder / "soal.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def unfitting_file(folder: Path) -> Path:
    """The set ``asing``, whose gold this library does not hold."""
    path = folder / "asing.jsonl"
    text = questions_file(folder).read_text(encoding="utf-8").replace("pp-91-2019", "pp-1-1901")
    path.write_text(text, encoding="utf-8")
    return path


@contextmanager
def still_code() -> Iterator[None]:
    """A developer may save a file while the tests run."""
    code = pin_code()
    with pytest.MonkeyPatch.context() as patch:
        for module in (generate, runs):
            patch.setattr(module, "pin_code", lambda: code)
        yield


@contextmanager
def evaluated_app(folder: Path) -> Iterator[FastAPI]:
    """The product over one regulation, offering the sets ``soal`` and ``asing``."""
    (folder / "pp-91.md").write_text(CUTI, encoding="utf-8")
    settings = Settings(home=folder / "home", agency="BKPSDM Kabupaten Contoh", _env_file=None)
    with still_code():
        library = GatedLibrary(settings, embedder=WordEmbedder())
        if not library.store.count_sources():
            library.ingest([folder / "pp-91.md"], starter=False)
        app = create_app(settings, library=library)
        desk = EvaluationDesk(library, sets=(questions_file(folder), unfitting_file(folder)))
        app.state.evaluations = EvaluationJobs(desk)
        app.state.evaluation_reader = EvaluationReader(desk, app.state.evaluations)
        yield app
        library.gate = None
        app.state.evaluations.close()
        library.close()


def scored_run(app: FastAPI, name: str, *, repeats: int = 1) -> None:
    """A run of ``soal``, answered and scored."""
    desk: EvaluationDesk = app.state.evaluations.desk
    folder = desk.begin(desk.sets[0], name=name, repeats=repeats)
    desk.answer(folder)
    desk.score(folder)


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until a thread got somewhere."""
    pause = threading.Event()
    for _ in range(int(WAIT / 0.02)):
        if condition():
            return
        pause.wait(0.02)
    pytest.fail("the evaluation did not get there")
