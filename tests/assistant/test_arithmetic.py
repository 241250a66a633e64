"""Sums that a sentence shows: only right ones, of known numbers, in one unit."""

from fractions import Fraction

import pytest

from assistant.arithmetic import computed, operands_in
from assistant.fact_support import read_facts
from corpus.numbers import FactKind

KNOWN = read_facts(
    "12 (dua belas) hari kerja, 12 hari, 6 (enam) hari kerja, 6 hari, 5 tahun, 2 kali, "
    "50% dari Rp4.000.000,00"
)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Jatahnya 12 hari + 6 hari = 18 hari.", (FactKind.DURATION, "('hari', 18)")),
        (
            "12 hari kerja ditambah 6 hari kerja menjadi 18 hari kerja",
            (FactKind.DURATION, "('hari-kerja', 18)"),
        ),
        (
            "12 (dua belas) hari kerja + 6 (enam) hari kerja = 18 (delapan belas) hari kerja",
            (FactKind.DURATION, "('hari-kerja', 18)"),
        ),
        ("12 hari - 6 hari = 6 hari", (FactKind.DURATION, "('hari', 6)")),
        ("50% x Rp4.000.000 = Rp2.000.000", (FactKind.AMOUNT, "2000000")),
        ("2 × 12 hari = 24 hari", (FactKind.DURATION, "('hari', 24)")),
        ("12 + 6 × 2 = 24", (FactKind.NUMBER, "24")),
    ],
)
def test_a_right_sum_gives_its_result(text: str, result: tuple[FactKind, str]) -> None:
    assert computed(text, KNOWN) == {result}


@pytest.mark.parametrize(
    "text",
    [
        "12 hari + 6 hari = 19 hari",
        "12 hari + 5 tahun = 17 hari",
        "12 hari + 6 hari = 18 bulan",
        "7 hari + 6 hari = 13 hari",
        "12 hari × 6 hari = 72 hari",
        "12 hari / 0 = 0 hari",
        "18 hari",
        "",
    ],
)
def test_everything_else_gives_nothing(text: str) -> None:
    assert computed(text, KNOWN) == frozenset()


def test_operands_are_told_apart_from_results() -> None:
    text = "Jadi 12 hari + 6 hari = 18 hari."
    assert [text[start:end].strip() for start, end in operands_in(text)] == ["12 hari + 6 hari"]


def test_half_a_unit_is_exact() -> None:
    known = read_facts("5 tahun dan 2 orang")
    assert computed("5 tahun / 2 = 2,5 tahun", known) == {(FactKind.DURATION, str(("tahun", Fraction(5, 2))))}
