"""Where a regulation was enacted, and in which gazette it was published."""

import re

from ingestion.regulation.repair import digits

_SIGNED_AT = re.compile(
    r"(?:Ditetapkan|DITETAPKAN|Dis[ay]h?kan|Disyahkan|DISAHKAN|Dikeluarkan|Dibuat)\s+[Dd][Ii]\s*:?\s*"
    r"(?P<place>[A-Z][A-Za-z]+(?:\s(?!Pada|PADA|Tanggal|TANGGAL)[A-Z][A-Za-z]+){0,2})"
)
_YEAR = r"[12lIL][0-9lILOSZo]{3}"
_FEW, _MANY = r"[0-9lILOSZ](?:\s?[0-9]|[lILOSZ]){0,2}", r"[0-9lILOSZ](?:\s?[0-9]|[lILOSZ]){0,3}"
_STATE_GAZETTE = re.compile(
    r"(?<!TAMBAHAN )(?P<kind>LEMBARAN\s?-?\s?NEGARA|BERITA\s?-?\s?NEGARA|LEMBARAN\s+DAERAH|BERITA\s+DAERAH)\b"
    r"[A-Z\s-]{0,60}?(?:TAHUN\s+(?P<year>"
    + _YEAR
    + r")\s+(?:NOMOR|NO\.?)\s*:?\s*(?P<number>"
    + _MANY
    + r")(?!\w)"
    r"|(?:NOMOR|NO\.?)\s*:?\s*(?P<before>" + _FEW + r")\s+TAHUN\s+(?P<later>" + _YEAR + r")\b)"
)
_SOURCE = re.compile(
    r"(?:Kutipan|KUTIPAN|Sumber|SUMBER|CATATAN|(?m:^)|[.,])\s*:?\s*LN\s+(?P<year>\d{4})\s?/\s?(?P<number>\d{1,4})\b"
    r"(?:\s?;\s*TLN\s+N[Oo]\.?\s*(?P<supplement>\d{1,4})\b)?"
)
_MASTHEAD = re.compile(
    r"(?P<kind>LEMBARAN\s?-?\s?NEGARA|BERITA\s?-?\s?NEGARA)\b[A-Z\s-]{0,40}?"
    r"No\.?\s?(?P<number>\d{1,4}),\s?(?P<year>\d{4})(?P<before>)(?P<later>)"
)
_SUPPLEMENT = re.compile(
    r"TAMBAHAN\s+LEMBARAN\s?-?\s?NEGARA(?:\s+R(?:EPUBLIK\s+INDONESIA|\.?\s?I\.?))?(?:\s+TAHUN\s+\d{4}(?:\s+NOMOR\s+\d+(?=\s+NOMOR))?)?\s+(?:NOMOR|NO\.?)"
    r"\s*:?\s*(?P<number>" + _MANY + r")(?!\w)"
)
_MASTHEAD_SUPPLEMENT = re.compile(
    r"\(?(?:Penjelasan\s+dalam\s+)?Tambahan\s+Lembaran\s+Negara\b[A-Za-z\s]{0,40}?Nomor\s+(?P<number>\d{1,4})"
)
_SHORT = {"LEMBARANNEGARA": "LN", "BERITANEGARA": "BN", "LEMBARANDAERAH": "LD", "BERITADAERAH": "BD"}
_HEAD = 800


def place_in(closing: str) -> str:
    """Where it was enacted ("Jakarta"), from the closing words; empty where they do not say."""
    match = _SIGNED_AT.search(closing)
    return " ".join(dict.fromkeys(match["place"].title().split())) if match else ""


def gazette_in(text: str, closing_start: int, *, opening_end: int = _HEAD, year: int = 0) -> str:
    """Gazette and number ("LN 1999 No. 169, TLN No. 3890").

    It stands in the closing words, at the elucidation's foot, in the note of where the text was taken
    from ("Kutipan: LN 1961/48; TLN NO. 2148"), or in the masthead.

    Args:
        text: the whole document.
        closing_start: where its closing words begin; names in running text before it are not its own.
        opening_end: where its recitals begin, which cite the gazettes of others.
        year: of the regulation; a gazette of another year than this or the next is another's. 0 for any.
    """
    head = min(_HEAD, opening_end)
    found = ""
    for match in (*_STATE_GAZETTE.finditer(text, closing_start), *_MASTHEAD.finditer(text, 0, head)):
        parts = match.groupdict(default="")
        named, number = parts["year"] or parts["later"], parts["number"] or parts["before"]
        if _fits(named, year) and (count := digits("".join(number.split()))):
            found = f"{_SHORT[re.sub(r'[^A-Z]', '', parts['kind'])]} {digits(named)} No. {count}"
            break
    source = next((match for match in _SOURCE.finditer(text) if _fits(match["year"], year)), None)
    if not found and source is not None:
        found = f"LN {source['year']} No. {source['number']}"
    addition = _supplement(text, closing_start, head) or (source and source["supplement"])
    return f"{found}, TLN No. {addition}" if found and addition else found


def _fits(named: str, year: int) -> bool:
    return digits(named) is not None and (not year or digits(named) in (year, year + 1))


def _supplement(text: str, closing_start: int, head: int) -> int | None:
    """Number of the elucidation in the gazette's supplement."""
    match = _SUPPLEMENT.search(text, closing_start) or _MASTHEAD_SUPPLEMENT.search(text, 0, head)
    return digits("".join(match["number"].split())) if match else None
