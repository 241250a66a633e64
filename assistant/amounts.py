"""Amounts of a question ("bolos 15 hari") held against the steps of a scale ("11 sampai 20 hari kerja")."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from corpus.number_words import PHRASE, read_number

_NUMBER = rf"(?:\d{{1,3}}|{PHRASE})"
_UNIT = r"(hari|bulan|minggu|tahun|anak|kali|persen|jam|menit)"
_AMOUNT = re.compile(rf"\b({_NUMBER})\s*(?:x\s*)?{_UNIT}\b", re.IGNORECASE)
_STEP = re.compile(
    rf"""\b({_NUMBER})(?:\s*(?:sampai(?:\s+dengan)?|hingga|-|–)\s*({_NUMBER}))?
    \s*{_UNIT}(?:\s+kerja)?(\s+atau\s+lebih)?""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Step:
    """An amount or a range of amounts, both ends within it; ``last`` is None where it is open."""

    first: Fraction
    last: Fraction | None
    unit: str

    def holds(self, amount: Fraction, unit: str) -> bool:
        """Whether an amount of the same unit lies within."""
        return unit == self.unit and amount >= self.first and (self.last is None or amount <= self.last)


def amounts(question: str) -> tuple[tuple[Fraction, str], ...]:
    """The amounts that a question names, each with its unit: ``((15, "hari"),)``."""
    found = ((_value(number), unit.lower()) for number, unit in _AMOUNT.findall(question))
    return tuple((value, unit) for value, unit in found if value is not None)


@lru_cache(maxsize=4_096)
def steps(text: str) -> tuple[Step, ...]:
    """The amounts and ranges that a text names ("25 sampai 27 hari", "28 hari atau lebih")."""
    found = []
    for lowest, highest, unit, more in _STEP.findall(text):
        first, last = _value(lowest), _value(highest or lowest)
        if first is not None and last is not None:
            found.append(Step(first, None if more else last, unit.lower()))
    return tuple(found)


def holds_amount(text: str, asked: tuple[tuple[Fraction, str], ...]) -> bool | None:
    """Whether a step of ``text`` holds one of the amounts; None where none has the unit of any."""
    units = {unit for _, unit in asked}
    alike = [step for step in steps(text) if step.unit in units]
    if not alike:
        return None
    return any(step.holds(amount, unit) for step in alike for amount, unit in asked)


def _value(number: str) -> Fraction | None:
    return Fraction(number) if number.isdigit() else read_number(number)
