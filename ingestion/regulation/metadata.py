"""Type, number, year and title of a regulation, from its words or from where it lay."""

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from corpus.identifiers import RegulationType
from ingestion.regulation.manuscript import tidy
from ingestion.regulation.names import NAME, issuer_of, type_of
from ingestion.regulation.ordinals import ordinal_number
from ingestion.regulation.parsed import Repair
from ingestion.regulation.references import NUMBER, by_emergency, clean_number
from ingestion.regulation.repair import digits, is_plain

_TITLE = re.compile(r"\bTENTANG\b|\bTentang\b")
_TITLE_END = re.compile(
    r"(?i:DENGAN\s?RA[KC]?H?MAT)|\bPasal\s+[1Il]\b|\bBAB\s+[IL]\b|\bM\s?E\s?M\s?U\s?T\s?U"
    r"|PENJELASAN\s+UMUM|\bI\.\s+UMUM\b|PRESIDEN\s+REPUBLIK|Presiden\s+Republik|PRESIDEN\s+RI|M[Ee][Nn][Ii][Mm][Bb][Aa][Nn][Gg]\b|bahwa\b"
    r"|(?:MENTERI|KEPALA|GUBERNUR|BUPATI|WALI\s?KOTA)\s[A-Z ]{3,80},"
)
_OTHER_BEFORE = re.compile(
    r"(?:\b(?:ATAS|DENGAN|DAN|TERHADAP|PENCABUTAN|PELAKSANAAN|PERUBAHAN|DIMAKSUD DALAM)"
    r"|PASAL\s\S{1,4}|AYAT\s\(\S{1,3}|\d\.)\s*$",
    re.IGNORECASE,
)
_IN_A_SENTENCE = re.compile(r"(?:\b[a-z]{3,}|\b[Pp]asal\b[^;.]{0,30}|[,)])\s+$")
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
_MOSTLY = 0.8
_ACRONYMS = {
    "pns",
    "pppk",
    "asn",
    "tni",
    "polri",
    "kpu",
    "dpr",
    "mpr",
    "dprd",
    "bpk",
    "ri",
    "cpns",
    "bpjs",
    "covid",
}
_SMALL = {
    "dan", "atau", "atas", "di", "ke", "dari", "untuk", "yang", "dengan", "tentang", "bagi", "pada", "dalam",
    "serta",    "kepada", "terhadap", "oleh", "sebagai", "antara", "secara",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identity:
    """What names a regulation; ``damaged`` where its number or year was misprinted."""

    type: RegulationType
    number: str
    year: int
    issuer: str = ""
    damaged: bool = False
    raw: str = ""
    end: int = 0


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
    if printed is None or origin is None:
        return printed or origin, [], []
    repairs: list[Repair] = []
    warnings: list[str] = []
    result = printed
    same_kind = printed.type is origin.type
    if same_kind and origin.year != printed.year:
        if printed.damaged or year_elsewhere == origin.year:
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


def title_in(text: str, start: int) -> str:
    """The words after TENTANG, up to the opening formula, in title case."""
    begin = _TITLE.search(text, start, start + 600)
    if begin is None:
        return ""
    stop = _TITLE_END.search(text, begin.end(), begin.end() + 1200)
    return title_case(tidy(text[begin.end() : stop.start() if stop else begin.end() + 300]).strip(" .:,-_"))


def is_cut(title: str, whole: str) -> bool:
    """Whether ``title`` is ``whole`` without its first or its last words."""
    part, full = (
        re.sub(r"[^a-z0-9]", "", re.sub(r"(\d{4})/\d\d(\d\d)\b", r"\1\2", words.lower()))
        for words in (title, whole)
    )
    return len(part) < len(full) and (full.startswith(part) or full.endswith(part))


def constitution_title(identity: Identity) -> str:
    """Title of the constitution or of one of its four amendments."""
    name = "Undang-Undang Dasar Negara Republik Indonesia Tahun 1945"
    return f"Perubahan {identity.raw.capitalize()} {name}" if identity.number else name


def title_case(words: str) -> str:
    """``"DISIPLIN PEGAWAI"`` → ``"Disiplin Pegawai"``; mixed case stays as it is."""
    letters = [char for char in words if char.isalpha()]
    if sum(map(str.isupper, letters)) < _MOSTLY * len(letters):
        return words
    return " ".join(_cased(word, first=index == 0) for index, word in enumerate(words.lower().split()))


def _cased(word: str, *, first: bool) -> str:
    bare = word.strip("(),.;:/")
    if bare in _ACRONYMS:
        return word.upper()
    if bare in _SMALL and not first:
        return word
    return re.sub(r"[a-z]+", lambda match: match.group().capitalize(), word)
