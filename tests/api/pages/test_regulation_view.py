import pytest

from api.pages.reading import QuotePlace
from api.pages.regulation_view import Unit, find_pasal, mark_linear, mark_quote, units, walk
from api.pages.sections import sections
from tests.api.pages.stub_texts import PP11_PROVISIONS, PP94_PROVISIONS, RINGAN_FULL, large_provisions


def unit_of(id_: str) -> Unit:
    return next(unit for unit in walk(units(PP94_PROVISIONS)) if unit.provision.id == id_)


def marked(unit: Unit) -> list[str]:
    return [piece.text for each in walk([unit]) for piece in each.parts if piece.quoted]


def test_units_nest_as_in_the_law() -> None:
    top = units(PP94_PROVISIONS)
    assert [unit.label for unit in top] == ["Pasal 1", "Pasal 3", "Pasal 8", "Pasal 8 (ke-2)"]
    ayat = top[2].children
    assert [unit.label for unit in ayat] == ["(1)", "(2)"]
    assert [unit.label for unit in ayat[1].children] == ["a.", "b.", "c."]
    assert ayat[1].children[0].anchor == "pasal-8-ayat-2-huruf-a"


def test_a_unit_without_its_parent_stands_at_the_top_with_its_full_name() -> None:
    assert [unit.label for unit in units(PP11_PROVISIONS)] == [
        "Pasal 316 ayat (1)",
        "Pasal 316 ayat (2)",
        "Pasal 317",
    ]


def test_headings_open_once_with_stable_anchors_and_a_span() -> None:
    found = sections(units(PP94_PROVISIONS))
    assert [[heading.anchor for heading in section.headings] for section in found] == [
        ["bab-i"],
        ["bab-ii", "bab-ii-bagian-kesatu"],
        ["bab-iii", "bab-iii-bagian-kesatu"],
    ]
    assert [section.span for section in found] == ["Pasal 1", "Pasal 3", "Pasal 8"]
    assert [section.span for section in sections(units(large_provisions(12)))] == [
        "Pasal 1–10",
        "Pasal 11–12",
    ]


def test_the_same_heading_again_gets_its_own_anchor() -> None:
    again = [
        PP94_PROVISIONS[0],
        PP94_PROVISIONS[1],
        PP94_PROVISIONS[0].model_copy(update={"id": "x/pasal-9"}),
    ]
    anchors = [heading.anchor for section in sections(units(again)) for heading in section.headings]
    assert anchors == ["bab-i", "bab-ii", "bab-ii-bagian-kesatu", "bab-i-2"]


def test_a_quote_is_marked_in_one_unit() -> None:
    unit = unit_of("pp-94-2021/pasal-8/ayat-2")
    start = RINGAN_FULL.index("disiplin ringan")
    assert mark_quote(unit, start, start + len("disiplin ringan"))
    assert marked(unit) == ["disiplin ringan"]


def test_a_quote_is_marked_across_units_but_never_their_labels() -> None:
    unit = unit_of("pp-94-2021/pasal-8/ayat-2")
    start, end = RINGAN_FULL.index("terdiri"), RINGAN_FULL.index(" tertulis; atau")
    assert mark_quote(unit, start, end)
    assert marked(unit) == ["terdiri atas:", "teguran lisan;", "teguran"]
    firsts = [piece.first for each in walk([unit]) for piece in each.parts if piece.quoted]
    assert firsts == [True, False, False]


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 3), (0, 10_000), (-1, 4)])
def test_a_span_outside_the_text_marks_nothing(start: int, end: int) -> None:
    unit = unit_of("pp-94-2021/pasal-8/ayat-2")
    assert not mark_quote(unit, start, end)
    assert not mark_linear(unit, start, end)
    assert marked(unit) == []


def test_text_joined_otherwise_is_shown_as_it_runs() -> None:
    unit = unit_of("pp-94-2021/pasal-8/ayat-2")
    unit.provision = unit.provision.model_copy(update={"full_text": "Jenis hukuman: teguran lisan."})
    assert not mark_quote(unit, 0, 5)
    assert mark_linear(unit, 0, 5)
    assert marked(unit) == ["Jenis"]
    assert unit.children == []


@pytest.mark.parametrize(
    ("place", "span"),
    [
        (QuotePlace("2", "5", "cde"), (2, 5)),
        (QuotePlace("0", "3", "cde"), (2, 5)),
        (QuotePlace("2", "5", "zzz"), (0, 0)),
        (QuotePlace("2", "5"), (2, 5)),
        (QuotePlace("x", "5"), (0, 0)),
        (QuotePlace("5", "2"), (0, 0)),
        (QuotePlace("2", "99"), (0, 0)),
        (QuotePlace(), (0, 0)),
    ],
)
def test_a_quote_is_found_at_its_place_or_where_its_words_are(
    place: QuotePlace, span: tuple[int, int]
) -> None:
    assert place.within("abcdefg") == span


def test_a_pasal_is_found_by_its_number_even_where_only_an_ayat_is_held() -> None:
    assert find_pasal(PP94_PROVISIONS, "8") == "pasal-8"
    assert find_pasal(PP11_PROVISIONS, "316") == "pasal-316-ayat-1"
    assert find_pasal(PP94_PROVISIONS, "9") == ""
