"""From the names and words that a model wrote to citations: provision, exact span, stored words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.draft_provision import finest
from assistant.entry_citations import SUPPORT, bearing_quotes, citations_for, readings_of
from assistant.fact_support import base_of, checkable
from assistant.generation.claims import RawClaim, RawQuote
from assistant.generation.handles import Handle
from assistant.generation.problems import Kind, Problem
from assistant.models import Claim
from assistant.quoting import Weigh, coverage, window
from corpus.knowledge import Knowledge
from corpus.models import Citation, Provision
from corpus.numbers import Fact
from corpus.search_words import known_words
from corpus.text import locate

FEWEST_WORDS = 3
"""Words of a quotation; fewer say nothing, and the provision is quoted where it bears on the sentence."""
NEARLY_ALL = 0.8
"""Share of the best provision's bearing from which a narrower one in it is cited instead."""
MOST_CITATIONS = 6
_GAP = re.compile(r"\s*(?:\[\s*)?(?:…|\.{3,})(?:\s*\])?\s*")
_MARKS = " \t\n\"'“”‘’«»"
_WORD = re.compile(r"\w+")
_MISREAD = str.maketrans({"0": "o", "1": "l", "i": "l", "|": "l", "5": "s", "8": "b"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """A sentence with its citations, and what is wrong with how it names them.

    Attributes:
        raw: as it was written.
        handles: the texts that it names and that there are.
    """

    raw: RawClaim
    claim: Claim
    handles: tuple[Handle, ...]
    problems: tuple[Problem, ...]


def resolve(raw: RawClaim, handles: Mapping[str, Handle], knowledge: Knowledge, weigh: Weigh) -> Resolved:
    """Find what a sentence cites.

    Quoted words are found as they are stored, whatever their case, spacing or misread letters; a quotation
    that is not there is a problem. A source without a quotation is quoted where it bears on the sentence.
    Guidance stands for the provisions it rests on. Where a number is not in the named source but in another
    one that bears on the sentence, that one is cited too: small models often name the neighbour.
    """
    problems = [
        Problem(Kind.HANDLE, f"sumber “{name}” tidak ada") for name in raw.handles if name not in handles
    ]
    named = [handles[name] for name in raw.handles if name in handles]
    found: list[Citation] = []
    for handle in named:
        quotes = [quote for quote in raw.quotes if quote.handle == handle.name]
        if handle.basis:
            found += citations_for(raw.text, readings_of(handle.basis, knowledge), weigh)
            continue
        placed = [place for quote in quotes for place in _placed(quote, handle)]
        if None in placed:
            problems.append(Problem(Kind.QUOTE, f"kutipan dari {handle.name} tidak sama dengan teksnya"))
        exact = [citation for citation in placed if citation is not None]
        found += exact or _bearing(raw.text, handle, weigh)
        found += handle.openings if exact or found else ()
    if named and not found and not problems:
        problems.append(Problem(Kind.BEARING, "sumber yang disebut tidak membahas hal ini"))
    if found and not problems:
        found += _of_facts(raw.text, found, handles, weigh)
    citations = tuple(dict.fromkeys(found))[:MOST_CITATIONS]
    return Resolved(raw, Claim(text=raw.text, citations=citations), tuple(named), tuple(problems))


def _of_facts(
    text: str, found: Sequence[Citation], handles: Mapping[str, Handle], weigh: Weigh
) -> list[Citation]:
    """Words of another source that was read and has the facts which the named ones lack."""
    named = base_of(_whole_text(citation, handles) for citation in found)
    missing = [fact for fact in checkable(text) if not named.supports(fact)]
    for handle in handles.values() if missing else ():
        for citation in _bearing(text, handle, weigh) if handle.provisions else ():
            shared = coverage(known_words(text), known_words(citation.quote), weigh)
            if shared >= SUPPORT and all(map(base_of((citation.quote,)).supports, missing)):
                return [citation]
    return []


def _whole_text(citation: Citation, handles: Mapping[str, Handle]) -> str:
    """The whole words of a cited provision where a handle has it, else those quoted."""
    for handle in handles.values():
        for provision in handle.provisions:
            if provision.id == citation.provision_id:
                return provision.full_text
    return citation.quote


def _placed(quote: RawQuote, handle: Handle) -> Iterator[Citation | None]:
    """Each unbroken piece of a quotation where it is stored; None for one that is not there."""
    for piece in _GAP.split(quote.words.strip(_MARKS)):
        words = piece.strip(_MARKS)
        if len(_WORD.findall(words)) >= FEWEST_WORDS:
            yield _find(words, handle)


def _find(words: str, handle: Handle) -> Citation | None:
    """The finest text of a handle that has the words."""
    deepest = sorted(handle.provisions, key=lambda provision: -provision.id.count("/"))
    texts = [(provision.id, provision.full_text, 0) for provision in deepest]
    texts += [(opening.provision_id, opening.quote, opening.start) for opening in handle.openings]
    if handle.unit is not None:
        texts.append((handle.unit.id, handle.unit.text, 0))
    for find in (locate, locate_misread):
        for identifier, text, offset in texts:
            span = find(words, text)
            if span is not None:
                start, end = span
                quote = text[start:end]
                return Citation(provision_id=identifier, quote=quote, start=offset + start, end=offset + end)
    return None


def locate_misread(quote: str, text: str) -> tuple[int, int] | None:
    """Where ``quote`` stands in ``text`` but for letters that scanners mix up (0 and O, 1 and l, rn and m).

    Words are compared one by one; those of digits alone must be the same.
    """
    wanted = [_as_misread(word) for word in _WORD.findall(quote)]
    places = list(_WORD.finditer(text))
    stored = [_as_misread(match.group()) for match in places]
    for first in range(len(stored) - len(wanted) + 1) if wanted else ():
        if stored[first : first + len(wanted)] == wanted:
            return places[first].start(), places[first + len(wanted) - 1].end()
    return None


def _as_misread(word: str) -> str:
    return word if word.isdigit() else word.lower().translate(_MISREAD).replace("rn", "m")


def _bearing(text: str, handle: Handle, weigh: Weigh) -> list[Citation]:
    """The words of a handle that bear on a sentence; nothing where none do."""
    wanted = set(known_words(text))
    if handle.unit is not None:
        unit = handle.unit
        if not wanted & known_words(unit.text):
            return []
        places = window(unit.text, wanted, weigh)
        return [
            Citation(provision_id=unit.id, quote=unit.text[start:end], start=start, end=end)
            for start, end in places
        ]
    needed = set(checkable(text))
    provision = _bearing_provision(handle.provisions, wanted, needed, weigh)
    if provision is None:
        return []
    quoted = bearing_quotes(provision, wanted, needed, weigh)
    return [finest(list(handle.provisions), citation.quote) or citation for citation in quoted]


def _bearing_provision(
    provisions: Sequence[Provision], wanted: set[str], needed: set[Fact], weigh: Weigh
) -> Provision | None:
    """The narrowest provision that has as many of the facts and nearly as many of the words as any."""
    rated = []
    for provision in provisions:
        base = base_of((provision.full_text,))
        held = sum(base.supports(fact) for fact in needed)
        rated.append((held, coverage(wanted, known_words(provision.full_text), weigh), provision))
    most = max((held for held, _, _ in rated), default=0)
    best = max((share for held, share, _ in rated if held == most), default=0.0)
    if not best:
        return None
    near = [provision for held, share, provision in rated if held == most and share >= NEARLY_ALL * best]
    return max(near, key=lambda provision: (provision.id.count("/"), -provision.order))
