"""Numbers as they are said and written, read apart from the product, to check it.

From a statement every number has one value; from evidence all values it can be heard as, since people say
"tujuh lima" for 75, "empat puluh tujuh lima ratus" for 47,500 and "satu juta dua ratus" for 1,200,000.
"""

import re
from collections.abc import Iterator, Sequence

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_NAMED = "nol satu dua tiga empat lima enam tujuh delapan sembilan"
_DIGITS = {
    **{word: value for value, word in enumerate(_NAMED.split())},
    "kosong": 0,
    **dict.fromkeys(("siji", "sak"), 1),
    **dict.fromkeys(("loro", "rong", "kalih"), 2),
    **dict.fromkeys(("telu", "telung", "tigang"), 3),
    **dict.fromkeys(("papat", "patang", "pat"), 4),
    **dict.fromkeys(("limo", "limang", "gangsal"), 5),
    **dict.fromkeys(("enem", "nem"), 6),
    **dict.fromkeys(("pitu", "pitung"), 7),
    **dict.fromkeys(("wolu", "wolung"), 8),
    **dict.fromkeys(("sanga", "songo", "sangang"), 9),
}
_WHOLE = {"sepuluh": 10, "sebelas": 11, "seratus": 100, "selikur": 21, "seket": 50, "sewidak": 60}
_HUNDREDS, _TENS, _TEENS = {"ratus", "atus"}, {"puluh"}, {"belas", "welas"}
_SCALES = {
    "ribu": 1e3, "rb": 1e3, "ewu": 1e3, "juta": 1e6, "jt": 1e6, "yuta": 1e6,
    "miliar": 1e9, "milyar": 1e9, "m": 1e9, "triliun": 1e12,
}  # fmt: skip
_ONE_SCALE = {"seribu": 1e3, "sewu": 1e3, "sejuta": 1e6, "semiliar": 1e9}
_LONGEST = 12
"""Tokens of a run that are read as one number."""
_NAMED_AFTER = {"salah"}
"""Before "satu" they make it no number: "salah satu"."""


def tokens(text: str) -> list[str]:
    """Words and figures of a text, folded; "27jt" is two."""
    return TOKEN.findall(text.casefold())


def stated_numbers(text: str) -> Iterator[tuple[str, float]]:
    """Each number of a statement as (words, value), read as the longest well-formed numeral.

    The bare word "satu" is no number here: it is as often an article ("salah satu", "satu lagi").
    """
    words = tokens(text)
    place = 0
    while place < len(words):
        read = _read(words, place)
        if read is None:
            place += 1
            continue
        value, end = read
        phrase = words[place:end]
        if phrase not in (["satu"], ["sak"]) and not (place and words[place - 1] in _NAMED_AFTER):
            yield " ".join(phrase), value
        place = end


def heard_numbers(text: str) -> frozenset[float]:
    """Every value that the numbers of a text can be heard as."""
    words = tokens(text)
    found: set[float] = set()
    for start in range(len(words)):
        _heard_from(words, start, found)
    return frozenset(round(value, 6) for value in found)


def _heard_from(words: Sequence[str], start: int, found: set[float]) -> None:
    if words[start] == "setengah" and (after := _read(words, start + 1)) is not None:
        found.update((after[0] - 0.7, after[0] - 0.5, after[0] + 11.3))
    found.update(_figures(words[start]))
    for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
        read = _read(words[:end], start)
        if read is None:
            return
        if read[1] == end:
            found.add(read[0])
            if end < len(words) and words[end] == "setengah":
                found.update((read[0] + 0.5, *_and_half_of_scale(read[0])))
            found.update(_ellipses(words, start, end))
        elif read[1] < end - 2:  # "dua koma" is read no further than "dua", "dua koma lima" is
            return


def _and_half_of_scale(value: float) -> list[float]:
    """A number of thousands or more with half of its scale: "sejuta setengah" is one and a half million."""
    scale = next((one for one in (1e12, 1e9, 1e6, 1e3) if value >= one and value % one == 0), None)
    return [] if scale is None else [value + scale / 2]


