"""A hand-made library: it answers by a word in the question."""

from collections.abc import Generator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from api.views import LibraryStatus, ProvisionView, SourceSummary
from assistant.events import Done, Event, Progress, Sentence, Stage
from assistant.followup import Turn
from assistant.models import Answer, AnswerStatus, Check, Choice, Claim, Question
from corpus.errors import InvalidIdentifier, NotFound
from corpus.models import Citation, Passage, PassageKind, PassageUnit, Provision
from tests.api.pages.stub_entries import StubEntries
from tests.api.pages.stub_law import AMENDED, ORIGINAL, StubLaw
from tests.api.pages.stub_texts import (
    EVIL,
    FAQ,
    FORUM,
    LARGE,
    PP11,
    PP53,
    PP94,
    PROVISIONS,
    SOP,
    STATUS,
    UNITS,
    XSS,
)

TODAY = date(2026, 11, 5)


def cite(provision_id: str, quote: str) -> Citation:
    """A citation of ``quote`` at its place in the provision's full text."""
    found = next(p for each in PROVISIONS.values() for p in each if p.id == provision_id)
    start = found.full_text.index(quote)
    return Citation(provision_id=provision_id, quote=quote, start=start, end=start + len(quote))


def _passages() -> tuple[Passage, ...]:
    units = (
        ("pp-11-2017/pasal-316/ayat-1", PassageKind.DIGEST, "diubah", 0.92),
        ("pp-11-2017/pasal-317", PassageKind.DIGEST, "diubah", 0.71),
        ("faq/cuti-besar-lama", PassageKind.FAQ, "bukan-peraturan", 0.66),
    )
    return tuple(
        Passage(
            unit=PassageUnit(id=id_, source_id="x", kind=kind, path=("Cuti", id_), text="…", order=0),
            score=score,
            status=status,
            why={"makna": score - 0.1, "kata": score - 0.2},
        )
        for id_, kind, status, score in units
    )


def cuti_besar(question: Question) -> Answer:
    long, delay, pay = (
        "Cuti besar diberikan paling lama 3 bulan kepada PNS yang telah bekerja terus-menerus "
        "paling sedikit 5 tahun.",
        "Pemberiannya dapat ditunda paling lama 1 tahun bila ada kepentingan dinas yang mendesak.",
        "Selama cuti besar Anda menerima gaji pokok dan tunjangan keluarga.",
    )
    ayat, pasal = "pp-11-2017/pasal-316/ayat-1", "pp-11-2017/pasal-317"
    return Answer(
        question=question,
        status=AnswerStatus.ANSWERED,
        text=f"{long} [1] {delay} [2] {pay} [2]",
        claims=(
            Claim(text=long, citations=(cite(ayat, "berhak atas cuti besar paling lama 3 bulan"),)),
            Claim(text=delay, citations=(cite(pasal, "dapat ditangguhkan paling lama 1 tahun"),)),
            Claim(text=pay, citations=(cite(pasal, "gaji pokok dan tunjangan keluarga"),)),
        ),
        confidence=0.86,
        passages=_passages(),
        checks=(
            Check(name="citation", passed=True, detail="3 rujukan ditemukan di pustaka."),
            Check(name="quote", passed=True, detail="3 kutipan sama kata demi kata."),
            Check(name="number", passed=True, detail="Angka 3, 5, dan 1 ada di sumbernya."),
            Check(name="in_force", passed=True, detail="2 ketentuan berlaku pada 5 November 2026."),
        ),
        origin="faq",
        origin_id="faq/cuti-besar-lama",
    )


def disiplin(question: Question) -> Answer:
    lead = "Hukuman disiplin ringan ada tiga:"
    items = ("teguran lisan", "teguran tertulis", "pernyataan tidak puas secara tertulis")
    id_ = "pp-94-2021/pasal-8/ayat-2"
    body = "\n".join(f"- {item}; [{number}]" for number, item in enumerate(items, 2))
    return Answer(
        question=question,
        status=AnswerStatus.PARTIAL,
        text=f"{lead} [1]\n{body}\n\nLama penjatuhannya belum kami temukan.",
        claims=(
            Claim(
                text=lead,
                citations=(cite(id_, "Jenis hukuman disiplin ringan terdiri atas:\na. teguran lisan;"),),
            ),
            *(
                Claim(text=f"{item};", citations=(cite(f"{id_}/huruf-{letter}", item),))
                for letter, item in zip("abc", items, strict=True)
            ),
            Claim(text="Lama penjatuhannya belum kami temukan."),
        ),
        confidence=0.5,
        origin="provision",
        checks=(
            Check(name="number", passed=False, detail="Angka 14 tidak ada di sumber; kalimatnya dibuang."),
        ),
    )


def evil(question: Question) -> Answer:
    id_ = "permenevil-1-2020/pasal-1"
    return Answer(
        question=question,
        status=AnswerStatus.ANSWERED,
        text=XSS,
        claims=(Claim(text=XSS, citations=(cite(id_, XSS),)),),
        confidence=0.2,
        passages=_passages(),
        checks=(Check(name=XSS, passed=True, detail=XSS),),
    )


def lost(question: Question) -> Answer:
    """A citation whose provision has left the library since."""
    citation = Citation(provision_id="pp-1-1990/pasal-2", quote="kata lama", start=0, end=9)
    return Answer(
        question=question,
        status=AnswerStatus.ANSWERED,
        text="Aturan lama. [1]",
        claims=(Claim(text="Aturan lama.", citations=(citation,)),),
        confidence=0.6,
    )


