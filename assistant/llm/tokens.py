"""How many tokens a text is: exactly for OpenAI's models, a cautious estimate for the others; offline."""

import math
import re
from collections.abc import Sequence
from functools import cache
from typing import Protocol

from assistant.llm.chat import Message

PER_MESSAGE = 8
"""What the frame of a message costs at most in the chat templates in use."""
_O200K = re.compile(r"(?:.*/)?(?:gpt-4o|gpt-4\.1|gpt-4\.5|gpt-5|gpt-oss|chatgpt-4o|o1|o3|o4)(?:[-.:].*|)\Z")
_CL100K = re.compile(r"(?:.*/)?(?:gpt-4|gpt-3\.5|gpt-35)(?:[-.:].*|)\Z")
_WORD = re.compile(r"[A-Za-z]+")
_LETTERS_PER_TOKEN = 2.5


class _Encoding(Protocol):
    def encode_ordinary(self, text: str) -> list[int]: ...


def count(text: str, model: str) -> int:
    """Tokens of a text for ``model``; where its tokenizer is not known, rather too many than too few."""
    encoding = _encoding(model)
    if encoding is None:
        return _estimate(text)
    return len(encoding.encode_ordinary(text.encode("utf-8", "replace").decode("utf-8")))


def count_messages(messages: Sequence[Message], model: str) -> int:
    """Tokens of a prompt with its frame."""
    return PER_MESSAGE + sum(PER_MESSAGE + count(message.content, model) for message in messages)


def fitting(
    passages: Sequence[str], *, beside: Sequence[Message], model: str, context: int, max_tokens: int
) -> int:
    """How many of the passages, the best first, go into a prompt.

    Args:
        beside: everything else that is in the prompt.
        context: tokens that the model takes in, prompt and reply together.
        max_tokens: kept free for the reply.

    Returns:
        The length of the longest run from the first on that fits; 0 where not even the first does.
    """
    left = context - max_tokens - count_messages(beside, model)
    for number, passage in enumerate(passages):
        left -= count(passage, model) + PER_MESSAGE
        if left < 0:
            return number
    return len(passages)


def _encoding(model: str) -> _Encoding | None:
    name = model.casefold()
    if _O200K.match(name):
        return _load("o200k_base")
    if _CL100K.match(name):
        return _load("cl100k_base")
    return None


@cache
def _load(name: str) -> _Encoding:
    # Two seconds and 135 MB, for models of OpenAI only.
    import bpe_openai

    encoding: _Encoding = bpe_openai.get_encoding(name)
    return encoding


def _estimate(text: str) -> int:
    """Every word is its letters by 2.5, rounded up; every other byte that is no single space is a token."""
    tokens = 0
    rest = len(text.encode("utf-8", "replace")) - text.count(" ")
    for word in _WORD.finditer(text):
        letters = word.end() - word.start()
        tokens += math.ceil(letters / _LETTERS_PER_TOKEN)
        rest -= letters
    return tokens + rest + text.count("  ")
