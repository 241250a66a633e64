"""Regulations that were mentioned, linked to the corpus and checked for force on the meeting's day."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from assistant.minutes.models import ReferenceStanding, RegulationReference, Utterance
from corpus.citations import find_citations, format_citation
from corpus.identifiers import split_provision_id
from corpus.knowledge import Knowledge
from corpus.number_words import PHRASE, read_number
from corpus.open_snapshot import force_table
from corpus.validity import Force, ForceStatus, ForceTable

_SPOKEN_NUMBER = re.compile(
    rf"(?<!\w)(?P<label>(?:nomor|nomer|no\.?|pasal|ayat|tahun|angka|uu|pp|perpres|perda|permen\w*|perbup"
    rf"|pergub|per\s?bkn|perka)\s+)"
    rf"(?P<words>{PHRASE})(?!\s+(?:orang|hari|bulan|persen|juta|ribu|miliar))",
    re.IGNORECASE,
)
_STANDINGS = {
    ForceStatus.BERLAKU: ReferenceStanding.IN_FORCE,
    ForceStatus.DIUBAH: ReferenceStanding.AMENDED,
    ForceStatus.DICABUT: ReferenceStanding.REPEALED,
    ForceStatus.DICABUT_SEBAGIAN: ReferenceStanding.AMENDED,
    ForceStatus.BELUM_BERLAKU: ReferenceStanding.NOT_YET,
    ForceStatus.TIDAK_DIKETAHUI: ReferenceStanding.UNKNOWN,
}
UNCHECKED = "Pustaka tidak tersedia saat notula dibuat; keberlakuannya belum diperiksa."
NO_DAY = "Tanggal rapat belum diisi; diperiksa menurut keadaan terakhir di pustaka."


def find_references(
    utterances: Iterable[Utterance],
    held_on: date | None,
    knowledge: Knowledge | None = None,
    force: ForceTable | None = None,
) -> list[RegulationReference]:
    """Every regulation or provision that was named, once each, with the first utterance that names it.

    Args:
        utterances: what was said.
        held_on: the day of the meeting; without it the last known state counts, and the reference says so.
        knowledge: the corpus; without it nothing is checked.
        force: the corpus's table of legal force, where it is built already; spares building it.
    """
    named: dict[str, tuple[str, str]] = {}
    for utterance in utterances:
        for phrase, identifier in _named(utterance.text):
            named.setdefault(identifier, (phrase, utterance.id))
    if not named:
        return []
    table = force if force is not None or knowledge is None else force_table(knowledge)
    return [
        RegulationReference(phrase, utterance, identifier, *_standing(identifier, held_on, knowledge, table))
        for identifier, (phrase, utterance) in named.items()
    ]


def _named(text: str) -> list[tuple[str, str]]:
    """Spoken phrase and identifier of every citation whose regulation is said."""
    written, edits = _with_digits(text)
    found = []
    for match in find_citations(written):
        identifier = match.ref.id
        if identifier is not None:
            start, end = _back(match.start, edits), _back(match.end, edits, end=True)
            found.append((text[start:end].strip(), identifier))
    return found


def _with_digits(text: str) -> tuple[str, list[tuple[int, int, int, int]]]:
    """``text`` with spoken numbers of citations in digits, and where each was: written and spoken span."""
    pieces: list[str] = []
    edits: list[tuple[int, int, int, int]] = []
    position = length = 0
    for match in _SPOKEN_NUMBER.finditer(text):
        value = read_number(match["words"])
        if value is None or value.denominator != 1:
            continue
        start, end = match.span("words")
        digits = str(value.numerator)
        pieces += [text[position:start], digits]
        length += start - position
        edits.append((length, length + len(digits), start, end))
        length += len(digits)
        position = end
    pieces.append(text[position:])
    return "".join(pieces), edits


def _back(offset: int, edits: list[tuple[int, int, int, int]], *, end: bool = False) -> int:
    """The place in what was spoken of a place in what was written."""
    index = bisect_right([edit[0] for edit in edits], offset - (1 if end else 0)) - 1
    if index < 0:
        return offset
    _, last, start, stop = edits[index]
    if offset < last or (end and offset == last):
        return stop if end else start
    return stop + offset - last


def _standing(
    identifier: str, held_on: date | None, knowledge: Knowledge | None, table: ForceTable | None
) -> tuple[ReferenceStanding, str]:
    if table is None:
        return ReferenceStanding.UNKNOWN, UNCHECKED
    regulation, path = split_provision_id(identifier)
    name = format_citation(regulation)
    if regulation not in table.known:
        return ReferenceStanding.UNKNOWN, f"Naskah {name} tidak ada di pustaka ini."
    on = held_on or date.max
    told = [] if held_on else [NO_DAY]
    if (
        path
        and knowledge is not None
        and not knowledge.readings(table.wording_on(identifier, on) or identifier)
    ):
        told.append(f"{format_citation(identifier)} tidak ditemukan dalam naskah di pustaka ini.")
    force = table.in_force(identifier, on)
    told.append(_explanation(force))
    return _STANDINGS[force.status], " ".join(part for part in told if part)


def _explanation(force: Force) -> str:
    successor = force.successor.split("/")[0]
    if force.status is ForceStatus.DICABUT and successor:
        return f"{force.reason} Penggantinya: {format_citation(successor)}."
    return force.reason
