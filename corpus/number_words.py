"""Indonesian number words: finding them and what they say."""

import re
from fractions import Fraction
from itertools import takewhile

_DIGITS = {
    "nol": 0,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
}
_HALVED = (10**12, 10**9, 10**6, 10**3)
"""Scales of which a half is meant where "setengah" follows them."""
_FIXED = {"sepuluh": 10, "sebelas": 11, "seratus": 100, "seribu": 1000, "sejuta": 1_000_000}
_TENS = {"puluh": 10, "belas": 10, "ratus": 100}
SCALES = {
    "triliun": 10**12,
    "miliar": 10**9,
    "milyar": 10**9,
    "juta": 10**6,
    "jt": 10**6,
    "ribu": 1000,
    "rb": 1000,
}
"""Words that multiply what stands before them, the abbreviations of chat included."""

_PARTS = {
    "setengah": Fraction(1, 2),
    "separuh": Fraction(1, 2),
    "sepertiga": Fraction(1, 3),
    "seperempat": Fraction(1, 4),
    "seperlima": Fraction(1, 5),
}

_LONGEST = 24
"""More words than any number in a law has; keeps the reading of a run linear."""

_UNIT_WORD = "|".join(_DIGITS)
_ATOM = (
    rf"(?:(?:{_UNIT_WORD})(?:puluh|belas|ratus)?|{'|'.join(_FIXED)}|{'|'.join(_PARTS)}"
    r"|per(?:dua|tiga|empat|lima|enam|delapan|sepuluh))"
)
_FOLLOWING = rf"(?:{_ATOM}|puluh|belas|ratus|ribu|juta|miliar|milyar|triliun|koma|per(?!\s+seratus))"
PHRASE = rf"(?:{_ATOM}(?:\s+{_FOLLOWING})*)(?![\w-])"
"""Pattern of a run of number words; what it means, if anything, :func:`read_number` says."""

ORDINAL = re.compile(
    rf"(?<![\w-])(?:(?P<first>pertama)|ke-?(?P<words>(?:{_UNIT_WORD}|sepuluh|sebelas)"
    rf"(?:\s*(?:belas|puluh(?:\s+(?:{_UNIT_WORD}))?))?)|ke-(?P<digits>\d{{1,4}}))(?![\w-])"
    r"(?!\s+(?:belah|orang\s+tua)(?!\w))",
    re.IGNORECASE,
)
"""A rank: "ketiga", "ke-3". "Kedua belah pihak" counts nobody."""


def _split(phrase: str) -> list[str]:
    """Words of a phrase, with "tigapuluh" and "pertiga" taken apart."""
    words: list[str] = []
    for word in phrase.lower().split():
        glued = re.fullmatch(rf"({_UNIT_WORD})(puluh|belas|ratus)", word)
        if glued:
            words.extend(glued.groups())
        elif word.startswith("per") and word != "per":
            words.extend(("per", word.removeprefix("per")))
        else:
            words.append(word)
    return words


def read_number(phrase: str) -> Fraction | None:
    """What a phrase of number words says; None if it is not one number ("satu dua").

    Knows fractions ("dua per tiga", "sepertiga", "satu setengah") and decimals ("dua koma lima").
    """
    words = _split(phrase)
    value, rest = _first(words)
    return None if rest else value


def read_numbers(phrase: str) -> list[tuple[Fraction, int, int]]:
    """Every number in a run of number words, with its span: "dua tiga" says 2 and 3."""
    places = [found.span() for found in re.finditer(r"\S+", phrase)]
    numbers: list[tuple[Fraction, int, int]] = []
    index = 0
    while index < len(places):
        start = places[index][0]
        window = places[index : index + _LONGEST]
        words = [_split(phrase[first:last]) for first, last in window]
        value, rest = _first([part for word in words for part in word])
        left = len(rest)
        used = len(window)
        while used and left > 0:
            used -= 1
            left -= len(words[used])
        if value is None or left < 0 or not used:
            index += 1
            continue
        numbers.append((value, start, window[used - 1][1]))
        index += used
    return numbers


def _first(words: list[str]) -> tuple[Fraction | None, list[str]]:
    """The number at the head of ``words`` and the words after it."""
    if not words:
        return None, words
    if words[0] in _PARTS:
        return _PARTS[words[0]], words[1:]
    whole, rest = _whole(words)
    if whole is None:
        return None, words
    value = Fraction(whole)
    if not rest:
        return value, rest
    if rest[0] == "setengah":
        # "Sejuta setengah" is one and a half million.
        scale = next((one for one in _HALVED if whole % one == 0), 1)
        return value + Fraction(scale, 2), rest[1:]
    if rest[0] == "per":
        divisor, left = _whole(rest[1:])
        return (value / divisor, left) if divisor else (value, rest)
    if rest[0] == "koma":
        decimals = list(takewhile(_DIGITS.__contains__, rest[1:]))
        if decimals:
            digits = "".join(str(_DIGITS[word]) for word in decimals)
            return value + Fraction(int(digits), 10 ** len(digits)), rest[1 + len(decimals) :]
    return value, rest


def _whole(words: list[str]) -> tuple[int | None, list[str]]:
    """The whole number at the head of ``words`` and the words after it."""
    total = 0
    read_any = False
    last_scale = 10**15
    rest = words
    while rest:
        if rest[0] in ("seribu", "sejuta"):
            group, after, scale = 1, rest[1:], _FIXED[rest[0]]
        else:
            found, after = _below_thousand(rest)
            if found is None:
                break
            scale = SCALES.get(after[0], 1) if after else 1
            group, after = found, after[1:] if scale > 1 else after
        if scale >= last_scale:
            break
        total += group * scale
        read_any, last_scale, rest = True, scale, after
        if scale == 1:
            break
    return (total if read_any else None), rest


def _below_thousand(words: list[str]) -> tuple[int | None, list[str]]:
    total = 0
    limit = 1000
    rest = words
    while rest:
        word = rest[0]
        if word in _FIXED and _FIXED[word] < 1000:
            value, used = _FIXED[word], 1
            size = 100 if value == 100 else 1
        elif word in _DIGITS:
            power = rest[1] if len(rest) > 1 and rest[1] in _TENS else ""
            value, used = _DIGITS[word] * _TENS.get(power, 1), 2 if power else 1
            size = _TENS.get(power, 1)
            if power == "belas":
                value, size = _DIGITS[word] + 10, 1
        else:
            break
        if size >= limit or (value > 9 and size == 1 and limit <= 10):
            break
        total, limit, rest = total + value, size, rest[used:]
    return (None, words) if limit == 1000 else (total, rest)
