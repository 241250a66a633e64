"""Huruf and angka, nested as the numbering that is due tells.

A label counts only when it continues a list that is open, or opens one where a list may open. What
recognition damaged is read as the label that is due, never as another.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from corpus.models import ProvisionKind
from ingestion.regulation.closing_words import ENDS_AS_CLAUSE, closing_start, return_closing_words
from ingestion.regulation.nodes import Node, close_own
from ingestion.regulation.repair import LETTERS_FOR, digits, huruf_letters, huruf_number, is_plain

# "2l pemotongan" was "2) pemotongan", "J ^. Menteri" was "j. Menteri", "d, seleksi" was "d. seleksi";
# scans print "j-. menjadi", "b Mencapai", "Cc Atas", "a.. merumuskan" and "1 1. Pemerintah" besides.
_ITEM = re.compile(
    r"(?<![^\s(\"“;])(?:(?P<label>[0-9A-Za-z!]{1,3})\s?[\^-]?(?P<mark>[.)·])\.?(?=\s|[A-Za-z(]|$)"
    r"|(?:(?<=\n)|(?<=[.;] ))(?P<spaced>[1-9lI] [0-9lIO])\.(?= )|(?P<bracketed>[2-9])[lI](?=\s[a-z])"
    r"|(?P<marked>[a-z])[,-](?=\s[A-Za-z])|(?<=\n)(?P<unmarked>[a-z]|Cc)(?= [A-Za-z]{2}))"
)
REFERENCE_BEFORE = re.compile(
    r"(?:\b(?:ayat|[Pp]asal|huruf|angka|butir|nomor|Nomor|No|Tahun|tahun|dan|atau|sampai|dengan|dimaksud|pada|dalam|Rp|ke"
    r"|golongan|ruang|tingkat|kelas|lampiran|Lampiran|bagian|poin|point|No\.)|,|/)\s*$"
)
_STRONG_AFTER = '.;:,!?"”'
_STRONG_WORDS = re.compile(r"(?:\bdan|\batau|dan/atau|\bserta|/atau)\s*$")
_SMALL_GAP = 2
_LARGEST_GAP = 30
_DEEPEST = 8
_PAGE_HEAD = 400
"""Blanks that masked furniture leaves between two pages."""


@dataclass(frozen=True, slots=True)
class _Item:
    """One way to read a label.

    Attributes:
        exact: it is printed so.
        before: the last character before it that is no white space.
        strong: it begins a line or follows what may end an item.
        mark: how its mark is printed: "." or ")", "," where it is misread, empty where it is lost.
        after_clause: the words before it end a clause; asked where the mark is lost only.
    """

    start: int
    end: int
    raw: str
    style: str
    value: int
    exact: bool
    before: str
    strong: bool
    mark: str
    after_clause: bool


@dataclass(slots=True)
class _Frame:
    style: str
    value: int
    node: Node


def build_items(root: Node, text: str, start: int, end: int) -> None:
    """Nested lists in ``text[start:end]``; what stands before the first item is the root's own."""
    items = _items(text, start, end)
    places = _Places(items)
    stack: list[_Frame] = []
    owner, position, last_start = root, start, -1
    for item in items:
        if item.start < position or item.start == last_start:
            continue
        depth = _fitting_depth(stack, item, places)
        if depth is None:
            continue
        if depth == len(stack) > 0 and (again := _closed_at(text, root, stack, position, item)) is not None:
            # A sentence closed the list; what opens now is another list of the same unit.
            close_own(owner, position, again)
            depth -= 1
            owner, position = (stack[depth - 1].node if depth else root), again
        close_own(owner, position, item.start)
        del stack[depth:]
        parent = stack[-1].node if stack else root
        node = _item_node(item)
        parent.children.append(node)
        stack.append(_Frame(item.style, item.value, node))
        owner, position, last_start = node, item.end, item.start
    close_own(owner, position, end)
    return_closing_words(root, text)


def _closed_at(text: str, root: Node, stack: list[_Frame], start: int, item: _Item) -> int | None:
    if all(frame.style != item.style for frame in stack):
        return None
    return closing_start(text, stack[-2].node if len(stack) > 1 else root, start, item.start)


class _Places:
    """Where each label stands strongly, to look ahead in a list."""

    def __init__(self, items: list[_Item]) -> None:
        self._starts: dict[tuple[str, int], list[int]] = {}
        for item in items:
            if item.strong and item.mark:
                self._starts.setdefault((item.style, item.value), []).append(item.start)

    def next(self, style: str, value: int, after: int) -> int | None:
        """The next place of a label behind a position."""
        starts = self._starts.get((style, value), [])
        index = bisect_right(starts, after)
        return starts[index] if index < len(starts) else None

    def follow(self, style: str, value: int, after: int) -> bool:
        """Whether the label comes before a list of that style begins anew."""
        place, again = self.next(style, value, after), self.next(style, 1, after)
        return place is not None and (again is None or place < again)

    def may_be(self, style: str, value: int, start: int) -> bool:
        """Whether the label at a position can be read so."""
        return self.next(style, value, start - 1) == start

    def runs_on(self, style: str, after: int) -> bool:
        """Whether three labels in a row come later, although those between are lost."""
        return any(
            all(self.follow(style, value + step, after) for step in range(3))
            for value in range(4, _LARGEST_GAP)
        )


