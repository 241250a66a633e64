"""The changes within a pasal that amends another regulation: numbered, lettered, or one alone."""

import re

from corpus.models import ProvisionKind
from ingestion.regulation.amending.clauses import clauses_of, without_earlier
from ingestion.regulation.amending.mentions import Mention, mentions_in, without_regulations
from ingestion.regulation.amending.quoted import build_quoted
from ingestion.regulation.amending.torn_lines import in_printed_order
from ingestion.regulation.amending.wording import Opening, letters, openings, wording_start
from ingestion.regulation.ayat import build_ayat
from ingestion.regulation.items import build_items
from ingestion.regulation.nodes import Node, close_own
from ingestion.regulation.references import references_in
from ingestion.regulation.sequence import Candidate, Reading, best_chain

LOST_LABEL = "(label hilang)"
_ORDERS = re.compile(
    r"\b(?:di\s?-?r?[uo]bah|dihapus(?:kan)?|disisipkan|ditambah(?:kan)?|diganti|dibaca|berbunyi|ditiadakan)\b"
    r"|^\W{0,6}(?:\d{1,2}\W{1,3})?(?:Me(?:ng|r)ubah|Menambah|Menghapus|Menyisipkan|Mengganti|Menyempurnakan)"
)
_LEAD_END = re.compile(
    r"\bdi\s?-?ubah\b[^.;:]{0,40}\bsebagai\s+berikut\s{0,3}[:;.]\s*(?P<label>[\"“]?\w{1,2}(?:\s?[.)]\s*|\s+(?=[A-Z])))?"
)
_SHORTEST_CHANGE = 40
_LEAD = 2500
_LONGEST_INSTRUCTION = 6000
_AMENDED = re.compile(r"\btentang\b", re.IGNORECASE)


def orders_changes(text: str, start: int, end: int, *, amending: bool = False) -> bool:
    """Whether the words of a pasal ``text[start:end]`` change another regulation.

    ``amending``: the regulation is one that amends, so that its pasal need not name the amended one.
    """
    stop = min(end, start + _LEAD)
    lead = without_earlier(text[start:stop].replace("^", " "))
    if not _ORDERS.search(lead):
        return False
    named = references_in(lead)
    first = next(iter(openings(lead, 0, len(lead))), None)
    head = first.start if first is not None else len(lead)
    told = _ORDERS.search(lead, 0, head) is not None
    if first is not None and first.firm and first.number == 1 and told:
        return True
    if not named:
        # In an ordinary pasal only what quotes a unit at once can do without the regulation's name.
        quotes = first is not None and first.firm and not lead[:head].strip()
        return quotes and (amending or wording_start(text, start, end) is not None)
    if first is not None and (told or not lead[:head].strip()):
        return first.firm or named[0].start < head
    wording = wording_start(text, start, end)
    sentence = lead.find(". ")
    limit = wording - start if wording is not None else sentence if sentence >= 0 else len(lead)
    verb = _ORDERS.search(lead, 0, limit)
    return verb is not None and named[0].start < limit


def build_amendments(node: Node, text: str, start: int, end: int, *, amending: bool = False) -> None:
    """Divide an amending pasal into its changes, each with the wording that it quotes.

    A pasal that orders no change is divided like any other.
    """
    if not orders_changes(text, start, end, amending=amending):
        build_ayat(node, text, start, end)
        return
    # Recognition leaves carets among the words; on a copy of these words alone they can go.
    words = in_printed_order(text[start:end].replace("^", " "))
    root = Node(node.kind, node.segment, node.label, node.printed, 0, 0)
    _divide(root, words)
    _shift(root, start)
    node.own += root.own
    node.children += root.children
    node.is_change = root.is_change


def _divide(root: Node, words: str) -> None:
    end = len(words)
    found = [opening for opening in openings(words, 0, end) if opening.words > 1 or opening.number]
    changes = _with_first(_numbered(found), words) or _several(_lettered(found))
    if not changes:
        root.is_change = True
        _change(root, words, 0, end, (), _amended_name(words[:_LEAD]))
        return
    _changes(root, words, 0, end, changes, (), _amended_name(words[: changes[0][0].start]))


