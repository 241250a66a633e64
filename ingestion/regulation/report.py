"""The report of a parse: what was repaired, what a person should look at, how sure it is.

The confidence is a product, so that each kind of damage counts by itself:

- completeness: pasal found, out of those found and those missing in the sequence;
- order: 1 less 2 % for each label that occurs twice, at most 20 %;
- legibility: 1 less three times the share of words that nobody knows, at most 30 %;
- soundness: 1 less half the share of pasal with something suspicious in them, at most 30 %;
- recognition: for scanned pages, half of what recognition itself was unsure of;
- identity: 1 less 5 % for each repair of type, number or year, at most 10 %.

A document without any pasal has 0.2: its words are there, its structure is guesswork.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from math import prod

from ingestion.document import Document
from ingestion.regulation.assemble import Assembly
from ingestion.regulation.doubts import doubts_within
from ingestion.regulation.legibility import doubtful_pages, doubtful_words, unknown_words
from ingestion.regulation.parsed import ParseReport, Repair, Suspicion
from ingestion.regulation.structure import Structure

_NO_PASAL = 0.2


def report_of(
    document: Document,
    structure: Structure,
    assembly: Assembly,
    identity_repairs: Sequence[Repair],
    warnings: Sequence[str],
    *,
    mended: Sequence[Repair] = (),
) -> ParseReport:
    """Everything that is known about how well a document was understood.

    Args:
        identity_repairs: corrections of type, number, year and dates.
        mended: corrections in the title and the signatures, which cast no doubt on the regulation's identity.
        warnings: what is odd about the regulation as a whole, in Indonesian.
    """
    provisions = tuple(assembly.provisions)
    gaps = () if structure.is_roman else _gaps(structure.body.numbers)
    suspicious = (
        *_doubtful_headings(assembly.regulation, structure),
        *doubts_within(provisions),
        *doubtful_words(provisions),
        *doubtful_pages(assembly.regulation, document),
    )
    text = assembly.document
    return ParseReport(
        pasal_gaps=gaps,
        penjelasan_gaps=structure.penjelasan_gaps,
        duplicates=tuple(assembly.duplicates),
        repairs=(*identity_repairs, *mended, *assembly.repairs, *_word_repairs(structure, assembly)),
        suspicious=suspicious,
        warnings=(*warnings, *_warnings(structure, gaps)),
        confidence=_confidence(document, structure, assembly, len(gaps), len(identity_repairs), suspicious),
        furniture=tuple(text.text[start:end].strip() for start, end in text.furniture),
    )


def _warnings(structure: Structure, gaps: Sequence[str]) -> Iterator[str]:
    if not structure.body.units:
        yield "Tidak ada pasal yang ditemukan."
    if gaps:
        yield f"Pasal yang tidak ditemukan: {', '.join(gaps)}."
    if structure.penjelasan_gaps:
        yield f"Penjelasan pasal yang tidak ditemukan: {', '.join(structure.penjelasan_gaps)}."


def _doubtful_headings(regulation: str, structure: Structure) -> tuple[Suspicion, ...]:
    """Headings that rest on the numbering alone."""
    return tuple(
        Suspicion(f"{regulation}/{segment}", reason, structure.text.page_at(position))
        for segment, reason, position in structure.doubts
    )


def _gaps(numbers: list[tuple[int, str]]) -> tuple[str, ...]:
    present = {number for number, _ in numbers}
    return tuple(str(number) for number in range(1, max(present, default=0)) if number not in present)


def _word_repairs(structure: Structure, assembly: Assembly) -> Iterator[Repair]:
    """Every corrected word and number, with the unit it stands in."""
    text = assembly.document
    explained = (
        (item.start, item.end, f"{assembly.regulation}/{item.pasal}") for item in structure.explanations
    )
    places = sorted([*assembly.places, *explained])
    starts = [start for start, _, _ in places]
    for correction in text.corrections:
        index = bisect_right(starts, correction.start) - 1
        is_within = index >= 0 and correction.start < places[index][1]
        where = places[index][2] if is_within else assembly.regulation
        raw = text.text[correction.start : correction.end]
        yield Repair(where, raw, correction.printed, correction.reason, text.page_at(correction.start))


def _confidence(
    document: Document,
    structure: Structure,
    assembly: Assembly,
    gaps: int,
    identity_repairs: int,
    suspicious: Iterable[Suspicion],
) -> float:
    """How sure the parse is, 0 to 1, by the formula above."""
    pasal = len(structure.body.units)
    if pasal == 0:
        return _NO_PASAL
    unknown, words = map(sum, zip(*(unknown_words(item.text) for item in assembly.provisions), strict=True))
    doubted = {"/".join(item.where.split("/")[:2]) for item in suspicious}
    unsure = sum(1 - scan.confidence for scan in document.scanned) / max(1, document.pages)
    factors = (
        pasal / (pasal + gaps),
        1 - min(0.2, 0.02 * len(assembly.duplicates)),
        1 - min(0.3, 3 * unknown / max(1, words)),
        1 - min(0.3, 0.5 * len(doubted) / pasal),
        1 - 0.5 * unsure,
        1 - min(0.1, 0.05 * identity_repairs),
    )
    return round(max(0.1, prod(factors)), 3)
