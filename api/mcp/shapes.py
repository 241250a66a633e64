"""What the tools give. Field descriptions are read by the models that call them."""

from pydantic import BaseModel, Field

from api.answer_text import CitedSource


class FoundPassage(BaseModel):
    """A passage of the library."""

    id: str = Field(description="Pengenal; pakai di get_provision.")
    label: str = Field(description="Nama yang dibaca orang, misalnya “Pasal 312 PP Nomor 11 Tahun 2017”.")
    heading: list[str] = Field(description="Judul bab dan bagian di atasnya.")
    text: str
    kind: str = Field(
        description="law: bunyi peraturan; faq, sop, forum: bukan dasar hukum; text: dokumen lain."
    )
    legal_force: str = Field(description="Keberlakuan pada tanggal yang ditanyakan.")
    score: float = Field(description="Hanya sebanding di dalam satu hasil.")


class ProvisionText(BaseModel):
    """A provision and its legal force."""

    id: str
    label: str
    title: str = Field(description="Judul peraturannya.")
    heading: list[str]
    text: str = Field(description="Bunyi seluruhnya, termasuk ayat dan huruf di bawahnya.")
    elucidation: str = Field(description="Penjelasan resminya; kosong bila tidak ada.")
    legal_force: str
    reason: str = Field(description="Mengapa demikian.")
    official_words: bool = Field(description="false: ringkasan kami, bukan bunyi resmi.")


class AnswerOut(BaseModel):
    """An answer whose every sentence was checked."""

    status: str = Field(
        description="answered, partial, clarify, out_of_scope, no_source, blocked, atau error. "
        "Hanya answered dan partial yang menjawab."
    )
    text: str
    sources: list[CitedSource]
    choices: list[str] = Field(description="Pertanyaan lengkap untuk dipilih bila status clarify.")
    understood_as: str = Field(description="Pertanyaan susulan setelah dilengkapi; kosong bila tidak diubah.")
    read_as: str = Field(description="Bagaimana kata yang salah ketik dibaca; kosong bila tidak ada.")


class CitationVerdict(BaseModel):
    """Whether a citation holds."""

    id: str = Field(description="Pengenal ketentuan yang dimaksud; kosong bila tidak dikenali.")
    label: str
    found: bool = Field(description="Ketentuan itu ada di pustaka.")
    verbatim: bool | None = Field(description="Kutipannya ada kata demi kata; null bila tidak ada kutipan.")
    in_force: bool | None = Field(description="Berlaku pada tanggal itu; null bila tidak ditemukan.")
    legal_force: str
    reason: str = Field(description="Penjelasan dalam satu atau dua kalimat.")
    text: str = Field(description="Bunyi ketentuan itu menurut pustaka.")
