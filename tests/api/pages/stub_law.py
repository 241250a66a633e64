"""What the hand-made library knows of its regulations: an amended one, its relations, a doubtful parse."""

from collections.abc import Callable, Sequence
from datetime import date

from api.views import (
    PasalHistory,
    RepairView,
    ReportView,
    ShelfEntry,
    SourceSummary,
    SuspicionView,
    Wording,
)
from corpus.amendments import Amendment, AmendmentAction, PasalVersion, Term
from corpus.errors import NotFound
from corpus.identifiers import RegulationType
from corpus.models import Provision, ProvisionKind, Regulation, Relation, RelationKind, SourceKind
from corpus.validity import Force, ForceStatus
from corpus.wordings import read_on
from tests.api.pages.stub_texts import a_source, provision

FIRST_CHANGE, SECOND_CHANGE = date(2000, 3, 1), date(2010, 6, 1)
AMENDED = a_source(
    "uu-1-1990",
    SourceKind.REGULATION,
    "Contoh yang Diubah",
    Regulation(
        id="uu-1-1990",
        type=RegulationType.UU,
        number="1",
        year=1990,
        title="Contoh yang Diubah",
        enacted=date(1990, 1, 2),
        promulgated=date(1990, 1, 3),
        effective=date(1990, 2, 1),
        place="Jakarta",
        signed_by="Presiden Contoh",
        gazette="LN 1990 No. 1, TLN No. 2",
    ),
)
ID = AMENDED.id
P, A, H = ProvisionKind.PASAL, ProvisionKind.AYAT, ProvisionKind.HURUF
BAB = ("BAB I CUTI",)
BAGIAN = ("BAB I CUTI", "Bagian Kesatu Lama Cuti")


def unit(
    id_: str,
    text: str,
    order: int,
    *,
    kind: ProvisionKind = P,
    label: str = "",
    headings: Sequence[str] = (),
    penjelasan: str = "",
    parent: str | None = None,
) -> Provision:
    label = label or f"Pasal {id_[6:]}"
    return provision(
        f"{ID}/{id_}", kind, label, text, order, headings=headings, penjelasan=penjelasan, parent=parent
    )


ORIGINAL = [
    unit(
        "pembukaan", "DENGAN RAHMAT TUHAN YANG MAHA ESA", 0, kind=ProvisionKind.PEMBUKAAN, label="Pembukaan"
    ),
    unit("menimbang", "bahwa cuti perlu diatur;", 1, kind=ProvisionKind.MENIMBANG, label="Menimbang"),
    unit("mengingat", "Pasal 5 ayat (1) UUD 1945;", 2, kind=ProvisionKind.MENGINGAT, label="Mengingat"),
    unit("bab-1", "CUTI", 3, kind=ProvisionKind.BAB, label="BAB I"),
    unit("bab-1/bagian-1", "Lama Cuti", 4, kind=ProvisionKind.BAGIAN, label="Bagian Kesatu", parent=""),
    unit("pasal-1", "Cuti ialah keadaan tidak masuk kerja yang diizinkan.", 5, headings=BAGIAN),
    unit("pasal-2", "", 6, headings=BAGIAN, penjelasan="Lamanya dihitung menurut hari kerja."),
    unit("pasal-2/ayat-1", "Cuti tahunan 12 (dua belas) hari.", 7, kind=A, label="ayat (1)", headings=BAGIAN),
    unit("pasal-2/ayat-2", "Cuti sakit menurut surat dokter.", 8, kind=A, label="ayat (2)", headings=BAGIAN),
    unit("pasal-3", "Cuti besar paling lama 3 (tiga) bulan.", 9, headings=BAGIAN),
    unit("pasal-4", "Cuti bersalin dapat ditolak.", 10, headings=BAGIAN),
    unit("bab-2", "PENUTUP", 11, kind=ProvisionKind.BAB, label="BAB II"),
    unit(
        "pasal-5",
        "Undang-Undang ini mulai berlaku pada tanggal 1 Februari 1990.",
        12,
        headings=("BAB II PENUTUP",),
    ),
    unit("lampiran", "Daftar lama cuti", 13, kind=ProvisionKind.LAMPIRAN, label="Lampiran"),
    unit(
        "lampiran/tabel-1",
        "Jenis | Lama\n--- | ---\nTahunan | 12 hari\nBesar | 3 bulan",
        14,
        kind=ProvisionKind.TABEL,
        label="Tabel 1",
    ),
    unit(
        "penjelasan_umum", "Cuti adalah hak.", 15, kind=ProvisionKind.PENJELASAN_UMUM, label="Penjelasan Umum"
    ),
]
CHANGED = {
    f"{ID}/pasal-2@2000-03-01": [
        unit(
            "pasal-2@2000-03-01",
            "",
            0,
            label="Pasal 2",
            headings=BAGIAN,
            penjelasan="Lamanya dihitung menurut hari kerja.",
        ),
        unit(
            "pasal-2@2000-03-01/ayat-1",
            "Cuti tahunan 14 (empat belas) hari kerja.",
            1,
            kind=A,
            label="ayat (1)",
            headings=BAGIAN,
        ),
        unit(
            "pasal-2@2000-03-01/ayat-2",
            "Cuti ditunda paling lama satu tahun.",
            2,
            kind=A,
            label="ayat (2)",
            headings=BAGIAN,
        ),
        unit(
            "pasal-2@2000-03-01/ayat-3",
            "Cuti sakit menurut surat dokter.",
            3,
            kind=A,
            label="ayat (3)",
            headings=BAGIAN,
        ),
    ],
    f"{ID}/pasal-3a@2000-03-01": [
        unit("pasal-3a@2000-03-01", "Cuti besar diberikan tertulis.", 0, label="Pasal 3A", headings=BAGIAN)
    ],
}
FIRST_BY, SECOND_BY = "uu-2-2000/pasal-i/angka-1", "uu-3-2010/pasal-i/angka-1"


