"""Numbers that recognition misread: corrected only where one reading is possible, never guessed.

A year is read where a word announces it and its letters stand for one digit each, or where the
document prints the same year clearly elsewhere. The number of an ayat in a cross-reference is read
where exactly one reading names an ayat that exists. Amounts and all other numbers stay as printed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product, zip_longest

from corpus.models import ProvisionKind
from ingestion.regulation.manuscript import Correction
from ingestion.regulation.nodes import Node

_MONTHS = (
    "Januari|Februari|Pebruari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Nopember|Desember"
)
_YEAR = re.compile(rf"(?<!\w)(?:[Tt]ahun|TAHUN|{_MONTHS})\s{{1,3}}([0-9A-Za-z]{{4}})(?![\w.,]*\w)")
_CLEAR_YEAR = re.compile(r"(?<!\w)(?:[Tt]ahun|TAHUN)\s{1,3}(\d{4})(?!\w)")
_ONE_DIGIT = {"l": "1", "I": "1", "i": "1", "L": "1", "O": "0", "o": "0"}
_SEVERAL_DIGITS = {
    "g": "9",
    "q": "9",
    "b": "6",
    "S": "58",
    "s": "5",
    "B": "8",
    "Z": "2",
    "z": "27",
    "T": "71",
}
_EARLIEST, _LATEST = 1800, 2099

_AYAT = re.compile(
    r"(?<![A-Za-z])(?P<word>[Aa]yat)(?:\s{1,3}\^?|(?=\())"
    r"(?P<raw>[({\[lI1][0-9lIO]{1,3}[)}\]lI1]{0,2})(?:(?![\w)}\]/])|(?<=[)}\]lI1])(?=[a-z]{3}))"
)
_PASAL_BEFORE = re.compile(r"[Pp]asal\s{1,3}(\d{1,3}[A-Z]?)\s{1,3}$")
_OTHER_LAW_AFTER = re.compile(
    r"[^.;]{0,60}?\b(?:Undang|Peraturan|Keputusan|Ketetapan|UUD|Kitab|Perpu|Instruksi)\b(?!\s+(?:ini|tersebut)\b)"
)
_DIGIT = {"l": "1", "I": "1", "O": "0"}


def misread_years(text: str) -> Iterator[Correction]:
    """Years after "Tahun" or a month that hold letters: ``"Tahun 2Ol4"``."""
    clear = set(_CLEAR_YEAR.findall(text))
    for match in _YEAR.finditer(text):
        raw = match.group(1)
        if raw.isdigit() or not any(char.isdigit() for char in raw):
            continue
        readings = _years(raw)
        if len(readings) == 1 and all(char in _ONE_DIGIT for char in raw if not char.isdigit()):
            yield Correction(*match.span(1), readings[0], "tahun: hanya satu bacaan yang mungkin")
            continue
        printed = [reading for reading in readings if reading in clear]
        if len(printed) == 1:
            yield Correction(*match.span(1), printed[0], "tahun: tercetak jelas di tempat lain")


def _years(raw: str) -> list[str]:
    choices = [
        char if char.isdigit() else _ONE_DIGIT.get(char, _SEVERAL_DIGITS.get(char, "")) for char in raw
    ]
    years = ("".join(digits) for digits in product(*choices))
    return [year for year in years if _EARLIEST <= int(year) <= _LATEST]


def misread_references(text: str, pasal: Sequence[Node]) -> Iterator[Correction]:
    """Cross-references to an ayat with a damaged bracket or number: ``"ayat (21"``, ``"ayat l2)"``.

    Args:
        pasal: the pasal of the body, ascending, with their ayat.
    """
    ayat = {node.segment: _ayat(node) for node in pasal}
    for node, after in zip_longest(pasal, pasal[1:]):
        end = after.start if after is not None else _end(node)
        for match in _AYAT.finditer(text, node.start, end):
            raw = match.group("raw")
            if raw[0] == "(" and raw[-1] == ")" and raw[1:-1].isdigit():
                continue
            number = _target(text, match, ayat, node.segment)
            if number is not None:
                yield Correction(
                    *match.span("raw"), _apart(text, match, number), "rujukan: hanya ayat ini yang ada"
                )


def _apart(text: str, match: re.Match[str], number: int) -> str:
    """The number in brackets, with a blank where a word touches it: ``"ayat(21huruf"``."""
    before = " " if text[match.start("raw") - 1].isalpha() else ""
    after = " " if text[match.end() : match.end() + 1].isalpha() else ""
    return f"{before}({number}){after}"


def _ayat(node: Node) -> frozenset[int]:
    names = (
        child.segment.removeprefix("ayat-") for child in node.children if child.kind is ProvisionKind.AYAT
    )
    return frozenset(int(name) for name in names if name.isdigit())


def _end(node: Node) -> int:
    ends = [node.label_end, *(end for _, end in node.own), *(_end(child) for child in node.children)]
    return max(ends)


def _target(text: str, match: re.Match[str], ayat: Mapping[str, frozenset[int]], here: str) -> int | None:
    """The one ayat that the raw number may name; None where none or several exist."""
    before = _PASAL_BEFORE.search(text, max(0, match.start() - 20), match.start())
    segment = f"pasal-{before.group(1).lower()}" if before else here
    if before and _OTHER_LAW_AFTER.match(text, match.end(), match.end() + 90):
        return None
    existing = ayat.get(segment, frozenset())
    named = [number for number in _numbers(match.group("raw")) if number in existing]
    return named[0] if len(named) == 1 else None


def _numbers(raw: str) -> set[int]:
    """``"(21"`` → {2, 21}: what stands at either edge may be a bracket, ``"(2]1"`` → {2} one read twice."""
    found = set()
    lefts = (1,) if raw[0] in "({[" else (0, 1)
    rights = (1,) if raw[-1] in ")}]" else (0, 1)
    if raw[-2] in ")}]":
        rights = (2,)
    for left, right in product(lefts, rights):
        digits = "".join(_DIGIT.get(char, char) for char in raw[left : len(raw) - right])
        if digits.isdigit() and digits[0] != "0":
            found.add(int(digits))
    return found
