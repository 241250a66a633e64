"""Type, number, year and title of a regulation, from its words or from where it lay."""

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from corpus.identifiers import RegulationType
from ingestion.regulation.manuscript import tidy
from ingestion.regulation.names import NAME, issuer_of, type_of
from ingestion.regulation.ordinals import ordinal_number
from ingestion.regulation.parsed import Repair
from ingestion.regulation.references import NUMBER, by_emergency, clean_number
from ingestion.regulation.repair import digits, is_plain
from ingestion.regulation.zones import Zones

_OTHER_BEFORE = re.compile(
    r"(?:\b(?:ATAS|DENGAN|DAN|TERHADAP|PENCABUTAN|PELAKSANAAN|PERUBAHAN|DIMAKSUD DALAM)"
    r"|PASAL\s\S{1,4}|AYAT\s\(\S{1,3}|\d\.)\s*$",
    re.IGNORECASE,
)
_ITS_ELUCIDATION = re.compile(r"P\s?E\s?N\s?J\s?E\s?L\s?A\s?S\s?A\s?N\s+(?:ATAS\s+|TENTANG\s+|MENGENAI\s+)?$")
_ABOUT = re.compile(r"\bTENTANG\b")
_IN_A_SENTENCE = re.compile(r"(?:\b[a-z]{3,}|\b[Pp]asal\b[^;.]{0,30}|[,)])\s+$")
_MASTHEAD = 800
_OPENING = 2000
"""Where a document has no recognised opening, its name must stand in its first characters."""

_ELUCIDATION = 600
_CONSTITUTION_CHANGE = re.compile(r"PERUBAHAN\s+(PERTAMA|KEDUA|KETIGA|KEEMPAT)\s*$")
_JOINT_NUMBER = re.compile(
    r"[\s,;]*(?:DAN\s+)?NOMOR\s*:?\s*(?P<number>[\w.-]{1,30})(?:/[\w./-]{0,40})?\s+TAHUN\s+\d{4}",
    re.IGNORECASE,
)
_DAMAGED = re.compile(
    r"(?P<head>UNDANGUNDANG|PERATURANPEMER[A-Z]{0,3}TAH|PERATURANPRESIDEN|KEPUTUSANPRESIDEN|INSTRUKSIPRESIDEN)"
    r"(?:R[A-Z]{4,8}INDO[A-Z]{3,6})?NOMO[A-Z]{0,2}?(?P<number>[0-9lIOSBZ]{1,4})TAHUN"
    r"(?P<year>[12lI][0-9lIOSBZ]{3})(?=TENTANG)"
)
_DAMAGED_HEADS = {
    "UNDANG": RegulationType.UU,
    "PERATURANPEMER": RegulationType.PP,
    "PERATURANPRESIDEN": RegulationType.PERPRES,
    "KEPUTUSAN": RegulationType.KEPPRES,
    "INSTRUKSI": RegulationType.INPRES,
}
_ORIGIN_TYPES = {
    "uu": RegulationType.UU,
    "pp": RegulationType.PP,
    "perppu": RegulationType.PERPPU,
    "perpres": RegulationType.PERPRES,
    "keppres": RegulationType.KEPPRES,
    "inpres": RegulationType.INPRES,
    "perda": RegulationType.PERDA,
    "permen": RegulationType.PERMEN,
    "skb": RegulationType.SKB,
    "se": RegulationType.SURAT_EDARAN,
}


@dataclass(frozen=True, slots=True)
class Identity:
    """What names a regulation.

    Attributes:
        damaged: its number or year was misprinted.
        raw: the words it was read from, up to ``end``.
        cited: they stand in a sentence or behind the title, so another regulation may be meant.
    """

    type: RegulationType
    number: str
    year: int
    issuer: str = ""
    damaged: bool = False
    raw: str = ""
    end: int = 0
    cited: bool = False


def identity_of(words: str, zones: Zones) -> Identity | None:
    """The name that a document gives itself: in its masthead, else above its elucidation, else in a sentence.

    Args:
        words: of the document, furniture blanked.
    """
    printed = identity_in(words[: zones.decision.start or _OPENING], capitals=True)
    if printed is not None and not _ABOUT.search(words, 0, printed.end):
        return printed
    if masthead := damaged_masthead(words[: min(_MASTHEAD, zones.decision.start or _MASTHEAD)]):
        return masthead
    if zones.general and (own := _explained(words[zones.general.start : zones.general.start + _ELUCIDATION])):
        return replace(own, end=0)
    told = printed or identity_in(words[: zones.title.end])
    return replace(told, cited=True) if told else None


