"""Headings as identifiers: ``"BAB III HAK"`` is ``bab-3``, ``"Bagian Kedua"`` under it ``bab-3-bagian-2``."""

import re
from collections.abc import Sequence

from corpus.number_words import read_number

HEADINGS = ("buku", "bab", "bagian", "paragraf")
"""Kinds of headings, the widest first."""
_HEADING = re.compile(r"\s*(buku|bab|bagian|paragraf)\s+(\S+)(?:\s+(\S+))?", re.IGNORECASE)
_NAMED = re.compile(r"(?:buku|bab|bagian|paragraf)-\d+[a-z]?")
_ROMAN = re.compile(r"([ivxlc]+)([a-z]?)", re.IGNORECASE)
_ARABIC = re.compile(r"(\d+)([a-z]?)", re.IGNORECASE)
MOST_ORDINAL = 39
"""The highest ordinal that is written in words."""
UNITS = ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_NUMERALS = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"),
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def is_heading(segment: str) -> bool:
    """Whether a path segment names a heading."""
    return segment.partition("-")[0] in HEADINGS and "-" in segment


def is_heading_id(identifier: str) -> bool:
    """Whether an identifier is a heading's: ``"uu-8-1974/bab-3-bagian-2"``."""
    return "/" in identifier and is_heading(identifier.rpartition("/")[2])


def heading_parts(segment: str) -> tuple[str, ...]:
    """``"bab-3-bagian-2"`` → ``("bab-3", "bagian-2")``."""
    return tuple(_NAMED.findall(segment))


def heading_segment(heading: str) -> str:
    """``"BAB IVA KETENTUAN"`` → ``"bab-4a"``, ``"Bagian Kesebelas"`` → ``"bagian-11"``; else empty."""
    match = _HEADING.match(heading)
    if match is None:
        return ""
    kind, word, next_word = match[1].lower(), match[2].strip(".,:;"), match[3] or ""
    number = _number(word, next_word)
    return f"{kind}-{number}" if number else ""


def stands_under(heading_path: Sequence[str], target: Sequence[str]) -> bool:
    """Whether a unit with these headings above it stands under the heading at ``target``.

    Args:
        heading_path: the headings as printed, outermost first.
        target: what the heading is made of, outermost first: ``("bab-3", "bagian-2")``.
    """
    above = iter([heading_segment(heading) for heading in heading_path])
    return bool(target) and all(segment in above for segment in target)


def roman_number(numeral: str) -> int:
    """``"xiv"`` → 14."""
    values = [_VALUES[digit] for digit in numeral.lower()]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def roman_numeral(number: int) -> str:
    """14 → ``"XIV"``."""
    numeral = ""
    for value, digits in _NUMERALS:
        numeral += digits * (number // value)
        number %= value
    return numeral


def ordinal_words(number: int) -> str:
    """4 → ``"keempat"``, 12 → ``"kedua belas"``, 21 → ``"kedua puluh satu"``; from 1 to 39."""
    if number == 10:
        return "kesepuluh"
    if number == 11:
        return "kesebelas"
    tens, unit = divmod(number, 10)
    if tens == 0:
        return f"ke{UNITS[unit - 1]}"
    if tens == 1:
        return f"ke{UNITS[unit - 1]} belas"
    return f"ke{UNITS[tens - 1]} puluh {UNITS[unit - 1] if unit else ''}".strip()


def _number(word: str, next_word: str) -> str:
    arabic = _ARABIC.fullmatch(word)
    if arabic:
        return f"{int(arabic[1])}{arabic[2].lower()}"
    roman = _ROMAN.fullmatch(word)
    # "IVC" would read as one numeral, but a letter after it is a suffix where the rest is one too.
    if roman and word.isupper():
        return _with_suffix(word)
    ordinal = "satu" if word.lower() == "pertama" else word.lower().removeprefix("ke")
    phrase = f"{ordinal} {next_word.lower()}" if next_word.lower() in {"belas", "puluh"} else ordinal
    value = read_number(phrase)
    return str(int(value)) if value is not None and value.denominator == 1 else ""


def _with_suffix(word: str) -> str:
    whole = re.fullmatch(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", word)
    if whole and word:
        return str(roman_number(word))
    shorter = re.fullmatch(r"(C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))([A-Z])", word)
    return f"{roman_number(shorter[1])}{shorter[2].lower()}" if shorter and shorter[1] else ""
