"""A snapshot that answers: its texts, its three indexes and the legal force of what it holds."""

import bisect

from corpus.asked import AskedIndex
from corpus.index import DenseIndex
from corpus.knowledge import Knowledge
from corpus.lexical import LexicalIndex
from corpus.models import Snapshot
from corpus.validity import ForceTable


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
    ) -> None:
        self.info = info
        self.knowledge = knowledge
        self.unit_ids = unit_ids
        self.lexical = lexical
        self.dense = dense
        self.asked = asked
        self.force = ForceTable(knowledge.regulations(), knowledge.relations())
        self._rows = {unit_id: row for row, unit_id in enumerate(unit_ids)}
        self._sorted_ids = sorted(unit_ids)

    def rows_under(self, identifier: str) -> list[int]:
        """Numbers of the unit ``identifier``, of the units below it, and of those it stands in."""
        ids: list[str] = []
        parts = identifier.split("/")
        ids += ["/".join(parts[:depth]) for depth in range(2, len(parts) + 1)]
        start = bisect.bisect_left(self._sorted_ids, f"{identifier}/")
        for unit_id in self._sorted_ids[start:]:
            if not unit_id.startswith(f"{identifier}/"):
                break
            ids.append(unit_id)
        return [self._rows[unit_id] for unit_id in ids if unit_id in self._rows]

    def close(self) -> None:
        """Let go of the files."""
        self.knowledge.close()
        self.dense.close()
