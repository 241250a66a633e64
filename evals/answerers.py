"""The systems that a run can ask."""

from collections.abc import Mapping
from typing import Protocol

from assistant.answer import Assistant
from assistant.compose import WINDOW, Composer
from assistant.generation.prompts import prompts
from assistant.generation.window import Window
from assistant.llm.chat import ChatModel
from assistant.llm.prices import PriceList
from assistant.models import Answer, Question
from assistant.support import SupportChecker
from evals.how import How
from evals.metered import Metered
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
        self.parameters: Mapping[str, str] = {"k": str(k), "drafting": How.EXTRACTIVE.value}

    def answer(self, question: Question) -> tuple[Answer, Cost]:
        """The assistant's answer, at no cost."""
        return self._assistant.answer(question, k=self._k), Cost()


class Drafted:
    """The product's answers as a language model drafts them; where it fails, the extractive ones."""

    name = "tanya"

    def __init__(
        self,
        assistant: Assistant,
        model: ChatModel,
        checker: SupportChecker | None,
        *,
        k: int,
        seconds: float,
        window: Window = WINDOW,
        prices: PriceList | None = None,
    ) -> None:
        """Answers of an assistant and a model.

        Args:
            seconds: for one answer; a model that needs longer is not waited for, so they take part in what
                the answers depend on.
            window: how much the model takes in and gives out.
            prices: of the model; without one only tokens are counted.
        """
        self._assistant = assistant
        self._model = model
        self._checker = checker
        self._k = k
        self._seconds = seconds
        self._window = window
        self._prices = prices or PriceList()
        self.parameters: Mapping[str, str] = {
            "k": str(k),
            "drafting": How.LLM.value,
            "model": model.name,
            "prompts": prompts().hash,
            "context": str(window.context),
            "max_tokens": str(window.max_tokens),
            "seconds": f"{seconds:g}",
            "support": "none" if checker is None else checker.name,
        }

    def answer(self, question: Question) -> tuple[Answer, Cost]:
        """One answer and what the model was paid for it."""
        metered = Metered(self._model, self._prices)
        composer = Composer(
            self._assistant, metered, self._checker, seconds=self._seconds, window=self._window
        )
        return composer.answer(question, k=self._k), metered.cost
