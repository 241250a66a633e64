"""Evaluations that the web server runs: one at a time, in a thread of its own.

What is recorded lives in the folder of the run alone, so a server that is stopped or killed loses at most the
answer it was at; the run then counts as stopped and is taken up where it was.
"""

import threading
from dataclasses import dataclass
from pathlib import Path

import structlog

from api.evaluation_desk import EvaluationDesk
from corpus.errors import Busy, TanyaError
from evals.run_folder import RunFolder

CLOSING_SECONDS = 30.0
"""How long a server that shuts down waits for the answer that is being made."""

UNEXPECTED = "Evaluasi terhenti karena kesalahan yang tidak terduga; lihat catatan (log) server."


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        stage: in Indonesian, what is being done.
        done, total: answers made or scored.
    """

    name: str
    stage: str
    done: int
    total: int


class _Cancelled(Exception):
    """Leaves the loop over the questions."""


class EvaluationJobs:
    """Answers and then scores runs in the background. Safe to share between threads."""

    def __init__(self, desk: EvaluationDesk) -> None:
        self.desk = desk
        self._guard = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._progress: Progress | None = None
        self._failures: dict[str, str] = {}

    def current(self) -> Progress | None:
        """The run that this server works on, if any."""
        return self._progress

    def failure(self, name: str) -> str:
        """In Indonesian, why this server could not finish a run; empty where nothing went wrong."""
        return self._failures.get(name, "")

    def start(self, dataset: str | Path, *, split: str = "", repeats: int = 1) -> str:
        """Begin a run of one of the desk's sets and return its name.

        Raises:
            Busy: another evaluation runs.
            NotFound, InvalidInput, StorageError: as ``EvaluationDesk.begin``.
        """
        with self._guard:
            self._check_idle()
            folder = self.desk.begin(dataset, split=split, repeats=repeats)
            self._launch(folder)
        return folder.path.name

    def resume(self, name: str) -> None:
        """Make what a run lacks: its missing answers, its scores.

        Raises:
            Busy: another evaluation runs.
            NotFound: there is no such run.
            InvalidInput: it was begun with another system, library or code.
        """
        with self._guard:
            self._check_idle()
            folder = self.desk.folder(name)
            self.desk.check_resumable(folder)
            self._launch(folder)

    def cancel(self, name: str) -> None:
        """Stop a run after the answer it is at; nothing happens where it does not run."""
        progress, thread = self._progress, self._thread
        if progress is None or thread is None or progress.name != name:
            return
        self._stop.set()
        thread.join(CLOSING_SECONDS)

    def close(self) -> None:
        """Stop whatever runs and wait for it."""
        if self._progress is not None:
            self.cancel(self._progress.name)

    def _check_idle(self) -> None:
        if self._progress is not None:
            raise Busy(
                f"Evaluasi {self._progress.name} sedang berjalan, dan server ini menjalankan satu per satu. "
                "Tunggu sampai selesai, atau hentikan dahulu."
            )

    def _launch(self, folder: RunFolder) -> None:
        manifest = folder.manifest()
        name, total = manifest.name, manifest.dataset.items * manifest.repeats
        self._failures.pop(name, None)
        self._stop.clear()
        self._progress = Progress(name, "Menjawab", folder.recorded(), total)
        # A daemon: an answer that hangs must not keep the server from ending.
        self._thread = threading.Thread(target=self._work, args=(folder,), name=f"eval-{name}", daemon=True)
        self._thread.start()

    def _work(self, folder: RunFolder) -> None:
        name = folder.path.name
        # Nobody waits for this thread: unless it gets to its end, this is what is told of it.
        self._failures[name] = UNEXPECTED
        try:
            self.desk.answer(folder, step=lambda done, total: self._step(name, "Menjawab", done, total))
            self.desk.score(folder, step=lambda done, total: self._step(name, "Menilai", done, total))
        except _Cancelled:
            structlog.get_logger().info("evaluation stopped", run=name)
            del self._failures[name]
        except TanyaError as error:
            self._failures[name] = str(error)
        else:
            del self._failures[name]
        finally:
            self._progress = None

    def _step(self, name: str, stage: str, done: int, total: int) -> None:
        if self._stop.is_set():
            raise _Cancelled
        self._progress = Progress(name, stage, done, total)
