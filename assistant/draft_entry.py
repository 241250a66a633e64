"""Drafting from an approved FAQ or SOP: its own sentences, each with the law it rests on."""

import re

from corpus.numbers import facts

from assistant.models import Claim
from assistant.quoting import Span, Weigh, best_span, coverage
from corpus.knowledge import Knowledge
from corpus.models import Citation, FaqEntry, PassageUnit, Provision, SopEntry
from corpus.search_words import known_words, search_words
from corpus.text import sentences

SUPPORT = 0.3
"""Least share of a sentence's words that a provision must have to be cited for it. A sentence
without facts that falls below states no rule of its own (advice, whom to ask)."""
LIST_MARK = re.compile(r"^\s*(?:[-•*]|\d+[.)])\s+")


def draft_faq(entry: FaqEntry, knowledge: Knowledge, weigh: Weigh) -> tuple[Claim, ...]:
    """The answer of a FAQ, sentence by sentence, each citing the basis that supports it best."""
    readings = _readings(entry.legal_basis, knowledge)
    return tuple(
        Claim(text=text, citations=_support(text, readings, weigh)) for text in _sentences(entry.answer)
    )


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
    """The reading that has every fact of ``text`` and most of its words; two when one is not enough."""
    wanted = set(search_words(LIST_MARK.sub("", text)))
    needed = {(fact.kind, str(fact.value)) for fact in facts(text)}
    scored = []
    for order, reading in enumerate(readings):
        held = needed & {(fact.kind, str(fact.value)) for fact in facts(reading.full_text)}
        share = coverage(wanted, known_words(reading.full_text), weigh)
        scored.append((len(held), share, -order, reading, held))
    scored.sort(key=lambda item: item[:3], reverse=True)
    chosen: list[Provision] = []
    open_facts = set(needed)
    for held_count, share, _, reading, held in scored:
        adds = bool(held & open_facts)
        if (not chosen and (adds or (not needed and share >= SUPPORT))) or (chosen and adds):
            chosen.append(reading)
            open_facts -= held
        if chosen and not open_facts:
            break
        if not held_count and needed:
            break
    return tuple(_quote(reading, wanted, needed, weigh) for reading in chosen)


def _quote(reading: Provision, wanted: set[str], needed: set[tuple[str, str]], weigh: Weigh) -> Citation:
    """The sentence of the reading that bears on the claim, preferring one that has its facts."""
    text = reading.full_text
    with_facts = [
        Span(start, end, coverage(wanted, known_words(text[start:end]), weigh))
        for start, end in sentences(text)
        if needed & {(fact.kind, str(fact.value)) for fact in facts(text[start:end])}
    ]
    span = max(with_facts, key=lambda item: item.coverage) if with_facts else best_span(text, wanted, weigh)
    start, end = (span.start, span.end) if span else (0, len(text))
    return Citation(provision_id=reading.id, quote=text[start:end], start=start, end=end)
