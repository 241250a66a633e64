"""Changes of a regulation that a digest's note tells, while the changing text itself is not here."""

import re

from assistant.fact_support import FactBase
from corpus.numbers import FactKind, facts

SAYS_CHANGE = re.compile(r"\b(?:diubah|mengubah|perubahan|ditambah|menambah)\b", re.IGNORECASE)
"""What a sentence must say for its regulation to be one that a note names."""
_CHANGED_BY = re.compile(r"\bdiubah(?:\s+sebagian)?\s+(?:oleh|dengan)\s+$", re.IGNORECASE)
_LOOK_BACK = 40


def changes_told(note: str) -> FactBase:
    """The regulations that a note says changed what it stands beside, and no other fact of it.

    "Diubah sebagian oleh PP 17/2020" supports that name in a sentence that tells of the change; pasal,
    numbers and dates of a note support nothing.
    """
    stated = frozenset(
        (fact.kind, str(fact.value))
        for fact in facts(note)
        if fact.kind is FactKind.REGULATION and "/" not in str(fact.value)
        if _CHANGED_BY.search(note[max(0, fact.start - _LOOK_BACK) : fact.start])
    )
    return FactBase(stated, frozenset(), frozenset(), frozenset())
