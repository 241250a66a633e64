"""Decisions without pasal: diktum (KESATU, KEDUA …) and the numbered sections of circulars."""

import re
from collections.abc import Callable

from corpus.models import ProvisionKind
from ingestion.regulation.repair import digits, is_plain, roman
from ingestion.regulation.sequence import Candidate, Link, Reading, best_chain
from ingestion.regulation.tree import Node, build_list

_UNITS = ("kesatu", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh", "kedelapan", "kesembilan")
ORDINALS: dict[str, int] = {
    **{name: number for number, name in enumerate(_UNITS, start=1)},
    "pertama": 1,
    "kesepuluh": 10,
    "kesebelas": 11,
    **{f"{name}belas": number + 10 for number, name in enumerate(_UNITS, start=1) if number > 1},
    "keduapuluh": 20,
}
"""Number of a diktum by its name, written together."""

_DIKTUM = re.compile(r"(?<![A-Za-z])((?:PERTAMA|KE[A-Z]{3,9})(?:\s?(?:BELAS|PULUH))?)(?![A-Za-z])\s{0,4}:?")
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
        build_list(node, text, link.reading.end, stop)
    return nodes


def _diktum_candidates(text: str, start: int, end: int) -> list[Candidate]:
    candidates = []
    for match in _DIKTUM.finditer(text, start, end):
        number = ORDINALS.get("".join(match.group(1).lower().split()))
        if number is None:
            continue
        before = text[max(start, match.start() - 30) : match.start()]
        stripped = before.rstrip()
        if stripped and "\n" not in before[len(stripped) :] and stripped[-1] not in ".;:":
            continue
        reading = Reading((number, ""), match.end())
        candidates.append(Candidate(match.start(), match.group(1), (reading,), 2.0))
    return candidates


def _diktum_node(link: Link) -> Node:
    number = link.reading.key[0]
    name = next(name for name, value in ORDINALS.items() if value == number)
    printed = " ".join(link.candidate.raw.split())
    label = f"Diktum {printed}"
    return Node(
        ProvisionKind.DIKTUM, f"diktum-{name}", label, printed, link.candidate.start, link.reading.end
    )


def _numbers(text: str, start: int, end: int) -> list[Candidate]:
    return _section_candidates(text, start, end, lambda raw: digits(raw) if is_plain(raw) else None)


def _letters(text: str, start: int, end: int) -> list[Candidate]:
    return _section_candidates(
        text, start, end, lambda raw: ord(raw) - 64 if len(raw) == 1 and raw.isalpha() else None
    )


def _romans(text: str, start: int, end: int) -> list[Candidate]:
    return _section_candidates(text, start, end, roman)


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
