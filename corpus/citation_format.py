"""Writing citations: identifiers as a reader would print them."""

import re
from datetime import date
from functools import lru_cache
from typing import Literal

from corpus.citation_ref import CitationRef
from corpus.dates import long_date
from corpus.errors import InvalidIdentifier
from corpus.headings import HEADINGS, MOST_ORDINAL, ordinal_words, roman_numeral
from corpus.identifiers import TYPE_NAMES, RegulationType, without_version
from corpus.regulation_names import Issuer, name_table

Style = Literal["short", "long"]

_REPEATED = re.compile(r"~(\d+)$")
_HEADING = re.compile(rf"({'|'.join(HEADINGS)})-(\d+[a-z]?)")
_REGIONAL_HEADS = {
    "gubernur": ("Pergub", "Peraturan Gubernur"),
    "bupati": ("Perbup", "Peraturan Bupati"),
    "wali-kota": ("Perwali", "Peraturan Wali Kota"),
}
_CAPITALS = frozenset({"dki", "diy", "di", "ntb", "ntt", "ri"})
_ROOTS = {
    "menimbang": "Menimbang",
    "mengingat": "Mengingat",
    "penjelasan_umum": "Penjelasan Umum",
    "pembukaan": "Pembukaan",
    "penutup": "Penutup",
}
_ALONE = {"menimbang": "Konsiderans", "mengingat": "Dasar Hukum"}
"""What tells a root from the verb it also is, when nothing under it is cited."""
_LONGEST_FIRST = tuple(sorted(RegulationType, key=lambda member: len(member.value), reverse=True))
_NAMES_KEPT = 16_384
"""The same identifiers are printed all day, and each by several parts of an answer."""


def label_of(segment: str) -> str:
    """What a reader calls one path segment.

    ``"ayat-2"`` → ``"ayat (2)"``, ``"pasal-12a"`` → ``"Pasal 12A"``, ``"diktum-kesatu"`` →
    ``"diktum KESATU"``; the second unit of a label in a defective text says so:
    ``"pasal-5~2"`` → ``"Pasal 5 (ke-2)"``. A heading names those above it:
    ``"bab-2-bagian-1"`` → ``"BAB II Bagian Kesatu"``. The day of a later wording is left out.
    """
    segment = without_version(segment)
    repeated = _REPEATED.search(segment)
    name, _, number = _REPEATED.sub("", segment).partition("-")
    if name in HEADINGS and number:
        label = " ".join(_heading(kind, number) for kind, number in _HEADING.findall(segment))
    elif name in _ROOTS and not number:
        label = _ROOTS[name]
    elif name == "ayat":
        label = f"ayat ({number})"
    elif name == "huruf":
        label = f"huruf {number}"
    elif name == "angka":
        label = f"angka {number.upper() if number.isalpha() else number}"
    elif name == "diktum":
        label = f"diktum {number.replace('-', ' ').upper()}"
    else:
        words = name.replace("_", " ")
        label = f"{words[:1].upper()}{words[1:]} {number.upper()}".strip()
    return f"{label} (ke-{repeated[1]})" if repeated else label


def format_citation(ref: CitationRef | str, *, style: Style = "short") -> str:
    """A citation as a reader would print it; :func:`corpus.citations.find_citations` reads it back.

    Args:
        ref: a reference, or a regulation's or provision's identifier.
        style: ``"short"`` gives "Pasal 5 ayat (2) huruf a PP Nomor 94 Tahun 2021", ``"long"``
            "Pasal 5 ayat (2) huruf a Peraturan Pemerintah Nomor 94 Tahun 2021". A later wording names
            its first day: "Pasal 5 PP Nomor 94 Tahun 2021 (bunyi sejak 1 Mei 2024)".

    Raises:
        InvalidIdentifier: the identifier is malformed or of an unknown type.
    """
    return _of_identifier(ref, style) if isinstance(ref, str) else _printed(ref, style)


@lru_cache(maxsize=_NAMES_KEPT)
def _of_identifier(identifier: str, style: Style) -> str:
    return _printed(CitationRef.of(identifier), style)


def _printed(ref: CitationRef, style: Style) -> str:
    labels = [label_of(segment) for segment in ref.path]
    if len(ref.path) == 1:
        part = _ALONE.get(_REPEATED.sub("", ref.path[0]))
        labels = [f"{part} {labels[0]}"] if part else labels
    if ref.regulation is not None:
        labels.append(_regulation(ref.regulation, 0 if style == "short" else 1))
    if dated := re.search(r"@(\d{4}-\d\d-\d\d)", "/".join(ref.path)):
        labels.append(f"(bunyi sejak {long_date(date.fromisoformat(dated[1]))})")
    return " ".join(labels)


