from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.formats._fields import FieldProblem, canonical_name, day, items, parse_day, text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-11-21", date(2026, 11, 21)),
        ("2026-11-21T08:00:00Z", date(2026, 11, 21)),
        ("21-11-2026", date(2026, 11, 21)),
        ("3/4/2026", date(2026, 4, 3)),
        ("21 November 2026", date(2026, 11, 21)),
        ("1 Nopember 2026", date(2026, 11, 1)),
        ("7 agt 2026", date(2026, 8, 7)),
    ],
)
def test_dates(written: str, expected: date) -> None:
    assert parse_day(written, "checked") == expected


@pytest.mark.parametrize(
    "written", ["besok", "2026-02-30", "31/02/2026", "0000-01-01", "12 Foo 2026", "2026"]
)
def test_no_dates(written: str) -> None:
    with pytest.raises(FieldProblem, match="checked"):
        parse_day(written, "checked")


def test_a_missing_date_is_none() -> None:
    assert day({}, "checked") is None
    assert day({"checked": " "}, "checked") is None


def test_lists_from_any_notation_without_repeats() -> None:
    assert items({"variants": "a; b;;a "}, "variants") == ("a", "b")
    assert items({"variants": ["a;b", "", None, "c", 7]}, "variants") == ("a;b", "c", "7")
    with pytest.raises(FieldProblem, match="butir 2"):
        items({"steps": ["a", {"Biaya": "gratis"}]}, "steps")


def test_text_is_cleaned_and_bounded() -> None:
    assert text({"answer": " a\u200b \r\nb\ud800 \x00"}, "answer") == "a\nb"
    with pytest.raises(FieldProblem, match="panjang"):
        text({"answer": "x" * 20_001}, "answer")
    with pytest.raises(FieldProblem, match="bukan teks"):
        text({"answer": True}, "answer")


def test_names_in_two_languages() -> None:
    assert canonical_name("Dasar Hukum") == "legal_basis"
    assert canonical_name("LANGKAH-LANGKAH") == "steps"
    assert canonical_name("nomor") == ""


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_is_a_date_or_the_one_problem(written: str) -> None:
    with suppress(FieldProblem):
        parse_day(written, "checked")
