"""Results that a sentence computes before the reader's eyes: "12 hari + 6 hari = 18 hari"."""

import re
from collections.abc import Iterator
from fractions import Fraction

from assistant.fact_support import FactBase
from corpus.numbers import Fact, FactKind, facts

Stated = tuple[FactKind, str]
"""Kind and canonical value of a fact, as ``FactBase.stated`` has them."""

_UNIT = r"(?:hari\s+kerja|hari\s+kalender|hari|minggu|bulan|tahun|jam|menit|persen|%|rupiah|ribu|juta|miliar)"
_TERM = rf"(?:rp\.?\s*)?\d[\d.,]*(?:/\d+)?(?<![.,])(?:\s*\([a-z ]{{2,60}}\))?(?:\s*{_UNIT}(?![a-z])){{0,2}}"
_SIGNS = {
    "+": "+", "-": "-", "–": "-", "−": "-", "x": "*", "×": "*", "*": "*", "/": "/", ":": "/", "÷": "/",
    "ditambah": "+", "dikurangi": "-", "dikali": "*", "dikalikan": "*", "dibagi": "/",
}  # fmt: skip
_SIGN = r"\s+(?:ditambah|dikurangi|dikali|dikalikan|dibagi)\s+|\s*[+×*÷]\s*|\s+[-–−x/:]\s+"
_SUM = re.compile(
    rf"(?<![\w.,/])({_TERM}(?:(?:{_SIGN}){_TERM}){{1,6}})\s*(?:=|sama\s+dengan|menjadi)\s*({_TERM})",
    re.IGNORECASE,
)
_SPLIT = re.compile(rf"({_SIGN})", re.IGNORECASE)
_UNITLESS = frozenset({FactKind.NUMBER, FactKind.PERCENTAGE})
_COUNTED = _UNITLESS | {FactKind.DURATION, FactKind.AMOUNT}

Quantity = tuple[FactKind, str, Fraction]
"""Kind, unit (of a duration, else empty) and value."""


def computed(text: str, base: FactBase) -> frozenset[Stated]:
    """The results of the sums that ``text`` shows in full.

    A result counts where every operand is a fact of ``base``, what is added or subtracted has one unit, and
    the result is right and has that unit. "12 hari + 6 hari = 18 hari" gives the 18 days; "12 hari + 1 bulan"
    gives nothing.
    """
    return frozenset(stated for match in _SUM.finditer(text) for stated in _result(match, base))


def operands_in(text: str) -> list[tuple[int, int]]:
    """Places of what is added, subtracted, multiplied or divided in the sums of ``text``, without results."""
    return [match.span(1) for match in _SUM.finditer(text)]


def _result(match: re.Match[str], base: FactBase) -> Iterator[Stated]:
    pieces = _SPLIT.split(match[1])
    operands = [fact for piece in pieces[::2] for fact in _quantities(piece)]
    signs = [_SIGNS[sign.strip().lower()] for sign in pieces[1::2]]
    results = _quantities(match[2])
    if len(operands) != len(signs) + 1 or len(results) != 1 or not all(map(base.supports, operands)):
        return
    if _value([_exact(fact) for fact in operands], signs) == _exact(results[0]):
        yield results[0].kind, str(results[0].value)


def _quantities(text: str) -> list[Fact]:
    return [fact for fact in facts(text) if fact.kind in _COUNTED]


def _exact(fact: Fact) -> Quantity:
    unit, value = fact.value if isinstance(fact.value, tuple) else ("", fact.value)
    return fact.kind, unit, Fraction(str(value))


def _value(operands: list[Quantity], signs: list[str]) -> Quantity | None:
    """The value of operands joined by signs, products first; None where the units do not go together."""
    terms: list[Quantity] = [operands[0]]
    adding: list[str] = []
    for sign, operand in zip(signs, operands[1:], strict=True):
        if sign in "+-":
            adding.append(sign)
            terms.append(operand)
            continue
        product = _product(terms[-1], operand, sign)
        if product is None:
            return None
        terms[-1] = product
    total = terms[0]
    for sign, (kind, unit, value) in zip(adding, terms[1:], strict=True):
        if (kind, unit) != total[:2]:
            return None
        total = (kind, unit, total[2] + value if sign == "+" else total[2] - value)
    return total


def _product(one: Quantity, other: Quantity, sign: str) -> Quantity | None:
    """Of two factors one at most has a unit; a percentage of something is a part of it."""
    if sign == "/":
        if other[0] is not FactKind.NUMBER or not other[2]:
            return None
        return (one[0], one[1], one[2] / other[2])
    if one[0] not in _UNITLESS:
        one, other = other, one
    if one[0] not in _UNITLESS:
        return None
    factor = one[2] / 100 if one[0] is FactKind.PERCENTAGE else one[2]
    return (other[0], other[1], other[2] * factor)
