"""A hand-made library: every answer, source and provision the pages are tested against."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from api.views import LibraryStatus, ProvisionView, SourceSummary
from assistant.models import Answer, AnswerStatus, Check, Claim, Question
from corpus.errors import InvalidIdentifier, NotFound
from corpus.identifiers import RegulationType
from corpus.models import (
    Citation,
    Passage,
    PassageKind,
    PassageUnit,
    Provision,
    ProvisionKind,
    Regulation,
    Source,
    SourceKind,
)

TODAY = date(2026, 11, 5)
XSS = "<script>alert('x')</script>\"><img src=x onerror=alert(1)>"
ADDED = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)


def a_source(
    id_: str, kind: SourceKind, title: str, regulation: Regulation | None = None, *, digest: bool = False
) -> Source:
    return Source(
        id=id_,
        kind=kind,
        title=title,
        origin=f"{id_}.pdf",
        sha256="0" * 64,
        media_type="application/pdf",
        added_at=ADDED,
        regulation=regulation,
        digest=digest,
    )


PP94 = a_source(
    "pp-94-2021",
    SourceKind.REGULATION,
    "Disiplin Pegawai Negeri Sipil",
    Regulation(
        id="pp-94-2021",
        type=RegulationType.PP,
        number="94",
        year=2021,
        title="Disiplin Pegawai Negeri Sipil",
        enacted=date(2021, 8, 31),
        promulgated=date(2021, 8, 31),
        effective=date(2021, 8, 31),
    ),
)
PP11 = a_source(
    "ringkasan-pp-11-2017",
    SourceKind.REGULATION,
    "Manajemen Pegawai Negeri Sipil",
    Regulation(
        id="pp-11-2017",
        type=RegulationType.PP,
        number="11",
        year=2017,
        title="Manajemen Pegawai Negeri Sipil",
    ),
    digest=True,
)
PP53 = a_source(
    "pp-53-2010",
    SourceKind.REGULATION,
    "Disiplin Pegawai Negeri Sipil",
    Regulation(
        id="pp-53-2010", type=RegulationType.PP, number="53", year=2010, title="Disiplin Pegawai Negeri Sipil"
    ),
)
LARGE = a_source(
    "uu-1-2099",
    SourceKind.REGULATION,
    "Contoh Undang-Undang yang Panjang",
    Regulation(
        id="uu-1-2099",
        type=RegulationType.UU,
        number="1",
        year=2099,
        title="Contoh Undang-Undang yang Panjang",
    ),
)
EVIL = a_source(
    "permenevil-1-2020",
    SourceKind.REGULATION,
    XSS,
    Regulation(
        id="permenevil-1-2020", type=RegulationType.PERMEN, issuer="evil", number="1", year=2020, title=XSS
    ),
)
FAQ = a_source("faq-cuti", SourceKind.FAQ, "Tanya jawab cuti")
SOP = a_source("sop-cuti-besar", SourceKind.SOP, "Pengajuan cuti besar")
FORUM = a_source("forum-cuti", SourceKind.FORUM, "Forum: cuti")


def provision(
    id_: str,
    kind: ProvisionKind,
    label: str,
    text: str,
    order: int,
    *,
    headings: Sequence[str] = (),
    full: str = "",
    penjelasan: str = "",
    parent: str | None = None,
) -> Provision:
    return Provision(
        id=id_,
        regulation_id=id_.split("/")[0],
        kind=kind,
        label=label,
        parent_id=id_.rpartition("/")[0] if parent is None and id_.count("/") > 1 else parent or "",
        order=order,
        heading_path=tuple(headings),
        text=text,
        full_text=full or text,
        penjelasan=penjelasan,
    )


P, A, H = ProvisionKind.PASAL, ProvisionKind.AYAT, ProvisionKind.HURUF
BAB1 = ("BAB I KETENTUAN UMUM",)
BAB2 = ("BAB II KEWAJIBAN DAN LARANGAN", "Bagian Kesatu Kewajiban")
BAB3 = ("BAB III HUKUMAN DISIPLIN", "Bagian Kesatu Tingkat dan Jenis Hukuman Disiplin")
_RINGAN = [
    "Jenis hukuman disiplin ringan terdiri atas:",
    "teguran lisan;",
    "teguran tertulis; atau",
    "pernyataan tidak puas secara tertulis.",
]
RINGAN_FULL = f"{_RINGAN[0]}\na. {_RINGAN[1]}\nb. {_RINGAN[2]}\nc. {_RINGAN[3]}"
PP94_PROVISIONS = [
    provision(
        "pp-94-2021/pasal-1",
        P,
        "Pasal 1",
        "Dalam Peraturan Pemerintah ini, disiplin PNS ialah kesanggupan menaati "
        "kewajiban dan menghindari larangan.",
        0,
        headings=BAB1,
        penjelasan="Cukup jelas.",
    ),
    provision(
        "pp-94-2021/pasal-3",
        P,
        "Pasal 3",
        "Setiap PNS wajib masuk kerja dan menaati ketentuan jam kerja.",
        1,
        headings=BAB2,
        penjelasan="Yang dimaksud dengan masuk kerja ialah hadir di tempat kerja\nmenurut jadwal unitnya.",
    ),
    provision(
        "pp-94-2021/pasal-8",
        P,
        "Pasal 8",
        "",
        2,
        headings=BAB3,
        full=f"(1) Tingkat hukuman disiplin ada tiga.\n(2) {RINGAN_FULL}",
    ),
    provision(
        "pp-94-2021/pasal-8/ayat-1", A, "ayat (1)", "Tingkat hukuman disiplin ada tiga.", 3, headings=BAB3
    ),
    provision("pp-94-2021/pasal-8/ayat-2", A, "ayat (2)", _RINGAN[0], 4, headings=BAB3, full=RINGAN_FULL),
    provision("pp-94-2021/pasal-8/ayat-2/huruf-a", H, "huruf a", _RINGAN[1], 5, headings=BAB3),
    provision("pp-94-2021/pasal-8/ayat-2/huruf-b", H, "huruf b", _RINGAN[2], 6, headings=BAB3),
    provision(
        "pp-94-2021/pasal-8/ayat-2/huruf-c",
        H,
        "huruf c",
        _RINGAN[3],
        7,
        headings=BAB3,
        penjelasan="Pernyataan ini dibuat oleh atasan yang berwenang menghukum.",
    ),
    provision(
        "pp-94-2021/pasal-8~2", P, "Pasal 8", "Pasal ini tercetak dua kali dalam naskah.", 8, headings=BAB3
    ),
]
PP11_PROVISIONS = [
    provision(
        "pp-11-2017/pasal-316/ayat-1",
        A,
        "ayat (1)",
        "PNS yang telah bekerja terus-menerus paling sedikit 5 tahun berhak atas "
        "cuti besar paling lama 3 bulan.",
        0,
        headings=("BAB XIII CUTI",),
        parent="",
    ),
    provision(
        "pp-11-2017/pasal-316/ayat-2",
        A,
        "ayat (2)",
        "Syarat masa kerja itu tidak berlaku untuk ibadah haji yang pertama.",
        1,
        headings=("BAB XIII CUTI",),
        parent="",
    ),
    provision(
        "pp-11-2017/pasal-317",
        P,
        "Pasal 317",
        "Cuti besar dapat ditangguhkan paling lama 1 tahun bila kepentingan dinas mendesak. Selama cuti, "
        "PNS menerima penghasilan berupa gaji pokok dan tunjangan keluarga.",
        2,
        headings=("BAB XIII CUTI",),
    ),
]
EVIL_PROVISIONS = [
    provision("permenevil-1-2020/pasal-1", P, "Pasal 1", XSS, 0, headings=(XSS,), penjelasan=XSS)
]
PP53_PROVISIONS = [provision("pp-53-2010/pasal-7", P, "Pasal 7", "Tingkat hukuman disiplin ada tiga.", 0)]


def large_provisions(pasal: int = 364) -> list[Provision]:
    """A regulation of ``pasal`` pasal with three ayat and two huruf each, ten pasal to a bab."""
    filler = (
        "Ketentuan ini mengatur hal yang harus dipenuhi oleh setiap pegawai sebelum permohonannya diproses. "
        * 2
    )
    found: list[Provision] = []
    for number in range(1, pasal + 1):
        root = f"uu-1-2099/pasal-{number}"
        head = (f"BAB {(number - 1) // 10 + 1} URUSAN KE-{(number - 1) // 10 + 1}",)
        found.append(provision(root, P, f"Pasal {number}", "", len(found), headings=head))
        for ayat in (1, 2, 3):
            found.append(
                provision(f"{root}/ayat-{ayat}", A, f"ayat ({ayat})", filler, len(found), headings=head)
            )
        for huruf in "ab":
            found.append(
                provision(
                    f"{root}/ayat-3/huruf-{huruf}", H, f"huruf {huruf}", filler, len(found), headings=head
                )
            )
    return found


PROVISIONS: dict[str, list[Provision]] = {
    PP94.id: PP94_PROVISIONS,
    PP11.id: PP11_PROVISIONS,
    PP53.id: PP53_PROVISIONS,
    EVIL.id: EVIL_PROVISIONS,
    LARGE.id: large_provisions(),
}
FAQ_UNITS = [
    PassageUnit(
        id="faq/cuti-besar-lama",
        source_id=FAQ.id,
        kind=PassageKind.FAQ,
        path=("Cuti", "Berapa lama cuti besar?"),
        text="Cuti besar paling lama 3 bulan.\n- Ajukan kepada pejabat yang berwenang.\n"
        "- Tunggu keputusannya.",
        order=0,
    ),
    PassageUnit(
        id="faq/cuti-tahunan",
        source_id=FAQ.id,
        kind=PassageKind.FAQ,
        path=("Cuti", "Berapa hari cuti tahunan?"),
        text="Cuti tahunan 12 hari kerja.",
        order=1,
    ),
]
SOP_UNITS = [
    PassageUnit(
        id="sop/cuti-besar",
        source_id=SOP.id,
        kind=PassageKind.SOP,
        path=("Cuti", "Pengajuan cuti besar"),
        text="Persyaratan:\n- Surat permohonan\n- SK pangkat terakhir\n\nLangkah:\n1. Isi formulir.\n"
        "2. Minta persetujuan atasan langsung.\n3. Serahkan ke BKPSDM.\n\n"
        "Waktu: mengikuti ketentuan instansi.",
        order=0,
    )
]
FORUM_UNITS = [
    PassageUnit(
        id="forum/cuti-umroh",
        source_id=FORUM.id,
        kind=PassageKind.FORUM,
        path=("Cuti", "Cuti buat umroh pakai yang mana min?"),
        text="Untuk umrah yang pertama dapat dipakai cuti tahunan atau cuti besar.",
        order=0,
    )
]
UNITS = {FAQ.id: FAQ_UNITS, SOP.id: SOP_UNITS, FORUM.id: FORUM_UNITS}
STATUS = {PP53.id: "dicabut", PP11.id: "diubah", EVIL.id: "tidak-diketahui"}


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


class StubLibrary:
    """Answers by a word in the question; ``embedded`` and ``ready`` may be set by a test."""

    def __init__(self) -> None:
        self.embedded = 1_240
        self.ready = True
        self.asked: list[tuple[str, date | None]] = []
        self.shelf = [PP94, PP11, PP53, LARGE, EVIL, FAQ, SOP, FORUM]

    def ask(self, question: str, on: date | None = None, k: int = 8) -> Answer:
        self.asked.append((question, on))
        asked = Question(text=question, on=on or TODAY)
        for word, make in (("besar", cuti_besar), ("disiplin", disiplin), ("evil", evil), ("lama", lost)):
            if word in question:
                return make(asked)
        for word, (status, text) in PLAIN.items():
            if word in question:
                return Answer(question=asked, status=status, text=text, confidence=0.1)
        if "meledak" in question:
            raise RuntimeError("rahasia dalam")
        return evil(asked) if "<" in question else cuti_besar(asked)

    def sources(
        self, *, kind: SourceKind | None = None, query: str = "", limit: int = 50, offset: int = 0
    ) -> list[SourceSummary]:
        found = [
            self.source(source.id)
            for source in self.shelf
            if kind in (None, source.kind) and query.lower() in f"{source.id} {source.title}".lower()
        ]
        return found[offset : offset + limit]

    def source(self, source_id: str) -> SourceSummary:
        for source in self.shelf:
            if source.id == source_id:
                status = STATUS.get(source_id, "berlaku" if source.regulation else "bukan-peraturan")
                return SourceSummary(
                    source=source, provisions=len(PROVISIONS.get(source_id, ())), status=status
                )
        raise NotFound(f"Sumber “{source_id}” tidak ada di pustaka.")

    def provisions_of(self, source_id: str) -> list[Provision]:
        return PROVISIONS.get(source_id, [])

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
            snapshot="20261101",
            sources=len(self.shelf),
            passages=1_240,
            embedded=self.embedded,
            model="e5",
        )