def _ellipses(words: Sequence[str], start: int, end: int) -> list[float]:
    """The number said from start to end together with the one right after it."""
    first = _read(words[:end], start)
    second = _read(words, end)
    if first is None or second is None:
        return []
    one, two = first[0], second[0]
    values = [one + two / 100]
    if two >= 0 and two == int(two) and one == int(one):
        values.append(float(f"{int(one)}{int(two)}"))
    if one < 1000 and 100 <= two < 1000:
        values.append(one * 1e3 + two)
    scales = (scale for scale in (1e6, 1e9) if one >= scale and one % scale == 0 and two < 1000)
    return values + [one + two * scale / 1e3 for scale in scales]


def _read(words: Sequence[str], place: int) -> tuple[float, int] | None:
    """The numeral that begins at a place: its value and where it ends; None where none begins."""
    total, least, begun = 0.0, float("inf"), False
    while place < len(words):
        if words[place] in _ONE_SCALE and _ONE_SCALE[words[place]] < least:
            least = _ONE_SCALE[words[place]]
            total, place, begun = total + least, place + 1, True
            continue
        group = _group(words, place)
        if group is None:
            break
        value, after = group
        scale = _SCALES.get(words[after]) if after < len(words) else None
        if scale is None:
            if begun and value >= least:
                break
            return total + value, after
        if scale >= least:
            break
        total, place, least, begun = total + value * scale, after + 1, scale, True
    return (total, place) if begun else None


def _group(words: Sequence[str], place: int) -> tuple[float, int] | None:
    """A figure, or a numeral below a thousand, with what stands after "koma"; "setengah" before a scale."""
    if words[place][0].isdecimal():
        return figure(words[place]), place + 1
    if words[place] == "setengah" and _is_scale(words, place + 1):
        return 0.5, place + 1
    read = _below_thousand(words, place)
    if read is None:
        return None
    value, place = read
    if place < len(words) and words[place] == "setengah" and _is_scale(words, place + 1):
        return value + 0.5, place + 1
    if place + 1 < len(words) and words[place] == "koma" and words[place + 1] in _DIGITS:
        decimals = ""
        place += 1
        while place < len(words) and words[place] in _DIGITS:
            decimals += str(_DIGITS[words[place]])
            place += 1
        value += float(f"0.{decimals}")
    return value, place


def _is_scale(words: Sequence[str], place: int) -> bool:
    return place < len(words) and words[place] in _SCALES


def _below_thousand(words: Sequence[str], place: int) -> tuple[float, int] | None:
    start, value = place, 0.0

    def word(ahead: int = 0) -> str:
        return words[place + ahead] if place + ahead < len(words) else ""

    if word() == "seratus":
        value, place = 100, place + 1
    elif word() in _DIGITS and word(1) in _HUNDREDS:
        value, place = _DIGITS[word()] * 100, place + 2
    if word() in _WHOLE and word() != "seratus":
        return value + _WHOLE[word()], place + 1
    if word() in _DIGITS and word(1) in _TEENS:
        return value + _DIGITS[word()] + 10, place + 2
    if word() in _DIGITS and word(1) in _TENS:
        value, place = value + _DIGITS[word()] * 10, place + 2
    if word() in _DIGITS and word(1) not in _HUNDREDS | _TENS | _TEENS:
        value, place = value + _DIGITS[word()], place + 1
    return (value, place) if place > start else None


def figure(written: str) -> float:
    """A number in figures, as Indonesian writes it: "312.000.000", "6,84"; "09.30" and "2.5" as decimals."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", written):
        return float(written.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", written):
        return float(written.replace(",", ""))
    head, *rest = re.split(r"[.,]", written)
    return float(f"{head}.{''.join(rest)}") if rest else float(head)


def _figures(word: str) -> set[float]:
    """All that a figure can be heard as: itself, and the parts of "09.30" or "12.5.2026"."""
    if not word[0].isdecimal():
        return set()
    return {figure(word), *(float(part) for part in re.split(r"[.,]", word))}
