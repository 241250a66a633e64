"""One amendment applied to the words of one unit, or the reason why it cannot be."""

import re
from collections.abc import Collection, Mapping, Sequence

from corpus.amendments import Amendment, AmendmentAction
from corpus.citations import format_citation
from corpus.headings import HEADINGS, heading_parts, heading_segment, is_heading
from corpus.models import Provision
from corpus.wording_gaps import gaps
from corpus.wording_tree import Unit, build_tree, label_key
from corpus.wordings import versioned_unit


class NotApplicable(Exception):
    """An amendment does not fit the words it changes; the message says why, in Indonesian."""


Key = tuple[str, int]
"""An amendment: the amending regulation and its order."""


class NewText:
    """The text of the amending regulations, where amendments find their new wording.

    Args:
        texts: the whole text of every amending regulation, by its identifier.
        accepted: amendments that a person found safe to apply, whatever their new wording looks like.
    """

    def __init__(self, texts: Mapping[str, Sequence[Provision]], accepted: Collection[Key] = ()) -> None:
        self._texts = texts
        self._accepted = accepted
        self._places = {
            regulation: {provision.id: place for place, provision in enumerate(provisions)}
            for regulation, provisions in texts.items()
        }

    def tree(self, amendment: Amendment) -> Unit:
        """The new wording of an amendment.

        Raises:
            NotApplicable: there is none, it is labelled otherwise than what it replaces, or words of it
                are missing.
        """
        found = self._under(amendment.text_id)
        if not found or not found[0].full_text.strip():
            raise NotApplicable("naskah barunya tidak ditemukan")
        segment = amendment.target_id.rpartition("/")[2]
        if not _same_label(amendment.text_id.rpartition("/")[2], segment):
            raise NotApplicable("naskah barunya berlabel lain daripada yang diubah")
        tree = build_tree(found, self._provision(amendment.text_id.rpartition("/")[0]))
        for unit in tree.walk():
            # Its page is one of the amending document, not of the document the wording belongs to.
            unit.provision = unit.provision.model_copy(update={"page": None})
        missing = next(gaps(tree), "")
        if missing and (amendment.regulation_id, amendment.order) not in self._accepted:
            raise NotApplicable(f"naskah barunya tidak utuh: {missing}")
        tree.segment = segment
        return tree

    def headings(self, amendments: Sequence[Amendment], before: tuple[str, ...]) -> tuple[str, ...]:
        """Headings above a unit after amendments: those quoted with its new wording, else as before."""
        for amendment in reversed(amendments):
            new = self._provision(amendment.text_id)
            if new is None or amendment.target_id.rpartition("/")[0].count("/") > 0:
                continue
            instruction = self._provision(amendment.instruction_id)
            own = instruction.heading_path if instruction is not None else ()
            quoted = new.heading_path[len(own) :] if new.heading_path[: len(own)] == own else ()
            quoted = tuple(heading for heading in quoted if heading_segment(heading))
            if quoted:
                outer = [heading for heading in before if _rank(heading) < _rank(quoted[0])]
                return (*outer, *quoted)
        return before

    def _provision(self, identifier: str) -> Provision | None:
        regulation = identifier.split("/")[0]
        place = self._places.get(regulation, {}).get(identifier)
        return None if place is None else self._texts[regulation][place]

    def _under(self, identifier: str) -> list[Provision]:
        """A provision and everything under it, in reading order."""
        regulation = identifier.split("/")[0]
        place = self._places.get(regulation, {}).get(identifier)
        if place is None:
            return []
        provisions = self._texts[regulation]
        end = place + 1
        while end < len(provisions) and provisions[end].id.startswith(f"{identifier}/"):
            end += 1
        return list(provisions[place:end])


def is_whole(amendment: Amendment) -> bool:
    """Whether all of the versioned unit is new, gone or there for the first time."""
    return amendment.target_id == versioned_unit(amendment.target_id) and amendment.action in {
        AmendmentAction.REPLACE,
        AmendmentAction.INSERT,
        AmendmentAction.DELETE,
    }


def edit(tree: Unit | None, amendment: Amendment, texts: NewText) -> Unit | None:
    """The unit's words after one amendment, None after its deletion. ``tree`` is used up.

    Args:
        tree: the words before, None where the unit is not there.

    Raises:
        NotApplicable: the amendment does not fit them; ``tree`` is as it was.
    """
    if is_whole(amendment):
        return _edit_whole(tree, amendment, texts)
    if tree is None:
        raise NotApplicable(f"{_label(amendment.target_id)} tidak ada dalam naskah yang diubah")
    path = amendment.target_id.removeprefix(versioned_unit(amendment.target_id)).strip("/")
    segments = path.split("/") if path else []
    match amendment.action:
        case AmendmentAction.REPLACE:
            parent, place = _find(tree, segments, amendment)
            parent[-1].children[place] = texts.tree(amendment)
        case AmendmentAction.DELETE:
            parent, place = _find(tree, segments, amendment)
            del parent[-1].children[place]
        case AmendmentAction.INSERT:
            parent = _insert(tree, segments, amendment, texts)
        case AmendmentAction.SUBSTITUTE:
            parent = _substitute(tree, segments, amendment)
        case _:
            raise NotApplicable("jenis perubahan ini tidak dapat diterapkan sendiri oleh sistem")
    for unit in parent:
        unit.changed = True
    return tree


