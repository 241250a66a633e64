"""Drafting from provisions and other texts: the sentences that bear on the question, quoted."""

from assistant.models import Claim
from assistant.quoting import Weigh, ranked_spans
from corpus.identifiers import provision_of
from corpus.knowledge import Knowledge
from corpus.models import Citation, Passage, PassageKind, Provision

WHOLE_UP_TO = 420
"""Characters up to which a unit is quoted whole: a short rule loses its conditions when cut."""
MOST_CLAIMS = 3


def draft_passages(
    passages: list[Passage], wanted: set[str], knowledge: Knowledge, weigh: Weigh
) -> tuple[Claim, ...]:
    """Up to three quotations, best first, no two from one unit.

    Args:
        passages: those that may be relied on, best first.
        wanted: search words of the question.
    """
    claims: list[Claim] = []
    for passage in passages[:MOST_CLAIMS]:
        claim = _claim(passage, wanted, knowledge, weigh)
        if claim is not None:
            claims.append(claim)
    return tuple(claims)


def _claim(passage: Passage, wanted: set[str], knowledge: Knowledge, weigh: Weigh) -> Claim | None:
    unit = passage.unit
    if unit.kind is PassageKind.TEXT:
        start, end = _window(unit.text, wanted, weigh)
        quote = unit.text[start:end]
        citation = Citation(provision_id=unit.id, quote=quote, start=start, end=end)
        return Claim(text=" ".join(quote.split()), citations=(citation,))
    versions = [
        provision
        for provision, source in knowledge.provision_versions(provision_of(unit.id))
        if source.id == unit.source_id
    ]
    if not versions:
        return None
    start, end = _window(unit.text, wanted, weigh)
    quote = unit.text[start:end]
    exact = _finest(knowledge.provisions_under(unit.source_id, versions[0].id), quote)
    return Claim(text=" ".join(quote.split()), citations=(exact,)) if exact else None


def _window(text: str, wanted: set[str], weigh: Weigh) -> tuple[int, int]:
    """The whole of a short text; else its best sentence with the neighbours that fit."""
    stripped = text.strip()
    if len(stripped) <= WHOLE_UP_TO:
        start = text.index(stripped)
        return start, start + len(stripped)
    spans = ranked_spans(text, wanted, weigh)
    if not spans:
        return 0, len(text)
    ordered = sorted(spans, key=lambda span: span.start)
    first = last = ordered.index(spans[0])
    while True:
        before = ordered[first - 1] if first > 0 else None
        after = ordered[last + 1] if last + 1 < len(ordered) else None
        options = [
            (span.coverage, side, span)
            for side, span in (("after", after), ("before", before))
            if span is not None
            and span.coverage > 0
            and max(ordered[last].end, span.end) - min(ordered[first].start, span.start) <= WHOLE_UP_TO
        ]
        if not options:
            return ordered[first].start, ordered[last].end
        _, side, _ = max(options, key=lambda option: option[0])
        if side == "after":
            last += 1
        else:
            first -= 1


def _finest(provisions: list[Provision], quote: str) -> Citation | None:
    """The deepest provision whose text has the quote, so that the citation is as exact as can be."""
    holding = [provision for provision in provisions if quote in provision.full_text]
    if not holding:
        return None
    deepest = max(holding, key=lambda provision: (provision.id.count("/"), -provision.order))
    start = deepest.full_text.index(quote)
    return Citation(provision_id=deepest.id, quote=quote, start=start, end=start + len(quote))
