"""The starter corpus beside the real law as this product reads it: what resolves, and what is in force."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from api.library import Library
from api.settings import Settings
from api.starter_check.files import DigestProvision, Entry, statements
from api.starter_check.findings import Finding
from api.starter_check.numbers import words
from corpus.acts import regulation_of
from corpus.force import ForceStatus
from corpus.identifiers import pasal_of, without_version
from corpus.knowledge import Knowledge
from corpus.models import Provision, RelationKind
from corpus.open_snapshot import force_table
from corpus.validity import ForceTable
from ingestion.progress import Progress

COVERED = 0.8
"""Share of the located words that the parsed pasal must hold: the rest may be page furniture and OCR."""


@contextmanager
def library_with(laws: list[Path], progress: Progress) -> Iterator[Library]:
    """A throwaway library of the starter corpus and the real ``laws``, searched by words only."""
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Settings(home=Path(folder)))
        try:
            library.ingest(laws, vectors=False, progress=progress)
            yield library
        finally:
            library.close()


class RealLaw:
    """The law as it was parsed, asked about digested provisions."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._force: ForceTable = force_table(knowledge)
        self._amended: dict[str, set[str]] = {}
        for act in knowledge.relations([RelationKind.MENGUBAH]):
            self._amended.setdefault(regulation_of(act.subject_id), set()).add(regulation_of(act.target_id))
        self._units = cache(knowledge.provisions_of)
        self._wording = cache(knowledge.provisions_below)

    def check_force(self, entry: Entry, on: date) -> list[Finding]:
        """Whether what an entry rests on may be relied on that day, or it says that it was repealed."""
        findings: list[Finding] = []
        for basis in entry.legal_basis:
            force = self._force.in_force(basis, on)
            if force.status is ForceStatus.DICABUT and self._tells_repeal(statements(entry), basis):
                continue
            if not force.holds or force.status is ForceStatus.TIDAK_DIKETAHUI:
                findings.append(Finding(entry.id, f"{basis} is {force.status.value}: {force.reason}"))
        return findings

    def check_place(self, identifier: str, provision: DigestProvision, located: str) -> list[Finding]:
        """Whether the located words stand in the unit, or at least the pasal, that the digest names.

        A unit with a day (``pasal-8@1990-09-06``) is looked up in the wording since that day. Markers of a
        list (a, b, c) count for nothing: the parser keeps none. What it could not tell apart is left out
        where the digest says so (``unparsed``).
        """
        if provision.located.unparsed:
            return []
        pasal = pasal_of(identifier)
        dated = without_version(pasal) != pasal
        read = self._wording(pasal) if dated else self._units(regulation_of(identifier))
        wanted = [word for word in words(located) if len(word) > 1 or word.isdigit()]
        best = 0.0
        for unit in (identifier, pasal):
            units = _under(unit, read)
            known = set(words(" ".join(f"{part.text} {part.penjelasan}" for part in units)))
            best = max(best, sum(word in known for word in wanted) / max(len(wanted), 1))
        if best >= COVERED:
            return []
        return [Finding(identifier, f"only {best:.0%} of the located words stand there in the parsed law")]

    def _tells_repeal(self, told: str, basis: str) -> bool:
        """Whether a text says that the regulation of ``basis``, or the one it amends, was repealed."""
        regulation = regulation_of(basis)
        named = {regulation, *self._amended.get(regulation, ())}
        return "dicabut" in told and any(_short_name(each) in told for each in named)


def _short_name(regulation: str) -> str:
    """``"pp-99-2000"`` → ``"PP 99/2000"``."""
    kind, number, year = regulation.split("-")[:3]
    return f"{kind.upper()} {number}/{year}"


def _under(identifier: str, units: list[Provision]) -> list[Provision]:
    return [unit for unit in units if unit.id == identifier or unit.id.startswith(f"{identifier}/")]
