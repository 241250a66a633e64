"""Two files of one identifier: copies of a regulation, or two regulations of which one is misnumbered.

A catalogue holds both. Of copies the fuller is kept; of different texts the one whose file name says the
same number, else the one that came first. The other is never dropped without a word.
"""

import re
from collections.abc import Iterable, Sequence
from enum import Enum, auto

from corpus.identifiers import regulation_id
from corpus.models import Provision, ProvisionKind, Source
from ingestion.regulation.metadata import identity_from_origin

_RUN = 3
"""Words in a row: two regulations share words and formulas, not many runs of them."""

_ALIKE = 0.5
"""Share of the shorter text's runs that the other holds, from which on both are one regulation."""


_FORMULAS = frozenset(
    {ProvisionKind.PEMBUKAAN, ProvisionKind.MENIMBANG, ProvisionKind.MENGINGAT, ProvisionKind.PENUTUP}
)
"""Parts that regulations of one type share much of."""


class Namesake(Enum):
    """How a text stands to the one that the store holds under its identifier."""

    COPY = auto()
    HELD_IS_RIGHT = auto()
    NEW_IS_RIGHT = auto()


def compare(
    held: Source, held_words: Sequence[Provision], new: Source, new_words: Sequence[Provision]
) -> Namesake:
    """Judge two regulations of one identifier by their words, their titles and their files' names."""
    if held.regulation is None:
        return Namesake.NEW_IS_RIGHT  # a text that merely bears the regulation's name
    if _is_one_title(held.title, new.title) or _likeness(held_words, new_words) >= _ALIKE:
        return Namesake.COPY
    is_new_right = _is_named_so(new) and not _is_named_so(held)
    return Namesake.NEW_IS_RIGHT if is_new_right else Namesake.HELD_IS_RIGHT


def refusal_of(loser: Source, keeper: Source) -> str:
    """Why a text does not come in beside another of its identifier, in Indonesian."""
    return (
        f"nomornya ({loser.id}) sama dengan {keeper.origin} “{_short(keeper.title)}”, tetapi isinya lain "
        f"(“{_short(loser.title)}”); salah satu nomor tentu salah. Periksa nomor pada naskah, perbaiki pada "
        "salinannya, lalu masukkan lagi"
    )


def _short(title: str) -> str:
    return title if len(title) <= 80 else f"{title[:79].rstrip()}…"


def _is_one_title(one: str, other: str) -> bool:
    first, second = (re.sub(r"[^a-z0-9]", "", title.lower()) for title in (one, other))
    return first == second and bool(first)


def _likeness(one: Sequence[Provision], other: Sequence[Provision]) -> float:
    first, second = _runs(one), _runs(other)
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else 0.0


def _runs(provisions: Iterable[Provision]) -> set[tuple[str, ...]]:
    rules = (unit.text.lower() for unit in provisions if unit.kind not in _FORMULAS)
    words = [word for rule in rules for word in re.findall(r"[a-z0-9]+", rule)]
    return set(zip(*(words[start:] for start in range(_RUN)), strict=False))


def _is_named_so(source: Source) -> bool:
    """Whether the name of its file says its identifier."""
    named = identity_from_origin(source.origin)
    return (
        named is not None and regulation_id(named.type, named.number, named.year, named.issuer) == source.id
    )
