"""Ayat within a pasal, by the numbering that is due.

A bracketed number is an ayat only where the numbering as a whole wants it; "(2)" behind "ayat" or in
the middle of a sentence is a cross-reference whatever line it stands on.
"""

import re
from dataclasses import replace
from itertools import pairwise

from corpus.models import ProvisionKind
from ingestion.regulation.items import REFERENCE_BEFORE, build_items
from ingestion.regulation.nodes import Node
from ingestion.regulation.repair import digits, is_plain
from ingestion.regulation.sequence import Candidate, Link, Reading, best_chain

_BRACKETED = re.compile(
    r"(?<![\w(])[({\[]\s?([0-9A-Za-z]{1,3})(?:\s?\^?\s?[)}\]\\]|(?=[\s.]|dan\b))[.'r]?(?=\s|[A-Z]|$)"
)
# "l2l Pemberian", "12) Pemberian": the brackets were read as letters or figures.
_MISREAD_BRACKETS = re.compile(r"(?<!\S)[1lIt|]([1-9])[)lIt|\]](?=\s\^?[A-Z])")
# "(S6)": one figure read twice.
_DOUBLED = re.compile(r"[SBGZ][1-9]")
# "(2)dalam hal …" begins an ayat at the head of a line only.
_GLUED = re.compile(r"(?<=\n)\(([1-9][0-9]?)\)(?=[a-z])")
_FIRST_ITEM = re.compile(r"a\s?[.)]\s")
_AFTER_ENUMERATION = re.compile(r"[.;]\s*(?:dan|atau|dan/atau)\s*$")
# "dalam (4)" refers to nothing: a reference to an ayat names it.
_NO_REFERENCE = re.compile(r"\b(?:dalam|pada|dengan|dimaksud|ke)\s*$")
_SENTENCE_END = '.;:!?"”'
_GAP = 1.5
_LENIENCE = 4.5


def build_ayat(pasal: Node, text: str, start: int, end: int) -> None:
    """Split ``text[start:end]`` below ``pasal`` into ayat with their lists; without ayat into lists."""
    chain = _with_gaps_filled(text, start, end, best_chain(_candidates(text, start, end), gap=_GAP))
    if not chain or chain[0].reading.key[0] > 2 or (_begins_late(chain) and not _words(text, start, chain)):
        build_items(pasal, text, start, end)
        return
    if _begins_late(chain):
        # The label of the first ayat is lost; the second one proves that these words are the first.
        first = _node(1, "", start, start, raw="(label hilang)")
        pasal.children.append(first)
        build_items(first, text, start, chain[0].candidate.start)
    else:
        build_items(pasal, text, start, chain[0].candidate.start)
    stops = [*(link.candidate.start for link in chain[1:]), end]
    for link, stop in zip(chain, stops, strict=True):
        number, letter = link.reading.key
        raw = link.candidate.raw
        printed = raw.strip(" .") == f"({number}{letter})"
        ayat = _node(number, letter, link.candidate.start, link.reading.end, raw="" if printed else raw)
        pasal.children.append(ayat)
        build_items(ayat, text, link.reading.end, stop)


def _begins_late(chain: list[Link]) -> bool:
    return chain[0].reading.key[0] == 2


def _words(text: str, start: int, chain: list[Link]) -> str:
    return text[start : chain[0].candidate.start].strip()


def _node(number: int, letter: str, start: int, label_end: int, *, raw: str) -> Node:
    name = f"{number}{letter}"
    return Node(ProvisionKind.AYAT, f"ayat-{name}", f"ayat ({name})", f"({name})", start, label_end, raw=raw)


def _with_gaps_filled(text: str, start: int, end: int, chain: list[Link]) -> list[Link]:
    """Between two ayat whose numbers leave a gap, a weak place that begins a line will do."""
    if all(later.reading.key[0] - earlier.reading.key[0] <= 1 for earlier, later in pairwise(chain)):
        return chain
    weak = _candidates(text, start, end, lenient=True)
    filled = chain[:1]
    for earlier, later in pairwise(chain):
        low, high = earlier.reading.key[0], later.reading.key[0]
        between = [
            replace(candidate, readings=readings)
            for candidate in weak
            if earlier.reading.end <= candidate.start < later.candidate.start
            and (readings := tuple(r for r in candidate.readings if low < r.key[0] < high and not r.cost))
        ]
        filled += [*best_chain(between, gap=0.0), later]
    return filled


def _candidates(text: str, start: int, end: int, *, lenient: bool = False) -> list[Candidate]:
    found = []
    matches = sorted(
        (
            match
            for form in (_BRACKETED, _MISREAD_BRACKETS, _GLUED)
            for match in form.finditer(text, start, end)
        ),
        key=lambda match: match.start(),
    )
    for match in matches:
        before = text[max(start, match.start() - 40) : match.start()]
        after = text[match.end() : match.end() + 24]
        score = _score(before, after, lenient=lenient)
        if score > 0 and (readings := _readings(match)):
            found.append(Candidate(match.start(), match.group(), readings, score))
    return found


def _score(before: str, after: str, *, lenient: bool) -> float:
    stripped = before.rstrip()
    at_line_start = "\n" in before[len(stripped) :]
    following = after.lstrip(" \n^")
    is_upper = following[:1].isupper()
    ends_sentence = stripped[-1:] in _SENTENCE_END or bool(_AFTER_ENUMERATION.search(before))
    score = 1.0
    if not stripped:
        score += 4.0
    elif ends_sentence:
        score += 3.0
    elif stripped[-1] == "," and at_line_start:
        score -= 0.5
    elif _NO_REFERENCE.search(before) and is_upper:
        score -= 1.0
    elif REFERENCE_BEFORE.search(before) or (stripped[-1].isdigit() and not at_line_start):
        return -1.0
    if at_line_start:
        score += 1.5
    if is_upper or ((ends_sentence or at_line_start) and _FIRST_ITEM.match(following)):
        score += 1.0
    elif following[:1].islower():
        score -= 2.5 if ends_sentence else 4.0
    elif following[:1] in {",", ";", ".", ")"}:
        score -= 3.0
    return score + _LENIENCE if lenient and at_line_start else score


def _readings(match: re.Match[str]) -> tuple[Reading, ...]:
    token, end = match.group(1), match.end()
    if match.re is _MISREAD_BRACKETS:
        return (Reading((int(token), ""), end, 1.5),)
    readings = []
    if match.group().rstrip(".'r")[-1] in ")}]\\":
        number = digits(token)
        if number is not None and number < 100:
            readings.append(Reading((number, ""), end, 0.0 if is_plain(token) else 1.0))
        if _DOUBLED.fullmatch(token):
            readings.append(Reading((int(token[1]), ""), end, 1.2))
        if is_plain(token[:-1]) and "a" <= token[-1] <= "z" and int(token[:-1]) > 0:
            readings.append(Reading((int(token[:-1]), token[-1]), end, 0.3))
    elif len(token) > 1 and token[-1] in "1lIJtj" and (number := digits(token[:-1])) is not None:
        readings.append(Reading((number, ""), end, 1.0))
    return tuple(readings)