def _explained(words: str) -> Identity | None:
    """The regulation that an elucidation names in its heading."""
    name = NAME.search(words)
    if name is None or not _ITS_ELUCIDATION.search(words[: name.start()]):
        return None
    own = identity_in(words[name.start() :], capitals=True)
    return own if own and not _ABOUT.search(words, name.end(), name.start() + own.end) else None


def identity_in(text: str, *, capitals: bool = False) -> Identity | None:
    """The first regulation name with number and year in the opening of a document.

    With ``capitals`` only a name in capitals counts, as headings print it.
    """
    for name in NAME.finditer(text):
        before = text[max(0, name.start() - 80) : name.start()]
        if (capitals and not name.group().isupper()) or _OTHER_BEFORE.search(before):
            continue
        if not capitals and _IN_A_SENTENCE.search(before):
            continue
        if name.group("uud") is not None and re.match(r"\s*TAHUN\s+1945", text[name.end() :], re.IGNORECASE):
            change = _CONSTITUTION_CHANGE.search(text, 0, name.start())
            number = f"perubahan-{ordinal_number(change.group(1))}" if change else ""
            return Identity(RegulationType.UUD, number, 1945, raw=change.group(1) if change else "")
        match = NUMBER.match(text, name.end())
        if match is None or NAME.search(match.group("between")):
            continue
        raw_year = match.group("year") or match.group("slashed")
        year, number = digits(raw_year), clean_number(match.group("number"))
        if year is None or not 1800 <= year <= 2200 or not number:
            continue
        raw_number = match.group("number")
        if match.group("slashed"):
            raw_number = f"{raw_number}/{raw_year}"
        damaged = not is_plain(raw_year) or not (is_plain(raw_number) or "/" in raw_number)
        issuer = by_emergency(match) or issuer_of(name, match.group("between"))
        printed = (
            raw_number
            if "/" in raw_number and clean_number(raw_number) == raw_number.split("/")[0]
            else number
        )
        if type_of(name) is RegulationType.SKB:
            printed = _joint_numbers(text, match.end(), printed)
        return Identity(type_of(name), printed, year, issuer, damaged, tidy(match.group()), match.end())
    return None


def _joint_numbers(text: str, start: int, first: str) -> str:
    """The numbers of a joint decree, one a minister, as ``"375/1/1"``; the first names the decree."""
    numbers = [first]
    while further := _JOINT_NUMBER.match(text, start):
        numbers.append(further["number"])
        start = further.end()
    return "/".join(numbers)


def damaged_masthead(text: str) -> Identity | None:
    """The masthead where recognition spaced its letters or lost some: "N O M O R 3 TAH U N 2016".

    Only a masthead that goes on with TENTANG counts, and what it says is called damaged.
    """
    kept = [index for index, char in enumerate(text) if char.isalnum()]
    match = _DAMAGED.search("".join(text[index] for index in kept))
    if match is None:
        return None
    year, number = digits(match["year"]), clean_number(match["number"])
    if year is None or not number or not 1800 <= year <= 2200:
        return None
    type_ = next(type_ for head, type_ in _DAMAGED_HEADS.items() if match["head"].startswith(head))
    end = kept[match.end("year") - 1] + 1
    return Identity(type_, number, year, "", True, tidy(text[kept[match.start()] : end]), end)


def identity_from_origin(origin: str) -> Identity | None:
    """Read ``pp/2021/94.md``, ``UU_Nomor_24_Tahun_2011.pdf`` or ``PERMEN-DAGRI-2022-073-….pdf``."""
    path = PurePosixPath(origin.replace("\\", "/"))
    parts = [part.lower() for part in path.parts]
    if len(parts) >= 3 and re.fullmatch(r"(?:19|20)\d\d", parts[-2]) and (kind := _kind(parts[-3])):
        number = re.match(r"\d{1,4}", path.stem)
        if number is not None:
            return Identity(kind[0], str(int(number.group())), int(parts[-2]), kind[1])
    words = [
        word
        for word in re.split(r"[^a-z0-9]+", path.stem.lower())
        if word not in {"nomor", "no", "tahun", ""}
    ]
    return _identity_from_words(words)


