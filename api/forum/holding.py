"""What is proposed where no draft may be written: a fixed, courteous word that a person will deal with it.

The sentences are ours and are checked by reading: none states a rule, promises an outcome or judges a case.
"""

from collections.abc import Sequence
from datetime import date
from itertools import chain

from assistant.guard.reception import FOR_A_PERSON, reception
from assistant.guard.sensitive import Matter, own_case, sensitive
from assistant.guard.words import number
from assistant.models import LONGEST_QUESTION, Answer, AnswerStatus, Check, Claim, Question

ORIGIN = "balasan_sementara"
"""``Answer.origin`` of a holding reply: no draft was written."""
WHY = (
    "Tidak ada draf yang disusun: pertanyaan ini menyangkut perkara yang perlu ditangani langsung oleh "
    "petugas ({matter}). Bacalah sendiri dan hubungi penanyanya. Bila perlu, kirim dahulu balasan sementara. "
    "Balasan apa pun atas pertanyaan ini hanya dapat dibaca penanya dan petugas, tidak pernah oleh umum."
)
_THANKS = "Terima kasih sudah menyampaikan hal ini kepada kami."
_READ = "Petugas kami membaca sendiri pesan Anda dan akan menanganinya secara langsung."
_PRIVATE = "Mohon jangan menuliskan data pribadi atau nama orang lain di forum ini."
_REPLIES = {
    Matter.CRISIS: (
        "Terima kasih sudah mau menuliskannya. Anda tidak sendirian. "
        "Bila Anda dalam bahaya, segera hubungi nomor darurat {emergency} atau datangi rumah sakit terdekat. "
        "Petugas kami akan segera menghubungi Anda; sementara itu bicaralah dengan orang yang Anda percaya. "
        "Urusan pekerjaan kita bicarakan kemudian."
    ),
    Matter.HARASSMENT: (
        f"Kami ikut prihatin atas kejadian ini. {_READ} "
        "Bila Anda merasa terancam, segera hubungi nomor darurat {emergency} atau kantor polisi terdekat. "
        f"Simpan bukti yang ada. {_PRIVATE}"
    ),
    Matter.CORRUPTION: (
        f"{_THANKS} {_READ} Agar identitas Anda terlindungi, rincian laporan sebaiknya tidak ditulis di "
        "forum ini, tetapi disampaikan langsung kepada {contact}."
    ),
    Matter.DISCIPLINE: (
        f"{_THANKS} {_READ} Perkara seseorang tidak dinilai di forum ini, karena bergantung pada pemeriksaan "
        f"dan keadaannya. Silakan berbicara juga dengan {{contact}}. {_PRIVATE}"
    ),
    Matter.DISPUTE: (
        f"{_THANKS} {_READ} Sengketa perlu dibicarakan dengan orang yang membaca berkasnya. "
        f"Silakan berbicara juga dengan {{contact}}. {_PRIVATE}"
    ),
}


def holding_reply(matter: Matter, question: str, on: date, *, contact: str) -> Answer:
    """A fixed reply to a matter for a person, as a draft; ``why_no_draft`` says why it is one.

    Args:
        question: without personal data.
        contact: whom to turn to in such a matter, as it reads in a sentence.
    """
    text = _REPLIES[matter].format(contact=contact, emergency=number("emergency"))
    return Answer(
        question=Question(text=question, on=on),
        status=AnswerStatus.BLOCKED,
        text=text,
        claims=(Claim(text=text),),
        confidence=0.0,
        checks=(Check(name="reception", passed=True, detail=f"{FOR_A_PERSON}: {matter.value}."),),
        origin=ORIGIN,
        origin_id=matter.value,
    )


def matter_in(text: str, on: date) -> Matter | None:
    """What a person has to deal with in a text of any length, as the reception judges it."""
    pieces = (text[start : start + LONGEST_QUESTION] for start in range(0, len(text), LONGEST_QUESTION))
    received = (reception(Question(text=piece, on=on), contact="") for piece in pieces if piece.strip())
    found = (received_for(answer) for answer in received if answer is not None)
    return next((matter for matter in found if matter is not None), None)


def matter_in_thread(parts: Sequence[str], on: date) -> Matter | None:
    """What a person has to deal with, wherever in a thread it is told.

    An addition ("Saya guru.") is no question: by itself only the patterns hear it, by its sound it is told
    together with what was asked.

    Args:
        parts: title and text of the question, then what its asker added.
    """
    heard = (sensitive(part) for part in parts)
    asked, *added = parts
    sounded = (matter_in(text, on) for text in (asked, *(f"{asked}\n\n{part}" for part in added)))
    return next((matter for matter in chain(heard, sounded) if matter is not None), None)


def tells_of_oneself(parts: Sequence[str]) -> bool:
    """Whether words of a thread, by the patterns alone, tell of a matter for a person or of proceedings.

    Args:
        parts: as for ``matter_in_thread``.
    """
    return any(own_case(part) or sensitive(part) is not None for part in parts)


def received_for(answer: Answer) -> Matter | None:
    """The matter that the reception, or a holding reply, notes with an answer; None of every other answer."""
    details = (check.detail for check in answer.checks if check.detail.startswith(FOR_A_PERSON))
    found = next(details, "").removeprefix(f"{FOR_A_PERSON}:").strip(" .")
    return Matter(found) if found else None


def matter_of(answer: Answer) -> Matter | None:
    """The matter for a person that a draft is a holding reply to; None for every other draft."""
    return Matter(answer.origin_id) if answer.origin == ORIGIN else None


def why_no_draft(answer: Answer) -> str:
    """In Indonesian, why there is a holding reply in place of a draft; empty for every other draft."""
    matter = matter_of(answer)
    return "" if matter is None else WHY.format(matter=matter.value)
