"""Decisions without pasal: diktum (KESATU, KEDUA …) and the numbered sections of circulars."""

import re
from collections.abc import Callable

from corpus.headings import ordinal_words
from corpus.models import ProvisionKind
from ingestion.regulation.items import build_items
from ingestion.regulation.nodes import Node
from ingestion.regulation.ordinals import nearest_ordinal, ordinal_number
from ingestion.regulation.repair import digits, is_plain, roman
from ingestion.regulation.sequence import Candidate, Link, Reading, best_chain

_DIKTUM = re.compile(
    r"(?<![A-Za-z])(?:(?P<capital>PERTAMA|K[A-Z]{3,11}(?:\s?(?:BELAS|PULUH)(?:\s[A-Z]{3,8})?)?)(?![A-Za-z])\s{0,4}(?P<colon>:?)"
    r"|(?P<small>Pertama|Ke[a-z]{3,11}(?:\s?(?:belas|puluh)(?:\s[a-z]{3,8})?)?)\s{0,4}:)"
)
_INLINE_ROMAN = re.compile(r"(?<=[.:;\"”])\s{1,3}([IVX]{1,5})\.(?=\s(?!UMUM|PASAL)[A-Z])")
_SECTION = re.compile(r"(?m)^\s{0,8}([0-9]{1,2}|[A-Z]|[IVX]{1,5})[.)](?=\s)")


def build_sections(text: str, start: int, end: int) -> list[Node]:
    """Diktum in ``text[start:end]``, else numbered sections; empty where there are neither."""
    chain = best_chain(_diktum_candidates(text, start, end), gap=1.5)
    if chain and chain[0].reading.key[0] == 1:
        return _split(chain, [_diktum_node(link) for link in chain], text, end)
    styles = (_numbers, _letters, _romans)
    chains = [best_chain(style(text, start, end), gap=1.5) for style in styles]
    best = max(range(len(styles)), key=lambda index: (_worth(chains[index]), -index))
    if _worth(chains[best]) < 2:
        best = styles.index(_romans)
        chains[best] = best_chain(_inline_romans(text, start, end), gap=1.5)
    if _worth(chains[best]) < 2:
        return []
    return _split(chains[best], [_section_node(link, best) for link in chains[best]], text, end)


def _worth(chain: list[Link]) -> float:
    """A list counts from its first number on; the one that begins first holds the others."""
    if len(chain) < 2 or chain[0].reading.key[0] != 1:
        return 0.0
    return 2.0 + 1.0 / (1 + chain[0].candidate.start)


def _split(chain: list[Link], nodes: list[Node], text: str, end: int) -> list[Node]:
    stops = [*(link.candidate.start for link in chain[1:]), end]
    for link, node, stop in zip(chain, nodes, stops, strict=True):
        build_items(node, text, link.reading.end, stop)
    return nodes


def _diktum_candidates(text: str, start: int, end: int) -> list[Candidate]:
    candidates = []
    for match in _DIKTUM.finditer(text, start, end):
        words = match.group("capital") or match.group("small")
        number, cost = ordinal_number(words), 0.0
        if number is None and (match.group("small") or match.group("colon")):
            number, cost = nearest_ordinal(words), 1.0
        if number is None:
            continue
        before = text[max(start, match.start() - 30) : match.start()]
        stripped = before.rstrip()
        if stripped and "\n" not in before[len(stripped) :] and stripped[-1] not in ".;:":
            continue
        reading = Reading((number, ""), match.end(), cost)
        candidates.append(Candidate(match.start(), words, (reading,), 2.0))
    return candidates


def _diktum_node(link: Link) -> Node:
    """Old decrees count from PERTAMA, new ones from KESATU; each is cited as it is printed."""
    raw = " ".join(link.candidate.raw.split())
    words = "pertama" if raw.lower() == "pertama" else ordinal_words(link.reading.key[0])
    printed = words.upper() if link.reading.cost or raw.isupper() else words.title()
    return Node(
        ProvisionKind.DIKTUM, f"diktum-{words.replace(' ', '-')}", f"Diktum {printed}", printed,
        link.candidate.start, link.reading.end, raw=raw if link.reading.cost else "",
    )  # fmt: skip


def _numbers(text: str, start: int, end: int) -> list[Candidate]:
    return _section_candidates(text, start, end, lambda raw: digits(raw) if is_plain(raw) else None)


def _letters(text: str, start: int, end: int) -> list[Candidate]:
    return _section_candidates(
        text, start, end, lambda raw: ord(raw) - 64 if len(raw) == 1 and raw.isalpha() else None
    )


def _romans(text: str, start: int, end: int) -> list[Candidate]:
    return _section_candidates(text, start, end, roman)


def _inline_romans(text: str, start: int, end: int) -> list[Candidate]:
    """In running text "I. … II. …" behind a sentence; a decree that lost its line breaks has no more."""
    return [
        Candidate(match.start(1), match.group(1), (Reading((number, ""), match.end()),), 2.0)
        for match in _INLINE_ROMAN.finditer(text, start, end)
        if (number := roman(match.group(1))) is not None
    ]


def _section_candidates(
    text: str, start: int, end: int, read: Callable[[str], int | None]
) -> list[Candidate]:
    candidates = []
    for match in _SECTION.finditer(text, start, end):
        number = read(match.group(1))
        if number is not None:
            reading = Reading((number, ""), match.end())
            candidates.append(Candidate(match.start(1), match.group(1), (reading,), 2.0))
    return candidates


def _section_node(link: Link, style: int) -> Node:
    number, raw = link.reading.key[0], link.candidate.raw
    kind = ProvisionKind.HURUF if style == 1 else ProvisionKind.ANGKA
    name = raw.lower() if style == 1 else str(number)
    label = f"{kind.value} {raw}"
    return Node(kind, f"{kind.value}-{name}", label, f"{raw}.", link.candidate.start, link.reading.end)
