"""Which parts of the protocol a server refuses: learned from its refusals, per endpoint and model."""

import json
import threading
from collections.abc import Mapping

from assistant.llm.chat import ChatRequest, Message

SCHEMA = "response_format"
LENGTH = "max_tokens"
OPTIONAL = (SCHEMA, "stream_options", "seed", "temperature", LENGTH)
"""Fields that can be left out, or said otherwise, in the order in which a refusal is searched for them."""
_NAMES = {SCHEMA: ("response_format", "json_schema", "response format")}
_IN_WORDS = (
    "Balas hanya dengan satu objek JSON, tanpa kata lain dan tanpa pagar kode, "
    "yang memenuhi JSON Schema ini:\n"
)


class Dialects:
    """Remembers, while the process lives, what each model of an endpoint refused."""

    def __init__(self) -> None:
        self._refused: dict[str, frozenset[str]] = {}
        self._lock = threading.Lock()

    def of(self, model: str) -> frozenset[str]:
        """The fields that ``model`` is known to refuse."""
        with self._lock:
            return self._refused.get(model, frozenset())

    def learn(self, model: str, refused: frozenset[str]) -> None:
        """Remember that ``model`` answered once these fields were left out."""
        with self._lock:
            self._refused[model] = self._refused.get(model, frozenset()) | refused


def blamed(complaint: str, body: Mapping[str, object]) -> str | None:
    """The optional field of ``body`` that a server's refusal is about; None where it is about none.

    A refusal that names no field is laid on the JSON schema, which the fewest servers know.
    """
    said = complaint.casefold()
    for field in OPTIONAL:
        if field in body and any(name in said for name in _NAMES.get(field, (field,))):
            return field
    return SCHEMA if SCHEMA in body else None


def request_body(request: ChatRequest, refused: frozenset[str], *, stream: bool) -> dict[str, object]:
    """The fields of a call besides model and messages, without those that are refused."""
    body: dict[str, object] = {
        LENGTH: request.max_tokens,
        "temperature": request.temperature,
        "seed": request.seed,
    }
    if stream:
        body["stream"] = True
        body["stream_options"] = {"include_usage": True}
    if request.json_schema is not None:
        body[SCHEMA] = {
            "type": "json_schema",
            "json_schema": {
                "name": request.schema_name,
                "strict": True,
                "schema": dict(request.json_schema),
            },
        }
    if LENGTH in refused:
        # The name that the newer models of OpenAI take instead.
        body["max_completion_tokens"] = request.max_tokens
    return {name: value for name, value in body.items() if name not in refused}


def spoken_messages(request: ChatRequest, refused: frozenset[str]) -> list[Message]:
    """The messages; where the schema cannot be enforced it is asked for in words, in the system prompt."""
    messages = list(request.messages)
    if request.json_schema is None or SCHEMA not in refused:
        return messages
    words = _IN_WORDS + json.dumps(request.json_schema, ensure_ascii=False)
    if messages[0].role == "system":
        first = messages[0]
        return [first.model_copy(update={"content": f"{first.content}\n\n{words}"}), *messages[1:]]
    return [Message(role="system", content=words), *messages]
