"""The question form: what was typed, kept and checked."""

from dataclasses import dataclass, field
from datetime import date

from api.pages.templating import MAX_QUESTION
from api.pages.words import grouped

EARLIEST = date(1945, 8, 17)
LATEST = date(2200, 12, 31)


def read_date(text: str) -> tuple[date | None, str]:
    """A ``YYYY-MM-DD`` date, or None and why not; empty is None without a reason."""
    if not text.strip():
        return None, ""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None, "Tanggal tidak dikenali. Tulis sebagai tahun-bulan-hari, misalnya 2026-01-31."
    if not EARLIEST <= day <= LATEST:
        return None, "Tanggal harus antara 17 Agustus 1945 dan 31 Desember 2200."
    return day, ""


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """The form with its texts as typed and, by field, what is wrong with them."""

    question: str = ""
    on: str = ""
    day: date | None = None
    errors: dict[str, str] = field(default_factory=dict)
    limit: int = MAX_QUESTION

    @staticmethod
    def read(question: str, on: str) -> "QuestionForm":
        """Check what was typed. Line ends arrive as CRLF from a textarea and count as one character."""
        question = question.replace("\r\n", "\n")
        errors = {}
        if not question.strip():
            errors["q"] = "Tulis pertanyaan Anda dahulu."
        elif len(question.strip()) > MAX_QUESTION:
            errors["q"] = (
                f"Pertanyaan terlalu panjang ({grouped(len(question.strip()))} huruf). "
                f"Ringkas menjadi paling banyak {grouped(MAX_QUESTION)} huruf."
            )
        day, reason = read_date(on)
        if reason:
            errors["on"] = reason
        return QuestionForm(question.strip(), on, day, errors)
