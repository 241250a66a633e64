"""Read documents in a process of their own, so that a crash costs one file and not the ingest.

PDF is parsed by a C++ library and office files by C libraries; a file built to break them can end
the process or keep it busy without end. One worker is kept for all files, because starting it takes
longer than reading most of them; after a crash or a timeout the next file gets a new one.
"""

import contextlib
import multiprocessing
import signal
import traceback
from collections.abc import Callable
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

from corpus.errors import UnreadableDocument
from ingestion.readers.pages import OnPages, PagesRead, unheard

_STOP_SECONDS = 5.0


Answer = Callable[[Any, OnPages], object]
"""What a worker makes of one request; it may tell how far it is."""


def answer_each(connection: Connection, answer: Answer) -> None:
    """Run a worker: answer every request with what ``answer`` gives, or with the reason it cannot."""
    # Who asks may be gone at any moment, killed or stopped with Ctrl+C.
    with contextlib.suppress(EOFError, ConnectionError):
        connection.send("siap")
        while True:
            request = connection.recv()
            try:
                connection.send(answer(request, connection.send))
            except UnreadableDocument as error:
                connection.send(error.reason)
            except MemoryError:
                connection.send("memori tidak cukup untuk membaca berkas ini; bagi menjadi beberapa berkas")
            except (EOFError, ConnectionError):
                raise
            except Exception as error:  # noqa: BLE001  # no file may stop the others, whatever it breaks
                connection.send(_mistake(error))


def _mistake(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} di {Path(place.filename).name}:{place.lineno}"
    return f"kesalahan program ({where}); laporkan dengan berkas ini"


class IsolatedWorker:
    """A worker process that answers one request at a time; a context manager, safe to share between threads.

    Args:
        worker: what the process runs; it sends one greeting, then an answer a request.
        timeout: seconds between two signs of life within a request, starting the process not included.
    """

    def __init__(self, worker: Callable[[Connection], None], timeout: float) -> None:
        self.timeout = timeout
        self._serve = worker
        self._lock = Lock()
        self._worker: tuple[BaseProcess, Connection] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ask(self, request: object, name: str, on_pages: OnPages = unheard) -> object:
        """The worker's answer to a request about the file ``name``; both are pickled.

        A worker may tell how far it is with any number of `PagesRead` before its answer.

        Raises:
            UnreadableDocument: the worker crashed or was silent for longer than ``timeout``.
        """
        with self._lock:
            _, connection = self._started(name)
            try:
                connection.send(request)
                while True:
                    if not connection.poll(self.timeout):
                        self._stop()
                        reason = f"belum selesai dibaca setelah {self.timeout:g} detik; bagi berkasnya"
                        raise UnreadableDocument(name, reason)
                    answer = connection.recv()
                    if not isinstance(answer, PagesRead):
                        return answer
                    on_pages(answer)
            except (EOFError, ConnectionError) as error:
                self._stop()
                raise UnreadableDocument(
                    name,
                    "pembaca berhenti mendadak saat membuka berkas ini; simpan ulang dari program asalnya",
                ) from error

    @property
    def process_id(self) -> int | None:
        """The worker's process, None where there is none yet."""
        return None if self._worker is None else self._worker[0].pid

    def close(self) -> None:
        """End the worker; reading again starts a new one."""
        with self._lock:
            self._stop()

    def _started(self, name: str) -> tuple[BaseProcess, Connection]:
        if self._worker is None or not self._worker[0].is_alive():
            self._stop()
            context = multiprocessing.get_context("spawn")  # a fork would copy threads' locks
            here, there = context.Pipe()
            process = context.Process(target=self._serve, args=(there,), name="pembaca-dokumen", daemon=True)
            # Ctrl+C reaches every process of a terminal; the worker leaves the answer to it to this one.
            resource_tracker.ensure_running()  # else start() does it, and unblocks the signal
            before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            try:
                process.start()
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
            there.close()
            self._worker = (process, here)
            try:
                here.recv()  # it has imported the readers: from here on the file is timed
            except EOFError as error:
                self._stop()
                raise UnreadableDocument(
                    name, "proses pembaca tidak dapat dijalankan; periksa memori"
                ) from error
        return self._worker

    def _stop(self) -> None:
        if self._worker is None:
            return
        process, connection = self._worker
        self._worker = None
        connection.close()  # an idle worker ends by itself
        process.join(0.2)
        if process.is_alive():
            process.kill()
            process.join(_STOP_SECONDS)
        process.close()
