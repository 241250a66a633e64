"""The pasal of the body with what stands under them."""

import re
from dataclasses import dataclass, field

from corpus.headings import roman_numeral
from corpus.models import ProvisionKind
from ingestion.regulation.amending.changes import build_amendments
from ingestion.regulation.amending.frame import with_first
from ingestion.regulation.closing_articles import closing_articles, closing_articles_start
from ingestion.regulation.gaps import close_gaps
from ingestion.regulation.heading_units import heading_units
from ingestion.regulation.headings import headings_before
from ingestion.regulation.markers import pasal_candidates, roman_candidates
from ingestion.regulation.nodes import Node
from ingestion.regulation.sequence import Link, best_chain
from ingestion.regulation.side_headings import heads_groups, side_headings, side_title
from ingestion.regulation.single_article import single_article

_ROMAN_LABEL = re.compile(r"P(?:asal|ASAL)\s+I+\.?")
_AMENDS = re.compile(
    r"\b(?:PER[UO]BAHAN|PENGUBAHAN|PENETAPAN|PENAMBAHAN)\b|\b[Tt]entang\s+(?:Per[uo]bahan|Pengubahan|Penetapan|Penambahan)\b"
)


@dataclass(slots=True)
class Body:
    """What was found between MEMUTUSKAN and the closing words.

    Attributes:
        units: the pasal, or the diktum or sections where there are none.
        nodes: the units with the headings before them, in reading order.
        numbers: number and letter of each pasal.
        lead: span before the first pasal that is no heading.
        doubts: pasal that a person should compare with the document: segment, reason, position.
    """

    units: list[Node] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    numbers: list[tuple[int, str]] = field(default_factory=list)
    lead: tuple[int, int] = (0, 0)
    doubts: list[tuple[str, str, int]] = field(default_factory=list)


def pasal_chain(text: str, start: int, end: int, *, amends: bool) -> tuple[list[Link], bool]:
    """The chain of pasal headings, and whether they are Roman (an amending regulation)."""
    articles = closing_articles_start(text, start, end)
    plain = close_gaps(text, best_chain(pasal_candidates(text, start, articles)), start, articles)
    outer = best_chain(roman_candidates(text, start, articles), gap=2.0)
    if amends:
        outer = with_first(text, outer, start, end)
    plain = _without_lone_romans(plain)
    if not plain and not outer:
        return single_article(text, start, end), False
    if not outer or outer[0].reading.key[0] > 2 or all(link.reading.cost for link in outer):
        return plain, False
    if plain and len(outer) == 1 and (outer[0].reading.key[0] == 2 or _is_complete(plain)):
        return plain, False
    first = not plain or outer[0].candidate.start <= plain[0].candidate.start
    leads = amends or len(plain) < 3 or not _is_complete(plain) or _quotes_plain(outer, plain)
    return (outer, True) if first and leads else (plain, False)


def _without_lone_romans(chain: list[Link]) -> list[Link]:
    """Drop "Pasal II" read as Pasal 11 where no Pasal 10 precedes it."""
    kept: list[Link] = []
    for link in chain:
        number = link.reading.key[0]
        before = kept[-1].reading.key[0] if kept else 0
        if number < 11 or number == before + 1 or not _ROMAN_LABEL.fullmatch(link.candidate.raw):
            kept.append(link)
    return kept


def _quotes_plain(outer: list[Link], plain: list[Link]) -> bool:
    """Whether "PASAL I" and "PASAL II" enclose a quoted law with "Pasal 1" and so on."""
    capital = all(link.candidate.raw.startswith("PASAL") for link in outer)
    encloses = len(outer) > 1 and outer[-1].candidate.start > plain[-1].candidate.start
    return capital and encloses and any(link.candidate.raw.startswith("Pasal") for link in plain)


def _is_complete(chain: list[Link]) -> bool:
    numbers = [link.reading.key[0] for link in chain]
    return len(numbers) > 2 and numbers == list(range(1, len(numbers) + 1))


def amends(opening: str) -> bool:
    """Whether the title within ``opening`` says that the regulation changes another."""
    return _AMENDS.search(opening) is not None


def build_body(text: str, chain: list[Link], *, is_roman: bool, start: int, end: int) -> Body:
    """Divide ``text[start:end]`` at the chain's headings and split every pasal."""
    if not chain:
        return Body(lead=(start, end))
    groups, gaps, previous = [], [], start
    for index, link in enumerate(chain):
        # What precedes a later Roman pasal is quoted, not a heading of this regulation.
        quoted = is_roman and index > 0
        groups.append([] if quoted else headings_before(text, previous, link.candidate.start))
        # Before the first pasal stands the title of the regulation.
        gaps.append(None if is_roman or groups[-1] or not index else (previous, link.candidate.start))
        previous = link.reading.end
    sides = side_headings(text, gaps)
    goes_on = heads_groups(gaps, sides)
    # Where the words before each pasal end: at its headings or at itself.
    ends = [
        group[0].start if group else side[0] if side else link.candidate.start
        for group, side, link in zip(groups, sides, chain, strict=True)
    ]
    body = Body(lead=(start, ends[0]))
    path: tuple[str, ...] = ()
    side_path: tuple[str, ...] = ()
    closing = [] if is_roman else closing_articles(text, chain[-1].reading.end, end)
    stops = [*ends[1:], closing[0].start if closing else end]
    for link, stop, side, headings in zip(chain, stops, sides, heading_units(text, groups), strict=True):
        for heading, words in headings:
            body.nodes.append(heading)
            path, side_path = (*heading.heading_path, words), ()
        side_path = (side_title(text, side),) if side else side_path if goes_on else ()
        pasal = _pasal_node(link, is_roman=is_roman, heading_path=(*path, *side_path))
        if side:
            pasal.start = side[0]
        build_amendments(pasal, text, link.reading.end, stop, amending=is_roman)
        body.nodes.append(pasal)
        body.units.append(pasal)
        body.numbers.append(link.reading.key)
        if link.reading.doubt:
            body.doubts.append((pasal.segment, link.reading.doubt, pasal.start))
    body.nodes += closing
    return body


def _pasal_node(link: Link, *, is_roman: bool, heading_path: tuple[str, ...]) -> Node:
    number, letter = link.reading.key
    name = roman_numeral(number).lower() if is_roman else f"{number}{letter}"
    label = f"Pasal {name.upper()}"
    return Node(
        ProvisionKind.PASAL, f"pasal-{name}", label, label, link.candidate.start, link.reading.end,
        heading_path=heading_path, raw=link.candidate.raw if link.reading.cost else "",
    )  # fmt: skip
