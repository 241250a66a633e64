"""Answers made by hand, and a clock that is set by hand."""

from datetime import UTC, date, datetime, timedelta

from assistant.models import Answer, AnswerStatus, Choice, Claim, Drafting, Question
from corpus.models import Citation, Passage, PassageKind, PassageUnit

DAY = date(2026, 11, 20)
NIP = "198503152010121003"
LAW = "pp-91-2019/pasal-2/ayat-1"
WORDS = "Pegawai berhak atas cuti tahunan selama 12 (dua belas) hari kerja."


class HandClock:
    """Shows the time it was set to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **spans: float) -> None:
        self.now += timedelta(**spans)


def answer_to(question: str, *, status: AnswerStatus = AnswerStatus.ANSWERED) -> Answer:
    """An answer that cites a law and an entry of the FAQ, and repeats the question's words."""
    unit = PassageUnit(
        id="faq/cuti",
        source_id="faq-cuti",
        kind=PassageKind.FAQ,
        path=("FAQ", "Cuti"),
        text="Boleh.",
        order=0,
    )
    claims = (
        Claim(text=f"Tentang: {question}"),
        Claim(
            text="Cuti tahunan 12 hari kerja.",
            citations=(Citation(provision_id=LAW, quote=WORDS, start=0, end=len(WORDS)),),
        ),
        Claim(
            text="Boleh diambil.",
            citations=(Citation(provision_id="faq/cuti", quote="Boleh.", start=0, end=6),),
        ),
    )
    return Answer(
        question=Question(text=question, on=DAY),
        status=status,
        text=f"Tentang: {question}\nCuti tahunan 12 hari kerja. [1]\nBoleh diambil. [2]",
        claims=claims,
        confidence=0.8,
        passages=(Passage(unit=unit, score=0.5, status="bukan-peraturan"),),
        choices=(Choice(label="PNS", question=f"{question} bagi PNS"),),
        drafting=Drafting(model="kecil", prompt_hash="abc"),
    )
