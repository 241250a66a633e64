"""Who is met at the door: fixed, courteous answers for what no search should be made for.

The sentences are ours and are checked by reading, so none of them states a rule.
"""

from collections.abc import Mapping
from enum import StrEnum

from assistant.guard.conduct import Conduct, conduct
from assistant.guard.decides import CLOSING
from assistant.guard.injection import LEFT_OUT, detect, neutralise
from assistant.guard.learned import read
from assistant.guard.sensitive import Matter, sensitive
from assistant.guard.words import number
from assistant.models import Answer, AnswerStatus, Check, Claim, Question


class Tone(StrEnum):
    """How a page may dress a fixed answer."""

    CALM = "tenang"
    FIRM = "tegas"
    LIGHT = "ringan"


_HELPS = (
    "Layanan ini menjawab pertanyaan kepegawaian ASN, misalnya tentang cuti, kenaikan pangkat, "
    "gaji berkala, pensiun, disiplin, dan PPPK."
)
_CONDUCT = {
    Conduct.ABUSE: (
        AnswerStatus.BLOCKED,
        "Kami memahami Anda mungkin sedang kesal, dan kami tetap ingin membantu. "
        "Silakan tuliskan kembali pertanyaan Anda dengan bahasa yang santun. "
        "Keluhan atas pelayanan dapat Anda sampaikan kepada {contact}.",
    ),
    Conduct.THREAT: (
        AnswerStatus.BLOCKED,
        "Pesan Anda memuat ancaman atau ajakan yang tidak patut, jadi tidak kami lanjutkan. "
        "Bila ada persoalan yang perlu diselesaikan, silakan sampaikan dengan bahasa yang santun "
        "kepada {contact}.",
    ),
    Conduct.GREETING: (
        AnswerStatus.OUT_OF_SCOPE,
        f"Halo, selamat datang. {_HELPS} Silakan tuliskan pertanyaan Anda.",
    ),
    Conduct.THANKS: (
        AnswerStatus.OUT_OF_SCOPE,
        "Sama-sama. Bila ada pertanyaan kepegawaian lain, silakan tuliskan kapan saja.",
    ),
    Conduct.IDENTITY: (
        AnswerStatus.OUT_OF_SCOPE,
        f"Ini layanan tanya jawab otomatis, bukan petugas. {_HELPS} "
        "Untuk berbicara dengan petugas, silakan hubungi {contact}.",
    ),
    Conduct.OFF_TOPIC: (
        AnswerStatus.OUT_OF_SCOPE,
        f"Maaf, pertanyaan itu di luar layanan ini. {_HELPS}",
    ),
}
_MATTERS = {
    Matter.CRISIS: (
        "Terima kasih sudah mau menuliskannya. Anda tidak harus menanggungnya sendiri. "
        "Bila Anda dalam bahaya, segera hubungi nomor darurat {emergency} atau datangi rumah sakit terdekat. "
        "Bicaralah sekarang juga dengan orang yang Anda percaya, atau hubungi {contact}. "
        "Urusan pekerjaan dapat dibicarakan kemudian."
    ),
    Matter.HARASSMENT: (
        "Kami ikut prihatin atas kejadian ini. Laporan seperti ini perlu ditangani langsung oleh orang, "
        "bukan oleh layanan otomatis. Silakan hubungi {contact}. "
        "Bila Anda merasa terancam, segera hubungi nomor darurat {emergency} atau kantor polisi terdekat. "
        "Simpan bukti yang ada, dan jangan tuliskan data pribadi di sini."
    ),
    Matter.CORRUPTION: (
        "Terima kasih atas keberanian Anda. Laporan seperti ini sebaiknya tidak ditulis di sini, "
        "agar identitas Anda terlindungi dan laporannya ditangani pihak yang berwenang. "
        "Silakan sampaikan kepada {contact}. "
        "Yang menilai kebenarannya adalah pejabat yang berwenang, bukan layanan ini."
    ),
    Matter.DISCIPLINE: (
        "Kami memahami ini tidak mudah bagi Anda. Layanan ini tidak dapat menilai perkara seseorang, "
        "karena hal itu bergantung pada pemeriksaan dan keadaan yang tidak kami ketahui. "
        f"Silakan bicarakan dengan {{contact}}. {CLOSING} "
        "Aturannya secara umum tetap dapat Anda tanyakan di sini, "
        "misalnya tata cara pemeriksaan atau pengajuan banding."
    ),
    Matter.DISPUTE: (
        "Kami memahami ini persoalan yang berat. Sengketa perlu dibicarakan dengan orang yang dapat "
        "membaca berkasnya, jadi layanan ini tidak menilainya. "
        f"Silakan hubungi {{contact}}. {CLOSING} "
        "Aturan dan tata caranya secara umum tetap dapat Anda tanyakan di sini."
    ),
}
_BESIDE = {
    Matter.CRISIS: (
        "Bila keadaan Anda sedang berat, Anda tidak harus menanggungnya sendiri: bicaralah dengan orang yang "
        "Anda percaya atau hubungi {contact}, dan bila dalam bahaya, nomor darurat {emergency}."
    ),
    Matter.HARASSMENT: (
        "Bila ini Anda alami atau saksikan sendiri, Anda dapat membicarakannya dengan {contact}. "
        "Simpan bukti yang ada, dan jangan tuliskan data pribadi di sini."
    ),
    Matter.CORRUPTION: (
        "Bila ini kejadian nyata yang Anda ketahui, sampaikan kepada {contact} dan bukan di sini, "
        "agar identitas Anda terlindungi."
    ),
    Matter.DISCIPLINE: (
        "Bila ini perkara Anda sendiri, bicarakan dengan {contact}. "
        "Jawaban di atas memuat aturannya secara umum dan tidak menilai perkara Anda."
    ),
    Matter.DISPUTE: (
        "Bila ini perkara Anda sendiri, bicarakan dengan {contact}, yang dapat membaca berkasnya. "
        "Jawaban di atas memuat aturannya secara umum."
    ),
}
_NO_QUESTION = (
    "Pesan Anda berisi perintah kepada sistem, bukan pertanyaan, jadi tidak kami jalankan. "
    f"{_HELPS} Silakan tuliskan pertanyaan Anda."
)
_CHECK = "reception"
FOR_A_PERSON = "Perlu ditangani petugas"
"""Begins what is noted of a matter for a person."""
_NOT_FOR_US = "Bukan pertanyaan layanan"


