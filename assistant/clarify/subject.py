"""What kind of employee, or other kind of a slot, a passage is about."""

import re

from assistant.clarify.slots import Kind, Slot
from assistant.draft_entry import ways_to_ask
from corpus.models import PassageKind, PassageUnit, SopEntry
from corpus.open_snapshot import OpenSnapshot

EMPLOYEES = frozenset({"pns", "cpns", "pppk"})
_WORDS_OF_PPPK = re.compile(r"\bpppk\b|perjanjian kerja", re.IGNORECASE)
_WORDS_OF_PNS = re.compile(r"\bpns\b|pegawai negeri", re.IGNORECASE)
_WORDS_OF_CPNS = re.compile(r"\bcpns\b|calon (?:pns|pegawai negeri)", re.IGNORECASE)


def kinds_of(snapshot: OpenSnapshot, slot: Slot, unit: PassageUnit) -> tuple[Kind, ...]:
    """The kinds of a slot that a passage is about: an entry by what it answers, a provision by its words."""
    if slot.subject:
        about = subject(snapshot, unit)
        return tuple(kind for kind in slot.kinds if kind.label.lower() in about)
    entry = snapshot.knowledge.entry(unit.id)
    if entry is None:
        return slot.named(unit.text)
    title = entry.title if isinstance(entry, SopEntry) else ways_to_ask(entry)[0]
    return slot.named(" ".join((title, *entry.applies_to)))


def subject(snapshot: OpenSnapshot, unit: PassageUnit) -> frozenset[str]:
    """The kinds of employee that a passage is about; empty where it is about everyone or nobody.

    An approved entry says so itself; of a law it is in the title, or else in the provision's words.
    """
    entry = snapshot.knowledge.entry(unit.id)
    if entry is not None:
        return frozenset(name.lower() for name in entry.applies_to) & EMPLOYEES
    if unit.kind is PassageKind.TEXT:
        return frozenset()
    titled = _named_in(snapshot.knowledge.source(unit.source_id).title)
    return titled if len(titled) == 1 else _named_in(unit.text)


def _named_in(text: str) -> frozenset[str]:
    return frozenset(
        kind
        for kind, pattern in (("pns", _WORDS_OF_PNS), ("pppk", _WORDS_OF_PPPK))
        if pattern.search(_WORDS_OF_CPNS.sub(" ", text))
    ) or (frozenset({"cpns"}) if _WORDS_OF_CPNS.search(text) else frozenset())
