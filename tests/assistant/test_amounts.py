"""Amounts of a question and the steps of a scale, in digits and in words."""

import pytest

from assistant.amounts import Step, amounts, holds_amount, steps

SCALE = (
    "3 hari kerja: teguran lisan\n4 sampai 6 hari kerja: teguran tertulis\n28 hari kerja atau lebih: berhenti"
)


def test_amounts_are_read_in_digits_and_words() -> None:
    assert amounts("bolos 15 hari lalu sakit dua belas bulan") == ((15, "hari"), (12, "bulan"))
    assert amounts("dua puluh hari, sebelas kali") == ((20, "hari"), (11, "kali"))
    assert amounts("bolos dua puluh lima hari") == ((25, "hari"),)
    assert amounts("satu dua hari") == ()
    assert amounts("pasal 15 ayat dua") == ()


def test_a_number_within_a_longer_word_is_none() -> None:
    assert amounts("kesatu hari") == ()


def test_a_scale_has_single_amounts_ranges_and_an_open_end() -> None:
    text = "3 hari kerja; 4 sampai dengan 6 hari; 28 hari kerja atau lebih; tiga–lima bulan"
    assert steps(text) == (
        Step(3, 3, "hari"),
        Step(4, 6, "hari"),
        Step(28, None, "hari"),
        Step(3, 5, "bulan"),
    )


@pytest.mark.parametrize(
    ("days", "held"), [(2, False), (3, True), (5, True), (7, False), (28, True), (99, True)]
)
def test_an_amount_lies_within_a_step_ends_included(days: int, held: bool) -> None:
    assert holds_amount(SCALE, ((days, "hari"),)) is held


def test_amounts_of_another_unit_tell_nothing() -> None:
    assert holds_amount(SCALE, ((5, "bulan"),)) is None
    assert holds_amount(SCALE, ()) is None
    assert holds_amount("tanpa angka", ((5, "hari"),)) is None
