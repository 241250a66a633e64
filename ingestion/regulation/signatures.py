"""Who signed a regulation: names and offices in its closing words.

Offices and names alternate, one line each in a print, one running text where a reader joined the
lines: "Presiden Republik Indonesia, ttd. SOEKARNO Menteri Keuangan, ttd. ONG ENG DIE".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingestion.regulation.likeness import distance
from ingestion.regulation.manuscript import tidy
from ingestion.regulation.officials import (
    Official,
    head_of_state,
    known_within,
    letters_of,
    nearest_official,
    officials,
)
from ingestion.regulation.parsed import Repair

_ENACTED = re.compile(
    r"(?:Ditetapkan|DITETAPKAN|Dis[ay]h?kan|Disyahkan|DISAHKAN|Dikeluarkan|DIKELUARKAN|Dibuat)\s+[Dd][Ii]\b"
)
_DAY = re.compile(
    r"[^;]{0,40}?\b[Pp]{1,2}[ae](?:da|DA)\s*(?:tang\w{2,3}|TANGGAL|hari)?\s*:?,?\s*[0-9lIOSZLt.\s]{0,6}"
    r"(?:[A-Za-z]{3,10}\s{0,3})?(?:[12lI](?:\s?[0-9lIOoSZLtTB]){2,3}(?![\w])|\d{2}(?!\d))[.,]?"
)
_FORMULA_END = re.compile(r"Negara,?\s+Republik\s+Indonesia\b[.,]?|Lembaran\s+Negara\s*\.", re.IGNORECASE)
_END = re.compile(
    r"Diunda\w{1,3}kan|DIUNDANGKAN|Diumumkan|DIUMUMKAN|(?:Ditetapkan|Disahkan)\s+di\b|LEMBARAN|BERITA\s+NEGARA"
    r"|[Ss]alinan\s+ses|SALINAN|TEMBUSAN|Tembusan|LAMPIRAN|PENJELASAN|CATATAN|Kutipan|\bLN\s|-{4}|_{4}|\b[Pp]asal\s|PASAL|\bAyat\b|Cukup\sjelas"
)
_MARKS = re.compile(
    r"\(?\b(?:[rTt]\.?\s?[Tt]\.?\s?[Dd]\b|TTD|[Cc]ap|CAP|td)\b\.?\s?[:/]?\)?|[()\"“”*^]", re.MULTILINE
)
_HEAD = (
    r"PRESIDEN|PERDANA\s+MENTERI|MENTER[I!]|KEPALA|GUBERNUR|BUPATI|WALI\s?KOTA|KETUA|DIREKTUR|SEKRETARIS|JAKSA"
    r"|PANGLIMA|REKTOR"
)
_OFFICE = re.compile(
    rf"(?:\b(?:PEJABAT|PENJABAT|PD\b\.?|P[Jj]\b\.?|PLT\b\.?|PLH\b\.?|WAKIL|PENGGANTI|[Aa]\.?\s?[Nn]\.|UNTUK)\s+)*\b(?:{_HEAD})\b",
    re.IGNORECASE,
)
_IN_CAPITALS = re.compile(
    r"(?:[^,|:]|,(?=\s+(?!SH\b)[A-Z]{4,}[^|\n,]{0,40}\sDAN\s)){0,150}?"
    r"(?:REPUBLIK\s+INDONESIA(?:\s+SERIKAT)?\b|\bR\.\s?I\.|[,|:]|(?<=[A-Z]{4})\.(?=\s)|$)"
)
_IN_CAPITALS_ALONE = re.compile(r"[^,|:\n]{0,110}")
_IN_SMALL = re.compile(
    r"[^|:]{0,140}?(?:(?=\s[A-Z][A-Z.]+(?:\s|\.|,|$)(?!\s?[a-z]{3}))|,(?!\s+[a-z]?[A-Z][a-z]+(?:,|\s+dan)\b)|[|:]|(?<=[a-z]{4})\.(?=\s)|$)"
)
_NAME = re.compile(r"[A-Z][\w.,'’`´ \n-]{1,70}")
_RANK = re.compile(
    r"[\s.,]*\b(?:MA[YJ]OR|LETNAN|LETDJEN|MAJDJEN|BRIGADIR|KOLONEL|LAKSAMANA|MARSEKAL)?[\s.-]*"
    r"(?:[JD]{1,2}EN\w{2,3}AL|KOLONEL|LAKSAMANA|MARSEKAL|T\.?\s?N\.?\s?I\b|TN[IL1]\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_LETTERHEAD_LEFT = re.compile(r"^\s*(?:PRES\w+\s+)?REPUBLIK\s+INDONESIA\b[.,]?\s*", re.IGNORECASE)
_SPACED = re.compile(r"(?:\b[A-Z]\s){3,}[A-Z]\b")
_NOT_A_NAME = re.compile(
    r"\b(?:republik|indonesia|serikat|menteri|presiden|tanggal|pada|lembaran|negara|sementara|dan|enter)\b|\d",
    re.IGNORECASE,
)
_PROMULGATES = re.compile(r"Sekretaris\s+Negara|Menteri\s+(?:Hukum|Kehakiman)", re.IGNORECASE)
_COUNTERSIGNED = 1960
"""Until then ministers signed with the President; since then they promulgate."""

_PRESIDENT = re.compile(r"(?P<office>.*\bPresiden)\b\W*(?P<land>.+)", re.IGNORECASE)
_LAND = "republikindonesia"
_OF_NAMES = frozenset({"bin", "binti", "van", "der", "de", "a.i", "al"})
_NO_OFFICE = re.compile(r"\d|\b(?:diundangkan|tanggal|peraturan|akan|oleh)\b", re.IGNORECASE)
_LONGEST_OFFICE = 110
_TEXT = 900
"""Characters from the day of the signature within which all of them stand."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signatory; either part may be unread and empty."""

    name: str
    office: str

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.office) if part)


