"""The list of sources: narrowed by type, status, year, words and doubts, and sorted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from api.pages.words import FORCE
from api.views import ShelfEntry
from corpus.identifiers import TYPE_NAMES, RegulationType
from corpus.models import SourceKind

SORTS = {
    "judul": "Judul A–Z",
    "baru": "Terbaru",
    "lama": "Terlama",
    "jenjang": "Jenjang peraturan",
    "ragu": "Paling meragukan",
}
QUERY_WORDS = 32


@dataclass(frozen=True, slots=True)
class ShelfAsked:
    """What is asked of the list; what cannot be read counts as not asked.

    Attributes:
        jenis: a kind of source; ``tipe``: a type of regulation; ``status``: legal force today.
        tahun: four digits; ``q``: words of the title or identifier.
        ragu: only those with something to look at.
        urut: a key of ``SORTS``.
    """

    jenis: SourceKind | None = None
    q: str = ""
    tipe: RegulationType | None = None
    status: str = ""
    tahun: str = ""
    ragu: bool = False
    urut: str = "judul"

    @staticmethod
    def read(jenis: str, q: str, tipe: str, status: str, tahun: str, ragu: str, urut: str) -> "ShelfAsked":
        """From what stands in the address."""
        return ShelfAsked(
            SourceKind(jenis) if jenis in set(SourceKind) else None,
            q.strip()[:200],
            RegulationType(tipe) if tipe in set(RegulationType) else None,
            status if status in FORCE else "",
            tahun if tahun.isascii() and tahun.isdigit() and len(tahun) == 4 else "",
            bool(ragu),
            urut if urut in SORTS else "judul",
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything but the kind of source narrows the list."""
        return bool(self.q or self.tipe or self.status or self.tahun or self.ragu)

    def url(self, page: int = 1, **changes: object) -> str:
        """The list as asked, with changes."""
        asked = replace(self, **changes)  # type: ignore[arg-type]  # checked by the dataclass's fields
        given = {
            "jenis": asked.jenis.value if asked.jenis else "",
            "q": asked.q,
            "tipe": asked.tipe.value if asked.tipe else "",
            "status": asked.status,
            "tahun": asked.tahun,
            "ragu": "1" if asked.ragu else "",
            "urut": asked.urut if asked.urut != "judul" else "",
            "hal": str(page) if page > 1 else "",
        }
        filled = urlencode({name: value for name, value in given.items() if value})
        return "/peraturan" + (f"?{filled}" if filled else "")


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a list can be narrowed to, with how many entries have it."""

    value: str
    label: str
    count: int
    chosen: bool


def narrow(entries: Sequence[ShelfEntry], asked: ShelfAsked) -> list[ShelfEntry]:
    """The entries that were asked for, sorted."""
    words = asked.q.casefold().split()[:QUERY_WORDS]
    found = [entry for entry in entries if _is_asked(entry, asked, words)]
    match asked.urut:
        case "baru":
            found.sort(key=lambda entry: -_year(entry))
        case "lama":
            found.sort(key=lambda entry: _year(entry) or 9_999)
        case "jenjang":
            found.sort(key=_rank)
        case "ragu":
            found.sort(key=lambda entry: -entry.doubts)
        case _:
            pass
    return found


def _is_asked(entry: ShelfEntry, asked: ShelfAsked, words: Sequence[str]) -> bool:
    source, regulation = entry.source, entry.source.regulation
    if asked.jenis not in (None, source.kind):
        return False
    if asked.tipe is not None and (regulation is None or regulation.type is not asked.tipe):
        return False
    if asked.tahun and (regulation is None or str(regulation.year) != asked.tahun):
        return False
    if asked.status not in ("", entry.status) or (asked.ragu and not entry.doubts):
        return False
    if not words:
        return True
    text = f"{source.id} {source.title} {regulation.title if regulation else ''}".casefold()
    return all(word in text for word in words)


def type_choices(entries: Sequence[ShelfEntry], asked: ShelfAsked) -> list[Choice]:
    """The types that there are, highest first."""
    counts = Counter(entry.source.regulation.type for entry in entries if entry.source.regulation)
    return [
        Choice(type_.value, TYPE_NAMES[type_][1], counts[type_], type_ is asked.tipe)
        for type_ in RegulationType
        if counts[type_] or type_ is asked.tipe
    ]


def status_choices(entries: Sequence[ShelfEntry], asked: ShelfAsked) -> list[Choice]:
    """The legal forces that there are."""
    counts = Counter(entry.status for entry in entries if entry.source.regulation)
    return [
        Choice(status, badge.word, counts[status], status == asked.status)
        for status, badge in FORCE.items()
        if counts[status] or status == asked.status
    ]


def year_choices(entries: Sequence[ShelfEntry], asked: ShelfAsked) -> list[Choice]:
    """The years that there are, the latest first."""
    counts = Counter(str(entry.source.regulation.year) for entry in entries if entry.source.regulation)
    years = sorted(counts.keys() | ({asked.tahun} if asked.tahun else set()), reverse=True)
    return [Choice(year, year, counts[year], year == asked.tahun) for year in years]


def _year(entry: ShelfEntry) -> int:
    return entry.source.regulation.year if entry.source.regulation else 0


def _rank(entry: ShelfEntry) -> tuple[int, int]:
    regulation = entry.source.regulation
    return (regulation.type.rank, -regulation.year) if regulation else (len(RegulationType), 0)
