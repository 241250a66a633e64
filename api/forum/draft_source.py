"""Where the answers of drafts come from: the Library, as everybody asks it, with the scores of each."""

import time
from datetime import date
from typing import TYPE_CHECKING, Protocol

from api.forum.risk import cites_doubted_words
from api.state.masking import masked_answer
from api.state.provenance import Provenance, provenance_of
from assistant.models import LONGEST_QUESTION, Answer, Question
from corpus.errors import Busy
from corpus.models import Frozen
from evals.case import Reference
from evals.scorecard import Scorecard, scorecard

if TYPE_CHECKING:
    from api.library import Library


class Sourced(Frozen):
    """An answer with what was found out about it from the snapshot it was made from.

    Attributes:
        scorecard: None where it was not scored.
        doubted: it cites words of the law that may have been changed.
    """

    answer: Answer
    scorecard: Scorecard | None
    provenance: Provenance
    doubted: bool


class Source(Protocol):
    """What answers questions for drafts, as ``LibrarySource`` does."""

    def answer(self, text: str, *, wish: str) -> Sourced:
        """Answer a question; the wish is an officer's, and empty where there is none.

        Raises:
            TanyaError: it cannot be answered now.
        """
        ...

    def fixed(self, answer: Answer) -> Sourced:
        """A fixed reply, scored like an answer."""
        ...

    def today(self) -> date:
        """The day it is at the agency."""
        ...


class LibrarySource:
    """The Library as everybody asks it: same reception, same sources, same verifier, and the scores."""

    def __init__(self, library: "Library") -> None:
        self._library = library

    def answer(self, text: str, *, wish: str) -> Sourced:
        """See ``Source``. Personal data of the question is masked in the answer, which is then scored.

        Raises:
            NotFound, CorruptIndex: there is no library to answer from.
            Busy: the library was renewed meanwhile: answer and scores would be of different snapshots.
        """
        started = time.monotonic()
        question = Question(text=text, on=self.today())
        with self._library.leased() as snapshot:
            answer = _masked(self._library.composer.answer(question, wish=wish), text)
            if self._library.snapshot().info.id != snapshot.info.id:
                raise Busy("Pustaka sedang diperbarui; draf disusun lagi dari pustaka yang baru.")
            reference = Reference(snapshot.knowledge, snapshot.force)
            return Sourced(
                answer=answer,
                scorecard=scorecard(answer, reference, seconds=time.monotonic() - started),
                provenance=provenance_of(answer, snapshot.info.id),
                doubted=cites_doubted_words(answer, snapshot),
            )

    def fixed(self, answer: Answer) -> Sourced:
        """See ``Source``.

        Raises:
            NotFound, CorruptIndex: there is no library to score against.
        """
        with self._library.leased() as snapshot:
            return Sourced(
                answer=answer,
                scorecard=scorecard(answer, Reference(snapshot.knowledge, snapshot.force)),
                provenance=provenance_of(answer, snapshot.info.id),
                doubted=False,
            )

    def today(self) -> date:
        """See ``Source``."""
        return self._library.today()


def _masked(answer: Answer, text: str) -> Answer:
    hidden = masked_answer(answer, text)
    # Placeholders may be longer than what they stand for.
    question = hidden.question.model_copy(update={"text": hidden.question.text[:LONGEST_QUESTION]})
    return hidden.model_copy(update={"question": question})