def version(
    pasal: str,
    since: date | None,
    until: date | None,
    *,
    by: tuple[str, ...] = (),
    ended_by: tuple[str, ...] = (),
    doubt: str = "",
) -> PasalVersion:
    return PasalVersion(
        pasal_id=f"{ID}/{pasal}",
        text_id=f"{ID}/{pasal}" + (f"@{since.isoformat()}" if since else ""),
        since=since,
        until=until,
        by=by,
        ended_by=ended_by,
        doubt=doubt,
    )


VERSIONS = [
    (version("pasal-2", None, FIRST_CHANGE, ended_by=(FIRST_BY,)), ""),
    (
        version(
            "pasal-2",
            FIRST_CHANGE,
            None,
            by=(FIRST_BY,),
            doubt="Pasal I angka 1 UU Nomor 3 Tahun 2010 mengganti frasa yang muncul dua kali.",
        ),
        "",
    ),
    (version("pasal-3a", FIRST_CHANGE, None, by=("uu-2-2000/pasal-i/angka-2",)), f"{ID}/pasal-3"),
    (version("pasal-4", None, SECOND_CHANGE, ended_by=("uu-3-2010/pasal-i/angka-2",)), ""),
]


def relation(
    kind: RelationKind, subject: str, target: str, since: date | None = None, **more: str
) -> Relation:
    return Relation(kind=kind, subject_id=subject, target_id=target, since=since, **more)


RELATIONS = [
    relation(RelationKind.MENGUBAH, "uu-3-2010/pasal-i", ID, SECOND_CHANGE, evidence="mengubah UU 1/1990"),
    relation(RelationKind.MENGUBAH, "uu-2-2000/pasal-i", ID, FIRST_CHANGE),
    relation(RelationKind.MENCABUT, f"{ID}/pasal-5", "uu-9-1980", date(1990, 2, 1)),
    relation(
        RelationKind.MENCABUT, f"{ID}/pasal-5", "uu-8-1970/pasal-7", scope="Pasal 7", since=date(1990, 2, 1)
    ),
    relation(RelationKind.MELAKSANAKAN, "pp-94-2021", ID),
    relation(RelationKind.MERUJUK, f"{ID}/mengingat", "uud-1945"),
    relation(RelationKind.MENCABUT, "pp-94-2021/pasal-44", "pp-53-2010", date(2021, 8, 31)),
]
TERMS = [
    Term(
        term="Cuti",
        abbreviation="CT",
        definition="keadaan tidak masuk kerja yang diizinkan",
        provision_id=f"{ID}/pasal-1",
    )
]
REPORT = ReportView(
    confidence=0.83,
    pasal_gaps=("39",),
    duplicates=("pp-94-2021/pasal-8~2",),
    repairs=(
        RepairView(
            where="pp-94-2021/pasal-3",
            raw="Pasal 2l",
            repaired="Pasal 21",
            reason="di antara Pasal 20 dan Pasal 22",
            page=7,
        ),
        RepairView(where="metadata", raw="2Ol4", repaired="2014", reason="tahun pada Lembaran Negara"),
    ),
    suspicious=(
        SuspicionView(where="pp-94-2021/pasal-8/ayat-2", reason="Kalimat terputus di akhir halaman.", page=3),
    ),
    warnings=("Pasal yang tidak ditemukan: 39.", "Halaman 9 tidak memiliki lapisan teks."),
)
IMAGE = b"RIFF\x00\x00\x00\x00WEBPVP8 "
STANDING = {
    "pp-53-2010": Force(ForceStatus.DICABUT, "Dicabut oleh PP Nomor 94 Tahun 2021.", RELATIONS[-1]),
    "pp-11-2017": Force(ForceStatus.DIUBAH, "Diubah oleh PP Nomor 17 Tahun 2020."),
    "permenevil-1-2020": Force(ForceStatus.TIDAK_DIKETAHUI, "Naskah peraturan ini tidak ada di pustaka."),
}


