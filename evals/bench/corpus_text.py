"""The corpus as plain documents with known places: what a pipeline without our parser is given.

A document is the text of one source's units in reading order, so both sides read the same words. It is
kinder than raw scans: page furniture and recognition errors are repaired already.
"""

from collections import defaultdict
from dataclasses import dataclass

from corpus.knowledge import Knowledge
from evals.places import Places, places_of_unit


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start``–``end`` of a document and the places they stand for."""

    start: int
    end: int
    places: Places


@dataclass(frozen=True, slots=True)
class SourceText:
    """One source as one text; its spans are in order and do not overlap."""

    source_id: str
    text: str
    spans: tuple[Span, ...]

    def places_between(self, start: int, end: int) -> Places:
        """Every place that these characters touch, in reading order."""
        touched = (span.places for span in self.spans if span.start < end and start < span.end)
        return tuple(dict.fromkeys(place for places in touched for place in places))


def source_texts(knowledge: Knowledge) -> list[SourceText]:
    """Every source whose units are indexed, by identifier."""
    texts: dict[str, str] = defaultdict(str)
    spans: dict[str, list[Span]] = defaultdict(list)
    for unit in knowledge.units():
        if unit.source_id not in texts:
            texts[unit.source_id] = f"{knowledge.source(unit.source_id).title}\n\n"
        start = len(texts[unit.source_id])
        parts = (" – ".join(unit.path), unit.text, unit.search_text)
        texts[unit.source_id] += "\n".join(part for part in parts if part) + "\n\n"
        end = len(texts[unit.source_id]) - 2
        spans[unit.source_id].append(Span(start, end, places_of_unit(unit, knowledge)))
    return [SourceText(source, text, tuple(spans[source])) for source, text in sorted(texts.items())]
