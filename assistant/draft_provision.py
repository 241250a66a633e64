"""Drafting from provisions and other texts: the sentences that bear on the question, quoted."""

import re
from dataclasses import dataclass

from assistant.models import Claim
from assistant.quoting import Weigh, closed, readable, window
from corpus.identifiers import provision_of
from corpus.knowledge import Knowledge
from corpus.models import Citation, Passage, PassageKind, PassageUnit, Provision, ProvisionKind
from corpus.search_words import known_words
from corpus.text import sentences

MOST_CLAIMS = 3
SAME = 0.8
"""Share of the words of two quotations in both from which they say the same: laws repeat each other."""
LONGEST_OPENING = 400
"""Characters of the words that open a list; longer ones are a rule of their own."""
ITEMS = frozenset({ProvisionKind.HURUF, ProvisionKind.ANGKA})
_DEFINITIONS = re.compile(r"yang\s+dimaksud\s+dengan\s*:?\s*$", re.IGNORECASE)
_LABEL = re.compile(r"(?:huruf|angka)-([0-9a-z]+)$")


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is quoted of one passage.

    Attributes:
        openings: the words that open the lists it is an item of, outermost first.
        label: its own label in the innermost of them (``"b."``).
    """

    quotes: tuple[Citation, ...]
    openings: tuple[Citation, ...] = ()
    label: str = ""


def draft_passages(
    passages: list[Passage], wanted: set[str], knowledge: Knowledge, weigh: Weigh
) -> tuple[Claim, ...]:
    """Up to three quotations, best first, no two from one unit and none that an earlier one says already.

    An item of a list comes with the words that open the list ("PNS dilarang:"), which it would not
    say the same without; items of one list make one claim.

    Args:
        passages: those that may be relied on, best first.
        wanted: search words of the question.
    """
    lists: dict[tuple[Citation, ...], list[_Piece]] = {}
    said: list[frozenset[str]] = []
    for passage in passages:
        piece = _piece(passage.unit, wanted, knowledge, weigh) if len(said) < MOST_CLAIMS else None
        if piece is None:
            continue
        words = known_words(" ".join(citation.quote for citation in piece.quotes))
        if not any(len(words & other) >= SAME * len(words | other) for other in said):
            said.append(words)
            lists.setdefault(piece.openings or piece.quotes, []).append(piece)
    return tuple(_claim(pieces) for pieces in lists.values())


def _claim(pieces: list[_Piece]) -> Claim:
    openings = pieces[0].openings
    lines = [" ".join(" ".join(citation.quote.split()) for citation in openings)] if openings else []
    for piece in pieces:
        words = " […]\n".join(readable(citation.quote) for citation in piece.quotes)
        lines.append(f"{piece.label} {words}".strip())
    quotes = tuple(citation for piece in pieces for citation in piece.quotes)
    return Claim(text=closed("\n".join(lines)), citations=tuple(dict.fromkeys((*quotes, *openings))))


def _piece(unit: PassageUnit, wanted: set[str], knowledge: Knowledge, weigh: Weigh) -> _Piece | None:
    places = window(unit.text, wanted, weigh)
    if unit.kind is PassageKind.TEXT:
        quotes = [
            Citation(provision_id=unit.id, quote=unit.text[start:end], start=start, end=end)
            for start, end in places
        ]
        return _Piece(tuple(quotes)) if quotes else None
    provisions = knowledge.provisions_under(unit.source_id, provision_of(unit.id))
    found = [finest(provisions, unit.text[start:end]) for start, end in places]
    exact = tuple(citation for citation in found if citation is not None)
    if not exact:
        return None
    label = _LABEL.search(provisions[0].id)
    if unit.kind is PassageKind.DIGEST or provisions[0].kind not in ITEMS or label is None:
        return _Piece(exact)
    openings = openings_of(provisions[0], unit.source_id, knowledge)
    return _Piece(exact, openings, f"{label[1]}." if openings else "")


def openings_of(item: Provision, source_id: str, knowledge: Knowledge) -> tuple[Citation, ...]:
    """The words that open the lists that ``item`` stands in, up to its ayat or pasal."""
    parts = item.id.split("/")
    above = ["/".join(parts[:depth]) for depth in range(len(parts) - 1, 1, -1)]
    versions = knowledge.readings_by_id(above)
    openings: list[Citation] = []
    for identifier in above:
        parent = next((p for p, source in versions.get(identifier, ()) if source.id == source_id), None)
        if parent is None:
            break
        opening = _opening(parent)
        if opening is not None:
            if _DEFINITIONS.search(opening.quote):
                # A definition says all of it by itself.
                return ()
            openings.insert(0, opening)
        if parent.kind not in ITEMS:
            break
    return tuple(openings)


def _opening(parent: Provision) -> Citation | None:
    """The sentence of a provision's own words that its items complete."""
    own = [parent.text[start:end] for start, end in sentences(parent.text)]
    colon = [sentence for sentence in own if sentence.endswith(":")]
    words = (colon or own[-1:] or [""])[0]
    start = parent.full_text.find(words)
    if not words or len(words) > LONGEST_OPENING or start < 0:
        return None
    return Citation(provision_id=parent.id, quote=words, start=start, end=start + len(words))


def finest(provisions: list[Provision], quote: str) -> Citation | None:
    """The deepest provision whose text has the quote, so that the citation is as exact as can be."""
    holding = [provision for provision in provisions if quote in provision.full_text]
    if not holding:
        return None
    deepest = max(holding, key=lambda provision: (provision.id.count("/"), -provision.order))
    start = deepest.full_text.index(quote)
    return Citation(provision_id=deepest.id, quote=quote, start=start, end=start + len(quote))
