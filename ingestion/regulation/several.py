"""Files that hold more than one regulation: a second decision follows the first one's closing."""

import re
from itertools import pairwise

from ingestion.regulation.manuscript import tidy
from ingestion.regulation.metadata import Identity, identity_in

_DECISION = re.compile(
    r"(?:M\s?E\s?M\s?U\s?T\s?U\s?S\s?K\s?A\s?N|\bMemutuskan\s?:)(?![^A-Za-z]{0,40}(?:Menyatakan|MENYATAKAN|Memberi|MEMBERI))"
)
_CLOSING = re.compile(
    r"(?:Ditetapkan|DITETAPKAN|Dis[ay]h?kan|DISAHKAN|Diumumkan|Dikeluarkan)\s{1,4}(?:[Dd][Ii]|pada)\b"
)
_RECITAL = re.compile(r"\b(?:Menimbang|MENIMBANG|Mengingat|MENGINGAT)\b")
_ATTACHED = re.compile(r"\bLAMPIRAN\b")
_MASTHEAD = 4000
"""Characters before a decision within which its regulation is named."""


def further_regulations(words: str, own: str = "") -> list[str]:
    """The regulations that a file holds behind its first: their names as printed, or "tanpa nama".

    Args:
        words: the document, furniture blanked.
        own: number and year of its first, "7/2021": where that is named again it is not another.
    """
    found = []
    decisions = list(_DECISION.finditer(words))
    for before, decision in pairwise(decisions):
        closing = _CLOSING.search(words, before.end(), decision.start())
        if closing is None or _RECITAL.search(words, closing.end(), decision.start()) is None:
            continue
        between = words[max(closing.end(), decision.start() - _MASTHEAD) : decision.start()]
        if _ATTACHED.search(between) is None:
            named = identity_in(between, capitals=True)
            if named is None or f"{named.number}/{named.year}" != own:
                found.append(_name(named, between))
    return found


def _name(named: Identity | None, between: str) -> str:
    if named is None:
        return "tanpa nama"
    title = tidy(between[named.end : named.end + 90]).removeprefix("TENTANG ")
    return f"{named.type.value} {named.number}/{named.year} {title}".strip()


def warning_of(further: list[str]) -> str:
    """What the knowledge manager is told, in Indonesian."""
    names = "; ".join(f"“{name}”" for name in further)
    return (
        f"Berkas memuat lebih dari satu peraturan: {len(further)} lagi ({names}). "
        "Ketentuannya dapat tercampur; pisahkan menjadi berkas sendiri-sendiri."
    )
