"""The pasal of the body with what stands under them."""

import re
from dataclasses import dataclass, field, replace

from corpus.models import ProvisionKind
from ingestion.regulation.changes import build_amendments
from ingestion.regulation.headings import HeadingPath, headings_before
from ingestion.regulation.manuscript import tidy
from ingestion.regulation.markers import pasal_candidates, roman_candidates
from ingestion.regulation.repair import roman_numeral
from ingestion.regulation.sequence import Link, best_chain
from ingestion.regulation.tree import Node, build_children

_LENIENCE = 3.4
_AMENDS = re.compile(
    r"\b(?:PERUBAHAN|PENGUBAHAN|PENETAPAN)\b|\b[Tt]entang\s+(?:Perubahan|Pengubahan|Penetapan)\b"
)


@dataclass(slots=True)
class Body:
    """What was found between MEMUTUSKAN and the closing words.

    Attributes:
        lead: span before the first pasal that is no heading.
        headings: spans of heading words.
    """

    units: list[Node] = field(default_factory=list)
    numbers: list[tuple[int, str]] = field(default_factory=list)
    lead: tuple[int, int] = (0, 0)
    headings: list[tuple[int, int]] = field(default_factory=list)


def pasal_chain(text: str, start: int, end: int, *, amends: bool) -> tuple[list[Link], bool]:
    """The chain of pasal headings, and whether they are Roman (an amending regulation)."""
    plain = fill_gaps(text, best_chain(pasal_candidates(text, start, end)), start)
    outer = best_chain(roman_candidates(text, start, end), gap=2.0)
    if not outer or outer[0].reading.key[0] > 2 or all(link.reading.cost for link in outer):
        return plain, False
    if len(outer) == 1 and (outer[0].reading.key[0] == 2 or _is_complete(plain)):
        return plain, False
    first = not plain or outer[0].candidate.start <= plain[0].candidate.start
    return (outer, True) if first and (amends or len(plain) < 3) else (plain, False)


def _is_complete(chain: list[Link]) -> bool:
    numbers = [link.reading.key[0] for link in chain]
    return len(numbers) > 2 and numbers == list(range(1, len(numbers) + 1))


def fill_gaps(text: str, chain: list[Link], start: int) -> list[Link]:
    """Between two headings whose numbers leave a gap, a weak place with a missing number will do."""
    filled: list[Link] = []
    for index, link in enumerate(chain):
        number = link.reading.key[0]
        before = filled[-1].reading.key[0] if filled else 0
        if number - before > 1:
            low = filled[-1].reading.end if filled else start
            weak = [
                replace(candidate, score=candidate.score + _LENIENCE, readings=readings)
                for candidate in pasal_candidates(text, low, link.candidate.start, -_LENIENCE)
                if (
                    readings := tuple(
                        r for r in candidate.readings if before < r.key[0] < number and not r.key[1]
                    )
                )
            ]
            filled.extend(best_chain(weak, gap=0.0))
        filled.append(chain[index])
    return filled


def amends(opening: str) -> bool:
    """Whether the title within ``opening`` says that the regulation changes another."""
    return _AMENDS.search(opening) is not None


def build_body(text: str, chain: list[Link], *, is_roman: bool, start: int, end: int) -> Body:
    """Divide ``text[start:end]`` at the chain's headings and split every pasal."""
    body = Body(lead=(start, end if not chain else chain[0].candidate.start))
    path = HeadingPath()
    stops = [*(link.candidate.start for link in chain[1:]), end][: len(chain)]
    previous = start
    for index, (link, stop) in enumerate(zip(chain, stops, strict=True)):
        head = link.candidate.start
        headings = headings_before(text, previous, head)
        for heading in headings:
            title = tidy(text[heading.label_end : heading.end])
            body.headings.append((heading.start, heading.end))
            if title:
                path.enter(heading.rank, f"{heading.label} {title}")
        content_end = headings[0].start if headings else head
        if index:
            _split(body.units[-1], text, previous, content_end, is_roman=is_roman)
        else:
            body.lead = (start, content_end)
        body.units.append(_pasal_node(link, is_roman=is_roman, heading_path=path.path()))
        body.numbers.append(link.reading.key)
        previous = link.reading.end
        if index == len(chain) - 1:
            _split(body.units[-1], text, previous, stop, is_roman=is_roman)
    return body


def _split(node: Node, text: str, start: int, end: int, *, is_roman: bool) -> None:
    if is_roman:
        build_amendments(node, text, start, end)
    else:
        build_children(node, text, start, end)


def _pasal_node(link: Link, *, is_roman: bool, heading_path: tuple[str, ...]) -> Node:
    number, letter = link.reading.key
    name = roman_numeral(number) if is_roman else f"{number}{letter}"
    label = f"Pasal {name.upper()}"
    return Node(
        ProvisionKind.PASAL, f"pasal-{name}", label, label, link.candidate.start, link.reading.end,
        heading_path=heading_path, raw=link.candidate.raw if link.reading.cost else "",
    )  # fmt: skip
