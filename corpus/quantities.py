"""Quantities as they are written: digits, words, both beside each other, with currency or unit."""

import re
from fractions import Fraction

from corpus.dates import LONG_MONTH, YEAR
from corpus.number_words import PHRASE, SCALES, read_number

Number = int | Fraction
"""Exact; an int where it is whole."""

UNITS = {
    "hari kerja": "hari-kerja",
    "hr kerja": "hari-kerja",
    "hari kalender": "hari-kalender",
    "hari kalendar": "hari-kalender",
    "hari": "hari",
    "hr": "hari",
    "minggu": "minggu",
    "mgg": "minggu",
    "bulan": "bulan",
    "bln": "bulan",
    "tahun": "tahun",
    "thn": "tahun",
    "th": "tahun",
    "jam": "jam",
    "menit": "menit",
    "mnt": "menit",
}
_UNIT_PATTERN = "|".join(unit.replace(" ", r"\s+") for unit in UNITS)
_NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|(?:\d{1,3}\s)?\d+/\d{1,3}|\d+,\d+|\d+\.\d{1,2}|\d+)(?![./,]?\d)"
_TAIL = r"(?:\s+(?:rupiah|persen|per\s?seratus))?"
QUANTITY = re.compile(
    rf"""
    (?<!\w)(?=[\drindtelsp])
    (?P<currency>(?<!\w)(?:rp|idr)\.?\s*(?=\d))?
    (?(currency)|(?<![\w.,/]))
    (?:
        (?P<digits>{_NUMBER})(?:,-)?
        (?:\s*(?P<scale>ribu|rb|juta|jt|miliar|milyar|triliun)(?![a-z]))?
        (?:\s*\(\s*(?P<inner>{PHRASE}){_TAIL}\s*\))?
      | (?<!-)(?P<words>{PHRASE})(?:\s*\(\s*(?P<inner_digits>{_NUMBER})\s*\))?
      | (?<!-)se(?P<one>hari|minggu|bulan|tahun|jam)(?![\w-])
    )
    (?:
        \s*(?P<percent>%|persen(?![a-z])|per\s?seratus(?![a-z]))
      | \s*(?P<unit>{_UNIT_PATTERN})(?![a-z])(?!\s+(?:{YEAR}|{LONG_MONTH})(?![a-z]))
      | \s*(?P<rupiah>rupiah)(?![a-z])
    )?
    (?:(?<=[%a-z])\s*\(\s*(?P<outer>{PHRASE}){_TAIL}\s*\))?
    """,
    re.IGNORECASE | re.VERBOSE,
)


def exact(value: Fraction) -> Number:
    """The number, an int where it is whole."""
    return value.numerator if value.denominator == 1 else value


def read_digits(text: str) -> Fraction | None:
    """What digits say in Indonesian writing ("1.000,5", "4 1/2"); None for a division by zero."""
    if "/" in text:
        numerator, _, denominator = text.partition("/")
        *whole, numerator = numerator.split()  # "4 1/2"
        return sum(map(int, whole)) + Fraction(int(numerator), int(denominator)) if int(denominator) else None
    if re.fullmatch(r"\d+\.\d{1,2}", text):
        return Fraction(text)
    return Fraction(text.replace(".", "").replace(",", "."))


def digits_and_words(match: re.Match[str]) -> tuple[Number | None, Number | None]:
    """What the digits and what the words of a match of `QUANTITY` say; None where there are none."""
    digits = match["digits"] or match["inner_digits"]
    words = match["words"] or match["inner"] or match["outer"]
    from_digits = read_digits(digits) if digits else None
    if from_digits is not None and match["scale"]:
        from_digits *= SCALES[match["scale"].lower()]
    from_words = read_number(words) if words else None
    return (
        None if from_digits is None else exact(from_digits),
        None if from_words is None else exact(from_words),
    )
