"""The words of one unit as a tree that can be changed and written out again under a version's identifier."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from corpus.headings import roman_number
from corpus.models import Provision, ProvisionKind

_LABELS = {ProvisionKind.AYAT: "({})", ProvisionKind.HURUF: "{}.", ProvisionKind.ANGKA: "{}."}
_LONGEST_MARKER = 12
_NUMBERED = re.compile(r"([a-z_]+)-(?:(\d+)([a-z]{0,3})|([ivxlc]+)|([a-z]{1,2}))")


@dataclass(slots=True)
class Unit:
    """A provision with what is printed before it and the units under it.

    Attributes:
        segment: last part of its identifier: ``"ayat-2"``.
        marker: what stands before its words where it is printed: ``"(2)"``.
        changed: something at or under it is no longer what the provision's ``full_text`` says.
    """

    provision: Provision
    segment: str
    marker: str
    children: list["Unit"] = field(default_factory=list)
    changed: bool = False

    def copy(self) -> "Unit":
        """A tree of its own; the provisions are shared, they never change."""
        return deepcopy(self, {id(unit.provision): unit.provision for unit in self.walk()})

    def walk(self) -> Iterator["Unit"]:
        """Itself and every unit under it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def line_to(self, segments: Sequence[str]) -> list["Unit"]:
        """The units from itself down to the one at a path below it; shorter where the path ends early."""
        line = [self]
        for segment in segments:
            found = next((child for child in line[-1].children if child.segment == segment), None)
            if found is None:
                break
            line.append(found)
        return line

    @property
    def full_text(self) -> str:
        """Its words with everything under it."""
        if not self.changed:
            return self.provision.full_text
        lines = [f"{child.marker} {child.full_text}".strip() for child in self.children]
        return "\n".join(line for line in (self.provision.text, *lines) if line)


def build_tree(provisions: Sequence[Provision], above: Provision | None = None) -> Unit:
    """The tree of a unit from its provisions, itself first, in reading order.

    Args:
        above: the provision it stands in, where it is not a unit at the top: tells its marker.
    """
    units = {p.id: Unit(p, p.id.rpartition("/")[2], "") for p in provisions}
    root = units[provisions[0].id]
    for provision in provisions[1:]:
        parent = units.get(provision.id.rpartition("/")[0], root)
        parent.children.append(units[provision.id])
    for unit in units.values():
        _mark(unit.provision, unit.children)
    _mark(above, [root])
    return root


def write_tree(root: Unit, identifier: str, headings: tuple[str, ...]) -> tuple[Provision, ...]:
    """The provisions of a wording, in reading order, ``order`` from 0, all under its own identifier."""
    regulation = identifier.split("/", 1)[0]
    written: list[Provision] = []

    def write(unit: Unit, unit_id: str, parent_id: str) -> None:
        written.append(
            unit.provision.model_copy(
                update={
                    "id": unit_id,
                    "regulation_id": regulation,
                    "parent_id": parent_id,
                    "order": len(written),
                    "heading_path": headings,
                    "full_text": unit.full_text,
                }
            )
        )
        for child in unit.children:
            write(child, f"{unit_id}/{child.segment}", unit_id)

    write(root, identifier, identifier.rpartition("/")[0] if identifier.count("/") > 1 else "")
    return tuple(written)


def label_key(segment: str) -> tuple[str, int, str] | None:
    """How a label sorts among those of its kind: ``"pasal-12a"`` → ``("pasal", 12, "a")``.

    None for one without a number or letter (``"menimbang"``) and for a repeated one (``"pasal-5~2"``).
    """
    match = _NUMBERED.fullmatch(segment)
    if match is None:
        return None
    kind, number, suffix, roman, letter = match.groups()
    if number:
        return kind, int(number), suffix
    if kind == ProvisionKind.HURUF:
        return kind, 0, (letter or roman).rjust(2)
    return (kind, roman_number(roman), "") if roman else None


def sort_key(identifier: str) -> tuple[str, int, str]:
    """A key that orders units by number within their kind, those without one first."""
    return label_key(identifier.rpartition("/")[2]) or ("", 0, "")


def _mark(above: Provision | None, children: Sequence[Unit]) -> None:
    """Read from the words above what is printed before each unit; else write it as is usual."""
    words = above.full_text if above is not None else ""
    position = len(above.text) if above is not None and words.startswith(above.text) else 0
    for child in children:
        text = child.provision.full_text
        at = words.find(text, position) if text else -1
        printed = words[position:at].strip() if at >= 0 else ""
        if at >= 0:
            position = at + len(text)
        plausible = printed and len(printed) <= _LONGEST_MARKER and len(printed.split()) == 1
        child.marker = printed if plausible else usual_marker(child.provision.kind, child.segment)


def usual_marker(kind: ProvisionKind, segment: str) -> str:
    """What is usually printed before a unit: ``"(2)"``, ``"a."``, ``"1."``; the label of another kind."""
    number = segment.partition("-")[2].partition("~")[0]
    return _LABELS.get(kind, "").format(number) if kind in _LABELS else ""
