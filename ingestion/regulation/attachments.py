"""Lampiran I, II, … with what is numbered in them."""

import re

from corpus.models import ProvisionKind
from ingestion.regulation.body import build_body
from ingestion.regulation.markers import pasal_candidates
from ingestion.regulation.nodes import Node, close_own
from ingestion.regulation.repair import digits, huruf_letters, is_plain, roman
from ingestion.regulation.sections import build_sections
from ingestion.regulation.sequence import Candidate, Link, Reading, best_chain

_LABEL = re.compile(r"(?<![A-Za-z])LAMPIRAN\s{0,3}([IVXl1]{1,5}|\d{1,2})(?![A-Za-z0-9])(?:\s?[.:](?=\s))?")
_REFERENCE_BEFORE = re.compile(r"\b(?:dalam|pada|dan|atau|LAMPIRAN|dari|lihat|sampai|dengan)\s*$")
_BAB = re.compile(r"(?m)^[ ]{0,20}(?P<bab>BAB)\s{0,2}(?P<number>[IVXl1]{1,6})(?![A-Za-z0-9])")
_ROMAN_FOR = str.maketrans("l1", "II")
_OUTER_LABEL = re.compile(r"(?m)^[ ]{0,20}(?:[A-Z]|[IVX]{1,5})\.\s")
_FEWEST_PASAL = 3
_FEWEST_SECTIONS = 2
_CAPITALS = 0.7
_LONGEST_TITLE = 400
_OPENING = re.compile(r"\b(?:Menimbang|Mengingat|MENIMBANG|MENGINGAT)\b")
_SHORTEST_SECTION = 15
"""So little stands behind a number in a table only."""


def build_attachments(text: str, start: int, end: int) -> list[Node]:
    """The lampiran in ``text[start:end]``, one node each; one without number where none is printed.

    Below each stand its pasal (an attached treaty), its bab or its numbered parts where their
    numbering has no hole; else its words stay undivided.
    """
    chain = best_chain(_labels(text, start, end), gap=1.0)
    first = chain[0].candidate.start if chain else end
    nodes = [_unnumbered(text, start, first)] if text[start:first].strip() else []
    stops = [*(link.candidate.start for link in chain[1:]), end][: len(chain)]
    for link, stop in zip(chain, stops, strict=True):
        name = link.candidate.raw
        # A bare label is all there is to keep, or what follows it is but a table.
        begin = link.reading.end if text[link.reading.end : stop].strip() else link.candidate.start
        node = Node(
            ProvisionKind.LAMPIRAN, f"lampiran-{name.lower()}", f"Lampiran {name}", f"LAMPIRAN {name}",
            link.candidate.start, begin,
        )  # fmt: skip
        _divide(node, text, begin, stop)
        nodes.append(node)
    return nodes


def _unnumbered(text: str, start: int, end: int) -> Node:
    node = Node(ProvisionKind.LAMPIRAN, "lampiran", "Lampiran", "LAMPIRAN", start, start)
    _divide(node, text, start, end)
    return node


def _labels(text: str, start: int, end: int) -> list[Candidate]:
    found = []
    for match in _LABEL.finditer(text, start, end):
        name = match.group(1).translate(_ROMAN_FOR)
        if _REFERENCE_BEFORE.search(text, max(start, match.start() - 12), match.start()):
            continue
        number = digits(match.group(1)) if is_plain(match.group(1)) else roman(name)
        if number is not None:
            printed = str(number) if is_plain(match.group(1)) else name
            found.append(Candidate(match.start(), printed, (Reading((number, ""), match.end()),), 2.0))
    return found


def _divide(node: Node, text: str, start: int, end: int) -> None:
    children = _pasal(text, start, end) or _bab(text, start, end) or _sections(text, start, end)
    close_own(node, start, children[0].start if children else end)
    node.children += children


def _pasal(text: str, start: int, end: int) -> list[Node]:
    chain = best_chain(pasal_candidates(text, start, end))
    if len(chain) < _FEWEST_PASAL or not _is_unbroken(chain):
        return []
    return build_body(text, chain, is_roman=False, start=start, end=end).nodes


def _bab(text: str, start: int, end: int) -> list[Node]:
    candidates = [
        Candidate(match.start("bab"), match.group("number"), (Reading((number, ""), match.end()),), 2.0)
        for match in _BAB.finditer(text, start, end)
        if (number := roman(match.group("number").translate(_ROMAN_FOR))) is not None
    ]
    chain = best_chain(candidates, gap=1.0)
    if len(chain) < _FEWEST_SECTIONS or not _is_unbroken(chain):
        return []
    found = []
    for link, stop in zip(chain, [*(link.candidate.start for link in chain[1:]), end], strict=True):
        label = f"BAB {link.candidate.raw.translate(_ROMAN_FOR)}"
        number = link.reading.key[0]
        bab = Node(ProvisionKind.BAB, f"bab-{number}", label, label, link.candidate.start, link.reading.end)
        sections = _sections(text, link.reading.end, stop)
        close_own(bab, link.reading.end, sections[0].start if sections else stop)
        bab.children += sections
        found.append(bab)
    return found


def _sections(text: str, start: int, end: int) -> list[Node]:
    """Numbered parts; none where a number is missing, or where they only seem to be the outermost."""
    sections = build_sections(text, start, end)
    if not sections or not _is_title(text[start : sections[0].start]):
        return []
    names = [section.segment.partition("-")[2] for section in sections]
    counts = range(1, len(sections) + 1)
    is_numbered = names == [str(count) for count in counts]
    if not is_numbered and names != [huruf_letters(count) for count in counts]:
        return []
    if is_numbered and not roman(sections[0].printed[:-1]) and _OUTER_LABEL.search(text, start, end):
        return []
    stops = [*(section.start for section in sections[1:]), end]
    bodies = [text[part.label_end : stop].strip() for part, stop in zip(sections, stops, strict=True)]
    return sections if min(map(len, bodies)) >= _SHORTEST_SECTION else []


def _is_title(lead: str) -> bool:
    """Whether the words are but the title above what an attachment consists of."""
    if _OPENING.search(lead):
        return False
    letters = [char for char in lead if char.isalpha()]
    is_capital = sum(char.isupper() for char in letters) >= _CAPITALS * len(letters)
    return is_capital or len(lead) <= _LONGEST_TITLE


def _is_unbroken(chain: list[Link]) -> bool:
    numbers = [link.reading.key for link in chain]
    return numbers == [(number, "") for number in range(1, len(chain) + 1)]
