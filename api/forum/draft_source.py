"""Where the answers of drafts come from: the Library, as everybody asks it, with the scores of each."""

import time
from datetime import date
from typing import TYPE_CHECKING, Protocol

from api.forum.draft_checks import as_reply, on_topic
from api.forum.risk import cites_doubted_words
from api.forum.topics import Topical
from api.state.masking import masked_answer
from api.state.provenance import Provenance, provenance_of
from assistant.models import LONGEST_QUESTION, Answer, Question
from assistant.post_answer import answer_post
from assistant.routing.topic import Topics, compared
from corpus.errors import Busy
from corpus.models import Frozen
from corpus.open_snapshot import OpenSnapshot
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


class Asked(Frozen):
    """What a draft is to answer.

    Attributes:
        text: all that the asker wrote, as one question.
        focus: of a long post, its title and the sentences that ask; empty: the text is asked.
        several: more than one thing is asked.
        category_id: where the question lies; None where it is in no category.
        wish: an officer's; empty where there is none.
    """

    text: str
    focus: str = ""
    several: bool = False
    category_id: str | None = None
    wish: str = ""


class Source(Protocol):
    """What answers questions for drafts, as ``LibrarySource`` does."""

    def answer(self, asked: Asked) -> Sourced:
        """Answer a question.

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
    """The Library as everybody asks it: same reception, same sources, same verifier, and the scores.

    Args:
        topical: tells the matter of question and sources; None compares nothing.
    """

    def __init__(self, library: "Library", topical: Topical | None = None) -> None:
        self._library = library
        self._topical = topical

    def answer(self, asked: Asked) -> Sourced:
        """See ``Source``. Personal data of the question is masked in the answer, which is then scored.

        The question of a long post is asked first; where that finds nothing on its matter, the whole post is.

        Raises:
            NotFound, CorruptIndex: there is no library to answer from.
            Busy: the library was renewed meanwhile: answer and scores would be of different snapshots.
        """
        started = time.monotonic()
        with self._library.leased() as snapshot:
            answer = _masked(as_reply(self._answered(asked, snapshot), several=asked.several), asked.text)
            if self._library.snapshot().info.id != snapshot.info.id:
                raise Busy("Pustaka sedang diperbarui; draf disusun lagi dari pustaka yang baru.")
            reference = Reference(snapshot.knowledge, snapshot.force)
            return Sourced(
                answer=answer,
                scorecard=scorecard(answer, reference, seconds=time.monotonic() - started),
                provenance=provenance_of(answer, snapshot.info.id),
                doubted=cites_doubted_words(answer, snapshot),
            )

    def _answered(self, asked: Asked, snapshot: OpenSnapshot) -> Answer:
        core = asked.focus or asked.text

        def ask(text: str) -> Answer:
            question = Question(text=text, on=self.today())
            return self._library.composer.answer(question, wish=asked.wish)

        def judge(answer: Answer) -> Topics | None:
            if self._topical is None:
                return None
            route = self._topical.route_text
            return compared(route, core, answer, snapshot.knowledge, category_id=asked.category_id)

        answer, topics = answer_post(tuple(dict.fromkeys((core, asked.text))), ask, judge)
        if self._topical is None or topics is None:
            return answer
        return on_topic(answer, topics, self._topical, contact=self._library.settings.contact)

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
