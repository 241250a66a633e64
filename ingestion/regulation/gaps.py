"""Headings that the first search missed, found by the numbers that are due between two others.

Four things hide a heading: it looks like a cross-reference ("… ditjen Peraturan Pasal 5 Isi"), its
word is damaged ("Pasa.l 350", "Psal 60"), its number is wrong (Pasal 25, 16, 27), or it is not
printed at all. Each is looked for only between two headings whose numbers leave a gap, the safest
first, and what rests on the numbering alone is marked as doubtful.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from ingestion.regulation.hidden_headings import (
    GREATEST_LENIENCE,
    MISPRINTED,
    REPEATED_EVIDENCE,
    bare,
    damaged,
    illegible,
    is_apart,
    misprinted,
    under_heading,
    unnumbered,
    weak,
)
from ingestion.regulation.lost_headings import first_unprinted, unexplained, unprinted
from ingestion.regulation.markers import pasal_candidates
from ingestion.regulation.sequence import Gap, Link


def close_gaps(
    text: str,
    chain: list[Link],
    start: int,
    end: int,
    *,
    elucidates: bool = False,
    reach: Mapping[int, int] | None = None,
) -> list[Link]:
    """The chain with the headings that can be proven between its own.

    Args:
        text: masked words of the whole document.
        chain: headings, ascending.
        start: where the first heading may stand.
        end: where the words end that may hold a heading.
        elucidates: whether the words are an elucidation.
        reach: the last number that a heading of several pasal names, by its position.
    """
    chain = _without_empty_leaps(text, chain)
    finders: tuple[Callable[[Gap], list[Link]], ...] = (
        lambda gap: weak(text, gap, elucidates=elucidates),
        lambda gap: damaged(text, gap, elucidates=elucidates),
        lambda gap: bare(text, gap) if elucidates else [],
        lambda gap: illegible(text, gap, elucidates=elucidates),
        lambda gap: unnumbered(text, gap, elucidates=elucidates),
        lambda gap: misprinted(text, gap, elucidates=elucidates),
        lambda gap: unexplained(text, gap) if elucidates else unprinted(text, gap),
        lambda gap: [] if elucidates else first_unprinted(text, gap),
    )
    for find in finders:
        chain = list(_filled(chain, start, find, reach or {}))
    if elucidates:
        return chain
    return _with_last(text, _repeated(text, chain, end), end)


def _with_last(text: str, chain: list[Link], end: int) -> list[Link]:
    """The chain with the pasal that open a bab behind it ("BAB V PENUTUP Pasal 23 Peraturan ini berlaku")."""
    if not chain:
        return chain
    links = list(chain)
    for candidate in pasal_candidates(text, chain[-1].reading.end, end, -GREATEST_LENIENCE):
        due = (links[-1].reading.key[0] + 1, "")
        reading = next((reading for reading in candidate.readings if reading.key == due), None)
        if reading is not None and under_heading(text, candidate.start, links[-1].reading.end):
            links.append(Link(candidate, reading))
    return links


def _without_empty_leaps(text: str, chain: list[Link]) -> list[Link]:
    """Drop a number that leaps over others right behind a heading ("Pasal 1. Pasal 6 Osamu Seirei …")."""
    kept: list[Link] = []
    for link in chain:
        leaps = bool(kept) and link.reading.key[0] - kept[-1].reading.key[0] > 1
        if not leaps or text[kept[-1].reading.end : link.candidate.start].strip(" .\n"):
            kept.append(link)
    return kept


def _filled(
    chain: list[Link], start: int, find: Callable[[Gap], list[Link]], reach: Mapping[int, int]
) -> Iterator[Link]:
    low, before = start, 0
    for link in chain:
        number = link.reading.key[0]
        if number - before > 1:
            yield from find(Gap(low, link.candidate.start, before + 1, number - 1))
        yield link
        low, before = link.reading.end, reach.get(link.candidate.start, number)


def _repeated(text: str, chain: list[Link], end: int) -> list[Link]:
    """Pasal 2, 4, 4, 5, each with words of its own: the first "Pasal 4" is Pasal 3."""
    repaired: list[Link] = []
    for index, link in enumerate(chain):
        stop = chain[index + 1].candidate.start if index + 1 < len(chain) else end
        number, letter = link.reading.key
        before = repaired[-1].reading.key[0] if repaired else 0
        twins = []
        if number - before == 2 and not letter:
            twins = [
                Link(candidate, reading)
                for candidate in pasal_candidates(text, link.reading.end, stop, REPEATED_EVIDENCE)
                for reading in candidate.readings
                if reading.key == (number, "") and is_apart(link.reading.end, candidate.start, stop)
            ]
        if len(twins) == 1:
            due = replace(link.reading, key=(number - 1, ""), cost=2.0, doubt=MISPRINTED)
            repaired += [Link(link.candidate, due), twins[0]]
        else:
            repaired.append(link)
    return repaired
