"""The sources, provisions and passages of the hand-made library; all words are our own."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from corpus.identifiers import RegulationType
from corpus.models import (
    PassageKind,
    PassageUnit,
    Provision,
    ProvisionKind,
    Regulation,
    Source,
    SourceKind,
)

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