def placed_after(amendment: Amendment, units: Sequence[str]) -> str:
    """The unit that an inserted one follows: as the text says, else by its number.

    Args:
        units: identifiers of the units of the regulation.

    Raises:
        NotApplicable: its place is not certain.
    """
    target = amendment.target_id
    if amendment.after_id:
        after = versioned_unit(amendment.after_id)
        one, other = label_key(after.rpartition("/")[2]), label_key(target.rpartition("/")[2])
        if after in units and (one is None or other is None or one[0] != other[0] or one < other):
            return after
        raise NotApplicable(f"letaknya sesudah {_label(after)} tidak cocok dengan naskah yang diubah")
    head, _, segment = target.rpartition("/")
    siblings = [unit.rpartition("/")[2] for unit in units if unit.rpartition("/")[0] == head]
    return f"{head}/{_predecessor(siblings, segment)}"


def _edit_whole(tree: Unit | None, amendment: Amendment, texts: NewText) -> Unit | None:
    if amendment.action is AmendmentAction.INSERT:
        if tree is not None:
            raise NotApplicable(f"{_label(amendment.target_id)} sudah ada dalam naskah yang diubah")
        return texts.tree(amendment)
    if tree is None:
        raise NotApplicable(f"{_label(amendment.target_id)} tidak ada dalam naskah yang diubah")
    return None if amendment.action is AmendmentAction.DELETE else texts.tree(amendment)


def _find(tree: Unit, segments: Sequence[str], amendment: Amendment) -> tuple[list[Unit], int]:
    """The units above the one at a path, outermost first, and its place in the last of them."""
    line = tree.line_to(segments)
    if len(line) <= len(segments):
        raise NotApplicable(f"{_label(amendment.target_id)} tidak ada dalam naskah yang diubah")
    _check_single(line[-2], segments[-1], amendment)
    return line[:-1], line[-2].children.index(line[-1])


def _insert(tree: Unit, segments: Sequence[str], amendment: Amendment, texts: NewText) -> list[Unit]:
    line = tree.line_to(segments[:-1])
    if len(line) < len(segments):
        raise NotApplicable(f"{_label(amendment.target_id)} tidak ada dalam naskah yang diubah")
    siblings = [child.segment for child in line[-1].children]
    segment = segments[-1]
    if segment in siblings:
        raise NotApplicable(f"{_label(amendment.target_id)} sudah ada dalam naskah yang diubah")
    head = amendment.target_id.rpartition("/")[0]
    if amendment.after_id:
        before, _, after = amendment.after_id.rpartition("/")
        if before != head or after not in siblings:
            raise NotApplicable(f"letaknya sesudah {_label(amendment.after_id)} tidak cocok dengan naskahnya")
    else:
        after = _predecessor(siblings, segment)
    place = siblings.index(after) + 1
    # Of several that follow one unit, each stands behind those with a smaller number.
    while place < len(siblings) and _between(after, siblings[place], segment):
        place += 1
    line[-1].children.insert(place, texts.tree(amendment))
    return line


def _substitute(tree: Unit, segments: Sequence[str], amendment: Amendment) -> list[Unit]:
    line = tree.line_to(segments)
    if len(line) <= len(segments):
        raise NotApplicable(f"{_label(amendment.target_id)} tidak ada dalam naskah yang diubah")
    old = amendment.old_words.split()
    if not old:
        raise NotApplicable("kata yang diganti tidak disebut")
    words = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, old)) + r"(?!\w)")
    altered = [unit for unit in line[-1].walk() if words.search(unit.provision.text)]
    if not altered:
        raise NotApplicable(f"kata “{amendment.old_words}” tidak ditemukan")
    # Lines from the top to every altered unit: their full texts change with it.
    changed: dict[int, Unit] = {id(unit): unit for unit in line[:-1]}
    for unit in altered:
        text = words.sub(lambda _: amendment.new_words, unit.provision.text)
        unit.provision = unit.provision.model_copy(update={"text": text})
    names = {id(unit) for unit in altered}
    for unit in line[-1].walk():
        if any(id(below) in names for below in unit.walk()):
            changed[id(unit)] = unit
    return list(changed.values())


def _check_single(parent: Unit, segment: str, amendment: Amendment) -> None:
    if any(child.segment.startswith(f"{segment}~") for child in parent.children):
        raise NotApplicable(f"{_label(amendment.target_id)} ada lebih dari satu dalam naskahnya")


def _predecessor(siblings: Sequence[str], segment: str) -> str:
    """The sibling right before ``segment`` by number: ``12`` or ``12a`` for ``12b``, ``19`` for ``20``."""
    key = label_key(segment)
    known = {found: name for name in siblings if (found := label_key(name)) is not None}
    before = [found for found in known if key is not None and found[0] == key[0] and found < key]
    if key is None or not before:
        raise NotApplicable("letaknya dalam naskah yang diubah tidak diketahui")
    nearest = max(before)
    follows = nearest[1] == key[1] or (nearest[1] + 1 == key[1] and not key[2])
    if not follows:
        raise NotApplicable("letaknya dalam naskah yang diubah tidak diketahui")
    return known[nearest]


def _same_label(new: str, old: str) -> bool:
    """Whether new wording is labelled as what it replaces; of a heading the ones above it may be left out."""
    label = new.partition("~")[0]
    if is_heading(old):
        parts = heading_parts(label)
        return bool(parts) and heading_parts(old)[-len(parts) :] == parts
    return label == old


def _between(first: str, middle: str, last: str) -> bool:
    one, two, three = label_key(first), label_key(middle), label_key(last)
    return one is not None and two is not None and three is not None and one < two < three


def _rank(heading: str) -> int:
    kind = heading_segment(heading).partition("-")[0]
    return HEADINGS.index(kind) if kind in HEADINGS else len(HEADINGS)


def _label(identifier: str) -> str:
    return format_citation(identifier)
