"""Two wordings of a pasal beside each other: their units paired, their words compared."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from api.pages.regulation_view import Unit, walk

MOST_WORDS = 1_000_000
"""Words of one wording times words of the other: beyond it a unit is shown as replaced in whole."""
MOST_UNITS = 40_000
"""Units of one wording times units of the other: beyond it they are paired by their label alone."""
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_ALIKE = 0.35
"""Share of common words from which two units are taken for one in two wordings."""


class RowKind(StrEnum):
    """What became of a unit."""

    SAME = "tetap"
    CHANGED = "diubah"
    ADDED = "ditambahkan"
    REMOVED = "dihapus"


@dataclass(frozen=True, slots=True)
class Span:
    """Words that both wordings have, or only this one."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A unit in one wording, ``depth`` units below its pasal; empty where it is not in it."""

    label: str = ""
    depth: int = 0
    spans: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """A unit in both wordings."""

    kind: RowKind
    before: Side
    after: Side


def compare(before: Sequence[Unit], after: Sequence[Unit]) -> list[Row]:
    """Pair the units of two wordings in reading order, so that the most words stay, and compare each pair."""
    old, new = walk(before), walk(after)
    rows: list[Row] = []
    i = j = 0
    for a, b in [*_pairs(old, new), (len(old), len(new))]:
        rows += [_alone(unit, RowKind.REMOVED) for unit in old[i:a]]
        rows += [_alone(unit, RowKind.ADDED) for unit in new[j:b]]
        if a < len(old):
            rows.append(_pair(old[a], new[b]))
        i, j = a + 1, b + 1
    return rows


def _pairs(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int]]:
    """Places of units that belong together, ascending on both sides: the heaviest common subsequence."""
    if len(old) * len(new) > MOST_UNITS:
        return _pairs_by_place(old, new)
    bags = [[Counter(_WORDS.findall(unit.provision.text.lower())) for unit in side] for side in (old, new)]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    weight = [[0.0] * len(new) for _ in old]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            weight[i][j] = _weight(old[i], new[j], bags[0][i], bags[1][j])
            together = weight[i][j] + best[i + 1][j + 1] if weight[i][j] else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    found = []
    i = j = 0
    while i < len(old) and j < len(new):
        if weight[i][j] and best[i][j] == weight[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _pairs_by_place(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int]]:
    places = {unit.anchor: index for index, unit in enumerate(new)}
    found: list[tuple[int, int]] = []
    for index, unit in enumerate(old):
        place = places.get(unit.anchor, -1)
        if place > (found[-1][1] if found else -1):
            found.append((index, place))
    return found


def _weight(old: Unit, new: Unit, old_bag: Counter[str], new_bag: Counter[str]) -> float:
    """How much speaks for two units being one, 0 where nothing does; the same label speaks for it."""
    if old.provision.kind is not new.provision.kind:
        return 0.0
    total = old_bag.total() + new_bag.total()
    alike = 2 * (old_bag & new_bag).total() / total if total else 1.0
    same_place = old.anchor == new.anchor
    return alike + 0.2 * same_place if alike >= _ALIKE or same_place else 0.0


def _pair(old: Unit, new: Unit) -> Row:
    spans = differences(old.provision.text, new.provision.text)
    changed = old.label != new.label or any(span.differs for side in spans for span in side)
    kind = RowKind.CHANGED if changed else RowKind.SAME
    return Row(kind, Side(old.label, _depth(old), spans[0]), Side(new.label, _depth(new), spans[1]))


def _alone(unit: Unit, kind: RowKind) -> Row:
    text = unit.provision.text
    side = Side(unit.label, _depth(unit), [Span(text, differs=True)] if text else [])
    return Row(kind, side, Side()) if kind is RowKind.REMOVED else Row(kind, Side(), side)


def _depth(unit: Unit) -> int:
    return max(unit.provision.id.count("/") - 1, 0)


def differences(old: str, new: str) -> tuple[list[Span], list[Span]]:
    """Both texts cut where they differ, word by word; white space and line breaks are no difference."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    # Where a line breaks is the printer's choice and no change.
    old_keys, new_keys = ([" " if word.isspace() else word for word in side] for side in (before, after))
    if len(before) * len(after) > MOST_WORDS:
        same = old_keys == new_keys
        return [Span(old, not same)], [Span(new, not same)]
    sides: tuple[list[Span], list[Span]] = ([], [])
    steps = SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_opcodes()
    for place, (tag, a, b, c, d) in enumerate(steps):
        # A bracket that both have between two changed words is read as part of the change.
        between = 0 < place < len(steps) - 1 and not any(word[0].isalnum() for word in before[a:b])
        blank = not any(key.strip() for key in (*old_keys[a:b], *new_keys[c:d]))
        differs = between if tag == "equal" else not blank
        for side, words in ((sides[0], before[a:b]), (sides[1], after[c:d])):
            if words:
                _add(side, Span("".join(words), differs))
    return sides


def _add(side: list[Span], span: Span) -> None:
    if side and side[-1].differs == span.differs:
        side[-1] = Span(side[-1].text + span.text, span.differs)
    else:
        side.append(span)
