"""Words behind a list that belong to the sentence the list stands in, not to its last item.

"Setiap orang yang: a. …; b. … dipidana dengan …": the words after b. complete what was said before
a. Each rule below rests on something that is printed: how the other items end, a predicate that the
lead lacks, or a line that was left short.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from ingestion.regulation.nodes import Node, close_own

ENDS_AS_CLAUSE = re.compile(r"[;,]\s*(?:dan/atau|dan/ atau|dan|atau|serta)?\s*$")
_SENTENCE_END = re.compile(r"(?:[a-z]{4}|\)|\d{2})[\"”]?\.[\"”]?\s+(?=[A-Z][a-z]{2,}\b)")
_ASSENT = re.compile(r"(?:^|[;.\n])\s*(?=D(?:engan|ENGAN)\s+(?:P|p)(?:ersetujuan|ERSETUJUAN)\b)")
_PREDICATE = re.compile(
    r"\b(?:dipidana\s(?:dengan|karena|penjara|denda|paling)|diancam\s(?:dengan\s)?(?:pidana|hukuman)|dihukum\sdengan"
    r"|(?:masing-masing\s)?dicabut\sdan\sdinyatakan\stidak|dinyatakan\s(?:tetap|masih|tidak)\sberlaku)\b"
)
_ANY_PREDICATE = re.compile(rf"{_PREDICATE.pattern}|\b(?:tetap|masih)\s(?:tetap\s)?berlaku\b|\bdicabut\b")
_LINE_BREAK = re.compile(r"\S[ ]*\n[ ]*(?=[a-z][a-z]{2,}\b)")
# Readers that join the lines of a paragraph leave two spaces where one ended.
_PRINTED_LINE_END = re.compile(r"\s*\n\s*|\s{2,}")
_LEAD_END = ":"
# Words that no item ends with, nor the closing words begin with.
_UNFINISHED = re.compile(
    r"(?:\b(?:dan|atau|yang|akan|dengan|untuk|oleh|pada|dalam|di|ke|dari|sebagai|serta|secara|bagi|antara|terhadap|atas"
    r"|kepada|tidak|dapat|telah|adalah|tentang|Nomor|Tahun|ayat|huruf|angka|Pasal|sampai)|dan/atau|[-/(])\s*$"
)
_CONJUNCTION = re.compile(r"(?:dan|atau|serta|dan/atau)\b")
_WINDOW = 3000
_SHORT_LINE = 0.75
_LEAD_GAP = 12
_LOOK_BACK = 40
"""How many items tell how a list is written; more would cost time in proportion to their square."""


def return_closing_words(root: Node, text: str) -> None:
    """Move the words behind every list below ``root`` from its last item to the unit that they close."""
    for child in root.children[:-1]:
        return_closing_words(child, text)
    chain = [root]
    while chain[-1].children:
        chain.append(chain[-1].children[-1])
        for child in chain[-1].children[:-1]:
            return_closing_words(child, text)
    if len(chain) < 2 or not chain[-1].own:
        return
    leaf, owner = chain[-1], chain[-2]
    low, high = leaf.own[-1]
    position = closing_start(text, owner, low, high)
    if position is None:
        return
    is_predicate = _PREDICATE.match(text, position) is not None
    leaf.own.pop()
    close_own(leaf, low, position)
    close_own(root if is_predicate or _ASSENT.match(text, position) else owner, position, high)


def closing_start(text: str, owner: Node, start: int, end: int) -> int | None:
    """Where in the last item's words ``text[start:end]`` the closing words of ``owner`` begin."""
    items = owner.children[-_LOOK_BACK:]
    if len(items) < 2:
        return None
    if assent := _ASSENT.search(text, start, end):
        return assent.end()
    starts = [position for position in (_new_sentence(text, items, start, end),) if position is not None]
    first = owner.children[0].start
    if text[max(0, first - _LEAD_GAP) : first].rstrip()[-1:] == _LEAD_END:
        predicate = _predicate(text, items, start, end)
        line = _short_line(text, start, end)
        starts += [position for position in (predicate, line) if position is not None]
    return min(starts, default=None)


def _new_sentence(text: str, items: Sequence[Node], start: int, end: int) -> int | None:
    """A new sentence after a list whose other items are clauses."""
    for earlier, later in pairwise(items):
        if not ENDS_AS_CLAUSE.search(text, earlier.label_end, later.start):
            return None
    match = _SENTENCE_END.search(text, start, end)
    return match.end() if match and match.end() < end else None


def _predicate(text: str, items: Sequence[Node], start: int, end: int) -> int | None:
    """The predicate that neither the other items nor the lead have."""
    match = _PREDICATE.search(text, start, end)
    if match is None or _ANY_PREDICATE.search(text, items[0].start, items[-1].label_end):
        return None
    before = text[start : match.start()]
    is_apart = before.rstrip()[-1:] in {",", ";"} or "\n" in before[len(before.rstrip()) :]
    return match.start() if is_apart and not _UNFINISHED.search(before.rstrip()) else None


def _short_line(text: str, start: int, end: int) -> int | None:
    """A line in lower case behind a line that had room for its first word."""
    width = 0
    for match in _LINE_BREAK.finditer(text, start, end):
        line = _PRINTED_LINE_END.split(text[max(start, match.start() - _WINDOW) : match.start() + 1])[-1]
        if _UNFINISHED.search(line) or _CONJUNCTION.match(text, match.end()):
            continue
        width = width or _line_width(text, start, end)
        word = text[match.end() : match.end() + 30].split()[0]
        if line[-1] == ";" or len(line) + len(word) + 1 < _SHORT_LINE * width:
            return match.end()
    return None


def _line_width(text: str, start: int, end: int) -> int:
    """How long full lines are around here: nine of ten are no longer."""
    lines = _PRINTED_LINE_END.split(text[max(0, start - _WINDOW) : end + _WINDOW])
    lengths = sorted(len(line) for line in lines if line)
    return lengths[len(lengths) * 9 // 10] if lengths else 0
