"""Claims as one readable text, and the fixed sentences for when there is no answer."""

from collections.abc import Sequence

from assistant.models import Claim


def citation_numbers(claims: Sequence[Claim]) -> dict[str, int]:
    """A number for every cited provision in the order of first mention, from 1."""
    numbers: dict[str, int] = {}
    for claim in claims:
        for citation in claim.citations:
            numbers.setdefault(citation.provision_id, len(numbers) + 1)
    return numbers


def render(claims: Sequence[Claim]) -> str:
    """The answer as plain text: a claim a line, ``[1]`` markers behind what is cited."""
    numbers = citation_numbers(claims)
    lines = []
    for claim in claims:
        marks = sorted({numbers[citation.provision_id] for citation in claim.citations})
        lines.append(" ".join((claim.text, *(f"[{mark}]" for mark in marks))))
    return "\n".join(lines)


def no_source_text(contact: str, reason: str = "") -> str:
    """For a question about personnel matters that no source here answers; ``reason`` says more."""
    found = reason or (
        "Kami belum menemukan dasar hukum atau jawaban yang telah diperiksa untuk pertanyaan ini, "
        "jadi kami tidak menjawabnya."
    )
    return f"{found} Silakan tanyakan kepada {contact}."


def out_of_scope_text() -> str:
    """For a question about something else."""
    return (
        "Layanan ini hanya menjawab pertanyaan tentang kepegawaian ASN, misalnya cuti, kenaikan pangkat, "
        "gaji berkala, pensiun, disiplin, dan PPPK."
    )
