"""How much a language model takes in and gives out, and how many texts that leaves room for."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.llm.chat import Message
from assistant.llm.tokens import count_messages, fitting

LEAST = 64
"""Tokens of a reply that are worth asking for."""


@dataclass(frozen=True, slots=True)
class Window:
    """The bounds of a model.

    Attributes:
        model: whose tokens are counted; others than OpenAI's are estimated.
        context: tokens of prompt and reply together.
        max_tokens: of one reply.
    """

    model: str = ""
    context: int = 8_192
    max_tokens: int = 1_024

    def texts(self, texts: Sequence[str], beside: Sequence[Message]) -> int:
        """How many of the texts, the first ones first, go into a prompt with ``beside`` and its reply."""
        return fitting(
            texts, beside=beside, model=self.model, context=self.context, max_tokens=self.max_tokens
        )

    def reply(self, messages: Sequence[Message]) -> int:
        """Tokens that a reply to ``messages`` may have; 0 where too few are left for one."""
        left = min(self.max_tokens, self.context - count_messages(messages, self.model))
        return left if left >= LEAST else 0
