"""What a passage stands for, and what a chunk of plain text touches."""

from datetime import date
from pathlib import Path

import pytest

from corpus.knowledge import Knowledge
from corpus.models import FaqEntry, PassageKind, PassageUnit
from evals.bench.corpus_text import SourceText, Span, source_texts
from evals.datasets import Item
from evals.places import gold_places, place_of, places_of_unit
from tests.workbench import Workbench


@pytest.mark.parametrize(
    ("identifier", "place"),
    [
        ("pp-94-2021/pasal-5/ayat-2/huruf-a", "pp-94-2021/pasal-5"),
        ("pp-94-2021/pasal-5/bagian-2", "pp-94-2021/pasal-5"),
        ("pp-45-1990/pasal-i/angka-3/ayat-1", "pp-45-1990/pasal-i/angka-3"),
        ("pp-45-1990/pasal-i", "pp-45-1990/pasal-i"),
        ("pp-45-1990/pasal-ii", "pp-45-1990/pasal-ii"),
        ("pp-30-2015/lampiran", "pp-30-2015/lampiran"),
        ("kak-satu-data", "kak-satu-data"),
    ],
)
def test_place(identifier: str, place: str) -> None:
    assert place_of(identifier) == place


def test_gold_parts_keep_apart_and_merge_within_a_pasal() -> None:
    item = Item(
        id="x",
        question="Apa?",
        answerable=True,
        gold=(("pp-1-2020/pasal-1/ayat-1", "pp-1-2020/pasal-1/ayat-2"), ("pp-1-2020/pasal-2",)),
        tags=("cuti",),
        split="dev",
    )
    assert gold_places(item) == (("pp-1-2020/pasal-1",), ("pp-1-2020/pasal-2",))


class _Entries(Knowledge):
    """Holds one FAQ."""

    def __init__(self) -> None:
        pass

    def entry(self, entry_id: str) -> FaqEntry | None:
        if entry_id != "faq/cuti":
            return None
        return FaqEntry(
            id="faq/cuti",
            topic="Cuti",
            bidang="pensiun",
            legal_basis=("pp-1-2020/pasal-2/ayat-1", "pp-1-2020/pasal-2/ayat-2", "uu-1-2019/pasal-9"),
            checked=date(2026, 1, 1),
            review_by=date(2026, 12, 1),
            question="Apa?",
            answer="Itu.",
        )


def _unit(kind: PassageKind, identifier: str) -> PassageUnit:
    return PassageUnit(id=identifier, source_id="berkas", kind=kind, path=("x",), text="x", order=0)


def test_an_entry_stands_for_its_legal_basis() -> None:
    unit = _unit(PassageKind.FAQ, "faq/cuti")
    assert places_of_unit(unit, _Entries()) == ("pp-1-2020/pasal-2", "uu-1-2019/pasal-9")


def test_law_stands_for_itself_and_text_for_its_source() -> None:
    assert places_of_unit(_unit(PassageKind.DIGEST, "pp-1-2020/pasal-3/ayat-1"), _Entries()) == (
        "pp-1-2020/pasal-3",
    )
    assert places_of_unit(_unit(PassageKind.TEXT, "berkas/bagian-2"), _Entries()) == ("berkas",)


def test_a_chunk_touches_every_pasal_it_overlaps() -> None:
    text = SourceText(
        "pp-1-2020", "x" * 30, (Span(0, 10, ("a",)), Span(12, 20, ("b",)), Span(22, 30, ("b", "c")))
    )
    assert text.places_between(5, 13) == ("a", "b")
    assert text.places_between(10, 12) == ()
    assert text.places_between(9, 30) == ("a", "b", "c")


def test_documents_hold_every_unit_where_the_spans_say(bench: Workbench, cuti_file: Path) -> None:
    snapshot = bench.open()
    (document,) = source_texts(snapshot.knowledge)
    units = list(snapshot.knowledge.units())
    assert document.source_id == "pp-91-2019"
    assert len(document.spans) == len(units)
    for unit, span in zip(units, document.spans, strict=True):
        assert unit.text in document.text[span.start : span.end]
        assert span.places == (place_of(unit.id),)
    snapshot.close()
