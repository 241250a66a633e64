"""Answers that come as a script says, for tests of what carries them."""

import threading
from collections.abc import Generator, Sequence

from assistant.events import Done, Event
from assistant.followup import Turn
from assistant.models import Answer, AnswerStatus, Claim, Question
from assistant.render import render

CLAIM = Claim(text="Cuti besar paling lama 3 bulan.")


def answered(question: Question, claims: tuple[Claim, ...] = (CLAIM,)) -> Answer:
    """An answer of these claims."""
    return Answer(
        question=question, status=AnswerStatus.ANSWERED, text=render(claims), claims=claims, confidence=0.9
    )


class Scripted:
    """Sends what it is told, then the answer; ``gate`` holds back all but the first event."""

    def __init__(
        self, *events: Event, claims: tuple[Claim, ...] = (CLAIM,), error: Exception | None = None
    ) -> None:
        self.sent = events
        self.claims = claims
        self.error = error
        self.asked: list[tuple[Question, tuple[Turn, ...], str, int]] = []
        self.gate: threading.Semaphore | None = None
        self.closed = threading.Event()

    def events(
        self, question: Question, *, history: Sequence[Turn] = (), user: str = "", k: int = 8
    ) -> Generator[Event, None, None]:
        self.asked.append((question, tuple(history), user, k))
        try:
            for number, event in enumerate(self.sent):
                if number and self.gate is not None:
                    self.gate.acquire()
                yield event
            if self.error is not None:
                raise self.error
            yield Done(answer=answered(question, self.claims))
        finally:
            self.closed.set()