def signatures_in(closing: str) -> list[Signature]:
    """Who enacted it, in reading order, as printed; empty where the words do not say.

    Args:
        closing: the closing words as read, furniture included: a letterhead above a signature is its office.
    """
    words = _signed_part(closing)
    return [signature for signature in _pairs(words) if signature.name or signature.office]


def signer_in(closing: str, *, by_president: bool = False, year: int = 0) -> tuple[str, list[Repair]]:
    """Names and offices of who enacted it ("Soeharto, Presiden Republik Indonesia"), and what was mended.

    Several signatories are divided by semicolons. A misread name is mended where it is one letter or two
    from the one name that signed regulations in those years.

    Args:
        by_president: regulations of its type are enacted by the President, so that a name which signed as
            head of state in that year needs no printed office.
        year: of the regulation; 0 where unknown, then nothing is mended.
    """
    repairs: list[Repair] = []
    told = []
    for signature in signatures_in(closing):
        if by_president and not _enacts(signature, year):
            continue
        known = nearest_official(signature.name, year) if signature.name and year else None
        mended = signature if known is None else _mended(signature, known, repairs)
        if by_president and not mended.office and (office := head_of_state(mended.name, year)):
            mended = replace(mended, office=office)
        told.append(str(mended))
    return "; ".join(dict.fromkeys(told)), repairs


def _enacts(signature: Signature, year: int) -> bool:
    """Whether it can stand under a regulation of the President: no promulgation, no stray words."""
    if not signature.office:
        return letters_of(signature.name) in officials() or nearest_official(signature.name, year) is not None
    return year < _COUNTERSIGNED or not _PROMULGATES.search(signature.office)


def _mended(signature: Signature, known: Official, repairs: list[Repair]) -> Signature:
    if known.name == signature.name:
        return signature
    reason = f"nama pejabat salah baca; “{known.name}” menandatangani {known.count} peraturan pada masa itu"
    repairs.append(Repair("metadata", signature.name, known.name, reason))
    return replace(signature, name=known.name)