def _identity_from_words(words: list[str]) -> Identity | None:
    for index, word in enumerate(words):
        kind = _kind(word)
        if kind is None:
            continue
        type_, issuer = kind
        rest = words[index + 1 :]
        while rest and not rest[0].isdigit():
            issuer = f"{issuer}-{rest[0]}" if issuer else rest[0]
            rest = rest[1:]
        if len(rest) < 2 or not rest[1].isdigit():
            return None
        first, second = rest[0], rest[1]
        if re.fullmatch(r"(?:19|20)\d\d", second):
            number, year = first, second
        elif re.fullmatch(r"(?:19|20)\d\d", first):
            number, year = second, first
        else:
            return None
        return Identity(type_, str(int(number)), int(year), issuer)
    return None


def _kind(word: str) -> tuple[RegulationType, str] | None:
    if word in _ORIGIN_TYPES:
        return _ORIGIN_TYPES[word], ""
    if word.startswith("permen") and len(word) > 6:
        return RegulationType.PERMEN, word.removeprefix("permen")
    return None


def reconcile(
    printed: Identity | None, origin: Identity | None, year_elsewhere: int | None
) -> tuple[Identity | None, list[Repair], list[str]]:
    """The printed identity, corrected by the origin only where the words are damaged.

    ``year_elsewhere`` is the year of the signature, which can show that a clean-looking year is
    misread.
    """
    repairs: list[Repair] = []
    warnings: list[str] = []
    if printed is None:
        return origin, repairs, warnings
    if origin is None:
        if printed.cited:
            warnings.append(
                f"Nama peraturan tidak tercetak sebagai judul; “{printed.raw}” dibaca dari kalimat."
            )
        return printed, repairs, warnings
    if printed.cited:
        if (printed.type, clean_number(printed.number), printed.year) != (
            origin.type,
            origin.number,
            origin.year,
        ):
            reason = "yang disebut dalam kalimat peraturan lain; nama naskah ini dari asal berkas"
            repairs.append(
                Repair("metadata", printed.raw, f"Nomor {origin.number} Tahun {origin.year}", reason)
            )
            return origin, repairs, warnings
        return printed, repairs, warnings
    result = printed
    same_kind = printed.type is origin.type
    if same_kind and origin.year != printed.year:
        if printed.damaged or year_elsewhere == origin.year or _is_misread(printed, origin):
            repairs.append(
                Repair("metadata", str(printed.year), str(origin.year), "tahun dibuktikan asal berkas")
            )
            result = replace(result, year=origin.year)
        else:
            warnings.append(f"Tahun pada teks ({printed.year}) berbeda dari asal berkas ({origin.year}).")
    if same_kind and origin.number != clean_number(printed.number):
        if printed.damaged:
            repairs.append(Repair("metadata", printed.raw, origin.number, "nomor dibuktikan asal berkas"))
            result = replace(result, number=origin.number)
        else:
            warnings.append(f"Nomor pada teks ({printed.number}) berbeda dari asal berkas ({origin.number}).")
    if not same_kind:
        warnings.append("Jenis peraturan pada teks berbeda dari asal berkas.")
    if printed.damaged and not repairs:
        repairs.append(
            Repair("metadata", printed.raw, f"Nomor {result.number} Tahun {result.year}", "angka salah baca")
        )
    return result, repairs, warnings


def _is_misread(printed: Identity, origin: Identity) -> bool:
    """Whether the years differ in one digit that recognition takes for the other: "2079" for 2019."""
    pairs = zip(str(printed.year), str(origin.year), strict=True)
    different = [{one, other} for one, other in pairs if one != other]
    return clean_number(printed.number) == origin.number and different == [{"1", "7"}]


def in_year(day: date | None, printed: Identity | None, year: int) -> date | None:
    """A date of the signature whose year was misread with that of the regulation, in its proven year.

    Args:
        day: as the closing words have it; None where they have none.
        printed: the identity as read, with its year.
        year: of the regulation.
    """
    if day is None or printed is None or printed.cited or day.year != printed.year:
        return day
    is_leap_day = (day.month, day.day) == (2, 29)
    return day if is_leap_day else day.replace(year=year)
