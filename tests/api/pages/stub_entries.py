"""The approved entries of the hand-made library, related by the product's own rules."""

from collections.abc import Iterable
from datetime import date

from corpus.errors import NotFound
from corpus.models import FaqEntry, SopEntry
from corpus.related import EntryHeading, RelatedEntries
from corpus.rows import AnyEntry

CHECKED = date(2026, 1, 5)
FAQ_ENTRY = FaqEntry(
    id="faq/cuti-besar-lama",
    topic="Cuti",
    bidang="disiplin-kinerja",
    legal_basis=("pp-11-2017/pasal-316/ayat-1", "pp-11-2017/pasal-317", "pp-1-1990/pasal-2"),
    applies_to=("PNS",),
    checked=CHECKED,
    review_by=date(2099, 1, 1),
    question="Berapa lama cuti besar?",
    answer="Cuti besar paling lama 3 bulan.",
)
OVERDUE = FaqEntry(
    id="faq/cuti-tahunan",
    topic="Cuti",
    bidang="bidang-lama",
    legal_basis=("pp-11-2017/pasal-317",),
    checked=CHECKED,
    review_by=date(2026, 2, 1),
    question="Berapa hari cuti tahunan?",
    answer="Cuti tahunan 12 hari kerja.",
)
SOP_ENTRY = SopEntry(
    id="sop/cuti-besar",
    topic="Cuti",
    bidang="disiplin-kinerja",
    legal_basis=(
        "pp-11-2017/pasal-316/ayat-1",
        "pp-11-2017/pasal-316/ayat-2",
        "pp-11-2017/pasal-317",
        "pp-94-2021/pasal-8/ayat-2/huruf-a",
    ),
    applies_to=("PNS",),
    checked=CHECKED,
    review_by=date(2099, 1, 1),
    title="Pengajuan cuti besar",
    purpose="Memandu pengajuan cuti besar.",
    requirements=("Surat permohonan", "SK pangkat terakhir"),
    steps=("Isi formulir.", "Minta persetujuan atasan langsung.", "Serahkan ke BKPSDM."),
    duration="Mengikuti ketentuan instansi",
    cost="Tidak dipungut biaya",
    unit="Subbagian kepegawaian",
)


class StubEntries:
    """``entries`` and ``withheld`` may be set by a test."""

    def __init__(self) -> None:
        self.entries: dict[str, AnyEntry] = {one.id: one for one in (FAQ_ENTRY, OVERDUE, SOP_ENTRY)}
        self.withheld: set[str] = set()

    def entry(self, entry_id: str) -> AnyEntry:
        if entry_id not in self.entries:
            raise NotFound(f"Entri “{entry_id}” tidak ada di pustaka ini.")
        return self.entries[entry_id]

    def held(self, entry_ids: Iterable[str]) -> dict[str, AnyEntry]:
        return {one: self.entries[one] for one in entry_ids if one in self.entries}

    def related(self, entry_id: str) -> tuple[EntryHeading, ...]:
        return self._shelf().related(entry_id, self.withheld)

    def procedures(self, entry_id: str) -> tuple[EntryHeading, ...]:
        return self._shelf().procedures(entry_id, self.withheld)

    def citing(self, provision_id: str) -> tuple[EntryHeading, ...]:
        return self._shelf().citing(provision_id, self.withheld)

    def _shelf(self) -> RelatedEntries:
        return RelatedEntries((entry, "sumber") for entry in self.entries.values())
