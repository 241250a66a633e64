"""Units that an amendment gives new numbers: "Pasal 14 lama menjadi Pasal 13 baru".

All that one regulation changes among the units under one head on one day is read together, because the
old numbers speak of the text before it and the new ones of the text after it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.amendments import Amendment, AmendmentAction
from corpus.citations import label_of
from corpus.wording_edits import NewText, NotApplicable
from corpus.wording_tree import Unit, label_key, sort_key, usual_marker

_FORMER = re.compile(
    r"\b(pasal|ayat|huruf|angka)\s*\(?\s*(\w{1,5}?)\s*\)?\s+lama\b.{0,120}?\b(?:dijadikan|menjadi)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Renumbering:
    """What becomes of the units under one head.

    Attributes:
        amendments: those that fill or empty a number; others change units that keep theirs.
        moved: where the words of a new number come from, by new identifier.
        given_up: old identifiers whose words go elsewhere or are deleted.
        filled: identifiers that hold other words afterwards.
    """

    amendments: tuple[Amendment, ...]
    moved: dict[str, str]
    given_up: frozenset[str]
    filled: frozenset[str]


def renumbering(
    amendments: Sequence[Amendment], head: str, exists: Callable[[str], bool]
) -> Renumbering | None:
    """What amendments of one regulation and day make of the units under ``head``, where it is certain.

    Certain is that no number is filled twice, that every number which is filled was free or is given up,
    and that all words which move were there. None where nothing is renumbered, or not all of that holds.

    Args:
        exists: whether a unit was there before.
    """
    under = [a for a in amendments if a.target_id.rpartition("/")[0] == head]
    sources = {a.target_id: source for a in under if (source := former_unit(a))}
    moved = {a.target_id: sources[a.target_id] for a in under if _is_move(a)}
    deleted = {a.target_id for a in under if a.action is AmendmentAction.DELETE}
    given_up = deleted | set(sources.values())
    filling = [a.target_id for a in under if former_unit(a) or a.action is AmendmentAction.INSERT]
    filled = frozenset(filling)
    own = tuple(a for a in under if a.target_id in given_up | filled)
    certain = (
        bool(moved)
        and len(filled) == len(filling)
        and len(set(sources.values())) == len(sources)
        and all(exists(unit) for unit in given_up)
        and all(unit in given_up or not exists(unit) for unit in filled)
        and all(_is_part(a) and (_is_move(a) or not a.doubt) for a in own)
    )
    return Renumbering(own, moved, frozenset(given_up), filled) if certain else None


def heads_of(amendments: Sequence[Amendment]) -> list[str]:
    """The identifiers under which amendments renumber units, each once."""
    return list(dict.fromkeys(a.target_id.rpartition("/")[0] for a in amendments if _is_move(a)))


def relabelled(unit: Unit, segment: str) -> Unit:
    """A copy of a unit with its words under another number."""
    result = unit.copy()
    result.segment = segment
    result.provision = result.provision.model_copy(update={"label": label_of(segment)})
    result.marker = usual_marker(result.provision.kind, segment)
    return result


def renumber_children(parent: Unit, plan: Renumbering, texts: NewText) -> None:
    """Give the units under ``parent`` their new numbers and words.

    Raises:
        NotApplicable: new wording is missing, or the units cannot be put in order.
    """
    old = {child.segment: child for child in parent.children}
    gone = {unit.rpartition("/")[2] for unit in plan.given_up}
    children = {segment: child for segment, child in old.items() if segment not in gone}
    for amendment in plan.amendments:
        segment = amendment.target_id.rpartition("/")[2]
        source = plan.moved.get(amendment.target_id)
        if source is not None:
            children[segment] = relabelled(old[source.rpartition("/")[2]], segment)
        elif amendment.action in {AmendmentAction.REPLACE, AmendmentAction.INSERT}:
            children[segment] = texts.tree(amendment)
    keys = [label_key(segment) for segment in children]
    if any(key is None for key in keys) or len({key[0] for key in keys if key is not None}) > 1:
        raise NotApplicable("urutan barunya tidak pasti")
    parent.children = [children[segment] for segment in sorted(children, key=sort_key)]


def _is_part(amendment: Amendment) -> bool:
    """Whether a change of a number that is filled or given up is one of filling it or giving it up."""
    acts = {AmendmentAction.DELETE, AmendmentAction.INSERT}
    return amendment.action in acts or bool(former_unit(amendment))


def _is_move(amendment: Amendment) -> bool:
    """Whether old words get a new number: the text of such a change is a unit of the amended regulation."""
    same_head = amendment.text_id.rpartition("/")[0] == amendment.target_id.rpartition("/")[0]
    return amendment.action is AmendmentAction.OTHER and bool(amendment.text_id) and same_head


def former_unit(amendment: Amendment) -> str:
    """The old number of the unit that now has the target's, also of one that is reworded with it."""
    if _is_move(amendment):
        return amendment.text_id
    head, _, segment = amendment.target_id.rpartition("/")
    match = _FORMER.search(amendment.evidence)
    if amendment.action is not AmendmentAction.REPLACE or match is None:
        return ""
    kind, number = match[1].lower(), match[2].lower()
    return f"{head}/{kind}-{number}" if segment.partition("-")[0] == kind else ""


def insertion(unit: str, plan: Renumbering) -> Amendment:
    """An insertion of a unit of ``plan`` where its number puts it."""
    first = plan.amendments[0]
    return first.model_copy(update={"target_id": unit, "after_id": "", "action": AmendmentAction.INSERT})
