"""A language model as re-ranker: it is shown all passages at once and names them in order.

Listwise like Sun et al. (2023), Is ChatGPT Good at Search?, in one window.
"""

import hashlib
import json
import re
import time
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
import structlog
from numpy.typing import NDArray

from assistant.guard.injection import neutralise
from assistant.guard.personal_data import mask_all
from assistant.llm.chat import Caller, ChatModel, ChatRequest, Feature, ModelUnavailable, conversation

SECONDS = 8.0
LONGEST = 1_200
"""Characters of a passage that are shown: twenty of them fit a window of 8,192 tokens."""
TOKENS_PER_HANDLE = 8
_HANDLE = re.compile(r"P\d{1,3}", re.IGNORECASE)
_MARKUP = str.maketrans({"<": "‹", ">": "›"})
_SCHEMA = {
    "type": "object",
    "properties": {"urutan": {"type": "array", "items": {"type": "string"}}},
    "required": ["urutan"],
    "additionalProperties": False,
}


@cache
def prompt() -> str:
    """What the model is told."""
    return files("assistant.rerank").joinpath("urutan.md").read_text(encoding="utf-8")


class LanguageModelReranker:
    """Orders passages by a language model; has no opinion when there is none, or its reply is rubbish."""

    def __init__(self, model: ChatModel, *, user: str = "", seconds: float = SECONDS) -> None:
        """``user``: an opaque identifier for the ledger; ``seconds``: one call may take."""
        self._model = model
        self._caller = Caller(feature=Feature.RERANK, user=user)
        self._seconds = seconds

    @property
    def name(self) -> str:
        """The model and the digest of the prompt."""
        return f"llm/{self._model.name}/{_digest()[:8]}"

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Evenly falling from 1 in the order the model gave, shape (len(texts),).

        What it does not name follows in the given order. All zero when no model replies, the reply is
        cut short, or names none of the passages.
        """
        found = np.zeros(len(texts), dtype=np.float32)
        if not texts:
            return found
        request = ChatRequest(
            messages=tuple(conversation(prompt(), ("user", _shown(question, texts)))),
            json_schema=_SCHEMA,
            schema_name="urutan",
            max_tokens=32 + TOKENS_PER_HANDLE * len(texts),
            prompt_hash=_digest(),
        )
        try:
            reply = self._model.complete(
                request, caller=self._caller, deadline=time.monotonic() + self._seconds
            )
        except ModelUnavailable as error:
            structlog.get_logger().warning("passages not ordered by a model", reason=error.reason)
            return found
        order = positions_in(reply.text, len(texts))
        for rank, position in enumerate(order):
            found[position] = 1.0 - rank / len(texts)
        return found


def positions_in(reply: str, count: int) -> list[int]:
    """Positions 0 to ``count - 1`` in the order a reply names them; empty where it names none.

    Wrong handles are passed over, one that is repeated counts once, missing ones follow in their order.
    """
    named = [int(handle[1:]) - 1 for handle in _handles(reply)]
    known = [position for position in dict.fromkeys(named) if 0 <= position < count]
    return [*known, *(position for position in range(count) if position not in known)] if known else []


def _handles(reply: str) -> list[str]:
    """The strings of the first JSON list in a reply that are handles, whatever stands around it."""
    start = reply.find("[")
    if start < 0:
        return []
    try:
        listed, _ = json.JSONDecoder().raw_decode(reply, start)
    except (json.JSONDecodeError, RecursionError):
        return []
    return [one.strip() for one in listed if isinstance(one, str) and _HANDLE.fullmatch(one.strip())]


def _shown(question: str, texts: Sequence[str]) -> str:
    """Question and passages in their delimiters, which none of them can close or open.

    Personal data and what reads like an instruction to the model stay here.
    """
    asked, *found = mask_all([question, *(text[:LONGEST] for text in texts)])
    passages = (
        f'<bagian id="P{number}">\n{neutralise(one.text, retrieved=True).translate(_MARKUP)}\n</bagian>'
        for number, one in enumerate(found, 1)
    )
    return "\n".join((f"<pertanyaan>\n{neutralise(asked.text).translate(_MARKUP)}\n</pertanyaan>", *passages))


def _digest() -> str:
    return hashlib.sha256(prompt().encode()).hexdigest()
