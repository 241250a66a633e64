"""The systems that a run can ask."""

from collections.abc import Mapping
from typing import Protocol

from assistant.answer import Assistant
from assistant.models import Answer, Question
from evals.records import Cost


class Answerer(Protocol):
    """Something that answers questions.

    Attributes:
        name: as in manifests.
        parameters: everything its answers depend on besides question and snapshot.
    """

    name: str
    parameters: Mapping[str, str]

    def answer(self, question: Question) -> tuple[Answer, Cost]:
        """Answer once. May raise whatever goes wrong: the run records it as this answer's failure."""
        ...


class Extractive:
    """The product's own answers without a language model."""

    name = "tanya"

    def __init__(self, assistant: Assistant, *, k: int) -> None:
        self._assistant = assistant
        self._k = k
        self.parameters: Mapping[str, str] = {"k": str(k), "drafting": "extractive"}

    def answer(self, question: Question) -> tuple[Answer, Cost]:
        """The assistant's answer, at no cost."""
        return self._assistant.answer(question, k=self._k), Cost()
