"""A regulation as the page shows it: headings, units in units, marked quotes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from api.pages.citations import path_label
from api.pages.words import anchor
from corpus.identifiers import without_version
from corpus.models import HEADING_KINDS, Provision, ProvisionKind

"""Kinds that head other units, outermost first."""
_INNER = {ProvisionKind.AYAT, ProvisionKind.HURUF, ProvisionKind.ANGKA}
_PLAIN = "cukup jelas"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are quoted, or found by a search, or neither.

    ``first`` is the piece a link to the quote leads to.
    """

    text: str
    quoted: bool = False
    first: bool = False
    found: bool = False


@dataclass(slots=True)
class Unit:
    """A provision with the units under it.

    Attributes:
        label: as a heading or, for an inner unit, as printed before its words: ``(2)``, ``a.``.
        name: what it is called in full within the regulation: ``Pasal 5 ayat (2)``.
        parts: its own words cut at a quote.
        cited: the reader came for this unit.
        plain: its penjelasan says only that it is clear enough.
        explanation: its penjelasan cut at what a search found; empty where there is none.
        rows: a table's rows of cells; empty for anything else.
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
    explanation: list[Piece] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)

    @property
    def heads(self) -> bool:
        """Whether it is a buku, bab, bagian or paragraf."""
        return self.provision.kind in HEADING_KINDS

    @property
    def opened(self) -> bool:
        """Whether a search found something in its penjelasan."""
        return any(piece.found for piece in self.explanation)


def find_pasal(provisions: Sequence[Provision], number: str) -> str:
    """Anchor of the first unit of pasal ``number`` (``"5"``, ``"33a"``); empty where there is none."""
    wanted = f"pasal-{number}"
    found = (each for p in provisions if wanted in (each := without_version(p.id)).split("/"))
    return next((anchor(each) for each in found), "")


def _printed(provision: Provision) -> str:
    """``ayat (2)`` → ``(2)``, ``huruf a`` → ``a.``, ``angka 1`` → ``1.``; others as they are."""
    last = provision.label.rpartition(" ")[2]
    return last if provision.kind is ProvisionKind.AYAT else f"{last.rstrip('.')}."


def units(provisions: Sequence[Provision]) -> list[Unit]:
    """Provisions in reading order as a tree; a unit whose parent is absent stands at the top.

    A pasal in a later wording keeps the name and anchor it has in any wording.
    """
    by_id: dict[str, Unit] = {}
    top: list[Unit] = []
    for provision in provisions:
        parent = by_id.get(provision.parent_id)
        if parent is not None and parent.heads:
            parent = None  # a heading holds nothing: nobody cites "BAB II Pasal 5"
        inner = parent is not None and provision.kind in _INNER
        # Without a parent only its full name tells which unit of the text it is.
        outermost = parent is None and provision.kind in _INNER | {ProvisionKind.PASAL}
        lasting = without_version(provision.id)
        name = path_label(lasting)
        table = provision.kind is ProvisionKind.TABEL
        unit = Unit(
            provision=provision,
            anchor=anchor(lasting),
            label=_printed(provision) if inner else name if outermost else provision.label,
            name=name,
            parts=[Piece(provision.text)] if provision.text and not table else [],
            inner=inner,
            plain=provision.penjelasan.strip(" .\n").lower() == _PLAIN,
            explanation=[Piece(provision.penjelasan)] if provision.penjelasan else [],
            rows=table_rows(provision.text) if table else [],
        )
        by_id[provision.id] = unit
        (parent.children if parent else top).append(unit)
    return top


def table_rows(text: str) -> list[list[str]]:
    """Cells of a table whose rows are lines and whose cells are parted by ``|``; all rows equally long."""
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in text.split("\n")
        if line.strip()
    ]
    # The line of dashes under a Markdown table's head is no row.
    rows = [row for row in rows if not all(cell and set(cell) <= set("-: ") for cell in row)]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def walk(top: Sequence[Unit]) -> list[Unit]:
    """Every unit in reading order."""
    return [found for unit in top for found in (unit, *walk(unit.children))]


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