class StubLaw:
    """Answers about the regulations of a stub library; ``pages_gone`` may be set by a test."""

    def __init__(
        self, shelf: Callable[[], list[SourceSummary]], provisions_of: Callable[[str], list[Provision]]
    ) -> None:
        self._shelf = shelf
        self._provisions_of = provisions_of
        self.pages_gone = ""

    def reading(self, source_id: str, on: date | None) -> list[Provision]:
        provisions = self._provisions_of(source_id)
        return provisions if on is None else read_on(on, provisions, VERSIONS, CHANGED)

    def histories(self, source_id: str) -> dict[str, PasalHistory]:
        found: dict[str, list[Wording]] = {}
        for each, _ in VERSIONS if source_id == ID else ():
            found.setdefault(each.pasal_id, []).append(Wording(version=each))
        return {key: PasalHistory(pasal_id=key, wordings=tuple(each)) for key, each in found.items()}

    def history(self, pasal_id: str) -> PasalHistory:
        wordings = tuple(
            Wording(
                version=each,
                provisions=tuple(
                    CHANGED.get(each.text_id)
                    or [p for p in ORIGINAL if p.id == pasal_id or p.id.startswith(f"{pasal_id}/")]
                ),
            )
            for each, _ in VERSIONS
            if each.pasal_id == pasal_id
        )
        if not wordings:
            raise NotFound(f"Tidak ada perubahan atas “{pasal_id}” di pustaka ini.")
        return PasalHistory(pasal_id=pasal_id, wordings=wordings)

    def amendments_of(self, regulation_id: str) -> list[Amendment]:
        doubtful = Amendment(
            regulation_id="uu-3-2010",
            order=0,
            instruction_id=SECOND_BY,
            action=AmendmentAction.SUBSTITUTE,
            target_id=f"{ID}/pasal-2",
            evidence="frasa “cuti” diganti",
            doubt="Frasa yang diganti muncul dua kali.",
        )
        return [doubtful] if regulation_id == ID else []

    def relations_of(self, regulation_id: str) -> list[Relation]:
        ends = [(r, {r.subject_id.split("/")[0], r.target_id.split("/")[0]}) for r in RELATIONS]
        return [each for each, both in ends if regulation_id in both]

    def source_of(self, regulation_id: str) -> tuple[str, str]:
        for summary in self._shelf():
            regulation = summary.source.regulation
            if regulation is not None and regulation.id == regulation_id:
                return summary.source.id, regulation.title
        return "", ""

    def force(self, identifier: str, on: date) -> Force:
        if identifier == ID:
            if on < date(1990, 2, 1):
                return Force(ForceStatus.BELUM_BERLAKU, "Mulai berlaku 1 Februari 1990.")
            changed = on >= FIRST_CHANGE
            return Force(
                ForceStatus.DIUBAH if changed else ForceStatus.BERLAKU,
                "Diubah oleh UU Nomor 2 Tahun 2000." if changed else "Tidak ada perubahan.",
            )
        return STANDING.get(identifier, Force(ForceStatus.BERLAKU, "Tidak ada perubahan."))

    def terms_of(self, regulation_id: str) -> list[Term]:
        return TERMS if regulation_id == ID else []

    def report_of(self, source_id: str) -> ReportView:
        if source_id == "pp-94-2021":
            return REPORT
        if source_id == ID:
            return ReportView()
        raise NotFound(f"Sumber “{source_id}” bukan peraturan yang dibaca, jadi tidak ada laporannya.")

    def page_image(self, source_id: str, page: int) -> bytes:
        if source_id == "pp-94-2021" and page in (3, 7) and not self.pages_gone:
            return IMAGE
        raise NotFound(f"Halaman {page} tidak dapat ditampilkan.")

    def missing_pages(self, source_id: str) -> str:
        return self.pages_gone if source_id == "pp-94-2021" else "Dokumen ini bukan PDF."

    def shelf(self) -> tuple[ShelfEntry, ...]:
        doubts = {"pp-94-2021": REPORT.doubts}
        return tuple(
            ShelfEntry(**dict(summary), doubts=doubts.get(summary.source.id, 0)) for summary in self._shelf()
        )
