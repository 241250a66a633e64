"""The first Roman pasal of an amending regulation, where its label is damaged or lost."""

import re

from ingestion.regulation.amending.changes import orders_changes
from ingestion.regulation.amending.wording import openings
from ingestion.regulation.markers import roman_candidates
from ingestion.regulation.sequence import Candidate, Link, Reading, best_chain

_LEAD = re.compile(
    r"\bBeberapa\s+(?:ketentuan|pasal)\s+(?:di\s?dalam\s+|dalam\s+|pada\s+)?\^?(?:Undang|Peraturan|Keputusan)",
    re.IGNORECASE,
)
_LABEL_BEFORE = re.compile(
    r"\b(?:P\S{0,2}[sS]\S{0,3}\s{1,4}\^?\S{1,3}|Pasal)\s*$|\bP[Aa][Ss][Aa][Ll]\s{0,3}[I1l]\s+$"
)
_FIRST_LABEL = re.compile(r"\s*(P[Aa][Ss][Aa][Ll1I]\s{1,3}[1Il])\b\.?")
_REACH = 4000


def with_first(text: str, chain: list[Link], start: int, end: int) -> list[Link]:
    """The chain of Roman pasal, begun by Pasal I where words that only Pasal I has prove it.

    Args:
        text: masked words of the whole document.
        chain: the Roman headings found; the first may be a quoted one or the second.
        start: where the body begins.
        end: where it ends.
    """
    lead = _LEAD.search(text, start, min(end, start + _REACH))
    if lead is not None and (not chain or chain[0].candidate.start > lead.start()):
        return [_first(text, start, lead.start(), bool(chain)), *_after_first(chain, lead.start())]
    if chain and chain[0].reading.key[0] == 2:
        return _twice_second(text, chain, start, end)
    label = _FIRST_LABEL.match(text, start, end)
    if not chain or label is None or chain[0].candidate.start <= label.end():
        return chain
    # "Pasal 1" heads the body, and a quoted "Pasal I" was taken for the first.
    if not orders_changes(text, label.end(), chain[0].candidate.start, amending=True):
        return chain
    reading = Reading((1, ""), label.end(), 1.0)
    first = Link(Candidate(label.start(1), label.group(1), (reading,), 3.0), reading)
    return [first, *_after_first(chain, label.end())]


def _first(text: str, start: int, lead: int, has_second: bool) -> Link:
    before = _LABEL_BEFORE.search(text, max(start, lead - 16), lead)
    begin = before.start() if before else lead
    raw = text[begin:lead].strip() or "(label hilang)"
    reading = Reading((1, ""), lead, 0.5 if has_second else 0.0)
    return Link(Candidate(begin, raw, (reading,), 3.0), reading)


def _after_first(chain: list[Link], lead: int) -> list[Link]:
    return [link for link in chain if link.reading.key[0] > 1 and link.candidate.start > lead]


def _twice_second(text: str, chain: list[Link], start: int, end: int) -> list[Link]:
    """Where "Pasal II" is printed for both, the one whose words order a change is the first."""
    found = roman_candidates(text, start, end)
    if len(found) < 2 or found[0].start - start > _REACH:
        return chain
    first = next(
        iter(openings(text, found[0].readings[0].end, min(end, found[0].readings[0].end + _REACH))), None
    )
    if first is None or text[found[0].readings[0].end : first.start].strip():
        return chain
    reading = Reading((1, ""), found[0].readings[0].end, 1.0)
    return [Link(found[0], reading), *best_chain(found[1:], gap=2.0)]
