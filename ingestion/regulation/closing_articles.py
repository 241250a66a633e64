"""Aturan Peralihan and Aturan Tambahan: articles of their own numbering behind the last pasal.

The constitution and statutes of its time close with "ATURAN PERALIHAN Pasal I … IV, ATURAN TAMBAHAN
Pasal I, II"; they are no part of the pasal before them.
"""

import re

from corpus.headings import roman_numeral
from corpus.models import ProvisionKind
from ingestion.regulation.ayat import build_ayat
from ingestion.regulation.markers import roman_candidates
from ingestion.regulation.nodes import Node
from ingestion.regulation.sequence import best_chain

_RULES = re.compile(
    r"(?<![A-Za-z])(?:ATURAN|Aturan)\s{1,3}(?P<kind>PERALIHAN|TAMBAHAN|Peralihan|Tambahan)\b\.?"
    r"(?=\s{1,6}(?:P(?:asal|ASAL)\s{1,3}[I1l](?![\w])|\(1\)))"
)


def closing_articles_start(text: str, start: int, end: int) -> int:
    """Where the first closing articles begin in ``text[start:end]``; ``end`` where there are none."""
    match = _RULES.search(text, start, end)
    return match.start() if match else end


def closing_articles(text: str, start: int, end: int) -> list[Node]:
    """The closing articles in ``text[start:end]``, which follows the last pasal's label.

    Returns:
        One unit for each part with its articles (or ayat) below it; together they reach to ``end``.
    """
    matches = list(_RULES.finditer(text, start, end))
    stops = [*(match.start() for match in matches[1:]), end]
    return [_part(text, match, stop) for match, stop in zip(matches, stops, strict=False)]


def _part(text: str, match: re.Match[str], end: int) -> Node:
    kind = match.group("kind")
    label = f"Aturan {kind.title()}"
    node = Node(
        ProvisionKind.BAB, f"aturan_{kind.lower()}", label, label.upper(), match.start(), match.end(),
        heading_path=(label.upper(),),
    )  # fmt: skip
    chain = best_chain(roman_candidates(text, match.end(), end), gap=2.0)
    if not chain:
        build_ayat(node, text, match.end(), end)
        return node
    stops = [*(link.candidate.start for link in chain[1:]), end]
    node.own.append((match.end(), chain[0].candidate.start))
    for link, stop in zip(chain, stops, strict=True):
        name = roman_numeral(link.reading.key[0]).lower()
        printed = f"Pasal {name.upper()}"
        pasal = Node(
            ProvisionKind.PASAL, f"pasal-{name}", printed, printed, link.candidate.start, link.reading.end,
            raw=link.candidate.raw if link.reading.cost else "",
        )  # fmt: skip
        build_ayat(pasal, text, link.reading.end, stop)
        node.children.append(pasal)
    return node
