"""What an answer cites, and when a citation counts as the right one."""

from enum import StrEnum

from assistant.models import Answer
from corpus.identifiers import without_version
from corpus.knowledge import Knowledge
from corpus.models import PassageKind
from evals.places import Places, place_in_wording


class Level(StrEnum):
    """How exactly a citation must name the place. The values are the names of the citable units."""

    PASAL = "pasal"
    AYAT = "ayat"


def cited_identifiers(answer: Answer, knowledge: Knowledge) -> tuple[Places, ...]:
    """The identifiers that each distinct citation stands for, in order of first mention.

    A citation of an approved FAQ, SOP or forum entry stands for the entry's ``legal_basis``, any other for
    itself.

    Raises:
        StorageError: the snapshot cannot be read.
    """
    ids = dict.fromkeys(citation.provision_id for claim in answer.claims for citation in claim.citations)
    units = knowledge.units_by_id(list(ids))
    entries = {PassageKind.FAQ, PassageKind.SOP, PassageKind.FORUM}
    found = []
    for identifier in ids:
        unit = units.get(identifier)
        entry = knowledge.entry(identifier) if unit is not None and unit.kind in entries else None
        found.append(tuple(dict.fromkeys(entry.legal_basis)) if entry else (identifier,))
    return tuple(found)


def unit_at(identifier: str, level: Level) -> str:
    """The citable unit of a level that an identifier stands in.

    At ``AYAT`` that is its ayat, or the pasal where the pasal has none: ``…/pasal-5/ayat-2/huruf-a`` →
    ``…/pasal-5/ayat-2``; ``…/pasal-6/huruf-a`` → ``…/pasal-6``. What has no pasal stays as it is.
    """
    place = place_in_wording(identifier)
    below = identifier[len(place) + 1 :].split("/")[0]
    return f"{place}/{below}" if level is Level.AYAT and below.startswith("ayat-") else place


def hits(cited: str, gold: str, level: Level) -> bool:
    """Whether citing one identifier names the place of another.

    It does when both stand in the same unit of the level, and when it is narrower: an ayat of a pasal that
    is gold as a whole, a pasal of a regulation that is. It does not when it is broader: a whole pasal for
    one of its ayat hits at ``PASAL`` only. Gold without a version is met in any wording (which wording
    holds is for legal force to say); gold with a version only in that one.
    """
    wording = cited if "@" in gold else without_version(cited)
    own, wanted = unit_at(wording, level), unit_at(gold, level)
    return own == wanted or own.startswith(f"{wanted}/")


def hits_any(cited: Places, gold: Places, level: Level) -> bool:
    """Whether what a citation stands for names any of several places."""
    return any(hits(one, other, level) for one in cited for other in gold)
