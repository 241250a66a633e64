"""Searching within one regulation."""

import pytest

from api.pages.regulation_view import units, walk
from api.pages.search_within import search_within
from tests.api.pages.stub_texts import PP94_PROVISIONS


@pytest.mark.parametrize("query", ["", "   ", "\n"])
def test_nothing_is_looked_for(query: str) -> None:
    assert search_within(units(PP94_PROVISIONS), query) == []


def test_words_are_found_across_white_space_and_marked_everywhere() -> None:
    top = units(PP94_PROVISIONS)
    hits = search_within(top, "tempat KERJA menurut")
    assert [(hit.anchor, hit.where) for hit in hits] == [("pasal-3", "penjelasan")]
    found = [piece.text for unit in walk(top) for piece in unit.explanation if piece.found]
    assert found == ["tempat kerja\nmenurut"]
    assert [unit.anchor for unit in walk(top) if unit.opened] == ["pasal-3"]


def test_marking_loses_no_word() -> None:
    top = units(PP94_PROVISIONS)
    search_within(top, "e")
    for unit in walk(top):
        assert "".join(piece.text for piece in unit.parts) == unit.provision.text


def test_a_hit_shows_its_words_with_some_around_them() -> None:
    long = PP94_PROVISIONS[0].model_copy(update={"text": "kata " * 40 + "cuti besar " + "lagi " * 40})
    (hit,) = search_within(units([long]), "cuti besar")
    shown = "".join(piece.text for piece in hit.pieces)
    assert shown.startswith("…kata")
    assert shown.endswith("lagi…")
    assert len(shown) < 170


def test_signs_are_looked_for_as_they_are() -> None:
    assert search_within(units(PP94_PROVISIONS), ".*") == []
    assert search_within(units(PP94_PROVISIONS), "(" * 100) == []
