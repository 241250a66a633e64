"""A regulation in sections: what stands under which heading, and the table of contents from it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from api.pages.regulation_view import Unit
from corpus.citations import label_of
from corpus.identifiers import slug, without_version
from corpus.models import HEADING_KINDS

_NUMBER = re.compile(
    r"((?:buku|bab|bagian|paragraf)\s+\S+(?:\s+belas|\s+puluh(?:\s+\S+)?)?)(?:\s+|$)(.*)", re.I | re.S
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading such as ``BAB II`` with its title; ``level`` counts from 1.

    ``unit_id`` is its identifier without a date where it is a unit of its own.
    """

    level: int
    number: str
    title: str
    anchor: str
    unit_id: str = ""

    @property
    def text(self) -> str:
        """Number and title on one line."""
        return f"{self.number} {self.title}".strip()


@dataclass(slots=True)
class Section:
    """Headings that begin here and the units under the innermost of them.

    ``level`` counts the headings that stand above the units.
    """

    headings: list[Heading]
    level: int
    units: list[Unit] = field(default_factory=list)

    @property
    def span(self) -> str:
        """``Pasal 1–4``, for the table of contents."""
        labels = [label for unit in self.units if (label := _pasal_label(unit.provision.id))]
        if not labels:
            return ""
        first, last = labels[0], labels[-1].removeprefix("Pasal ")
        return first if first == labels[-1] else f"{first}–{last}"


def _pasal_label(provision_id: str) -> str:
    """``Pasal 316`` of any unit in it, without what tells repeated labels apart; else empty."""
    parts = without_version(provision_id).split("/")
    pasal = next((part for part in parts if part.startswith("pasal-")), "")
    return label_of(pasal.partition("~")[0]) if pasal else ""


def sections(top: Sequence[Unit]) -> list[Section]:
    """Group units by their headings, which are units of their own or, in older readings, only named."""
    return _by_units(top) if any(unit.heads for unit in top) else _by_names(top)


def _by_units(top: Sequence[Unit]) -> list[Section]:
    result: list[Section] = []
    above: list[int] = []
    waiting: list[Heading] = []
    for unit in top:
        if unit.heads:
            rank = HEADING_KINDS.index(unit.provision.kind)
            while above and above[-1] >= rank:
                above.pop()
            above.append(rank)
            number, title = _number_and_title(unit.label)
            title = f"{title} {unit.provision.text}".strip()
            waiting.append(
                Heading(len(above), number, title, unit.anchor, without_version(unit.provision.id))
            )
            continue
        if not unit.provision.heading_path and not waiting:
            above = []
        if waiting or not result or result[-1].level != len(above):
            result.append(Section(waiting, len(above)))
            waiting = []
        result[-1].units.append(unit)
    if waiting:
        result.append(Section(waiting, len(above)))
    return result


def _by_names(top: Sequence[Unit]) -> list[Section]:
    """A heading is opened where it differs from that of the unit before."""
    result: list[Section] = []
    current: tuple[str, ...] = ()
    seen: set[str] = set()
    for unit in top:
        path = unit.provision.heading_path
        if not result or path != current:
            shared = 0
            while shared < min(len(path), len(current)) and path[shared] == current[shared]:
                shared += 1
            headings = []
            for level in range(shared, len(path)):
                base = "-".join(_heading_slug(part) for part in path[: level + 1])
                name, turn = base, 1
                while name in seen:
                    turn += 1
                    name = f"{base}-{turn}"
                seen.add(name)
                headings.append(Heading(level + 1, *_number_and_title(path[level]), name))
            result.append(Section(headings, len(path)))
            current = path
        result[-1].units.append(unit)
    return result


def _number_and_title(text: str) -> tuple[str, str]:
    """``BAB II KEWAJIBAN`` → ``("BAB II", "KEWAJIBAN")``; a heading without a number is all title."""
    found = _NUMBER.fullmatch(text.strip())
    return (found[1], found[2].strip()) if found else ("", text.strip())


def _heading_slug(text: str) -> str:
    """``BAB II KEWAJIBAN`` → ``bab-ii``."""
    return "-".join(slug(text).split("-")[:2]) or "judul"
