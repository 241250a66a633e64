"""Amounts of a question ("bolos 15 hari") held against the steps of a scale ("11 sampai 20 hari kerja")."""

import re
from dataclasses import dataclass
from functools import lru_cache

_ONES = ["satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
_WORDS = (
    {word: value for value, word in enumerate(_ONES, 1)}
    | {"sepuluh": 10, "sebelas": 11}
    | {f"{word} belas": 10 + value for value, word in enumerate(_ONES, 1) if value > 1}
    | {f"{word} puluh": 10 * value for value, word in enumerate(_ONES, 1) if value > 1}
)
# Longer names first: "dua belas" is not "dua".
_NAMES = "|".join(name.replace(" ", r"\s+") for name in sorted(_WORDS, key=lambda name: (-len(name), name)))
_NUMBER = rf"(?:\d{{1,3}}|{_NAMES})"
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

    first: int
    last: int | None
    unit: str

    def holds(self, amount: int, unit: str) -> bool:
        """Whether an amount of the same unit lies within."""
        return unit == self.unit and amount >= self.first and (self.last is None or amount <= self.last)


def amounts(question: str) -> tuple[tuple[int, str], ...]:
    """The amounts that a question names, each with its unit: ``((15, "hari"),)``."""
    return tuple((_value(number), unit.lower()) for number, unit in _AMOUNT.findall(question))


@lru_cache(maxsize=4_096)
def steps(text: str) -> tuple[Step, ...]:
    """The amounts and ranges that a text names ("25 sampai 27 hari", "28 hari atau lebih")."""
    return tuple(
        Step(_value(first), None if more else _value(last or first), unit.lower())
        for first, last, unit, more in _STEP.findall(text)
    )


def holds_amount(text: str, asked: tuple[tuple[int, str], ...]) -> bool | None:
    """Whether a step of ``text`` holds one of the amounts; None where none has the unit of any."""
    units = {unit for _, unit in asked}
    alike = [step for step in steps(text) if step.unit in units]
    if not alike:
        return None
    return any(step.holds(amount, unit) for step in alike for amount, unit in asked)


def _value(number: str) -> int:
    return int(number) if number.isdigit() else _WORDS[" ".join(number.lower().split())]
