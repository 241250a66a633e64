"""What the machine interface sends and takes; the CLI prints the same shapes. Stable."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.followup import MOST_TURNS, Turn
from assistant.models import LONGEST_QUESTION, Answer, Claim, Drafting
from corpus.amendments import Amendment
from corpus.models import Entry, Passage, PassageUnit, SourceKind
from corpus.related import EntryHeading


class AskRequest(BaseModel):
    """A question."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUESTION),
        Field(description="Pertanyaan dalam bahasa sehari-hari."),
    ]
    on: date | None = Field(None, description="Tanggal yang ditanyakan; bawaan: hari ini.")
    k: int = Field(8, ge=1, le=100, description="Banyaknya bagian sumber yang disertakan.")
    id: str = Field("", max_length=200, description="Penanda dari pemanggil, dikembalikan apa adanya.")


class AskInTalk(AskRequest):
    """A question, with what was asked before it."""

    history: list[Turn] = Field(
        default_factory=list,
        max_length=MOST_TURNS,
        description="Pertanyaan sebelumnya, yang terlama dahulu; pertanyaan susulan dilengkapi darinya.",
    )
    literal: bool = Field(False, description="Kata-katanya dibaca persis seperti diketik.")


class PassageOut(BaseModel):
    """A passage: where it stands, its words, its score and legal force."""

    id: str
    source_id: str
    path: list[str]
    text: str
    score: float
    status: str

    @classmethod
    def of(cls, passage: Passage) -> "PassageOut":
        """From the inner type."""
        unit = passage.unit
        return cls(
            id=unit.id,
            source_id=unit.source_id,
            path=list(unit.path),
            text=unit.text,
            score=passage.score,
            status=passage.status,
        )


class CitationOut(BaseModel):
    """A provision and the quoted words with their place in its text."""

    provision_id: str
    quote: str
    start: int
    end: int


class ClaimOut(BaseModel):
    """One sentence with its citations."""

    text: str
    citations: list[CitationOut]

    @classmethod
    def of(cls, claim: Claim) -> "ClaimOut":
        """From the inner type."""
        return cls(
            text=claim.text,
            citations=[CitationOut(**citation.model_dump()) for citation in claim.citations],
        )


class ChoiceOut(BaseModel):
    """One way to complete a question that lacks a fact."""

    label: str = Field(description="Hal yang belum disebut, misalnya “PNS”.")
    question: str = Field(description="Pertanyaan lengkap, siap diajukan lagi.")


class DraftingOut(BaseModel):
    """How a language model took part in an answer."""

    model: str = Field(description="Model yang menyusun; kosong bila tidak ada balasan.")
    sentences: int = Field(description="Kalimat yang ditulis model.")
    dropped: int = Field(description="Kalimat yang tidak lolos pemeriksaan dan tidak ditampilkan.")
    repaired: int = Field(description="Kalimat yang lolos setelah diperbaiki.")
    fallback: str = Field(
        description="Mengapa jawaban dikutip langsung dari sumbernya; kosong bila disusun model."
    )

    @classmethod
    def of(cls, drafting: Drafting) -> "DraftingOut":
        """From the inner type."""
        return cls(
            model=drafting.model,
            sentences=drafting.sentences,
            dropped=drafting.dropped,
            repaired=drafting.repaired,
            fallback=drafting.fallback,
        )


def completed(answer: Answer, asked: str) -> str:
    """The question that was answered where it is not the one ``asked``, else empty."""
    return answer.question.text if answer.question.text != asked.strip() else ""


class ReadAsOut(BaseModel):
    """A word of the question that was taken for a misspelt one."""

    typed: str = Field(description="Kata seperti diketik.")
    read: str = Field(description="Kata seperti dibaca.")


class AskResponse(BaseModel):
    """An answer."""

    id: str
    status: str
    text: str
    claims: list[ClaimOut]
    confidence: float
    passages: list[PassageOut]
    choices: list[ChoiceOut] = Field(description="Terisi bila “status” bernilai “clarify”.")
    understood_as: str = Field(
        description="Pertanyaan susulan yang telah dilengkapi; kosong bila tidak diubah."
    )
    read_as: list[ReadAsOut] = Field(description="Kata salah ketik dan bagaimana ia dibaca.")
    drafting: DraftingOut | None = Field(None, description="Kosong bila tidak ada model bahasa yang diminta.")

    @classmethod
    def of(cls, answer: Answer, identifier: str = "", *, asked: str) -> "AskResponse":
        """From the inner type; ``asked`` is the question as it was sent."""
        return cls(
            id=identifier,
            status=answer.status.value,
            text=answer.text,
            claims=[ClaimOut.of(claim) for claim in answer.claims],
            confidence=answer.confidence,
            passages=[PassageOut.of(passage) for passage in answer.passages],
            choices=[ChoiceOut(label=one.label, question=one.question) for one in answer.choices],
            understood_as=completed(answer, asked),
            read_as=[ReadAsOut(typed=typed, read=read) for typed, read in answer.read_as],
            drafting=DraftingOut.of(answer.drafting) if answer.drafting else None,
        )


class SearchResponse(BaseModel):
    """Passages for a question, best first."""

    id: str
    passages: list[PassageOut]

    @classmethod
    def of(cls, passages: tuple[Passage, ...], identifier: str = "") -> "SearchResponse":
        """From the inner type."""
        return cls(id=identifier, passages=[PassageOut.of(passage) for passage in passages])


class AmendmentsOut(BaseModel):
    """Changes of wording between regulations; one with ``doubt`` was not applied."""

    ordered: list[Amendment] = Field(description="Yang diperintahkan peraturan ini atas peraturan lain.")
    received: list[Amendment] = Field(description="Yang diperintahkan peraturan lain atas peraturan ini.")


class EntryHeadingOut(BaseModel):
    """An entry that belongs with another."""

    id: str
    kind: SourceKind
    title: str
    source_id: str


class EntryOut(BaseModel):
    """An approved FAQ, SOP or forum entry."""

    id: str
    source_id: str
    path: list[str]
    text: str
    topic: str
    bidang: str
    legal_basis: list[str]
    applies_to: list[str]
    checked: date = Field(description="Terakhir dicocokkan dengan peraturan.")
    review_by: date = Field(description="Harus ditinjau lagi paling lambat tanggal ini.")
    overdue: bool = Field(description="Sudah waktunya ditinjau.")
    related: list[EntryHeadingOut] = Field(description="Lihat juga, SOP lebih dahulu; paling banyak 5.")

    @classmethod
    def of(cls, entry: Entry, unit: PassageUnit, related: Iterable[EntryHeading], today: date) -> "EntryOut":
        """From the inner types; ``unit`` is the entry as it is searched and shown."""
        return cls(
            id=entry.id,
            source_id=unit.source_id,
            path=list(unit.path),
            text=unit.text,
            topic=entry.topic,
            bidang=entry.bidang,
            legal_basis=list(entry.legal_basis),
            applies_to=list(entry.applies_to),
            checked=entry.checked,
            review_by=entry.review_by,
            overdue=entry.review_by <= today,
            related=[EntryHeadingOut(**one.model_dump()) for one in related],
        )