def _signed_part(closing: str) -> str:
    """The words between the day of the signature, or the last formula, and the promulgation."""
    enacted = _ENACTED.search(closing)
    if enacted is not None:
        day = _DAY.match(closing, enacted.end(), enacted.end() + 110)
        if day is None:
            return ""
        start = day.end()
    else:
        formula = _FORMULA_END.search(closing)
        if formula is None or not closing.lstrip().startswith("Agar"):
            return ""
        start = formula.end()
    end = _END.search(closing, start)
    stop = min(end.start() if end else len(closing), start + _TEXT)
    return _MARKS.sub(" | ", closing[start:stop]).replace("!", "I")


def _pairs(words: str) -> Iterator[Signature]:
    """Office and name, name and office: a name goes with the office before it."""
    waiting: list[str] = []
    position = 0
    while position <= len(words):
        head = _OFFICE.search(words, position)
        before = words[position : head.start() if head else len(words)]
        for name in _names(before, most=max(1, len(waiting))):
            yield Signature(name, waiting.pop(0) if waiting else "")
        if head is None:
            break
        position = _office_end(words, head)
        if office := _office(words[head.start() : position]):
            waiting.append(office)
    for office in waiting:
        yield _divided(office)


def _divided(office: str) -> Signature:
    """An office alone, or with the known name that follows it without a stop."""
    words = office.split()
    for start in range(max(1, len(words) - 4), len(words)):
        name = " ".join(words[start:])
        if letters_of(name) in officials():
            return Signature(name, " ".join(words[:start]))
    return Signature("", office)


def _office_end(words: str, head: re.Match[str]) -> int:
    if not head.group().isupper():
        match = _IN_SMALL.match(words, head.end())
    else:
        match = _IN_CAPITALS.match(words, head.end())
        if match is None or not match.group().rstrip().endswith((",", "|", ":", "INDONESIA", ".")):
            match = _IN_CAPITALS_ALONE.match(words, head.end())
    return match.end() if match else head.end()


def _office(raw: str) -> str:
    """An office in title case; empty for words that are none."""
    office = _cased(raw)
    if len(office) > _LONGEST_OFFICE or _NO_OFFICE.search(office):
        return ""
    match = _PRESIDENT.fullmatch(office)
    if match is not None and distance(re.sub(r"[^a-z]", "", match["land"].lower()), _LAND) <= 3:
        return f"{match['office']} Republik Indonesia"
    return office


def _names(words: str, *, most: int) -> list[str]:
    """Names between two offices, at most so many."""
    found = []
    for part in words.split("|") if most == 1 else re.split(r"[|\n]", words):
        match = _NAME.search(part)
        name = _name(match.group()) if match else ""
        if name:
            found.append(name)
    return found[:most]


def _name(raw: str) -> str:
    """A name without rank; empty for what is none."""
    raw = _LETTERHEAD_LEFT.sub("", raw)
    joined = _SPACED.sub(lambda match: match.group().replace(" ", ""), tidy(raw))
    name = _RANK.sub("", joined).strip(" ,.;:-'’`´")
    letters = sum(map(str.isalpha, name))
    if letters < 4 or _NOT_A_NAME.search(name) or any(map(_is_of_a_sentence, name.split())):
        return ""
    cased = _cased(name)
    known = officials().get(letters_of(cased))
    if known is not None and _squashed(known.name) == _squashed(cased):
        return known.name  # "JOKOWIDODO", "S OEHARTO"
    return known_within(cased) or cased


def _squashed(name: str) -> str:
    return re.sub(r"\W", "", name).lower()


def _is_of_a_sentence(word: str) -> bool:
    return word.islower() and word.strip(".,") not in _OF_NAMES


def _cased(words: str) -> str:
    """Capitals become title case; initials, degrees and Roman numbers stay."""
    tidied = tidy(words.replace("|", " ")).strip(" ,.;:-")
    return " ".join(_cased_word(word) for word in tidied.split())


def _cased_word(word: str) -> str:
    bare = word.strip(".,")
    if word.lower() in {"dan", "atau", "untuk"}:
        return word.lower()
    if bare in {"DR", "DRS", "IR", "PROF"}:
        return word.capitalize()
    is_short = len(bare) < 3 or bare in {"III", "MSC"} or ("." in bare and len(bare) < 7)
    if not bare.isupper() or is_short:
        return word
    return re.sub(r"[A-Z]+", lambda letters: letters.group().capitalize(), word)
