"""The provisions of an amending regulation by parent, and what stands beside and above a change."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from corpus.models import Provision, ProvisionKind
from ingestion.regulation.amending.clauses import Clauses, clauses_of
from ingestion.regulation.amending.torn_lines import in_printed_order
from ingestion.regulation.dates import first_date
from ingestion.regulation.references import Reference, references_in

_COMMENCES = re.compile(
    r"sebagaimana\s+dimaksud\s+(?:dalam|pada)?\s*(?P<which>angka[^.]{1,60}?)\s+(?:mulai\s+)?berlaku(?P<when>[^.]{0,80})"
)
_ANGKA = re.compile(r"angka\s+(\d{1,3})")
_SPLITS = re.compile(r"\bdipecah\b|\bmenjadi\s+2\s+\(dua\)\s+pasal")
_LAST_ANGKA = re.compile(r"/angka-(\d{1,3})(?:~\d+)?$")
_LONGEST_INSTRUCTION = 6000


class ProvisionTree:
    """Provisions by identifier and parent."""

    def __init__(self, provisions: Sequence[Provision], changes: frozenset[str]) -> None:
        self.by_id = {provision.id: provision for provision in provisions}
        self.changes = changes
        self._days: dict[str, dict[str, date | None]] = {}
        self._numbers: dict[str, frozenset[int]] = {}
        self._clauses: dict[tuple[str, tuple[tuple[str, str], ...]], Clauses] = {}
        self._children: dict[str, list[Provision]] = {}
        for provision in provisions:
            self._children.setdefault(provision.parent_id, []).append(provision)

    def clauses(self, provision: Provision, context: tuple[tuple[str, str], ...] = ()) -> Clauses:
        """What the own words of a provision order, read once."""
        key = (provision.id, context)
        if key not in self._clauses:
            self._clauses[key] = clauses_of(in_printed_order(provision.text[:_LONGEST_INSTRUCTION]), context)
        return self._clauses[key]

    def children(self, provision: Provision) -> list[Provision]:
        """What stands directly below a provision, in reading order."""
        return self._children.get(provision.id, [])

    def considered(self) -> list[Reference]:
        """Regulations that the considerations name: they tell which one a misprinted title means."""
        return [
            reference
            for provision in self.by_id.values()
            if "/menimbang" in provision.id
            for reference in references_in(provision.text)
        ]

    def commencement(self, change: Provision) -> date | None:
        """The day that a sibling sets: "Ketentuan sebagaimana dimaksud pada angka 1 berlaku sejak …"."""
        if change.parent_id not in self._days:
            self._days[change.parent_id] = dict(self._set_days(change.parent_id))
        number = change.id.rsplit("/", 1)[1].removeprefix("angka-")
        return self._days[change.parent_id].get(number)

    def _set_days(self, parent_id: str) -> Iterator[tuple[str, date | None]]:
        for sibling in self._children.get(parent_id, []):
            match = _COMMENCES.search(sibling.text)
            if match:
                for number in _ANGKA.findall(match.group("which")):
                    yield number, first_date(match.group("when"))

    def splits(self, unit: Provision) -> bool:
        """Whether an instruction above says that a pasal is divided ("dipecah menjadi 2 pasal")."""
        current = self.by_id.get(unit.parent_id)
        while current is not None:
            if current.id in self.changes and _SPLITS.search(current.text):
                return True
            current = self.by_id.get(current.parent_id)
        return False

    def _numbers_below(self, parent_id: str) -> frozenset[int]:
        if parent_id not in self._numbers:
            matches = (_LAST_ANGKA.search(child.id) for child in self._children.get(parent_id, []))
            self._numbers[parent_id] = frozenset(int(match.group(1)) for match in matches if match)
        return self._numbers[parent_id]

    def lost_changes(self) -> Iterator[tuple[Provision, int]]:
        """Numbers missing from a pasal's list of changes: each ordered something that nobody could read."""
        parents = dict.fromkeys(self.by_id[change].parent_id for change in sorted(self.changes))
        for parent_id in parents:
            parent = self.by_id.get(parent_id)
            if parent is None or parent.kind is not ProvisionKind.PASAL:
                continue
            numbers = self._numbers_below(parent_id)
            for number in range(1, max(numbers, default=0)):
                if number not in numbers:
                    yield parent, number

    def gap_after(self, change: Provision) -> list[str]:
        """A doubt where the next number is missing: its words may stand in this quotation."""
        numbers = self._numbers_below(change.parent_id)
        own = _LAST_ANGKA.search(change.id)
        if own is None or self.by_id[change.parent_id].kind is not ProvisionKind.PASAL:
            return []
        due = int(own.group(1)) + 1
        if due in numbers or due > max(numbers, default=0):
            return []
        return [f"Angka {due} tidak ditemukan; kata-katanya mungkin ikut terbaca di sini."]
