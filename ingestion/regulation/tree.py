"""Ayat, huruf and angka within a stretch of words, by the numbering that is due.

A label counts only when it continues a list that is open, or opens one where a list may open;
"(2)" after "ayat" or in the middle of a sentence is a cross-reference whatever line it stands on.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from corpus.models import ProvisionKind
from ingestion.regulation.repair import LETTERS_FOR, digits, huruf_letters, huruf_number, is_plain
from ingestion.regulation.sequence import Candidate, Reading, best_chain

_AYAT = re.compile(r"(?<![\w(])[({\[]\s?([0-9A-Za-z]{1,3})(?:\s?[)}\]]|(?=[\s.]|dan\b))[.'r]?(?=\s|[A-Z]|$)")
_AYAT_AS_ANGKA = re.compile(r"(?<!\S)[1lI]([1-9])[)l](?=\s[A-Z])")
# "2l pemotongan" was "2) pemotongan".
_ITEM = re.compile(
    r"(?<![^\s(\"“])(?:([0-9A-Za-z!]{1,3})\s?([.)])(?=\s|[A-Za-z(]|$)|([2-9])([lI])(?=\s[a-z]))"
)
REFERENCE_BEFORE = re.compile(
    r"(?:\b(?:ayat|[Pp]asal|huruf|angka|butir|nomor|Nomor|No|Tahun|tahun|dan|atau|sampai|dengan|dimaksud|pada|dalam|Rp|ke"
    r"|golongan|ruang|tingkat|kelas|lampiran|Lampiran|bagian|poin|point|No\.)|,|/)\s*$"
)
_OPEN_AFTER = ":"
_STRONG_AFTER = '.;:,!?"”'
_STRONG_WORDS = re.compile(r"(?:\bdan|\batau|dan/atau|\bserta|/atau)\s*$")


@dataclass(slots=True, eq=False)
class Node:
    """A unit while it is being built; spans point into the manuscript."""

    kind: ProvisionKind
    segment: str
    label: str
    printed: str
    start: int
    label_end: int
    own: list[tuple[int, int]] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    heading_path: tuple[str, ...] = ()
    penjelasan: list[str] = field(default_factory=list)
    raw: str = ""


@dataclass(frozen=True, slots=True)
class _Item:
    start: int
    end: int
    raw: str
    style: str
    value: int
    exact: bool


@dataclass(slots=True)
class _Frame:
    style: str
    value: int
    node: Node


def build_children(node: Node, text: str, start: int, end: int) -> None:
    """Split ``text[start:end]`` below ``node`` into ayat, then huruf and angka."""
    chain = best_chain(_ayat_candidates(text, start, end), gap=1.5)
    if chain and chain[0].reading.key[0] == 2 and text[start : chain[0].candidate.start].strip():
        # The label of the first ayat is lost; the second one proves that these words are the first.
        ayat = Node(ProvisionKind.AYAT, "ayat-1", "ayat (1)", "(1)", start, start, raw="(label hilang)")
        node.children.append(ayat)
        build_items(ayat, text, start, chain[0].candidate.start)
    elif not chain or chain[0].reading.key[0] != 1:
        build_items(node, text, start, end)
        return
    else:
        build_items(node, text, start, chain[0].candidate.start)
    for index, link in enumerate(chain):
        number = link.reading.key[0]
        stop = chain[index + 1].candidate.start if index + 1 < len(chain) else end
        raw = link.candidate.raw
        ayat = Node(
            ProvisionKind.AYAT, f"ayat-{number}", f"ayat ({number})", f"({number})",
            link.candidate.start, link.reading.end, raw=raw if raw.strip(" .") != f"({number})" else "",
        )  # fmt: skip
        node.children.append(ayat)
        build_items(ayat, text, link.reading.end, stop)


def build_list(node: Node, text: str, start: int, end: int) -> None:
    """Split ``text[start:end]`` below ``node`` into huruf and angka only."""
    build_items(node, text, start, end)


def _ayat_candidates(text: str, start: int, end: int) -> list[Candidate]:
    candidates = []
    matches = sorted(
        (*_AYAT.finditer(text, start, end), *_AYAT_AS_ANGKA.finditer(text, start, end)),
        key=lambda match: match.start(),
    )
    for match in matches:
        before = text[max(start, match.start() - 40) : match.start()]
        after = text[match.end() : match.end() + 24]
        score = _ayat_score(before, after)
        if score <= 0:
            continue
        readings = _ayat_readings(match)
        if readings:
            candidates.append(Candidate(match.start(), match.group(), readings, score))
    return candidates


def _ayat_score(before: str, after: str) -> float:
    stripped = before.rstrip()
    at_line_start = "\n" in before[len(stripped) :]
    following = after.lstrip()
    score = 1.0
    if not stripped:
        score += 4.0
    elif stripped[-1] in _STRONG_AFTER and stripped[-1] != ",":
        score += 3.0
    elif stripped[-1] == "," and at_line_start:
        score -= 0.5
    elif REFERENCE_BEFORE.search(before) or (stripped[-1].isdigit() and not at_line_start):
        return -1.0
    if at_line_start:
        score += 1.5
    if following[:1].islower():
        score -= 4.0
    elif following[:1].isupper():
        score += 1.0
    elif following[:1] in {",", ";", ".", ")"}:
        score -= 3.0
    return score


def _ayat_readings(match: re.Match[str]) -> tuple[Reading, ...]:
    token = match.group(1)
    if match.group()[0] not in "({[":
        return (Reading((int(token), ""), match.end(), 1.5),)
    closed = match.group().rstrip(".'r")[-1] in ")}]"
    readings = []
    if closed:
        number = digits(token)
        if number is not None and number < 100:
            readings.append(Reading((number, ""), match.end(), 0.0 if is_plain(token) else 1.0))
    elif len(token) > 1 and token[-1] in "1lIJtj" and (number := digits(token[:-1])) is not None:
        readings.append(Reading((number, ""), match.end(), 1.0))
    return tuple(readings)


def build_items(root: Node, text: str, start: int, end: int) -> None:
    """Nested lists in ``text[start:end]``; what stands before the first item is the root's own."""
    items = _items(text, start, end)
    positions: dict[tuple[str, int], list[int]] = {}
    for item in items:
        positions.setdefault((item.style, item.value), []).append(item.start)
    stack: list[_Frame] = []
    owner, position, last_start = root, start, -1
    for item in items:
        if item.start < position or item.start == last_start:
            continue
        depth = _fitting_depth(stack, item, text, position, positions)
        if depth is None:
            continue
        close_own(owner, position, item.start)
        del stack[depth:]
        parent = stack[-1].node if stack else root
        node = _item_node(item)
        parent.children.append(node)
        stack.append(_Frame(item.style, item.value, node))
        owner, position, last_start = node, item.end, item.start
    close_own(owner, position, end)


