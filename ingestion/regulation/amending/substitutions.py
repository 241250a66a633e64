"""Words that an instruction puts in the place of others: "kata "A" diubah menjadi "B""."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingestion.regulation.amending.mentions import Mention, mentions_in

_WORDS = r"[\"“”„'‘’]{{1,2}}\s*(?P<{0}>[^\"“”„]{{1,300}}?)\s*[\"“”„'’]{{1,2}}"
_SUBSTITUTION = re.compile(
    r"\b(?:[Kk]ata(?:-kata)?|[Ff]ras[ae]|[Pp]erkataan|[Ss]ebutan|[Ii]stilah|[Pp]enyebutan|[Kk]alimat|[Tt]ulisan)\s*:?\s*"
    + _WORDS.format("old")
    + r"(?P<between>[^\"“”„]{0,250}?)\b(?:diganti(?:kan)?|diubah|dibaca|menjadi|disebut)\b[^\"“”„]{0,60}?"
    + _WORDS.format("new")
)


@dataclass(frozen=True, slots=True)
class Substitution:
    """Words that take the place of others, and where; no places means throughout the regulation."""

    old: str
    new: str
    places: tuple[Mention, ...]


def substitutions_in(text: str, context: tuple[tuple[str, str], ...]) -> Iterator[Substitution]:
    """Every replacement of words that ``text`` orders, with the places that it names."""
    for match in _SUBSTITUTION.finditer(text):
        around = match.group("between") or ""
        places = mentions_in(around, context)
        if not places:
            lead = text[max(0, match.start() - 120) : match.start()]
            places = mentions_in(lead, context)
        yield Substitution(
            " ".join(match.group("old").split()), " ".join(match.group("new").split()), tuple(places)
        )
