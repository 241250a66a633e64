from datetime import date

import pytest

from api.pages.question_form import QuestionForm, read_date


@pytest.mark.parametrize("text", ["besok", "2026-13-01", "31/12/2026", "0001-01-01", "9999-01-01"])
def test_unusable_dates_say_why(text: str) -> None:
    day, reason = read_date(text)
    assert day is None
    assert reason


def test_an_empty_date_is_no_date_and_no_error() -> None:
    assert read_date("  ") == (None, "")


def test_a_date_is_read() -> None:
    assert read_date("2024-02-29") == (date(2024, 2, 29), "")


def test_line_ends_of_a_textarea_count_once() -> None:
    assert QuestionForm.read("a\r\n" * 1999 + "bc", "").errors == {}
    assert "q" in QuestionForm.read("a" * 4001, "").errors
    assert QuestionForm.read("a" * 4000, "").errors == {}
