"""A pasal or ayat with everything under it as one text, whose positions lead back to the units."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.models import Provision, ProvisionKind

_APART = frozenset(
    {
        ProvisionKind.PEMBUKAAN,
        ProvisionKind.MENIMBANG,
        ProvisionKind.MENGINGAT,
        ProvisionKind.PENUTUP,
        ProvisionKind.LAMPIRAN,
        ProvisionKind.TABEL,
        ProvisionKind.PENJELASAN_UMUM,
        ProvisionKind.BUKU,
        ProvisionKind.BAB,
        ProvisionKind.BAGIAN,
        ProvisionKind.PARAGRAF,
    }
)
_WITHIN_APART = re.compile("/(?:" + "|".join(sorted(kind.value for kind in _APART)) + ")")
_WHOLE = frozenset({ProvisionKind.HURUF, ProvisionKind.ANGKA})


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a unit and of the lists under it, in reading order.

    Attributes:
        starts: where each unit's words begin, ascending; ``units`` are theirs.
    """

    text: str
    starts: tuple[int, ...]
    units: tuple[Provision, ...]

    def unit_at(self, position: int) -> Provision:
        """The unit whose words stand at ``position``."""
        return self.units[bisect_right(self.starts, position) - 1]


def passages(provisions: Iterable[Provision]) -> Iterator[Passage]:
    """Every pasal, ayat, diktum and section of the body with its lists; ayat stand alone."""
    units = [unit for unit in provisions if not _is_apart(unit)]
    children: dict[str, list[Provision]] = {}
    for unit in units:
        children.setdefault(unit.parent_id, []).append(unit)
    known = {unit.id for unit in units}
    for unit in units:
        if unit.kind not in _WHOLE or unit.parent_id not in known:
            yield _passage(list(_with_lists(unit, children)))


def _is_apart(unit: Provision) -> bool:
    return unit.kind in _APART or _WITHIN_APART.search(unit.id) is not None


def _with_lists(unit: Provision, children: dict[str, list[Provision]]) -> Iterator[tuple[Provision, str]]:
    """Words with their units; what a unit says after its list ("dicabut …") comes after the list."""
    pending = [(unit, "", True)]
    while pending:
        current, words, whole = pending.pop()
        lists = [child for child in children.get(current.id, ()) if child.kind in _WHOLE] if whole else []
        if not whole or not lists:
            yield current, f"{words}{current.text}" if whole else words
            continue
        lead, colon, closing = current.text.rpartition(":")
        if not colon:
            lead, closing = current.text, ""
        yield current, f"{words}{lead}{colon}"
        if closing.strip():
            pending.append((current, closing.strip(), False))
        pending.extend((child, f"{child.label.split()[-1]}. ", True) for child in reversed(lists))


def _passage(parts: Sequence[tuple[Provision, str]]) -> Passage:
    starts: list[int] = []
    position = 0
    for _, words in parts:
        starts.append(position)
        position += len(words) + 1
    return Passage("\n".join(words for _, words in parts), tuple(starts), tuple(unit for unit, _ in parts))
