"""What the assistant gives: an answer whose every claim can be checked."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from corpus.models import Citation, Frozen, Passage

LONGEST_QUESTION = 4_000
"""Characters of a question."""


class AnswerStatus(StrEnum):
    """How a question ended. Never free text alone."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    CLARIFY = "clarify"
    OUT_OF_SCOPE = "out_of_scope"
    NO_SOURCE = "no_source"
    BLOCKED = "blocked"
    ERROR = "error"


class Claim(Frozen):
    """One sentence of an answer with its citations.

    ``citations`` is empty only for a sentence that states no rule (a lead-in, a pointer to a
    human).
    """

    text: str
    citations: tuple[Citation, ...] = ()


class Check(Frozen):
    """One verification step and how it ended.

    Attributes:
        name: ``citation``, ``quote``, ``number``, ``in_force``.
        passed: whether it holds.
        detail: in Indonesian, what was checked and, when it failed, what was wrong.
    """

    name: str
    passed: bool
    detail: str


class Question(Frozen):
    """A question as asked.

    Attributes:
        on: the date the answer must hold for.
        literal: its words are taken as typed, also where they look misspelt.
    """

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUESTION)]
    on: date
    literal: bool = False


class Choice(Frozen):
    """One way to complete a question that lacks a fact.

    Attributes:
        label: the fact in a word or two, as shown.
        question: the completed question, to be asked instead.
    """

    label: str
    question: str


class Drafting(Frozen):
    """How a language model took part in an answer.

    Attributes:
        model: that wrote it; empty where none was asked or none replied.
        prompt_hash: SHA-256 of the prompt files.
        sentences: the model wrote.
        dropped: of them did not pass the checks and are not shown.
        repaired: of them passed only after the model was asked again.
        fallback: in Indonesian, why the extractive answer is shown instead; empty where the model's is.
        notes: in Indonesian, one for each sentence that was dropped, without its text.
        reply: SHA-256 of the raw reply, to find it in the cache.
    """

    model: str = ""
    prompt_hash: str = ""
    sentences: int = Field(0, ge=0)
    dropped: int = Field(0, ge=0)
    repaired: int = Field(0, ge=0)
    fallback: str = ""
    notes: tuple[str, ...] = ()
    reply: str = ""


class Answer(Frozen):
    """A checked answer.

    Attributes:
        text: the whole answer as a person reads it, markers such as ``[1]`` after each claim.
        claims: its sentences in order.
        confidence: 0–1, how well the sources answer the question.
        passages: what was retrieved, best first.
        checks: every verification step that was run on the claims shown.
        origin: what the answer was drafted from: ``faq``, ``sop``, ``forum``, ``provision``, ``text``,
            ``llm``, or empty when there is none.
        origin_id: passage identifier of the entry it was drafted from, else empty.
        choices: of an answer that asks back (``clarify``), what the missing fact may be; else empty.
        drafting: how a language model took part; None where none is configured.
        read_as: misspelt words of the question, each as typed and as it was read.
    """

    question: Question
    status: AnswerStatus
    text: str
    claims: tuple[Claim, ...] = ()
    confidence: float = Field(ge=0.0, le=1.0)
    passages: tuple[Passage, ...] = ()
    checks: tuple[Check, ...] = ()
    origin: str = ""
    origin_id: str = ""
    choices: tuple[Choice, ...] = ()
    drafting: Drafting | None = None
    read_as: tuple[tuple[str, str], ...] = ()
