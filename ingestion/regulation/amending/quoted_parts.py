"""Ayat, huruf and angka that are quoted without the heading of their pasal."""

import re

from corpus.models import ProvisionKind
from ingestion.regulation.amending.mentions import number_with_letter
from ingestion.regulation.amending.quoted_labels import (
    REFERENCE_BEFORE,
    SENTENCE_END,
    key_of,
    label_start,
    value_of,
)
from ingestion.regulation.amending.wording import after_quotes
from ingestion.regulation.items import build_items
from ingestion.regulation.nodes import Node, close_own
from ingestion.regulation.repair import huruf_number
from ingestion.regulation.sequence import Candidate, Link, Reading, best_chain

QUOTED_AYAT = re.compile(
    r"(?<![\w(])[({\[]\s?(?P<number>[0-9lIO]{1,2})\s?(?P<letter>[a-zA-Z]?)\s?[)}\]](?=[\s.A-Z]|$)"
)
QUOTED_ITEM = re.compile(r"(?<![^\s(\"“”])(?P<raw>[0-9A-Za-z]{1,4})\s?(?P<mark>[.)])(?=\s|[A-Za-z])")


def build_quoted_ayat(
    change: Node,
    text: str,
    start: int,
    end: int,
    parts: set[tuple[str, str]],
    pasal: set[str],
    path: tuple[str, ...],
) -> bool:
    """Quoted ayat without the heading of their pasal; False where there are none."""
    first = after_quotes(text, start, end)
    named = {value for kind, value in parts if kind == "ayat"}
    if not named and len(pasal) == 1 and not parts:
        return False  # the whole pasal is meant
    found = []
    for match in QUOTED_AYAT.finditer(text, start, end):
        value, exact = number_with_letter(match.group("number") + match.group("letter"))
        if not value:
            continue
        before = text[max(start, match.start() - 30) : match.start()]
        stripped = before.rstrip(" \n^")
        score = 4.0 if match.start() == first else 0.0
        score += 3.0 if value in named else -1.0
        score += (
            1.0 if not stripped or stripped[-1] in SENTENCE_END or "\n" in before[len(stripped) :] else -3.0
        )
        score -= 4.0 if REFERENCE_BEFORE.search(before) else 0.0
        if score > 0:
            reading = Reading(key_of(value), match.end(), 0.0 if exact else 1.0)
            found.append(Candidate(match.start(), match.group(), (reading,), score))
    chain = best_chain(found, gap=0.0)
    if not chain or not any(value_of(link.reading.key) in named for link in chain):
        return False
    close_own(change, start, label_start(text, start, chain[0].candidate.start))
    for index, link in enumerate(chain):
        value = value_of(link.reading.key)
        begin = label_start(text, start, link.candidate.start) if not index else link.candidate.start
        node = Node(
            ProvisionKind.AYAT, f"ayat-{value}", f"ayat ({value})", f"({value})", begin, link.reading.end,
            heading_path=path, raw=link.candidate.raw if link.reading.cost else "",
        )  # fmt: skip
        change.children.append(node)
        stop = chain[index + 1].candidate.start if index + 1 < len(chain) else end
        build_items(node, text, link.reading.end, stop)
    return True


def build_quoted_items(
    change: Node, text: str, start: int, end: int, parts: set[tuple[str, str]], path: tuple[str, ...]
) -> bool:
    """Quoted huruf or angka; False where the instruction names none or none follows."""
    kinds = [kind for kind in ("huruf", "angka") if any(kind == other for other, _ in parts)]
    for kind in kinds:
        named = {value for other, value in parts if other == kind}
        links = _item_chain(text, start, end, kind, named)
        if not links:
            continue
        close_own(change, start, label_start(text, start, links[0].candidate.start))
        for index, link in enumerate(links):
            value = link.candidate.raw.lower()
            begin = label_start(text, start, link.candidate.start) if not index else link.candidate.start
            node = Node(
                ProvisionKind(kind), f"{kind}-{value}", f"{kind} {value}", f"{value}.", begin,
                link.reading.end, heading_path=path,
            )  # fmt: skip
            change.children.append(node)
            stop = links[index + 1].candidate.start if index + 1 < len(links) else end
            build_items(node, text, link.reading.end, stop)
        return True
    return False


def _item_chain(text: str, start: int, end: int, kind: str, named: set[str]) -> list[Link]:
    found = []
    for match in QUOTED_ITEM.finditer(text, start, end):
        raw = match.group("raw")
        if raw.lower() not in named:
            continue
        before = text[max(start, match.start() - 30) : match.start()]
        stripped = before.rstrip(' \n^"“”')
        if stripped and stripped[-1] not in SENTENCE_END and "\n" not in before[len(stripped) :]:
            continue
        number = huruf_number(raw) if kind == "huruf" else None
        key = (number, "") if number is not None else key_of(raw.lower()) if raw[0].isdigit() else None
        if key is not None:
            found.append(Candidate(match.start(), raw, (Reading(key, match.end()),), 1.0))
    return best_chain(found, gap=0.0)
