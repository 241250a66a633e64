"""Names of regulations and pasal in running words, as identifiers."""

import re
from dataclasses import dataclass

from corpus.errors import InvalidIdentifier
from corpus.identifiers import RegulationType, provision_id, regulation_id
from ingestion.regulation.names import NAME, issuer_of, type_of
from ingestion.regulation.repair import digits

NUMBER = re.compile(
    r"(?P<between>[^;:()]{0,140}?)\b(?:Nomor|No\s?\.?|Nomer)\s{0,3}:?\s{0,3}(?P<number>[0-9A-Za-z./-]{1,40}?)\s?\.?"
    r"(?:\s{0,3}(?P<prps>P(?:rp|np)s\.?))?(?:\s{0,3}(?:Tahun|Tah\sun)\s{0,3}(?P<year>[12lI][0-9lIOoSLBZ]{3})|/(?P<slashed>(?:19|20)\d\d)\b)",
    re.IGNORECASE,
)
_PROVISIONS = re.compile(
    r"Pasal\s+\d+[A-Z]?(?:\s+ayat\s+\(\d+\))?(?:\s+huruf\s+[a-z]\b)?(?:\s*(?:,|dan|atau|serta|,\s+dan|sampai\s+dengan|s/d)\s*(?:Pasal\s+\d+[A-Z]?)?(?:\s*ayat\s+\(\d+\))?(?:\s+huruf\s+[a-z]\b)?){0,40}\s*$"
)
_ONE_PROVISION = re.compile(r"Pasal\s+(\d+[A-Z]?)(?:\s+ayat\s+\((\d+)\))?(?:\s+huruf\s+([a-z])\b)?")

_RANGE_START = re.compile(r"Pasal\s+(\d+)\s+(?:sampai\s+dengan|s/d)\s*$")
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
    """Every regulation named with number and year, in reading order."""
    found: list[Reference] = []
    for name in NAME.finditer(text):
        match = NUMBER.match(text, name.end())
        if match is None or (found and name.start() < found[-1].end):
            continue
        if NAME.search(match.group("between")):
            continue
        year = digits(match.group("year") or match.group("slashed"))
        number = clean_number(match.group("number"))
        if year is None or not 1800 <= year <= 2200 or not number:
            continue
        issuer = "prps" if match.group("prps") else issuer_of(name, match.group("between"))
        try:
            identifier = regulation_id(type_of(name), number, year, issuer)
        except InvalidIdentifier:
            continue
        found.append(Reference(name.start(), match.end(), identifier, type_of(name), number, year))
    return found


def clean_number(raw: str) -> str:
    """A number as printed, its damaged digits read; empty where it is none."""
    parts = raw.strip(" .-/").split("/")
    number = next((part for part in parts if digits(part.strip(".")) is not None), "")
    if not number:
        return parts[0] if re.fullmatch(r"[IVXLC]+", parts[0]) else ""
    return str(digits(number.strip(".")))


def provisions_before(text: str, reference: Reference) -> list[str]:
    """Identifiers of the pasal named directly before a regulation ("Pasal 86 ayat (4) Undang-Undang …")."""
    window = text[max(0, reference.start - 600) : reference.start]
    tail = _PROVISIONS.search(window)
    if tail is None:
        return []
    found: list[str] = []
    for match in _ONE_PROVISION.finditer(tail.group()):
        found.extend(_between(tail.group(), match, reference))
        segments = [f"pasal-{match.group(1).lower()}"]
        if match.group(2):
            segments.append(f"ayat-{match.group(2)}")
        if match.group(3):
            segments.append(f"huruf-{match.group(3)}")
        found.append(provision_id(reference.id, *segments))
    return found


def _between(words: str, last: re.Match[str], reference: Reference) -> list[str]:
    """The pasal that "Pasal 200 sampai dengan Pasal 216" leaves out."""
    first = _RANGE_START.search(words, 0, last.start())
    if first is None or not last.group(1).isdigit():
        return []
    low, high = int(first.group(1)), int(last.group(1))
    numbers = range(low + 1, high) if high - low <= _LONGEST_RANGE else ()
    return [provision_id(reference.id, f"pasal-{number}") for number in numbers]
