"""A snapshot that answers: its texts, its three indexes and the legal force of what it holds."""

import bisect
import itertools
from datetime import date
from functools import lru_cache

from corpus.acts import ACTS, regulation_of
from corpus.asked import AskedIndex
from corpus.corrected import hand_statuses
from corpus.headings import is_heading_id
from corpus.index import DenseIndex
from corpus.knowledge import Knowledge
from corpus.lexical import LexicalIndex
from corpus.models import PassageKind, Snapshot
from corpus.reader_lock import ReaderLock
from corpus.validity import NOT_LAW, ForceTable

LAW = frozenset({PassageKind.PROVISION, PassageKind.DIGEST})
STATUSES_KEPT = 65_536
"""Most questions are about today: the same units are looked up all day."""
BASES_KEPT = 4_096


def force_table(knowledge: Knowledge) -> ForceTable:
    """Legal force as everything that is known here has it, hand entries first."""
    relations = knowledge.relations(ACTS)
    by_heading = {regulation_of(act.target_id) for act in relations if is_heading_id(act.target_id)}
    return ForceTable(
        knowledge.regulations(),
        relations,
        versions=knowledge.versions(),
        wording_ids=knowledge.wording_ids(),
        amendments=knowledge.amendments(),
        statuses=hand_statuses(knowledge.corrections()),
        headings=knowledge.headings_in(by_heading),
        told=knowledge.told_amendments(),
    )


class OpenSnapshot:
    """A snapshot that answers."""

    def __init__(
        self,
        info: Snapshot,
        knowledge: Knowledge,
        unit_ids: list[str],
        lexical: LexicalIndex,
        dense: DenseIndex,
        asked: AskedIndex,
        held: ReaderLock | None = None,
    ) -> None:
        self.info = info
        self.knowledge = knowledge
        self.unit_ids = unit_ids
        self.lexical = lexical
        self.dense = dense
        self.asked = asked
        self._held = held
        self.force = force_table(knowledge)
        self._kinds = knowledge.unit_kinds()
        self._read = lru_cache(maxsize=STATUSES_KEPT)(self._read_status)
        self._bases = lru_cache(maxsize=BASES_KEPT)(self._find_basis_rows)
        self._rows = {unit_id: row for row, unit_id in enumerate(unit_ids)}
        self._sorted_ids = sorted(unit_ids)

    def standing(self, unit_id: str, on: date) -> tuple[str, bool]:
        """``status`` and ``holds`` of a unit of this snapshot on a day."""
        return self._read(unit_id, on)

    def holds(self, unit_id: str, on: date) -> bool:
        """Whether the words of a unit may be relied on that day; what is no law always may."""
        return self._read(unit_id, on)[1]

    def kind(self, unit_id: str) -> PassageKind:
        """What a unit of this snapshot was cut from."""
        return self._kinds[unit_id]

    def status(self, unit_id: str, on: date) -> str:
        """Legal force of a unit of this snapshot on a day, ``NOT_LAW`` where it is no law."""
        return self._read(unit_id, on)[0]

    def _read_status(self, unit_id: str, on: date) -> tuple[str, bool]:
        if self._kinds[unit_id] not in LAW:
            return NOT_LAW, True
        force = self.force.in_force(unit_id, on)
        return force.status.value, force.holds

    def rows_under(self, identifier: str) -> list[int]:
        """Numbers of the unit ``identifier``, of the units below it, and of those it stands in."""
        ids: list[str] = []
        parts = identifier.split("/")
        ids += ["/".join(parts[:depth]) for depth in range(2, len(parts) + 1)]
        start = bisect.bisect_left(self._sorted_ids, f"{identifier}/")
        for unit_id in itertools.islice(self._sorted_ids, start, None):
            if not unit_id.startswith(f"{identifier}/"):
                break
            ids.append(unit_id)
        return [self._rows[unit_id] for unit_id in ids if unit_id in self._rows]

    def basis_rows(self, entry_id: str, on: date) -> tuple[int, ...]:
        """Numbers of the units that hold the legal basis of an approved entry as it reads on a day."""
        return self._bases(entry_id, on)

    def _find_basis_rows(self, entry_id: str, on: date) -> tuple[int, ...]:
        entry = self.knowledge.entry(entry_id)
        basis = entry.legal_basis if entry else ()
        found = (self.rows_under(self.force.wording_on(one, on) or one) for one in basis)
        return tuple(dict.fromkeys(row for rows in found for row in rows))

    def asked_alike(self, entry_id: str) -> dict[str, float]:
        """Other entries and how near in meaning the questions they answer are, as a cosine."""
        row = self._rows.get(entry_id)
        found = self.asked.neighbours(row) if row is not None else {}
        return {self.unit_ids[other]: cosine for other, cosine in found.items()}

    def close(self) -> None:
        """Let go of the files."""
        self.knowledge.close()
        self.dense.close()
        if self._held is not None:
            self._held.close()