def _heading(kind: str, number: str) -> str:
    digits = number.rstrip("abcdefghijklmnopqrstuvwxyz")
    if kind == "bab":
        return f"BAB {roman_numeral(int(digits))}{number.removeprefix(digits).upper()}"
    if kind == "paragraf" or digits != number or int(digits) > MOST_ORDINAL:
        return f"{kind.capitalize()} {number.upper()}"
    return f"{kind.capitalize()} {ordinal_words(int(digits)).title()}"


def _regulation(identifier: str, style: int) -> str:
    """Name of a regulation; ``style`` 0 short, 1 long."""
    type_, rest = _type_of(identifier)
    *parts, year = rest.split("-")
    if type_ is RegulationType.UUD:
        return f"UUD {year}" if style == 0 else f"Undang-Undang Dasar Negara Republik Indonesia Tahun {year}"
    if type_ is RegulationType.TAP_MPR:
        return f"{TYPE_NAMES[type_][style]} Nomor {'-'.join(parts).upper()}/MPR/{year}"
    issuer, number = _split_issuer(parts)
    if type_ is RegulationType.UU and issuer in ("pnps", "prps"):
        return f"{TYPE_NAMES[type_][style]} Nomor {_number(number)} {issuer.capitalize()} Tahun {year}"
    return f"{_head(type_, issuer, style)} Nomor {_number(number)} Tahun {year}"


def _type_of(identifier: str) -> tuple[RegulationType, str]:
    """The type an identifier begins with, and the rest of it."""
    if identifier.startswith(RegulationType.PERMEN.value):
        return RegulationType.PERMEN, identifier.removeprefix(RegulationType.PERMEN.value).removeprefix("-")
    for type_ in _LONGEST_FIRST:
        if identifier.startswith(f"{type_.value}-"):
            return type_, identifier.removeprefix(f"{type_.value}-")
    raise InvalidIdentifier(f"Jenis peraturan pada identitas “{identifier}” tidak dikenal.")


def _split_issuer(parts: list[str]) -> tuple[str, list[str]]:
    """Issuer slug and number of ``bkn-3`` or ``menkes-hk-01-07``, split at the hyphens."""
    table = name_table()
    for length in range(len(parts) - 1, 0, -1):
        issuer = "-".join(parts[:length])
        if (
            issuer in table.agencies
            or issuer in table.ministries
            or issuer.removeprefix("men") in table.ministries
        ):
            return issuer, parts[length:]
    first_number = next((i for i, part in enumerate(parts) if part[0].isdigit()), len(parts) - 1)
    return "-".join(parts[:first_number]), parts[first_number:]


def _number(parts: list[str]) -> str:
    return ".".join(parts).upper()


def _head(type_: RegulationType, issuer: str, style: int) -> str:
    """Everything before "Nomor"."""
    head = TYPE_NAMES[type_][style]
    if not issuer:
        return head
    table = name_table()
    if type_ is RegulationType.PERMEN:
        ministry = table.ministries.get(issuer) or _unlisted(issuer)
        return f"{head} {ministry.name}" if style else _glued(head, ministry)
    if type_ is RegulationType.PERKADA:
        for prefix, heads in _REGIONAL_HEADS.items():
            if issuer.startswith(f"{prefix}-"):
                return f"{heads[style]} {_spelled(issuer.removeprefix(f'{prefix}-'))}"
    if issuer in table.agencies:
        agency = table.agencies[issuer]
        return f"{head} {agency.name if style else agency.short}"
    if issuer.startswith("men") and issuer.removeprefix("men") in table.ministries:
        ministry = table.ministries[issuer.removeprefix("men")]
        return f"{head} Menteri {ministry.name}" if style else f"{head} Men{ministry.short}"
    return f"{head} {_spelled(issuer)}"


def _glued(head: str, ministry: Issuer) -> str:
    separate = ministry.short.isupper() or not ministry.short.islower()
    return f"{head} {ministry.short}" if separate else f"{head}{ministry.short}"


def _unlisted(issuer: str) -> Issuer:
    spelled = _spelled(issuer)
    return Issuer(issuer, spelled, spelled)


def _spelled(issuer: str) -> str:
    return " ".join(part.upper() if part in _CAPITALS else part.capitalize() for part in issuer.split("-"))