def reception(
    question: Question, *, contact: str, contacts: Mapping[Matter, str] | None = None
) -> Answer | None:
    """A fixed answer for abuse, small talk and matters that a person has to deal with.

    Args:
        contact: whom to turn to, as it reads in a sentence.
        contacts: other contacts by matter; ``contact`` for those that are missing.

    Returns:
        None where the question goes on to be answered.
    """
    sounds = read(question.text)
    if matter := sensitive(question.text):
        # Nobody in need is told of a procedure, whatever else the message has words of.
        in_need = sounds.certain and sounds.matter is Matter.CRISIS
        return _for_a_person(question, Matter.CRISIS if in_need else matter, contact, contacts)
    manner = conduct(question.text)
    if manner is not None:
        status, text = _CONDUCT[manner]
        return _fixed(question, status, text.format(contact=contact), f"{_NOT_FOR_US}: {manner.value}.")
    if sounds.certain and sounds.matter:
        return _for_a_person(question, sounds.matter, contact, contacts)
    found = detect(question.text)
    if (found and not _asks(neutralise(question.text))) or (sounds.command and not found):
        return _fixed(
            question, AnswerStatus.BLOCKED, _NO_QUESTION, "Pesan hanya berisi perintah kepada sistem."
        )
    return None


def beside(question: Question, *, contact: str, contacts: Mapping[Matter, str] | None = None) -> str:
    """What stands beside the answer to a question that may be about somebody's own trouble; else nothing.

    The question is answered: it may as well be one about the rules.

    Args:
        contact: whom to turn to, as it reads in a sentence.
        contacts: other contacts by matter; ``contact`` for those that are missing.
    """
    sounds = read(question.text)
    if sounds.matter is None:
        return ""
    told = (contacts or {}).get(sounds.matter, contact)
    return _BESIDE[sounds.matter].format(contact=told, emergency=number("emergency"))


def tone(answer: Answer) -> Tone | None:
    """How a page may dress an answer of the reception; None for every other answer.

    Matters for a person are calm, abuse and commands firm, small talk and other topics light.
    """
    if not answer.checks or answer.checks[0].name != _CHECK:
        return None
    if answer.checks[0].detail.startswith(FOR_A_PERSON):
        return Tone.CALM
    return Tone.LIGHT if answer.status is AnswerStatus.OUT_OF_SCOPE else Tone.FIRM


def _asks(text: str) -> bool:
    """Whether words of a question are left beside what was taken out."""
    return len([word for word in text.replace(LEFT_OUT, " ").split() if word.isalpha()]) > 1


def _for_a_person(
    question: Question, matter: Matter, contact: str, contacts: Mapping[Matter, str] | None
) -> Answer:
    told = (contacts or {}).get(matter, contact)
    text = _MATTERS[matter].format(contact=told, emergency=number("emergency"))
    return _fixed(question, AnswerStatus.BLOCKED, text, f"{FOR_A_PERSON}: {matter.value}.")


def _fixed(question: Question, status: AnswerStatus, text: str, detail: str) -> Answer:
    return Answer(
        question=question,
        status=status,
        text=text,
        claims=(Claim(text=text),),
        confidence=0.0,
        checks=(Check(name=_CHECK, passed=True, detail=detail),),
    )
