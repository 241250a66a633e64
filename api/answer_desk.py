"""Answers for callers that wait and, on a bounded number of threads, for those that watch."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from typing import Protocol

import structlog

from assistant.events import Done, Event, Progress, Stage
from assistant.followup import Turn
from assistant.models import Answer, AnswerStatus, Question
from corpus.errors import TanyaError

WORKERS = 32
"""Answers that are made at once; a model's own limit is lower, the others wait for it or go without."""
FAILED = (
    "Maaf, terjadi gangguan saat menjawab. Pertanyaan Anda tidak hilang; coba lagi sebentar lagi, "
    "atau hubungi {contact}."
)


class Answering(Protocol):
    """What makes answers, as ``assistant.compose.Composer`` does."""

    def events(
        self, question: Question, *, history: Sequence[Turn] = (), user: str = "", k: int = 8
    ) -> Generator[Event, None, None]:
        """The answer in the making; ``Done`` is the last event."""
        ...


class AnswerDesk:
    """Answers for many at once. Safe to share between threads and event loops."""

    def __init__(self, answering: Answering, *, contact: str, workers: int = WORKERS) -> None:
        """A desk over ``answering``.

        Args:
            contact: whom to turn to when answering fails, as it reads in a sentence.
            workers: threads.
        """
        self._answering = answering
        self._contact = contact
        self._workers = workers
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="answer")
        self._taken = 0
        self._counting = threading.Lock()

    def answer(
        self, question: Question, *, history: Sequence[Turn] = (), user: str = "", k: int = 8
    ) -> Answer:
        """The whole answer, made on the caller's thread.

        Raises:
            TanyaError: there is no library to answer from.
        """
        with closing(self._answering.events(question, history=history, user=user, k=k)) as events:
            for event in events:
                if isinstance(event, Done):
                    return event.answer
        raise RuntimeError("an answer ended without Done")

    async def events(
        self, question: Question, *, history: Sequence[Turn] = (), user: str = "", k: int = 8
    ) -> AsyncGenerator[Event, None]:
        """The answer in the making. ``Done`` always comes, also when the desk closes. Closing ends the work.

        The first event of who has to wait for a thread says so.

        What goes wrong ends in an answer of status ``error`` that says so.
        """
        loop = asyncio.get_running_loop()
        arrived: asyncio.Queue[Event | None] = asyncio.Queue()
        left = threading.Event()
        failed = Done(answer=self._failed(question))

        def send(event: Event | None) -> None:
            loop.call_soon_threadsafe(arrived.put_nowait, event)

        def work() -> None:
            try:
                # A reader who left while the work stood in line costs nothing any more.
                if not left.is_set():
                    made = self._answering.events(question, history=history, user=user, k=k)
                    _pass_on(made, send, left)
            except Exception as error:  # noqa: BLE001 - the reader is owed an end, whatever broke
                _tell(error)
                send(failed)
            finally:
                self._count(-1)
                send(None)

        def end(future: "Future[None]") -> None:
            # The service was stopped while the work stood in line: it will never begin.
            if future.cancelled():
                self._count(-1)
                send(failed)
                send(None)

        waits = self._count(+1) > self._workers
        try:
            self._pool.submit(work).add_done_callback(end)
        except RuntimeError:
            self._count(-1)
            yield failed
            return
        try:
            if waits:
                yield Progress(stage=Stage.WAITING)
            while (event := await arrived.get()) is not None:
                yield event
        finally:
            left.set()

    def close(self) -> None:
        """Wait for answers in the making; take no more."""
        self._pool.shutdown(cancel_futures=True)

    def _count(self, change: int) -> int:
        """How many answers are made or wait in line, after this change."""
        with self._counting:
            self._taken += change
            return self._taken

    def _failed(self, question: Question) -> Answer:
        text = FAILED.format(contact=self._contact)
        return Answer(question=question, status=AnswerStatus.ERROR, text=text, confidence=0.0)


def _pass_on(
    made: Generator[Event, None, None], send: Callable[[Event], object], left: threading.Event
) -> None:
    with closing(made):
        for event in made:
            if left.is_set():
                return
            send(event)


def _tell(error: Exception) -> None:
    """Note what broke: in a line where the product can explain it, else with where it happened."""
    log = structlog.get_logger()
    if isinstance(error, TanyaError):
        log.warning("not answered", reason=str(error))
    else:
        log.error("not answered", exc_info=error)
