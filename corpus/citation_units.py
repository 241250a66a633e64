"""The words of a citation below its regulation: pasal, ayat, huruf, angka and the like."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

RANKS = {"pasal": 0, "diktum": 0, "ayat": 1, "huruf": 2, "angka": 3}
"""Order of nesting; every other segment is a root."""

MOST_IN_RANGE = 100
"""A range with more members gives its two ends only."""

_END = r"(?=$|[^a-zA-Z0-9]|(?i:ayat|huruf|angka|nya|yg))"
_NOT_DECIMAL = r"(?![.,]?\d)"
_LETTERS = r"(?:[a-zA-Z]|[aA][a-zA-Z]|bb|cc|dd)"
_ORDINAL = (
    r"(?:pertama|ke-?(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas)"
    r"(?:\s+(?:belas|puluh(?:\s+(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan))?))?)"
)
_UNIT = re.compile(
    rf"""
    (?<![a-zA-Z0-9])
    (?:
        (?i:pasal|psl\.?|ps\.)\s*(?:(?P<pasal>\d{{1,4}}(?:[A-Z]{{1,2}}|[a-z])?){_END}{_NOT_DECIMAL}(?!/\d)
            |(?P<roman>[IVX]{{1,6}}|(?i:[ivx]{{1,6}})(?=\s+(?i:angka)\b)){_END})
      | (?i:ayat)\s*(?:\(\s*(?P<ayat>\d{{1,3}}[a-z]?|[lI])\s*\)
            |(?P<ayat_bare>\d{{1,3}}[a-z]?){_END}{_NOT_DECIMAL})
      | (?i:huruf|hrf\.?)\s*(?P<quote>[("“'])?(?P<huruf>{_LETTERS})(?(quote)[)"”'])(?![\w]|\.[a-z]\.)
      | (?i:angka|butir|poin|point)\s*(?P<paren>\()?(?P<angka>\d{{1,3}}[a-z]?|[IVX]{{1,6}})(?(paren)\))
            {_END}{_NOT_DECIMAL}
      | (?i:butir|poin|point)\s*(?P<butir>[a-zA-Z])(?![\w]|\.[a-z]\.)
      | (?i:diktum)\s+(?P<diktum>(?i:{_ORDINAL}))(?![a-zA-Z])
      | (?i:konsiderans\s+)?(?P<reason>(?i:menimbang|mengingat))(?=(?:\s\(ke-\d+\))?\s+(?i:huruf|angka)\s)
      | (?i:konsiderans\s+(?P<considering>menimbang)|dasar\s+hukum\s+(?P<basis>mengingat))(?![a-zA-Z])
      | (?i:(?P<elucidation>penjelasan\s+umum))(?![a-zA-Z])
      | (?i:lampiran)(?:\s+(?P<annex>(?i:[ivx]{{1,6}})|\d{{1,2}}|[A-Z]))?(?![a-zA-Z0-9])
      | (?<!ketentuan\s)(?i:(?P<other>pembukaan|penutup))(?![a-zA-Z])
    )
    (?:\s\(ke-(?P<repeated>\d{{1,3}})\))?
    """,
    re.VERBOSE,
)

_AND = (
    r"(?:\s*(?:,|;)(?:\s*(?:dan/atau|dan|atau|serta)(?![a-z]))?|\s*(?:dan/atau|dan|atau|serta)(?![a-z])|\s*&)"
)
_TO = r"(?:\s*(?:sampai\s+(?:dengan|dgn)|sampai|hingga|s\.?\s?/?\s?d\.?)(?![a-z])|\s*[-–—])"
_COUNTED = (
    r"(?!\s*(?:\(|%|(?:hari|tahun|bulan|minggu|jam|menit|orang|kali|persen|juta|ribu|milyar|miliar|rupiah|"
    r"pegawai|pns|asn|lembar|rangkap|eksemplar)(?![a-z])))"
)
_MORE = {
    "pasal": rf"(?P<value>\d{{1,4}}[a-z]?)(?![\w]|[.,/]\d|\s*(?:tahun|thn|th)\b){_COUNTED}",
    "ayat": rf"(?:\((?P<value>\d{{1,3}}[a-z]?)\)|(?P<bare>\d{{1,3}}[a-z]?)(?![\w]|[.,/]\d){_COUNTED})",
    "huruf": r"(?P<value>[a-z])(?![\w]|\.[a-z]|[/-]\w)",
    "angka": rf"(?P<value>\d{{1,3}})(?![\w]|[.,/]\d){_COUNTED}",
}
_CONTINUED = {
    kind: re.compile(rf"(?:(?P<to>{_TO})|(?P<and>{_AND}))\s*{value}", re.IGNORECASE)
    for kind, value in _MORE.items()
}
_BARE_AYAT = re.compile(r"[ \t]?\((\d{1,3}[a-z]?)\)")

AND_BETWEEN = re.compile(
    rf"(?:{_AND}|\s*,?\s*(?:jo|jis|jls|juncto)(?![a-z])\.?|\s*(?:maupun|dan\s+juga))\s*(?:ketentuan\s+)?",
    re.IGNORECASE,
)
TO_BETWEEN = re.compile(rf"{_TO}\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit named in text.

    Attributes:
        segment: as in provision identifiers.
        joined: how it is tied to the unit before it where the text leaves out the unit's name
            ("ayat (1) dan (2)"): ``"and"``, ``"to"``, ``"in"`` ("Pasal 5 (2)"); else empty.
    """

    segment: str
    start: int
    end: int
    joined: str = ""

    @property
    def kind(self) -> str:
        """The segment's name: ``"ayat"``."""
        return kind_of(self.segment)


def kind_of(segment: str) -> str:
    """``"ayat"`` of ``"ayat-2"``."""
    return segment.partition("~")[0].partition("-")[0]


def rank_of(segment: str) -> int:
    """How deep a segment nests; 0 is a root."""
    return RANKS.get(kind_of(segment), 0)


def find_units(text: str) -> Iterator[Unit]:
    """Units named in ``text``, in order, without overlap. Linear in its length."""
    position = 0
    while found := _UNIT.search(text, position):
        unit = Unit(_segment(found), found.start(), found.end())
        yield unit
        position = unit.end
        for more in _unnamed(text, unit):
            yield more
            position = more.end


def _segment(found: re.Match[str]) -> str:
    groups = {name: value for name, value in found.groupdict().items() if value is not None}
    repeated = f"~{groups['repeated']}" if "repeated" in groups else ""
    return _plain_segment(groups) + repeated


def _plain_segment(groups: dict[str, str]) -> str:
    for name, kind in (
        ("pasal", "pasal"),
        ("roman", "pasal"),
        ("ayat", "ayat"),
        ("ayat_bare", "ayat"),
        ("huruf", "huruf"),
        ("butir", "huruf"),
        ("angka", "angka"),
    ):
        if name in groups:
            value = "1" if kind == "ayat" and groups[name] in ("l", "I") else groups[name].lower()
            return f"{kind}-{value}"
    if "diktum" in groups:
        return "diktum-" + "-".join(groups["diktum"].lower().replace("ke-", "ke").split())
    for name in ("reason", "considering", "basis", "other"):
        if name in groups:
            return groups[name].lower()
    if "elucidation" in groups:
        return "penjelasan_umum"
    return f"lampiran-{groups['annex'].lower()}" if "annex" in groups else "lampiran"


def _unnamed(text: str, unit: Unit) -> Iterator[Unit]:
    """Units that follow ``unit`` without their name: "ayat (1), (2), dan (3)", "Pasal 5 (2)"."""
    if unit.kind == "pasal":
        ayat = _BARE_AYAT.match(text, unit.end)
        if ayat is not None:
            unit = Unit(f"ayat-{ayat[1].lower()}", ayat.start(), ayat.end(), "in")
            yield unit
    pattern = _CONTINUED.get(unit.kind)
    while pattern is not None and (more := pattern.match(text, unit.end)):
        groups = more.groupdict()
        value = groups["value"] or groups["bare"]
        unit = Unit(
            f"{unit.kind}-{value.lower()}",
            more.start("value") if groups["value"] else more.start("bare"),
            more.end(),
            "to" if groups["to"] else "and",
        )
        yield unit


def between(first: str, last: str) -> list[str]:
    """Segments strictly between two of one kind; empty where they cannot be counted."""
    kind, _, low = first.partition("-")
    last_kind, _, high = last.partition("-")
    if kind != last_kind or "~" in low or "~" in high:
        return []
    if kind == "huruf":
        values = [chr(code) for code in range(ord(low) + 1, ord(high))] if len(low) == len(high) == 1 else []
        return [f"huruf-{value}" for value in values]
    low_number, low_letter = _numbered(low)
    high_number, high_letter = _numbered(high)
    if low_number is None or high_number is None:
        return []
    if low_number == high_number:
        letters = range(ord(low_letter or "`") + 1, ord(high_letter or "`"))
        return [f"{kind}-{low_number}{chr(letter)}" for letter in letters]
    if high_number - low_number > MOST_IN_RANGE:
        return []
    return [f"{kind}-{number}" for number in range(low_number + 1, high_number + (1 if high_letter else 0))]


def _numbered(value: str) -> tuple[int | None, str]:
    found = re.fullmatch(r"(\d+)([a-z]?)", value)
    return (int(found[1]), found[2]) if found else (None, "")
