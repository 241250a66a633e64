"""The new wording that an instruction quotes, as units below it.

What an instruction names is what must follow: its pasal, ayat, huruf or angka prove the labels
of the quotation, so that a cross-reference in the quoted words is never taken for a unit.
"""

from collections.abc import Sequence

from corpus.models import ProvisionKind
from ingestion.regulation.amending.mentions import HEADINGS, Mention
from ingestion.regulation.amending.quoted_labels import heading_node, label_start, pasal_headings, value_of
from ingestion.regulation.amending.quoted_parts import (
    QUOTED_AYAT,
    QUOTED_ITEM,
    build_quoted_ayat,
    build_quoted_items,
)
from ingestion.regulation.amending.wording import after_quotes, before_closing_quote
from ingestion.regulation.ayat import build_ayat
from ingestion.regulation.headings import headings_before
from ingestion.regulation.items import build_items
from ingestion.regulation.nodes import Node, close_own
from ingestion.regulation.sequence import Link, best_chain

_LABELS = {"pasal": "Pasal {}", "ayat": "ayat ({})", "huruf": "huruf {}", "angka": "angka {}"}
_PARTS = ("ayat", "huruf", "angka")
_SHORTEST_WORDING = 12


def build_quoted(
    change: Node,
    text: str,
    start: int,
    end: int,
    named: Sequence[Mention],
    added: Sequence[Mention],
    amended: str,
) -> None:
    """Put the new wording ``text[start:end]`` below ``change``; what is no unit stays its own words.

    Args:
        change: the instruction's node; its own words up to ``start`` are already there.
        text: masked words of the whole document.
        start: after the colon of "berbunyi sebagai berikut:".
        end: where the next instruction begins.
        named: the units that the instruction names.
        added: those of them that it inserts.
        amended: name of the amended regulation for the heading path, may be empty.
    """
    path = (f"Perubahan atas {amended}",) if amended else change.heading_path
    last = before_closing_quote(text, start, end)
    if any(mention.get("lampiran") for mention in named):
        close_own(change, start, end)
        return
    pasal = {mention.get("pasal") for mention in named} - {""}
    chain = best_chain(pasal_headings(text, start, last, pasal), gap=0.0)
    parts = {(m.kind, m.path[-1][1]) for m in named if m.kind in ("ayat", "huruf", "angka")}
    if chain:
        _pasal(change, text, start, last, chain, path, named)
    elif any(m.kind in ("bab", "bagian", "paragraf") for m in named) and _only_headings(
        change, text, start, last, path
    ):
        pass
    elif not build_quoted_ayat(change, text, start, last, parts, pasal, path) and not build_quoted_items(
        change, text, start, last, parts, path
    ):
        _without_label(change, text, start, last, named, added, path)
    close_own(change, last, end)


def _only_headings(change: Node, text: str, start: int, end: int, path: tuple[str, ...]) -> bool:
    """New headings without pasal; False where there are none."""
    headings = headings_before(text, start, end)
    if not headings:
        return False
    label = label_start(text, start, headings[0].start)
    close_own(change, start, label)
    for heading in headings:
        change.children.append(heading_node(text, heading, label, path))
        label = heading.end
    return True


def _pasal(
    change: Node,
    text: str,
    start: int,
    end: int,
    chain: list[Link],
    path: tuple[str, ...],
    named: Sequence[Mention],
) -> None:
    """One unit a heading; the headings of bab and bagian before it become units too."""
    position = start
    current: Node | None = None
    content = start
    opened: dict[int, str] = {}
    for link in chain:
        head = link.candidate.start
        headings = headings_before(text, position, head)
        stop = headings[0].start if headings else head
        label = label_start(text, content, stop)
        if current is None:
            close_own(change, content, label)
        else:
            label = _close(current, text, content, stop, named)
        for heading in headings:
            change.children.append(heading_node(text, heading, label, path))
            opened = {rank: words for rank, words in opened.items() if rank < heading.rank}
            opened[heading.rank] = (
                f"{heading.label} {' '.join(text[heading.label_end : heading.end].split())}".strip()
            )
            label = heading.end
        value = value_of(link.reading.key)
        printed = f"Pasal {value.upper()}"
        current = Node(
            ProvisionKind.PASAL, f"pasal-{value}", printed, printed, label, link.reading.end,
            heading_path=(*path, *(opened[rank] for rank in sorted(opened))),
            raw=link.candidate.raw if link.reading.cost else "",
        )  # fmt: skip
        change.children.append(current)
        position = content = link.reading.end
    if current is not None:
        _close(current, text, content, end, named)


def _close(pasal: Node, text: str, start: int, end: int, named: Sequence[Mention]) -> int:
    """Divide the words of a quoted pasal; returns where the next label may begin."""
    stop = before_closing_quote(text, start, end)
    # A second quotation mark between heading and words belongs to the heading.
    if text[start:stop].lstrip()[:1] in {'"', "“"}:
        pasal.label_end = start = after_quotes(text, start, stop)
    if text[start:stop].lstrip()[:1] == ".":
        pasal.label_end = start = text.index(".", start) + 1
    number = pasal.segment.removeprefix("pasal-")
    parts = {(m.kind, m.path[-1][1]) for m in named if m.get("pasal") == number and m.kind in _PARTS}
    if not _only_named_parts(pasal, text, start, stop, parts):
        build_ayat(pasal, text, start, stop)
    return stop


def _only_named_parts(pasal: Node, text: str, start: int, end: int, parts: set[tuple[str, str]]) -> bool:
    """Divide a quotation that gives only some ayat, huruf or angka under the heading of their pasal."""
    begin = after_quotes(text, start, end)
    if ayat := QUOTED_AYAT.match(text, begin, end):
        value = ayat.group("number") + ayat.group("letter").lower()
        later = value != "1" and ("ayat", value) in parts
        return later and build_quoted_ayat(pasal, text, start, end, parts, set(), pasal.heading_path)
    item = QUOTED_ITEM.match(text, begin, end)
    value = item.group("raw").lower() if item else ""
    if value in ("", "1", "a") or not parts & {("huruf", value), ("angka", value)}:
        return False
    return build_quoted_items(pasal, text, start, end, parts, pasal.heading_path)


def _without_label(
    change: Node,
    text: str,
    start: int,
    end: int,
    named: Sequence[Mention],
    added: Sequence[Mention],
    path: tuple[str, ...],
) -> None:
    """The one unit whose label the quotation leaves out; other words stay the change's own."""
    begin = after_quotes(text, start, end)
    unit = _only_unit(named, added)
    quotes = begin > start and any(mark in text[start:begin] for mark in '"“„')
    if unit is None or end - begin < _SHORTEST_WORDING or (unit.kind != "pasal" and not quotes):
        close_own(change, start, end)
        return
    value = unit.path[-1][1]
    label = _LABELS[unit.kind].format(value.upper() if unit.kind == "pasal" else value)
    node = Node(
        ProvisionKind(unit.kind), f"{unit.kind}-{value}", label, label, start, begin, heading_path=path,
        raw="(label hilang)",
    )  # fmt: skip
    change.children.append(node)
    if unit.kind == "pasal":
        build_ayat(node, text, begin, end)
    else:
        build_items(node, text, begin, end)


def _only_unit(named: Sequence[Mention], added: Sequence[Mention]) -> Mention | None:
    """The one unit that the instruction can mean; None where it names several."""
    paths = {mention.path: mention for mention in added} or {
        mention.path: mention for mention in named if mention.kind not in HEADINGS
    }
    unit = next(iter(paths.values())) if len(paths) == 1 else None
    return unit if unit is not None and unit.kind in _LABELS else None
