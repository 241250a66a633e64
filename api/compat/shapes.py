"""What OpenAI's clients send and take; fields that have no meaning here are let pass."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.answer_text import CitedSource

MODEL = "tanya-asn"
MOST_MESSAGES = 200
LONGEST_MESSAGE = 100_000


class TextPart(BaseModel):
    """A piece of a message; only text is read."""

    model_config = ConfigDict(extra="ignore")

    type: str
    text: str = Field("", max_length=LONGEST_MESSAGE)


class ChatMessage(BaseModel):
    """One message; ``content`` is text, or pieces of which the text is read."""

    model_config = ConfigDict(extra="ignore")

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[TextPart] | None = Field(None, max_length=LONGEST_MESSAGE)

    @property
    def text(self) -> str:
        """The text, its pieces a line each."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class StreamOptions(BaseModel):
    """What a stream is to tell besides its text."""

    model_config = ConfigDict(extra="ignore")

    include_usage: bool = False


class ChatBody(BaseModel):
    """A request. Instructions of the caller (``system``) and sampling parameters change nothing."""

    model_config = ConfigDict(extra="ignore")

    model: str = Field(MODEL, max_length=200)
    messages: list[ChatMessage] = Field(min_length=1, max_length=MOST_MESSAGES)
    stream: bool = False
    stream_options: StreamOptions | None = None
    n: Literal[1] | None = None


class TanyaField(BaseModel):
    """What OpenAI's interface has no place for: how the question ended, and on what the answer rests."""

    status: str
    confidence: float
    citations: list[CitedSource]
    choices: list[str] = Field(description="Pilihan bila “status” bernilai “clarify”.")


class UsageOut(BaseModel):
    """Tokens of the question and of the answer that is shown, estimated here."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class Message(BaseModel):
    """The answer."""

    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None


class Choice(BaseModel):
    """The one answer."""

    index: int = 0
    message: Message
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class Completion(BaseModel):
    """A whole answer."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[Choice]
    usage: UsageOut
    tanya: TanyaField


class Delta(BaseModel):
    """What is added to the answer."""

    role: Literal["assistant"] | None = None
    content: str | None = None


class ChunkChoice(BaseModel):
    """The one answer's next piece."""

    index: int = 0
    delta: Delta
    finish_reason: Literal["stop"] | None = None
    logprobs: None = None


class Chunk(BaseModel):
    """A piece of an answer; the last one with a choice carries ``tanya``."""

    id: str
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: int
    model: str = MODEL
    choices: list[ChunkChoice]
    usage: UsageOut | None = None
    tanya: TanyaField | None = None


class Model(BaseModel):
    """The one model there is."""

    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str


class Models(BaseModel):
    """The list of it."""

    object: Literal["list"] = "list"
    data: list[Model]
