"""What an OpenAI-compatible server sends back, read without trusting any of it."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field, ValidationError


class _Part(BaseModel):
    text: str = ""


class _Said(BaseModel):
    content: str | list[_Part] | None = None


class _Choice(BaseModel):
    message: _Said | None = None
    delta: _Said | None = None
    finish_reason: str | None = None


class Numbers(BaseModel):
    """Tokens as the server counted them."""

    prompt_tokens: int = Field(ge=0)
    completion_tokens: int = Field(ge=0)


def _numbers(value: object) -> Numbers | None:
    # A server that counts badly has still answered: its numbers are left out, and estimated here.
    try:
        return None if value is None else Numbers.model_validate(value)
    except ValidationError:
        return None


class Packet(BaseModel):
    """One reply, or one event of a stream."""

    choices: list[_Choice] = Field(default_factory=list)
    usage: Annotated[Numbers | None, BeforeValidator(_numbers)] = None
    error: object = None

    @property
    def text(self) -> str:
        """What it adds to the reply; empty where it has no text."""
        said = (self.choices[0].message or self.choices[0].delta) if self.choices else None
        if said is None or said.content is None:
            return ""
        if isinstance(said.content, str):
            return said.content
        return "".join(part.text for part in said.content)

    @property
    def finish(self) -> str:
        """Why the reply ended; empty while it has not."""
        return (self.choices[0].finish_reason or "") if self.choices else ""


def read_packet(data: str | bytes) -> Packet | None:
    """The packet in ``data``; None where it is none."""
    try:
        return Packet.model_validate_json(data)
    except ValidationError:
        return None
