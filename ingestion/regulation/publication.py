"""Where a regulation was enacted, who signed it, and in which gazette it was published."""

import re

from ingestion.regulation.manuscript import tidy
from ingestion.regulation.repair import digits

_SIGNED_AT = re.compile(
    r"(?:Ditetapkan|DITETAPKAN|Dis[ay]h?kan|Disyahkan|DISAHKAN|Dikeluarkan|Dibuat)\s+[Dd][Ii]\s*:?\s*"
    r"(?P<place>[A-Z][A-Za-z]+(?:\s(?!Pada|PADA|Tanggal|TANGGAL)[A-Z][A-Za-z]+){0,2})"
)
_DAY = re.compile(
    r"\b[Pp](?:ada|ADA)\s+(?:[Tt]anggal|TANGGAL)\s*:?,?\s*[0-9lIOSZ ]{1,4}\s"
    r"[A-Za-z]{3,9}\s+[12lI][0-9lIOSZ ]{3,6}"
)
_END = re.compile(r"Diundangkan|DIUNDANGKAN|LEMBARAN|BERITA|[Ss]alinan|SALINAN|TEMBUSAN|Tembusan|LAMPIRAN|$")
_MARKS = re.compile(
    r"\(?\b(?:[Tt]\.?\s?[Tt]\.?\s?[Dd]\b|TTD|[Cc]ap|CAP|td)\b\.?\s?/?\)?|[()\"“”]|^\W+", re.MULTILINE
)
_OFFICE = re.compile(
    r"(?:(?:PEJABAT|PENJABAT|WAKIL|Pj\.|Plt\.)\s+)?(?:PRESIDEN|PERDANA\s+MENTERI|MENTERI|KEPALA|GUBERNUR|BUPATI"
    r"|WALI\s?KOTA|KETUA|DIREKTUR|SEKRETARIS|JAKSA|PANGLIMA|REKTOR)\b[^,]{0,90}?"
    r"(?:,|REPUBLIK\s+INDONESIA\b,?|(?=\n))"
)
_NAME = re.compile(r"(?!MENTER|Menter)[A-Z][\w.,' ’-]{2,60}")
_STATE_GAZETTE = re.compile(
    r"(?<!TAMBAHAN )(?P<kind>LEMBARAN\s?-?\s?NEGARA|BERITA\s?-?\s?NEGARA|LEMBARAN\s+DAERAH|BERITA\s+DAERAH)\b"
    r"[A-Z\s-]{0,60}?TAHUN\s+(?P<year>[12lI][0-9lIOSZ]{3})\s+(?:NOMOR|NO\.?)\s*:?\s*(?P<number>[0-9lIOSZ]{1,4})\b"
)
_MASTHEAD = re.compile(
    r"(?P<kind>LEMBARAN\s?-?\s?NEGARA|BERITA\s?-?\s?NEGARA)\b[A-Z\s-]{0,40}?"
    r"No\.?\s?(?P<number>\d{1,4}),\s?(?P<year>\d{4})"
)
_SUPPLEMENT = re.compile(
    r"TAMBAHAN\s+LEMBARAN\s?-?\s?NEGARA(?:\s+REPUBLIK\s+INDONESIA)?(?:\s+TAHUN\s+\d{4})?\s+(?:NOMOR|NO\.?)\s*:?\s*"
    r"(?P<number>[0-9lIOSZ]{1,4})\b"
)
_MASTHEAD_SUPPLEMENT = re.compile(
    r"\(?(?:Penjelasan\s+dalam\s+)?Tambahan\s+Lembaran\s+Negara\b[A-Za-z\s]{0,40}?Nomor\s+(?P<number>\d{1,4})"
)
_SHORT = {"LEMBARANNEGARA": "LN", "BERITANEGARA": "BN", "LEMBARANDAERAH": "LD", "BERITADAERAH": "BD"}
_HEAD = 800
_SIGNATURE = 260


def place_in(closing: str) -> str:
    """Where it was enacted ("Jakarta"), from the closing words; empty where they do not say."""
    match = _SIGNED_AT.search(closing)
    return match["place"].title() if match else ""


def signer_in(closing: str) -> str:
    """Name and office of who enacted it ("Soeharto, Presiden Republik Indonesia"); empty where unread."""
    place = _SIGNED_AT.search(closing)
    day = _DAY.search(closing, place.end(), place.end() + 120) if place else None
    if day is None:
        return ""
    end = _END.search(closing, day.end())
    stop = min(end.start() if end else len(closing), day.end() + _SIGNATURE)
    words = _MARKS.sub(" ", closing[day.end() : stop])
    office = _OFFICE.search(words)
    rest = words[office.end() :] if office else words
    name = _NAME.search(tidy(rest))
    parts = [_cased(name.group()) if name else "", _cased(office.group()) if office else ""]
    return ", ".join(part for part in parts if part)


def gazette_in(text: str, closing_start: int) -> str:
    """Gazette and number ("LN 1999 No. 169, TLN No. 3890").

    It stands in the closing words, at the elucidation's foot or in the masthead.

    Args:
        text: the whole document.
        closing_start: where its closing words begin; names in running text before it are not its own.
    """
    published = _STATE_GAZETTE.search(text, closing_start) or _MASTHEAD.search(text, 0, _HEAD)
    if published is None:
        return ""
    year, number = digits(published["year"]), digits(published["number"])
    if year is None or number is None:
        return ""
    found = f"{_SHORT[re.sub(r'[^A-Z]', '', published['kind'])]} {year} No. {number}"
    supplement = _SUPPLEMENT.search(text, closing_start) or _MASTHEAD_SUPPLEMENT.search(text, 0, _HEAD)
    addition = digits(supplement["number"]) if supplement else None
    return f"{found}, TLN No. {addition}" if addition else found


def _cased(words: str) -> str:
    """Capitals become title case; initials and degrees stay."""
    tidied = tidy(words).strip(" ,.;:-")
    return " ".join(
        word.capitalize() if len(word.strip(".,")) > 2 and "." not in word.strip(".,") else word
        for word in tidied.split()
    )
