"""Names of regulations and pasal in running words, as identifiers."""

import re
from dataclasses import dataclass, replace

from corpus.errors import InvalidIdentifier
from corpus.identifiers import RegulationType, provision_id, regulation_id
from ingestion.regulation.names import NAME, issuer_of, type_of
from ingestion.regulation.repair import digits

_NUMBERED = (
    r"\b(?:Nomor|No\s?\.?|Nomer)\s{0,3}:?\s{0,3}(?P<number>[0-9A-Za-z./-]{1,40}?)\s?\.?"
    r"(?:\s{0,3}(?:(?P<prps>P(?:rp|np)s?\.?)|(?P<drt>(?:Drt|Darurat)\.?)))?"
    r"(?:\s?[,/]?\s{0,3}(?:Tahun|Tah\sun)\s{0,3}(?P<year>[12lI][0-9lIOoSLBZ]{3})|/(?P<slashed>(?:19|20)\d\d)\b)"
)
NUMBER = re.compile(rf"(?P<between>[^;:()]{{0,140}}?){_NUMBERED}", re.IGNORECASE)
"""Issuer, number and year after the head of a name (`NAME`)."""

_BRACKETS = r"(?:\s*\([^()]{0,200}\))?"
_FURTHER = re.compile(
    rf"{_BRACKETS}\s*(?:[,;:]|,?\s*(?:dan|serta|jo\.?|jis\.?|juncto)\b)\s*(?:dan\s+)?(?:[a-z]\.\s{{0,3}})?(?={_NUMBERED})"
    r"(?=(?:Nomor|No\b))",
    re.IGNORECASE,
)
"""Between numbers that share one head: "Undang-Undang Nomor 3 Tahun 1953 dan Nomor 4 Tahun 1954"."""

_LISTED = re.compile(rf"\s*:?\s*(?:[a1]\.\s{{0,3}})?(?={_NUMBERED})", re.IGNORECASE)
_NUMBER_ALONE = re.compile(_NUMBERED, re.IGNORECASE)
_ONE_PROVISION = re.compile(
    r"[Pp]asal\s+(\d{1,4})([A-Za-z])?(?![A-Za-z0-9])(?:\s+ayat\s+\((\d{1,2})\))?(?:\s+huruf\s+([a-z])\b)?"
)
_CONNECTED = re.compile(
    r"[\s,]*(?:(?:dan|atau|serta|sampai\s+dengan|s/d)\s*)?(?:ayat\s+\S{1,5}[\s,]*(?:(?:dan|atau)\s*)?){0,9}"
)
_APART = re.compile(r"(?:,|\b(?:dan|atau|serta))\s*$")
# Without these no number with its year stands in a text, and the search for names is spared.
_NUMBER_WORD = re.compile(r"\b[Nn][Oo]")
_YEAR_SIGN = re.compile(r"[Tt][Aa][Hh]\s?[Uu][Nn]|/(?:19|20)\d\d")
_OF_THE_ASSEMBLY = re.compile(r"([IVXLCl]{1,7})\s?/M\.?P\.?R", re.IGNORECASE)
_AMBIGUOUS = "IOSBLZloi"
_WINDOW = 900
_LONGEST_RANGE = 200


@dataclass(frozen=True, slots=True)
class Reference:
    """A regulation that is named in a text; ``start`` and ``end`` are positions there."""

    start: int
    end: int
    id: str
    type: RegulationType
    number: str
    year: int