PLAIN: dict[str, tuple[AnswerStatus, str]] = {
    "jelas": (
        AnswerStatus.CLARIFY,
        "Pertanyaan Anda dapat berarti dua hal:\n1. cuti tahunan PNS\n2. cuti tahunan PPPK",
    ),
    "bola": (AnswerStatus.OUT_OF_SCOPE, "Pertanyaan ini bukan tentang aturan kepegawaian ASN."),
    "mars": (AnswerStatus.NO_SOURCE, "Kami belum menemukan ketentuan yang menjawab pertanyaan ini."),
    "abaikan": (AnswerStatus.BLOCKED, "Pertanyaan memuat perintah kepada sistem."),
    "rusak": (AnswerStatus.ERROR, "Jawaban tidak dapat disusun karena layanan pencarian tidak menjawab."),
}


CHOICES = (
    Choice(label="PNS", question="Tolong jelaskan bagi PNS?"),
    Choice(label="PPPK", question="Tolong jelaskan bagi PPPK?"),
)


class StubLibrary:
    """Answers by a word in the question; ``embedded`` and ``ready`` may be set by a test."""

    def __init__(self) -> None:
        self.embedded = 1_240
        self.ready = True
        self.snapshot = "20261101"
        self.asked: list[tuple[str, date | None]] = []
        self.shelf = [PP94, PP11, PP53, LARGE, EVIL, FAQ, SOP, FORUM, AMENDED]
        self.entries = StubEntries()
        self.law = StubLaw(self.summaries, self.provisions_of)

    def today(self) -> date:
        # What is kept bears the time of the real clock, and a page compares the two.
        return datetime.now(ZoneInfo("Asia/Jakarta")).date()

    def ask(self, question: str, on: date | None = None, k: int = 8) -> Answer:
        self.asked.append((question, on))
        asked = Question(text=question, on=on or TODAY)
        for word, make in (("besar", cuti_besar), ("disiplin", disiplin), ("evil", evil), ("lama", lost)):
            if word in question:
                return make(asked)
        for word, (status, text) in PLAIN.items():
            if word in question:
                choices = CHOICES if status is AnswerStatus.CLARIFY else ()
                return Answer(question=asked, status=status, text=text, confidence=0.1, choices=choices)
        if "meledak" in question:
            raise RuntimeError("rahasia dalam")
        return evil(asked) if "<" in question else cuti_besar(asked)

    def summaries(self) -> list[SourceSummary]:
        return [self.source(source.id) for source in self.shelf]

    def source(self, source_id: str) -> SourceSummary:
        for source in self.shelf:
            if source.id == source_id:
                status = STATUS.get(source_id, "berlaku" if source.regulation else "bukan-peraturan")
                return SourceSummary(
                    source=source, provisions=len(self.provisions_of(source_id)), status=status
                )
        raise NotFound(f"Sumber “{source_id}” tidak ada di pustaka.")

    def provisions_of(self, source_id: str) -> list[Provision]:
        return ORIGINAL if source_id == AMENDED.id else PROVISIONS.get(source_id, [])

    def passages_of(self, source_id: str) -> list[PassageUnit]:
        return UNITS.get(source_id, [])

    def provision(self, provision_id: str, *, quote: str = "", on: date | None = None) -> ProvisionView:
        if provision_id.startswith(("faq/", "sop/", "forum/")):
            raise InvalidIdentifier(f"Identitas “{provision_id}” tidak sah.")
        for source_id, provisions in PROVISIONS.items():
            for found in provisions:
                if found.id == provision_id:
                    summary = self.source(source_id)
                    old = on is not None and on < date(2021, 8, 31)
                    return ProvisionView(
                        provision=found,
                        source=summary.source,
                        status="belum-berlaku" if old and source_id == PP94.id else summary.status,
                        status_reason="Dicabut oleh PP 94/2021 sejak 31 Agustus 2021."
                        if source_id == PP53.id
                        else "",
                        digest=summary.source.digest,
                    )
        raise NotFound(f"Ketentuan “{provision_id}” tidak ada di pustaka.")

    def passage(self, passage_id: str) -> PassageUnit:
        for units in UNITS.values():
            for unit in units:
                if unit.id == passage_id:
                    return unit
        raise NotFound(f"Bagian “{passage_id}” tidak ada di pustaka.")

    def status(self) -> LibraryStatus:
        return LibraryStatus(
            ready=self.ready,
            snapshot=self.snapshot,
            sources=len(self.shelf),
            passages=1_240,
            embedded=self.embedded,
            model="e5",
        )


class StubAnswering:
    """Makes the answers of a ``StubLibrary`` as events; ``histories`` has what was asked before each."""

    def __init__(self, library: StubLibrary) -> None:
        self._library = library
        self.histories: list[tuple[str, ...]] = []

    def events(
        self, question: Question, *, history: Sequence[Turn] = (), user: str = "", k: int = 8
    ) -> Generator[Event, None, None]:
        self.histories.append(tuple(turn.question for turn in history))
        yield Progress(stage=Stage.SEARCHING)
        answer = self._library.ask(question.text, question.on)
        if "bessar" in question.text and not question.literal:
            answer = answer.model_copy(update={"read_as": (("bessar", "besar"),)})
        for number, claim in enumerate(answer.claims, 1):
            yield Sentence(number=number, claim=claim)
        yield Done(answer=answer)
