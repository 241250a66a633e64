"""Whether the facts a sentence states occur in the texts it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from assistant.guard.personal_data import PLACEHOLDER
from corpus.numbers import Fact, FactKind, facts


@dataclass(frozen=True, slots=True)
class FactBase:
    """What one or several texts state, ready to be compared with.

    Attributes:
        stated: kind and canonical value of every fact.
        numbers: every number that occurs in them with or without a unit.
        paths: provisions they name, without their regulation.
        ordinals: from the lowest to the highest they name ("pertama sampai dengan ketiga" has the second).
    """

    stated: frozenset[tuple[FactKind, str]]
    numbers: frozenset[str]
    paths: frozenset[str]
    ordinals: frozenset[str]

    def supports(self, fact: Fact) -> bool:
        """Whether the fact occurs here, by value; a duration needs its own unit."""
        if (fact.kind, str(fact.value)) in self.stated:
            return True
        if fact.kind is FactKind.NUMBER:
            return str(fact.value) in self.numbers
        if fact.kind is FactKind.ORDINAL:
            return str(fact.value) in self.ordinals
        if fact.kind is FactKind.REGULATION:
            return str(fact.value) in self.paths
        return False

    def union(self, other: "FactBase") -> "FactBase":
        """What either states."""
        return FactBase(
            self.stated | other.stated,
            self.numbers | other.numbers,
            self.paths | other.paths,
            self.ordinals | other.ordinals,
        )


@lru_cache(maxsize=2_048)
def fact_base(text: str) -> FactBase:
    """The facts of one stored text, kept: the same provisions are cited all day."""
    return read_facts(text)


def read_facts(text: str) -> FactBase:
    """The facts of one text that will not come again, such as a question."""
    found = facts(text)
    stated = {(fact.kind, str(fact.value)) for fact in found}
    # Who names a provision names its regulation too.
    stated |= {(fact.kind, str(fact.value).partition("/")[0]) for fact in found if _is_citation(fact)}
    numbers = {str(_number(fact)) for fact in found}
    paths = {str(fact.value).partition("/")[2] or str(fact.value) for fact in found if _is_citation(fact)}
    ordinals = [fact.value for fact in found if fact.kind is FactKind.ORDINAL and isinstance(fact.value, int)]
    between = range(min(ordinals), max(ordinals) + 1) if ordinals else range(0)
    return FactBase(
        stated=frozenset(stated),
        numbers=frozenset(numbers),
        paths=frozenset(paths),
        ordinals=frozenset(str(value) for value in between),
    )


def base_of(texts: Iterable[str]) -> FactBase:
    """The facts of several texts together."""
    total = fact_base("")
    for text in texts:
        total = total.union(fact_base(text))
    return total


@lru_cache(maxsize=2_048)
def checkable(text: str) -> tuple[Fact, ...]:
    """Facts a sentence must find support for.

    Left out: a small number in words without a unit ("ada dua syarat"), which counts what the
    sentence itself lists, ``pertama`` and ``kedua``, which mostly say "once" and "both", and the numbers of
    placeholders for personal data ("[NIP-1]").
    """
    hidden = [found.span() for found in PLACEHOLDER.finditer(text)]
    return tuple(
        fact
        for fact in facts(text)
        if not _incidental(fact) and not any(start <= fact.start < end for start, end in hidden)
    )


def _incidental(fact: Fact) -> bool:
    if any(char.isdigit() for char in fact.text):
        return False
    if fact.kind is FactKind.NUMBER:
        return not isinstance(fact.value, Fraction)
    return fact.kind is FactKind.ORDINAL and fact.value in {1, 2}


def _number(fact: Fact) -> object:
    return fact.value[1] if isinstance(fact.value, tuple) else fact.value


def _is_citation(fact: Fact) -> bool:
    return fact.kind is FactKind.REGULATION
