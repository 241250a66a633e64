"""What a sentence of an approved entry cites of the provisions that the entry rests on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.advice import advises
from assistant.fact_support import FactBase, base_of, checkable, fact_base
from assistant.models import Claim
from assistant.quoting import Weigh, coverage, window
from assistant.told_changes import SAYS_CHANGE, changes_told
from corpus.citations import format_citation
from corpus.knowledge import Knowledge
from corpus.models import Citation, Provision
from corpus.numbers import Fact
from corpus.search_words import known_words, search_words
from corpus.text import sentences

SUPPORT = 0.3
"""Least share of a sentence's words that what is cited for it must have together. A sentence
without facts that falls below states no rule of its own (advice, whom to ask)."""
FURTHER = 0.2
"""Least share of its words that each cited provision must add: two rules may tell one half each."""
SHARED = 2
"""Least number of words in common: one alone ("waktu", "tetap") is chance."""
MOST_READINGS = 3
"""Provisions cited for the words of one sentence; its facts may need more."""
OFFICIAL = 0.5
"""The official text is cited rather than our digest of it from this share of the digest's words on."""
LIST_MARK = re.compile(r"^\s*(?:[-•*]|\d+[.)])\s+")


@dataclass(frozen=True, slots=True)
class Reading:
    """A stored wording of a provision.

    Attributes:
        changes: the regulations that the note of its source says changed it.
    """

    provision: Provision
    changes: FactBase


Readings = list[Reading]
"""Stored readings of one provision, the official text before digests."""


def readings_of(legal_basis: tuple[str, ...], knowledge: Knowledge) -> list[Readings]:
    """The readings of every provision of the basis, in the entry's order."""
    found = knowledge.readings_by_id(legal_basis)
    return [
        [Reading(provision, changes_told(source.note)) for provision, source in found[basis]]
        for basis in legal_basis
        if basis in found
    ]


def citations_for(text: str, basis: list[Readings], weigh: Weigh) -> tuple[Citation, ...]:
    """What every sentence of a claim rests on, each once."""
    said = LIST_MARK.sub("", text)
    context = set(search_words(said))
    each = (_support_of(said[start:end], context, basis, weigh) for start, end in sentences(said))
    return tuple(dict.fromkeys(citation for citations in each for citation in citations))


def within_lists(claims: Sequence[Claim], basis: list[Readings], weigh: Weigh) -> tuple[Claim, ...]:
    """The claims, with what their lists tell of the lines that cite nothing by themselves.

    An item is short: of a provision that its list cites already, fewer words are enough. The words that
    open a list rest on what all of its cited items rest on. Neither holds for a fact or for advice.
    """
    told = list(claims)
    for first, end in _lists(claims):
        cited = {citation.provision_id for claim in claims[first:end] for citation in claim.citations}
        near = [readings for readings in basis if readings[0].provision.id in cited]
        supports = [claim.citations for claim in claims[first + 1 : end] if claim.citations]
        common = [one for one in supports[0] if all(one in other for other in supports)] if supports else []
        for place, claim in enumerate(claims[first:end], first):
            if claim.citations or checkable(claim.text) or advises(claim.text):
                continue
            citations = tuple(common) if place == first else _item_support(claim.text, near, weigh)
            told[place] = claim.model_copy(update={"citations": citations})
    return tuple(told)


def _lists(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """Where every list begins, with the words that open it, and where it ends."""
    for first, claim in enumerate(claims):
        end = first + 1
        while end < len(claims) and LIST_MARK.match(claims[end].text):
            end += 1
        if claim.text.endswith(":") and end > first + 1:
            yield first, end


def _item_support(text: str, near: list[Readings], weigh: Weigh) -> tuple[Citation, ...]:
    wanted = set(search_words(LIST_MARK.sub("", text)))
    read = [_best_reading(readings, wanted, set(), weigh) for readings in near]
    best = max(read, key=lambda reading: _share(wanted, reading, weigh), default=None)
    if best is None or _share(wanted, best, weigh) < FURTHER:
        return ()
    return tuple(bearing_quotes(best.provision, wanted, set(), weigh))


def _support_of(text: str, context: set[str], basis: list[Readings], weigh: Weigh) -> tuple[Citation, ...]:
    """Readings that together have every fact of ``text`` and most of its words, the best one first.

    Of readings that say the same, the one nearer to the whole claim (``context``) goes first. A
    sentence without facts cites what has enough of its words together, else nothing.
    """
    wanted = set(search_words(text))
    needed = set(checkable(text))
    tells_change = SAYS_CHANGE.search(text) is not None
    left = [_best_reading(readings, wanted, needed, weigh) for readings in basis]
    chosen: list[Reading] = []
    missing, uncovered = set(needed), set(wanted)
    while left:
        ranked = [
            (
                len(_held(item, missing, tells_change)),
                _share(uncovered, item, weigh) + _share(context, item, weigh),
                -place,
            )
            for place, item in enumerate(left)
        ]
        held, _, place = max(ranked)
        reading = left[-place]
        words = uncovered & known_words(reading.provision.full_text)
        enough = coverage(wanted, words, weigh) >= FURTHER and len(words) >= min(SHARED, len(wanted))
        if not held and (missing or not enough or len(chosen) >= MOST_READINGS):
            break
        chosen.append(left.pop(-place))
        missing -= _held(reading, missing, tells_change)
        uncovered -= words
    if not needed and coverage(wanted, wanted - uncovered, weigh) < SUPPORT:
        return ()
    return tuple(
        citation
        for reading in chosen
        for citation in bearing_quotes(reading.provision, wanted, needed, weigh)
    )


def _best_reading(readings: Readings, wanted: set[str], needed: set[Fact], weigh: Weigh) -> Reading:
    """The reading to cite: the official text, unless only a digest says what the sentence says."""

    def says(reading: Reading) -> tuple[int, float]:
        return len(_held(reading, needed)), _share(wanted, reading, weigh)

    official = readings[0]
    if len(readings) == 1:
        return official
    facts, share = says(official)
    for digest in readings[1:]:
        more_facts, more = says(digest)
        if more_facts > facts or share < OFFICIAL * more:
            return digest
    return official


def _share(wanted: set[str], reading: Reading, weigh: Weigh) -> float:
    return coverage(wanted, known_words(reading.provision.full_text), weigh)


def _held(reading: Reading, wanted: set[Fact], tells_change: bool = False) -> set[Fact]:
    if not wanted:
        return set()
    base = base_of((reading.provision.full_text, format_citation(reading.provision.id)))
    if tells_change:
        base = base.union(reading.changes)
    return {fact for fact in wanted if base.supports(fact)}


def bearing_quotes(reading: Provision, wanted: set[str], needed: set[Fact], weigh: Weigh) -> list[Citation]:
    """The words of the reading that bear on the claim; those with its facts where it has any."""
    text = reading.full_text
    places = window(text, wanted, weigh)
    if needed and not any(_bears(text[start:end], needed) for start, end in places):
        places = [(start, end) for start, end in sentences(text) if _bears(text[start:end], needed)][
            :1
        ] or places
    return [
        Citation(provision_id=reading.id, quote=text[start:end], start=start, end=end)
        for start, end in places or [(0, len(text))]
    ]


def _bears(words: str, needed: set[Fact]) -> bool:
    base = fact_base(words)
    return any(base.supports(fact) for fact in needed)
