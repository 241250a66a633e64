"""The optional judge: a language model that says whether an answer is adequate, advisory until calibrated."""

import hashlib
import json
import re
import time
from enum import StrEnum
from functools import cache
from importlib.resources import files

from pydantic import ValidationError

from assistant.llm.chat import Caller, ChatModel, ChatRequest, Feature, ModelUnavailable, conversation
from assistant.models import Answer
from corpus.citations import format_citation
from corpus.errors import InvalidIdentifier
from corpus.models import Frozen
from evals.case import Case
from evals.metrics.metric import Kind
from evals.metrics.share import NOT_ANSWERED, Share
from evals.scores import Failed, Score, Scored

PROMPT = "juri_jawaban.md"
SECONDS = 120.0
_FENCE = re.compile(r"\A```(?:json)?\s*(.*?)\s*```\Z", re.DOTALL)


class Label(StrEnum):
    """What a judge, a person or a model, says of an answer; ``prompts/juri_jawaban.md`` defines each."""

    ADEQUATE = "memadai"
    PARTIAL = "sebagian"
    INADEQUATE = "tidak_memadai"


VALUES = {Label.ADEQUATE: 1.0, Label.PARTIAL: 0.5, Label.INADEQUATE: 0.0}


class JudgeIdentity(Frozen):
    """What a judge's labels depend on: a calibration holds for no other.

    Attributes:
        model: name of the model.
        prompt_hash: SHA-256 of the prompt.
    """

    model: str
    prompt_hash: str


class _Reply(Frozen):
    label: Label
    alasan: str


class Judge(Share):
    """Adequate 1, in part ½, inadequate 0, with the judge's reason; an unreadable reply is an error."""

    name = "judge"
    label = "Penilaian juri"
    kind = Kind.CONTENT
    needs_gold = False

    def __init__(self, model: ChatModel, *, seconds: float = SECONDS) -> None:
        """``seconds`` is how long one reply may take."""
        self._model = model
        self._seconds = seconds
        self.identity = JudgeIdentity(model=model.name, prompt_hash=prompt_hash())

    def score(self, case: Case) -> Score:
        """Ask the judge once. Only answers are judged: whether to refuse was right is for other metrics."""
        if not case.answered:
            return NOT_ANSWERED
        request = ChatRequest(
            messages=tuple(conversation(prompt(), ("user", material(case.answer)))),
            json_schema=_Reply.model_json_schema(),
            schema_name="juri",
            prompt_hash=prompt_hash(),
        )
        try:
            reply = self._model.complete(
                request, caller=Caller(feature=Feature.JUDGE), deadline=time.monotonic() + self._seconds
            ).text
        except ModelUnavailable as error:
            return Failed(reason=f"Juri tidak menjawab: {error}")
        try:
            read = _Reply.model_validate_json(_FENCE.sub(r"\1", reply.strip()))
        except ValidationError:
            return Failed(reason=f"Balasan juri tidak terbaca: “{reply[:200]}”")
        return Scored(value=VALUES[read.label], reasons=(read.alasan,) if read.alasan else ())


@cache
def prompt() -> str:
    """The instructions to the judge."""
    return files("evals").joinpath("prompts", PROMPT).read_text(encoding="utf-8")


def prompt_hash() -> str:
    """SHA-256 of the instructions."""
    return hashlib.sha256(prompt().encode()).hexdigest()


def material(answer: Answer) -> str:
    """What is judged, as one JSON object: nothing in an answer can end it and pose as an instruction."""
    return json.dumps(
        {
            "pertanyaan": answer.question.text,
            "tanggal": answer.question.on.isoformat(),
            "jawaban": [
                {
                    "kalimat": claim.text,
                    "kutipan": [
                        {"rujukan": _name(citation.provision_id), "bunyi": citation.quote}
                        for citation in claim.citations
                    ],
                }
                for claim in answer.claims
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def _name(identifier: str) -> str:
    try:
        return format_citation(identifier)
    except InvalidIdentifier:
        # A passage of a text that is no law.
        return identifier