def _shift(node: Node, by: int) -> None:
    """Move the spans of a node and of all below it."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        current.start += by
        current.label_end += by
        current.own = [(start + by, end + by) for start, end in current.own]
        waiting.extend(current.children)


def _several(changes: list[tuple[Opening, int, bool]]) -> list[tuple[Opening, int, bool]]:
    return changes if len(changes) > 1 else []


def _amended_name(lead: str) -> str:
    """The name, as in "Undang-Undang Nomor 8 Tahun 1974", of the first regulation that the lead names."""
    found = references_in(" ".join(lead.split()))
    if not found:
        return ""
    words = " ".join(lead.split())[found[0].start : found[0].end]
    return _AMENDED.split(words)[0].strip()


def _numbered(found: list[Opening]) -> list[tuple[Opening, int, bool]]:
    """The changes with their numbers, and whether each number is printed so.

    What has lost its label takes the number that is missing between its neighbours.
    """
    candidates = []
    for index, opening in enumerate(found):
        if opening.number is not None:
            reading = Reading((opening.number, ""), opening.words, 0.0 if opening.exact else 1.0)
            candidates.append(Candidate(opening.start, str(index), (reading,), opening.score))
    chain = best_chain(candidates, gap=0.7)
    numbers = {int(link.candidate.raw): link.reading.key[0] for link in chain}
    kept: list[tuple[Opening, int, bool]] = []
    for index, opening in enumerate(found):
        if index in numbers:
            kept.append((opening, numbers[index], opening.exact))
        elif opening.firm and not opening.letter:
            kept.append((opening, 0, False))
    if not chain and len(kept) < 2:
        return []
    return _with_lost(kept)


def _with_first(changes: list[tuple[Opening, int, bool]], words: str) -> list[tuple[Opening, int, bool]]:
    """The changes, begun by what stands between the lead ("diubah sebagai berikut:") and the second,
    whose label or first word is damaged beyond recognition.
    """
    if not changes or changes[0][1] == 1:
        return changes
    second = changes[0][0].start
    lead = _LEAD_END.search(words, 0, min(second, _LEAD))
    if lead is None or second - lead.end() < _SHORTEST_CHANGE:
        return changes
    if not _ORDERS.search(words, lead.end(), second):
        return changes
    begin = lead.end("label") if lead.group("label") else lead.end()
    first = Opening(lead.start("label") if lead.group("label") else begin, begin, None, False, "", True, 0.0)
    return [(first, 1, False), *changes]


def _with_lost(kept: list[tuple[Opening, int, bool]]) -> list[tuple[Opening, int, bool]]:
    following: list[int | None] = []
    due_next: int | None = None
    for _, number, _ in reversed(kept):
        following.append(due_next)
        due_next = number or due_next
    following.reverse()
    result: list[tuple[Opening, int, bool]] = []
    for (opening, number, exact), after in zip(kept, following, strict=True):
        before = result[-1][1] if result else 0
        if not number and after == before + 1 and _is_one_too_many(result):
            last, _, _ = result.pop()
            before -= 1
            result.append((last, before, False))
        due = before + 1 if after is None or before + 1 < after else max(before, 1)
        result.append((opening, number or due, exact and bool(number)))
    return result


def _is_one_too_many(changes: list[tuple[Opening, int, bool]]) -> bool:
    """Whether the last change bears the number of the next: its own is free, the next one is not."""
    previous = changes[-2][1] if len(changes) > 1 else 0
    return bool(changes) and changes[-1][1] == previous + 2


def _lettered(found: list[Opening]) -> list[tuple[Opening, int, bool]]:
    return [(opening, index, True) for index, opening in enumerate(letters(found), 1)]


def _changes(
    node: Node, text: str, start: int, end: int, changes: list[tuple[Opening, int, bool]],
    context: tuple[tuple[str, str], ...], amended: str,
) -> None:  # fmt: skip
    """One child a change; the words before the first are the node's own."""
    close_own(node, start, changes[0][0].start)
    for index, (opening, number, exact) in enumerate(changes):
        stop = changes[index + 1][0].start if index + 1 < len(changes) else end
        name = opening.letter.lower() or str(number)
        kind = ProvisionKind.HURUF if opening.letter else ProvisionKind.ANGKA
        printed = text[opening.start : opening.words].strip()
        change = Node(
            kind, f"{kind.value}-{name}", f"{kind.value} {name}", f"{name}.", opening.start, opening.words,
            raw="" if exact else printed or LOST_LABEL, is_change=True,
        )  # fmt: skip
        node.children.append(change)
        _change(change, text, opening.words, stop, context, amended)


def _change(
    change: Node, text: str, start: int, end: int, context: tuple[tuple[str, str], ...], amended: str
) -> None:
    wording = wording_start(text, start, end)
    instruction = text[start : wording if wording is not None else min(end, start + _LONGEST_INSTRUCTION)]
    clauses = clauses_of(instruction, context)
    named = clauses.mentions or mentions_in(without_regulations(instruction), context)
    if not context and not amended:
        amended = _amended_name(instruction)
    if wording is None and not clauses.orders:
        # "Dengan berlakunya Peraturan Pemerintah ini, tidak berlaku lagi: 1. …" is a rule of its own.
        change.is_change = False
        build_items(change, text, start, end)
        return
    if wording is None:
        close_own(change, start, end)
        return
    inner = _several(_lettered(openings(text, wording, end)))
    if inner and inner[0][0].start - wording < 12:
        _changes(change, text, start, end, inner, _single(named), amended)
        return
    close_own(change, start, wording)
    build_quoted(change, text, wording, end, named, clauses.added, amended)


def _single(named: list[Mention]) -> tuple[tuple[str, str], ...]:
    """The one pasal that all mentions share, as context of the changes below."""
    pasal = {mention.get("pasal") for mention in named} - {""}
    return (("pasal", next(iter(pasal))),) if len(pasal) == 1 else ()