def references_in(text: str) -> list[Reference]:
    """Every regulation named with number and year, in reading order; linear in the length of ``text``.

    Numbers that share a head count each: "Undang-Undang: a. Nomor 9 Tahun 1994; b. Nomor 16 Tahun 2000".
    """
    found: list[Reference] = []
    if not (_NUMBER_WORD.search(text) and _YEAR_SIGN.search(text)):
        return found
    for name in NAME.finditer(text):
        if found and name.start() < found[-1].end:
            continue
        match = NUMBER.match(text, name.end())
        if match is None and (listed := _LISTED.match(text, name.end())):
            match = _NUMBER_ALONE.match(text, listed.end())
        start = name.start()
        while match is not None:
            between = match.groupdict().get("between") or ""
            if NAME.search(between) or (reference := _reference(name, match, between, start)) is None:
                break
            if found and reference.type is RegulationType.SKB and start != name.start():
                found[-1] = replace(found[-1], end=reference.end)  # one joint decree has a number a minister
            else:
                found.append(reference)
            further = _FURTHER.match(text, match.end())
            match = _NUMBER_ALONE.match(text, further.end()) if further else None
            start = match.start() if match else start
    return found


def _reference(name: re.Match[str], match: re.Match[str], between: str, start: int) -> Reference | None:
    year = digits(match.group("year") or match.group("slashed"))
    number = clean_number(match.group("number"))
    if year is None or not 1800 <= year <= 2200 or not number:
        return None
    issuer = issuer_of(name, between)
    if type_of(name) is RegulationType.UU and (match.group("prps") or match.group("drt")):
        issuer = by_emergency(match)
    try:
        identifier = regulation_id(type_of(name), number, year, issuer)
    except InvalidIdentifier:
        return None
    return Reference(start, match.end(), identifier, type_of(name), number, year)


def by_emergency(match: re.Match[str]) -> str:
    """Issuer that marks a law enacted otherwise: ``"prps"``, ``"pnps"``, ``"darurat"``, else empty."""
    if match.group("drt"):
        return "darurat"
    return f"{match.group('prps')[:3].lower()}s" if match.group("prps") else ""


def clean_number(raw: str) -> str:
    """A number as printed, its damaged digits read; empty where it is none."""
    if assembly := _OF_THE_ASSEMBLY.match(raw.strip()):
        return assembly[1].replace("l", "I")  # "III/MPR" is three, no misread 111
    parts = raw.strip(" .-/").split("/")
    number = next((part for part in parts if digits(part.strip(".")) is not None), "")
    if not number:
        return parts[0] if re.fullmatch(r"[IVXLC]+", parts[0]) else ""
    return str(digits(number.strip(".")))


def provisions_before(text: str, reference: Reference) -> list[str]:
    """Identifiers of the pasal named directly before a regulation ("Pasal 86 ayat (4) Undang-Undang …").

    Where a number ends in what may be a misread digit ("Pasal 12S"), the regulation itself stands
    for it.
    """
    window = text[max(0, reference.start - _WINDOW) : reference.start]
    named: list[re.Match[str]] = []
    end = len(window)
    for match in reversed(list(_ONE_PROVISION.finditer(window))):
        if not _CONNECTED.fullmatch(window, match.end(), end):
            break
        if not named and _APART.search(window, match.end(), end):
            break  # "Pasal 2 dan Undang-Undang …" names a pasal of another regulation
        named.append(match)
        end = match.start()
    found: list[str] = []
    for index, match in enumerate(reversed(named)):
        if (
            index
            and (previous := named[len(named) - index])
            and "sampai" in window[previous.end() : match.start()]
        ):
            found.extend(_between(previous, match, reference))
        found.append(_provision(match, reference))
    return list(dict.fromkeys(found))


def _provision(match: re.Match[str], reference: Reference) -> str:
    number, letter, ayat, huruf = match.groups()
    if letter and letter in _AMBIGUOUS:
        return reference.id
    segments = [f"pasal-{number}{(letter or '').lower()}"]
    segments += [f"ayat-{ayat}"] if ayat else []
    segments += [f"huruf-{huruf}"] if huruf else []
    return provision_id(reference.id, *segments)


def _between(first: re.Match[str], last: re.Match[str], reference: Reference) -> list[str]:
    """The pasal that "Pasal 200 sampai dengan Pasal 216" leaves out."""
    low, high = int(first.group(1)), int(last.group(1))
    numbers = range(low + 1, high) if high - low <= _LONGEST_RANGE else ()
    return [provision_id(reference.id, f"pasal-{number}") for number in numbers]
