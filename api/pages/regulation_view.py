"""A regulation as the page shows it: headings, units in units, a table of contents, marked quotes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from api.pages.citations import path_label
from api.pages.words import anchor
from corpus.citations import label_of
from corpus.identifiers import slug
from corpus.models import Provision, ProvisionKind

_INNER = {ProvisionKind.AYAT, ProvisionKind.HURUF, ProvisionKind.ANGKA}
_PLAIN = "cukup jelas"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are quoted or not; ``first`` is the piece a link to the quote leads to."""

    text: str
    quoted: bool = False
    first: bool = False


@dataclass(slots=True)
class Unit:
    """A provision with the units under it.

    Attributes:
        label: as a heading or, for an inner unit, as printed before its words: ``(2)``, ``a.``.
        name: what it is called in full within the regulation: ``Pasal 5 ayat (2)``.
        parts: its own words cut at a quote.
        cited: the reader came for this unit.
        plain: its penjelasan says only that it is clear enough.
    """

    provision: Provision
    anchor: str
    label: str
    name: str
    parts: list[Piece]
    inner: bool
    plain: bool
    cited: bool = False
    children: list["Unit"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading such as ``BAB II``; ``level`` counts from 1."""

    level: int
    text: str
    anchor: str


@dataclass(slots=True)
class Section:
    """Headings that begin here and the units under the innermost of them."""

    headings: list[Heading]
    units: list[Unit] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """How many headings stand above the units."""
        return len(self.units[0].provision.heading_path) if self.units else 0

    @property
    def span(self) -> str:
        """``Pasal 1–4``, for the table of contents."""
        labels = [label for u in self.units if (label := _pasal_label(u.provision.id))]
        if not labels:
            return ""
        first, last = labels[0], labels[-1].removeprefix("Pasal ")
        return first if first == labels[-1] else f"{first}–{last}"


def _pasal_label(provision_id: str) -> str:
    """``Pasal 316`` of any unit in it, without what tells repeated labels apart; else empty."""
    pasal = next((part for part in provision_id.split("/") if part.startswith("pasal-")), "")
    return label_of(pasal.partition("~")[0]) if pasal else ""


def find_pasal(provisions: Sequence[Provision], number: str) -> str:
    """Anchor of the first unit of pasal ``number`` (``"5"``, ``"33a"``); empty where there is none."""
    wanted = f"pasal-{number}"
    found = (p.id for p in provisions if wanted in p.id.split("/"))
    return next((anchor(each) for each in found), "")


def _printed(provision: Provision) -> str:
    """``ayat (2)`` → ``(2)``, ``huruf a`` → ``a.``, ``angka 1`` → ``1.``; others as they are."""
    last = provision.label.rpartition(" ")[2]
    return last if provision.kind is ProvisionKind.AYAT else f"{last.rstrip('.')}."


def units(provisions: Sequence[Provision]) -> list[Unit]:
    """Provisions in reading order as a tree; a unit whose parent is absent stands at the top."""
    by_id: dict[str, Unit] = {}
    top: list[Unit] = []
    for provision in provisions:
        parent = by_id.get(provision.parent_id)
        inner = parent is not None and provision.kind in _INNER
        unit = Unit(
            provision=provision,
            anchor=anchor(provision.id),
            label=_printed(provision) if inner else provision.label if parent else path_label(provision.id),
            name=path_label(provision.id),
            parts=[Piece(provision.text)] if provision.text else [],
            inner=inner,
            plain=provision.penjelasan.strip(" .\n").lower() == _PLAIN,
        )
        by_id[provision.id] = unit
        (parent.children if parent else top).append(unit)
    return top


def walk(top: Sequence[Unit]) -> list[Unit]:
    """Every unit in reading order."""
    return [found for unit in top for found in (unit, *walk(unit.children))]


def _heading_slug(text: str) -> str:
    """``BAB II KEWAJIBAN`` → ``bab-ii``."""
    return "-".join(slug(text).split("-")[:2]) or "judul"


def sections(top: Sequence[Unit]) -> list[Section]:
    """Group units by their headings; a heading is opened where it differs from the unit before."""
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
                headings.append(Heading(level + 1, path[level], name))
            result.append(Section(headings))
            current = path
        result[-1].units.append(unit)
    return result


def cut(text: str, start: int, end: int, *, first: bool = True) -> list[Piece]:
    """``text`` in pieces, the piece from ``start`` to ``end`` marked."""
    pieces = (Piece(text[:start]), Piece(text[start:end], quoted=True, first=first), Piece(text[end:]))
    return [piece for piece in pieces if piece.text]


def mark_quote(cited: Unit, start: int, end: int) -> bool:
    """Mark ``full_text[start:end]`` of ``cited`` where its words stand, in it and the units under it.

    The words of each unit are looked for in ``full_text`` in reading order. Where they are not
    there (a collection that joins them otherwise), nothing is marked.

    Returns:
        Whether anything was marked.
    """
    full = cited.provision.full_text
    if not 0 <= start < end <= len(full):
        return False
    cursor = 0
    marks: list[tuple[Unit, int, int]] = []
    for unit in walk([cited]):
        text = unit.provision.text
        at = full.find(text, cursor)
        if at < 0:
            return False
        cursor = at + len(text)
        low, high = max(start, at), min(end, cursor)
        if low < high:
            marks.append((unit, low - at, high - at))
    for place, (unit, low, high) in enumerate(marks):
        unit.parts = cut(unit.provision.text, low, high, first=place == 0)
    return bool(marks)


def mark_linear(unit: Unit, start: int, end: int) -> bool:
    """Show ``unit`` as its running ``full_text`` with the quote marked, without units under it."""
    full = unit.provision.full_text
    if not 0 <= start < end <= len(full):
        return False
    unit.parts = cut(full, start, end)
    unit.children = []
    return True
