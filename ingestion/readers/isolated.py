"""Read documents in a process of their own, so that a crash costs one file and not the ingest.

PDF is parsed by a C++ library and office files by C libraries; a file built to break them can end
the process or keep it busy without end. One worker is kept for all files, because starting it takes
longer than reading most of them; after a crash or a timeout the next file gets a new one.
"""

import contextlib
import multiprocessing
import signal
from collections.abc import Callable
from functools import partial
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from corpus.errors import UnreadableDocument
from ingestion.document import Document
from ingestion.readers import DEFAULT, ReadLimits, read
from ingestion.readers.pages import OnPages, PagesRead, unheard

_STOP_SECONDS = 5.0


def serve(connection: Connection) -> None:
    """Answer every path with its document, or with the reason it cannot be read."""
    # Who asks may be gone at any moment, killed or stopped with Ctrl+C.
    with contextlib.suppress(EOFError, ConnectionError):
        connection.send("siap")
        while True:
            path, limits = connection.recv()
            try:
                connection.send(read(path, limits, connection.send))
            except UnreadableDocument as error:
                connection.send(error.reason)
            except MemoryError:
                connection.send("memori tidak cukup untuk membaca berkas ini; bagi menjadi beberapa berkas")


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


class IsolatedReader(IsolatedWorker):
    """A worker process that reads documents.

    Args:
        on_pages: hears, with the file's name, of every scanned page that was recognised.
    """

    def __init__(
        self,
        timeout: float = 300.0,
        limits: ReadLimits = DEFAULT,
        worker: Callable[[Connection], None] = serve,
        on_pages: Callable[[str, PagesRead], None] | None = None,
    ) -> None:
        super().__init__(worker, timeout)
        self._limits = limits
        self._on_pages = on_pages

    def read(self, path: Path) -> Document:
        """As ``ingestion.readers.read``.

        Raises:
            UnreadableDocument: also where the worker crashed or was silent for longer than ``timeout``.
        """
        hears = unheard if self._on_pages is None else partial(self._on_pages, path.name)
        answer = self.ask((path, self._limits), path.name, hears)
        if isinstance(answer, Document):
            return answer
        raise UnreadableDocument(path.name, str(answer))
