"""Drafting from an approved FAQ, forum answer or SOP: its own sentences, each with the law it rests on."""

import re

from assistant.fact_support import base_of, checkable, fact_base
from assistant.models import Claim
from assistant.quoting import Span, Weigh, coverage, ranked_spans
from corpus.citations import format_citation
from corpus.knowledge import Knowledge
from corpus.models import Citation, PassageUnit, Provision, SopEntry
from corpus.numbers import Fact
from corpus.search_words import known_words, search_words
from corpus.text import sentences

SUPPORT = 0.3
"""Least share of a sentence's words that a provision must have to be cited for it. A sentence
without facts that falls below states no rule of its own (advice, whom to ask)."""
LIST_MARK = re.compile(r"^\s*(?:[-•*]|\d+[.)])\s+")


def draft_answer(
    answer: str, legal_basis: tuple[str, ...], knowledge: Knowledge, weigh: Weigh
) -> tuple[Claim, ...]:
    """An approved FAQ or forum answer, sentence by sentence, each citing the basis that supports it best."""
    readings = _readings(legal_basis, knowledge)
    return tuple(Claim(text=text, citations=_support(text, readings, weigh)) for text in _sentences(answer))


def draft_sop(entry: SopEntry, unit: PassageUnit, knowledge: Knowledge, weigh: Weigh) -> tuple[Claim, ...]:
    """A procedure: each line cites the law that supports it, or else the SOP it stands in."""
    readings = _readings(entry.legal_basis, knowledge)
    claims = [Claim(text=entry.purpose, citations=_support(entry.purpose, readings, weigh))]
    position = 0
    for line in unit.text.splitlines():
        start = unit.text.index(line, position)
        position = start + len(line)
        text = " ".join(line.split())
        if not text or text.startswith("Tujuan:"):
            continue
        own = Citation(provision_id=unit.id, quote=line, start=start, end=position)
        law = _support(text, readings, weigh)
        claims.append(Claim(text=text, citations=() if text.endswith(":") else law or (own,)))
    return tuple(claims)


def _sentences(answer: str) -> list[str]:
    """Sentences of an answer; its line breaks are meant, so no sentence runs across one."""
    found = []
    for line in answer.splitlines():
        mark = LIST_MARK.match(line)
        if mark is not None:
            found.append(" ".join(line.split()))
        else:
            found += [" ".join(line[start:end].split()) for start, end in sentences(line)]
    return [sentence for sentence in found if sentence]


def _readings(legal_basis: tuple[str, ...], knowledge: Knowledge) -> list[Provision]:
    """Every stored reading of the basis in the entry's order, official texts before digests."""
    versions = knowledge.versions_by_id(legal_basis)
    return [provision for basis in legal_basis for provision, _ in versions.get(basis, ())]


def _support(text: str, readings: list[Provision], weigh: Weigh) -> tuple[Citation, ...]:
    """Readings that together have every fact of ``text``, the one with most of its words first.

    A sentence without facts cites one reading when that has enough of its words, else none.
    """
    wanted = set(search_words(LIST_MARK.sub("", text)))
    needed = set(checkable(text))
    left = [(coverage(wanted, known_words(item.full_text), weigh), item) for item in readings]
    chosen: list[Provision] = []
    missing = set(needed)
    while left and (missing or not chosen):
        best = max(left, key=lambda pair: (len(_held(pair[1], missing)), pair[0]))
        share, reading = best
        held = _held(reading, missing)
        if not held and (missing or share < SUPPORT):
            break
        left.remove(best)
        chosen.append(reading)
        missing -= held
    return tuple(_quote(reading, wanted, needed, weigh) for reading in chosen)


def _held(reading: Provision, wanted: set[Fact]) -> set[Fact]:
    base = base_of((reading.full_text, format_citation(reading.id)))
    return {fact for fact in wanted if base.supports(fact)}


def _quote(reading: Provision, wanted: set[str], needed: set[Fact], weigh: Weigh) -> Citation:
    """The sentence of the reading that bears on the claim, preferring one that has its facts."""
    text = reading.full_text
    spans = ranked_spans(text, wanted, weigh)
    bearing = [
        span
        for span in spans
        if any(fact_base(text[span.start : span.end]).supports(fact) for fact in needed)
    ]
    best = (bearing or spans or [Span(0, len(text), 0.0)])[0]
    return Citation(
        provision_id=reading.id, quote=text[best.start : best.end], start=best.start, end=best.end
    )
