"""Which place of the law a passage or a citation stands for: the level at which answers are compared."""

import re
from collections.abc import Iterable

from corpus.identifiers import pasal_of, without_version
from corpus.knowledge import Knowledge
from corpus.models import PassageKind, PassageUnit
from corpus.open_snapshot import LAW
from evals.items import Item

_AMENDING = re.compile(r"/pasal-[ivxlc]+(?:~\d+)?$")
"""Pasal I of a law that amends another holds all its changes, each in a numbered point."""

Places = tuple[str, ...]
"""Distinct, in reading order."""


def place_of(identifier: str) -> str:
    """The pasal of an identifier in whatever wording, or the numbered point within an amending Pasal I.

    ``pp-94-2021/pasal-5/ayat-2`` → ``pp-94-2021/pasal-5``; ``pp-45-1990/pasal-i/angka-3/ayat-1`` →
    ``pp-45-1990/pasal-i/angka-3``; what has no pasal stays as it is.
    """
    return place_in_wording(without_version(identifier))


def place_in_wording(identifier: str) -> str:
    """``place_of``, in the wording that the identifier names."""
    pasal = pasal_of(identifier)
    if not _AMENDING.search(pasal):
        return pasal
    rest = identifier[len(pasal) + 1 :].split("/")[0]
    return f"{pasal}/{rest}" if rest.startswith("angka-") else pasal


def places_of_unit(unit: PassageUnit, knowledge: Knowledge) -> Places:
    """The places an indexed unit stands for.

    A FAQ, SOP or forum entry stands for the provisions in its ``legal_basis``; a text that is no law
    stands for its whole source.
    """
    if unit.kind in LAW:
        return (place_of(unit.id),)
    if unit.kind is PassageKind.TEXT:
        return (unit.source_id,)
    entry = knowledge.entry(unit.id)
    return places_of(entry.legal_basis) if entry else ()


def places_of(identifiers: Iterable[str]) -> Places:
    """``place_of`` each identifier, each place once."""
    return tuple(dict.fromkeys(place_of(identifier) for identifier in identifiers))


def gold_places(item: Item) -> tuple[Places, ...]:
    """The places of each part of the gold answer."""
    return tuple(places_of(part) for part in item.gold)


def sought_places(item: Item) -> tuple[Places, ...]:
    """The places that retrieval should bring: of each part of the answer, else of each reading."""
    return tuple(places_of(part) for part in item.gold or item.branches)