def close_own(owner: Node, start: int, end: int) -> None:
    """Give ``owner`` the words ``start:end`` as its own."""
    if end > start:
        owner.own.append((start, end))


def _items(text: str, start: int, end: int) -> list[_Item]:
    items: list[_Item] = []
    for match in _ITEM.finditer(text, start, end):
        raw, mark = match.group(1) or match.group(3), match.group(2) or ")"
        if mark == ")" and match.start() > start and text[match.start() - 1] == "(":
            continue
        if mark == "." and re.match(r"[A-Za-z]\.", text[match.end() : match.end() + 2]):
            continue
        letter_style, number_style = ("huruf", "angka") if mark == "." else ("huruf)", "angka)")
        span = (match.start(), match.end(), match.group())
        exact_letter, exact_number = huruf_number(raw), digits(raw) if is_plain(raw) else None
        if exact_letter is not None:
            items.append(_Item(*span, letter_style, exact_letter, True))
        if exact_number is not None:
            items.append(_Item(*span, number_style, exact_number, match.group(1) is not None))
        if exact_number is None and (number := digits(raw)) is not None:
            items.append(_Item(*span, number_style, number, False))
        items.extend(
            _Item(*span, letter_style, ord(letter) - 96, False) for letter in LETTERS_FOR.get(raw, "")
        )
    return items


def _fitting_depth(
    stack: list[_Frame], item: _Item, text: str, position: int, positions: dict[tuple[str, int], list[int]]
) -> int | None:
    """How much of the stack stays when the item is a label; None when it is none."""
    before = text[max(position, item.start - 40) : item.start]
    stripped = before.rstrip()
    at_line_start = "\n" in before[len(stripped) :] or not stripped
    strong = at_line_start or stripped[-1:] in _STRONG_AFTER or bool(_STRONG_WORDS.search(before))
    if (
        REFERENCE_BEFORE.search(before)
        and not (strong and _STRONG_WORDS.search(before))
        and stripped[-1:] != ","
    ):
        return None
    if not item.exact and not strong:
        return None
    for depth in range(len(stack) - 1, -1, -1):
        frame = stack[depth]
        if frame.style != item.style:
            continue
        due = frame.value + 1
        if item.value == due and (item.exact or stripped[-1:] != ":"):
            return depth
        skipped = item.exact and strong and due < item.value <= due + 2
        if skipped and not _comes_later(positions, item.style, due, item.start):
            return depth
    opens = item.value == 1 and (
        stripped[-1:] == ":" or (strong and (not stack or stripped[-1:] not in {";", ","}))
    )
    if not opens:
        return None
    if any(frame.style == item.style for frame in stack) and stripped[-1:] != ":":
        return None
    followed = any(_comes_later(positions, item.style, value, item.start) for value in (2, 3))
    return len(stack) if followed else None


def _comes_later(positions: dict[tuple[str, int], list[int]], style: str, value: int, after: int) -> bool:
    places = positions.get((style, value), [])
    return bisect_right(places, after) < len(places)


def _item_node(item: _Item) -> Node:
    mark = ")" if item.style.endswith(")") else "."
    if item.style.startswith("huruf"):
        kind, name = ProvisionKind.HURUF, huruf_letters(item.value)
    else:
        kind, name = ProvisionKind.ANGKA, str(item.value)
    return Node(
        kind, f"{kind.value}-{name}", f"{kind.value} {name}", f"{name}{mark}", item.start, item.end,
        raw="" if item.exact else item.raw,
    )  # fmt: skip
