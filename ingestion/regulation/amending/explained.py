"""The elucidation of an amending regulation, put to the units that its changes quote.

It goes by Roman pasal, then by change, then by quoted pasal ("Angka 1 / Pasal 5 / Ayat (1)"), and
older ones leave out the first or the second. What the changes quote says which headings to expect.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.models import ProvisionKind
from ingestion.regulation.amending.mentions import mentions_in, without_regulations
from ingestion.regulation.amending.quoted_labels import pasal_headings, value_of
from ingestion.regulation.elucidation import Explanation, parts
from ingestion.regulation.nodes import Node
from ingestion.regulation.sequence import Candidate, Link, Reading, best_chain

_NUMBER_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?:[Aa]ngka|Butir)\s{1,3}[0-9lIO]{1,3}|(?<![\w/])[0-9]{1,3}\s?\.)[\s.]{0,6}$"
)
_CHANGE_LABEL = re.compile(r"(?<![A-Za-z])Angka\s{1,3}(\d{1,3})(?![\w)])")


@dataclass(frozen=True, slots=True)
class _Target:
    """A quoted pasal, or a change of parts of one, by the path from the outer pasal down."""

    pasal: str
    segments: tuple[str, ...]
    change: int
    lists: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    """A heading in the elucidation: its span and what it explains."""

    label: int
    begin: int
    target: _Target


def inner_explanations(
    text: str, found: Sequence[Explanation], units: Sequence[Node], start: int
) -> list[Explanation]:
    """The explanations of pasal that order changes, divided among what the changes quote.

    Args:
        text: masked words of the whole document.
        found: the explanations by outer pasal, in order.
        units: the pasal of the body.
        start: where the elucidation by pasal begins; an amending regulation may begin it with the
            quoted pasal at once.
    """
    amending = {
        unit.segment: unit for unit in units if unit.is_change or any(c.is_change for c in unit.children)
    }
    if not amending:
        return list(found)
    spans = _spans(text, found, units, amending, start)
    result: list[Explanation] = []
    for explanation in spans:
        unit = amending.get(explanation.pasal)
        if unit is None:
            result.append(explanation)
        else:
            result.extend(_divided(text, explanation, unit))
    return result


def _spans(
    text: str, found: Sequence[Explanation], units: Sequence[Node], amending: dict[str, Node], start: int
) -> list[Explanation]:
    """The explanations with those of one amending pasal joined again."""
    joined: list[Explanation] = []
    first = units[0].segment
    if found and first in amending and found[0].pasal != first and found[0].label_start > start:
        joined.append(Explanation(first, (), start, start, found[0].label_start))
    for explanation in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.pasal == explanation.pasal
            and explanation.pasal in amending
            and not last.also
        ):
            joined[-1] = replace(last, end=explanation.end)
        else:
            joined.append(explanation)
    return _with_last(text, joined, units, amending)


def _with_last(
    text: str, joined: list[Explanation], units: Sequence[Node], amending: dict[str, Node]
) -> list[Explanation]:
    """The explanations with that of the last pasal, which often hides in the line of the one before."""
    last, final = units[-1], joined[-1] if joined else None
    if final is None or final.pasal not in amending or last.segment == final.pasal:
        return joined
    found = re.compile(rf"(?<=jelas)[\s.]{{1,4}}({re.escape(last.label)})\b(?=[\s.]{{1,4}}Cukup)").search(
        text, final.start, final.end
    )
    if found is None:
        return joined
    tail = Explanation(last.segment, (), found.start(1), found.end(1), final.end)
    return [*joined[:-1], replace(final, end=found.start(1)), tail]


def _divided(text: str, whole: Explanation, unit: Node) -> Iterator[Explanation]:
    targets = list(_targets(text, unit, ()))
    by_pasal = {target.pasal: target for target in reversed(targets)}
    headings = pasal_headings(text, whole.start, whole.end, set(by_pasal))
    expected = [_only_expected(candidate, by_pasal) for candidate in headings]
    chain = best_chain([candidate for candidate in expected if candidate is not None], gap=0.0)
    marks = [
        _Mark(_label_start(text, whole.start, link), link.reading.end, by_pasal[value_of(link.reading.key)])
        for link in chain
    ]
    marks = list(_with_bare_changes(text, whole, marks, {child.segment for child in unit.children}))
    yield Explanation(whole.pasal, (), whole.label_start, whole.start, marks[0].label if marks else whole.end)
    for index, mark in enumerate(marks):
        stop = marks[index + 1].label if index + 1 < len(marks) else whole.end
        link = Link(Candidate(mark.label, "", (), 0.0), Reading((0, ""), mark.begin))
        for part in parts(text, whole.pasal, link, stop):
            yield replace(part, segments=(*mark.target.segments, *part.segments))


def _with_bare_changes(
    text: str, whole: Explanation, marks: list[_Mark], changes: set[str]
) -> Iterator[_Mark]:
    """The marks with those of changes between them that name no pasal ("Angka 2 Cukup jelas")."""
    position, before, lists = whole.start, 0, False
    for mark in [*marks, None]:
        stop = mark.label if mark is not None else whole.end
        limit = mark.target.change if mark is not None else 1000
        for match in _CHANGE_LABEL.finditer(text, position, stop) if not lists else ():
            number = int(match.group(1))
            if before < number < limit and f"angka-{number}" in changes:
                yield _Mark(match.start(), match.end(), _Target("", (f"angka-{number}",), number, False))
                before = number
        if mark is not None:
            yield mark
            position, before, lists = mark.begin, mark.target.change, mark.target.lists


def _only_expected(candidate: Candidate, by_pasal: dict[str, _Target]) -> Candidate | None:
    readings = tuple(reading for reading in candidate.readings if value_of(reading.key) in by_pasal)
    return replace(candidate, readings=readings) if readings else None


def _label_start(text: str, start: int, link: Link) -> int:
    """Where the label begins, with the number of the change before it ("Angka 3 Pasal 7")."""
    head = link.candidate.start
    before = _NUMBER_BEFORE.search(text, max(start, head - 24), head)
    return before.start() if before else head


def _targets(text: str, unit: Node, above: tuple[str, ...]) -> Iterator[_Target]:
    """What the changes below ``unit`` are about, in reading order."""
    if not unit.is_change:
        for child in unit.children:
            if child.is_change:
                yield from _targets(text, child, (*above, child.segment))
        return
    inner = [child for child in unit.children if child.is_change]
    change = int(above[0].removeprefix("angka-")) if above and above[0].startswith("angka-") else 0
    quoted = [child for child in unit.children if child.kind is ProvisionKind.PASAL]
    for child in quoted:
        number = child.segment.removeprefix("pasal-")
        yield _Target(
            number,
            (*above, child.segment),
            change,
            any(c.kind is ProvisionKind.ANGKA for c in child.children),
        )
    if quoted or (
        inner and any(True for child in inner for _ in _targets(text, child, (*above, child.segment)))
    ):
        for child in inner:
            yield from _targets(text, child, (*above, child.segment))
        if quoted:
            return
    words = " ".join(text[start:end] for start, end in unit.own)
    named = list(
        dict.fromkeys(m.get("pasal") for m in mentions_in(without_regulations(words)) if m.get("pasal"))
    )
    for number in named[:1] if not quoted else []:
        yield _Target(number, above, change, False)
