"""What the routes of conversations send and take."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.schemas import AskResponse
from api.state.conversation_parts import TITLE, Conversation, Heading
from api.state.exchanges import Exchange
from api.state.feedback import Judgement
from api.state.handovers import LONGEST_CONTACT, LONGEST_MESSAGE, Handover, HandoverState
from assistant.models import LONGEST_QUESTION


class NewConversation(BaseModel):
    """A conversation to begin."""

    model_config = ConfigDict(extra="forbid")

    title: str = Field("", max_length=TITLE, description="Judul; bawaan: pertanyaan pertama.")


class NewTitle(BaseModel):
    """Another title."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TITLE)]


class NextQuestion(BaseModel):
    """The next question of a conversation."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUESTION),
        Field(description="Pertanyaan dalam bahasa sehari-hari; boleh pertanyaan susulan."),
    ]
    on: date | None = Field(None, description="Tanggal yang ditanyakan; bawaan: hari ini.")


class Wish(BaseModel):
    """What comes with a question for the officers."""

    model_config = ConfigDict(extra="forbid")

    contact: str = Field(
        "",
        max_length=LONGEST_CONTACT,
        description="Cara yang Anda inginkan untuk dihubungi; nomor dan alamat disamarkan.",
    )
    message: str = Field(
        "",
        max_length=LONGEST_MESSAGE,
        description="Yang ingin Anda tambahkan; data pribadi di dalamnya disamarkan.",
    )


class ExchangeOut(BaseModel):
    """A question of a conversation with its answer."""

    id: str = Field(description="Kosong bila tidak tersimpan, atau pada percakapan yang dibagikan.")
    asked_at: datetime
    question: str
    on: date
    answer: AskResponse
    feedback: Judgement | None = None

    @classmethod
    def of(cls, exchange: Exchange, feedback: Judgement | None = None) -> "ExchangeOut":
        """From the inner type."""
        return cls(
            id=exchange.id,
            asked_at=exchange.asked_at,
            question=exchange.question,
            on=exchange.answer.question.on,
            answer=AskResponse.of(exchange.answer, asked=exchange.question),
            feedback=feedback,
        )


class AnsweredOut(BaseModel):
    """The next question with its answer, which is given even where it cannot be kept."""

    exchange: ExchangeOut
    notice: str = Field(description="Terisi bila jawaban tidak dapat disimpan.")


class ConversationOut(Heading):
    """A conversation with everything in it."""

    exchanges: list[ExchangeOut]

    @classmethod
    def of(cls, found: Conversation, feedback: dict[str, Judgement]) -> "ConversationOut":
        """From the inner type; ``feedback`` by exchange."""
        exchanges = [ExchangeOut.of(one, feedback.get(one.id)) for one in found.exchanges]
        return cls(**found.model_dump(exclude={"exchanges"}), exchanges=exchanges)


class SharedOut(BaseModel):
    """What a link shows: no identifiers, personal data masked."""

    title: str
    exchanges: list[ExchangeOut]

    @classmethod
    def of(cls, found: Conversation) -> "SharedOut":
        """From the inner type."""
        exchanges = [ExchangeOut.of(one.model_copy(update={"id": ""})) for one in found.exchanges]
        return cls(title=found.title, exchanges=exchanges)


class LinkOut(BaseModel):
    """A link that was made."""

    token: str = Field(description="Rahasia tautan; hanya ditampilkan sekali.")
    path: str = Field(description="Jalur untuk membacanya.")


class Deleted(BaseModel):
    """How many were deleted or revoked."""

    count: int


class HandoverOut(BaseModel):
    """A question that was handed to the officers, as its asker sees it."""

    receipt: str = Field(description="Nomor tanda terima; simpan untuk melihat tindak lanjutnya.")
    sent_at: datetime
    question: str
    state: HandoverState
    closed_at: datetime | None
    note: str = Field(description="Pesan petugas.")

    @classmethod
    def of(cls, handover: Handover) -> "HandoverOut":
        """From the inner type."""
        return cls(**handover.model_dump(include=set(cls.model_fields)))