def _items(text: str, start: int, end: int) -> list[_Item]:
    items: list[_Item] = []
    for match in _ITEM.finditer(text, start, end):
        mark = _mark(match)
        if mark == ")" and match.start() > start and text[match.start() - 1] == "(":
            continue
        if mark == "." and re.match(r"[A-Za-z]\.", text[match.end() : match.end() + 2]):
            continue
        before = text[max(start, match.start() - 40) : match.start()]
        stripped = before.rstrip()
        at_line_start = "\n" in before[len(stripped) :] or not stripped
        after_and = bool(_STRONG_WORDS.search(before))
        strong = at_line_start or stripped[-1:] in _STRONG_AFTER or after_and
        if REFERENCE_BEFORE.search(before) and not after_and and stripped[-1:] != ",":
            continue
        if match["marked"] and not (at_line_start or stripped[-1:] in {";", "."}):
            continue
        after_clause = not mark and _is_after_clause(text, start, match.start())
        items += (
            _Item(
                match.start(),
                match.end(),
                match.group(),
                style,
                value,
                exact,
                stripped[-1:],
                strong,
                mark,
                after_clause,
            )
            for style, value, exact in _readings(match, mark)
            if exact or strong
        )
    return items


def _is_after_clause(text: str, start: int, position: int) -> bool:
    """Whether a clause ends before a position, be it on the page before."""
    before = text[max(start, position - _PAGE_HEAD) : position].rstrip()
    return ENDS_AS_CLAUSE.search(before[-20:]) is not None


def _mark(match: re.Match[str]) -> str:
    if match["mark"] or match["bracketed"]:
        return match["mark"] or ")"
    return "." if match["spaced"] else "," if match["marked"] else ""


def _readings(match: re.Match[str], mark: str) -> list[tuple[str, int, bool]]:
    """(style, value, printed so) of a label, the printed reading first."""
    if letter := match["marked"] or match["unmarked"]:
        return [("huruf", ord(letter[-1]) - 96, False)]
    if match["bracketed"]:
        return [("angka)", int(match["bracketed"]), False)]
    raw = match["label"] or match["spaced"].replace(" ", "")
    bracket = ")" if mark == ")" else ""
    readings: list[tuple[str, int, bool]] = []
    huruf, number = huruf_number(raw), digits(raw)
    if huruf is not None:
        readings.append((f"huruf{bracket}", huruf, True))
    if number is not None:
        readings.append((f"angka{bracket}", number, is_plain(raw) and match["spaced"] is None))
    if raw == "S":
        readings.append((f"angka{bracket}", 8, False))
    readings += ((f"huruf{bracket}", ord(other) - 96, False) for other in LETTERS_FOR.get(raw, ""))
    return readings


def _fitting_depth(stack: list[_Frame], item: _Item, places: _Places) -> int | None:
    """How much of the stack stays when the item is a label; None when it is none."""
    for depth in range(len(stack) - 1, -1, -1):
        frame = stack[depth]
        if frame.style == item.style and _continues(frame.value, item, places):
            return depth
    return len(stack) if _opens(stack, item, places) else None


def _continues(value: int, item: _Item, places: _Places) -> bool:
    """Whether the item is the next of a list whose last label is ``value``."""
    due = value + 1
    if item.mark in {",", ""}:
        is_proved = places.follow(item.style, due + 1, item.start) or (not item.mark and item.after_clause)
        return item.value == due and is_proved
    if item.value == due:
        # Recognition reads "nonkementerian;" as "nonkementerian:", and "c." as "C.".
        is_capital = (
            item.raw[:1].isupper() and item.raw[0] != "I" and item.raw[0].lower() == huruf_letters(due)
        )
        is_proved = is_capital and places.follow(item.style, due + 1, item.start)
        return item.exact or item.before != ":" or is_proved
    if not (item.exact and item.strong) or item.value < due or places.follow(item.style, due, item.start):
        return False
    if places.may_be(item.style, due, item.start) and places.follow(item.style, due + 1, item.start):
        return False
    # The labels of a damaged column are lost in one stretch; the list goes on behind it.
    goes_on = all(places.follow(item.style, item.value + step, item.start) for step in (1, 2))
    return item.value <= due + (_LARGEST_GAP if goes_on else _SMALL_GAP)


def _opens(stack: list[_Frame], item: _Item, places: _Places) -> bool:
    """Whether the item is the first of a list."""
    if len(stack) >= _DEEPEST:
        return False
    if item.before != ":" and any(frame.style == item.style for frame in stack):
        return False
    if item.value == 1:
        follows = any(places.next(item.style, value, item.start) for value in (2, 3))
        if item.before == ":":
            return follows or (item.exact and places.runs_on(item.style, item.start))
        # "yang dimaksud dengan a. …; b. …": the colon is not printed, the clauses are.
        return follows and (item.strong or item.exact) and not (stack and item.before in {";", ","})
    # The first labels are lost, or it is printed with the numbers of the list before it.
    is_clear = item.exact and item.strong and item.before in {":", ";", ".", ""}
    run = sum(places.follow(item.style, item.value + step, item.start) for step in (1, 2))
    return is_clear and not stack and run == 2 and not places.next(item.style, 1, item.start)


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
