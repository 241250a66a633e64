"""What is asked of a language model, what comes back, and the interface of everything that can be asked."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Literal, Protocol

from pydantic import Field

from corpus.errors import TanyaError
from corpus.models import Frozen


class Feature(StrEnum):
    """What a call is made for; the ledger counts by it."""

    ANSWER = "jawaban"
    REPAIR = "perbaikan"
    RERANK = "pengurutan"
    MINUTES = "notula"
    JUDGE = "juri"
    CHECK = "pemeriksaan"


class Message(Frozen):
    """One message of a conversation with a model."""

    role: Literal["system", "user", "assistant"]
    content: str


class ChatRequest(Frozen):
    """One call.

    Attributes:
        schema_name, json_schema: the reply is to be a JSON object of this schema; None for free text.
            A server that cannot enforce it is asked in words, so a reply must be validated all the same.
        prompt_hash: SHA-256 of the prompt files the messages were made from; provenance and cache key.
    """

    messages: tuple[Message, ...] = Field(min_length=1)
    json_schema: Mapping[str, object] | None = None
    schema_name: str = "jawaban"
    max_tokens: int = Field(1_024, ge=1)
    temperature: float = Field(0.0, ge=0.0, le=2.0)
    seed: int = 0
    prompt_hash: str = ""


class Caller(Frozen):
    """For whom and for what a call is made.

    Attributes:
        user: an opaque identifier, never a name; empty for the service itself.
    """

    feature: Feature
    user: str = Field("", max_length=200)


class Usage(Frozen):
    """Tokens of one call; ``estimated`` where the server did not say and they were counted here."""

    prompt_tokens: int = Field(ge=0)
    completion_tokens: int = Field(ge=0)
    estimated: bool = False


class Reply(Frozen):
    """What a model said.

    Attributes:
        model: the model that said it, which may be a fallback.
        cut: it ended because ``max_tokens`` was reached.
        cached: it was said before and no call was made.
    """

    text: str
    model: str
    usage: Usage
    cut: bool = False
    cached: bool = False


class ModelUnavailable(TanyaError):
    """No reply: the endpoint is down, slow, refuses, or is switched off. The caller goes on without.

    Attributes:
        reason: one word for statistics: ``mati``, ``lambat``, ``menolak``, ``rusak``, ``anggaran``,
            ``dimatikan``, ``penuh``, ``sempit`` (the sources do not go into it; it was not asked).
    """

    def __init__(self, message: str, *, reason: str) -> None:
        super().__init__(message)
        self.reason = reason


class Deltas(Protocol):
    """A reply as it arrives: iterate for pieces of text; ``reply`` is whole once it is exhausted."""

    def __iter__(self) -> Iterator[str]:
        """Pieces in order.

        Raises:
            ModelUnavailable: it broke off; what came before must not be taken for whole.
        """
        ...

    def close(self) -> None:
        """Stop listening; the connection is given back. Harmless when it has ended."""
        ...

    @property
    def reply(self) -> Reply:
        """The whole reply.

        Raises:
            RuntimeError: it has not ended yet.
        """
        ...


class ChatModel(Protocol):
    """A language model, or what stands before several of them."""

    @property
    def name(self) -> str:
        """The model with everything its replies depend on, as in manifests."""
        ...

    def complete(self, request: ChatRequest, *, caller: Caller, deadline: float) -> Reply:
        """The reply to ``request``.

        Args:
            deadline: ``time.monotonic()`` at which it gives up.

        Raises:
            ModelUnavailable: there is none by then.
        """
        ...

    def stream(self, request: ChatRequest, *, caller: Caller, deadline: float) -> Deltas:
        """The reply to ``request`` piece by piece; raises like ``complete``."""
        ...


def conversation(system: str, *turns: tuple[Literal["user", "assistant"], str]) -> Sequence[Message]:
    """Messages from a system prompt and turns, in order."""
    return (
        Message(role="system", content=system),
        *(Message(role=role, content=content) for role, content in turns),
    )
