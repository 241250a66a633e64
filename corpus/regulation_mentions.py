"""Finding mentions of regulations in text: type, issuer, number and year, or a popular name."""

import re
from dataclasses import dataclass

from corpus.errors import InvalidIdentifier
from corpus.identifiers import TYPE_NAMES, RegulationType, regulation_id, slug
from corpus.regulation_heads import CODE, EMERGENCY, heads, meaning_of
from corpus.regulation_names import match_popular_name, name_table, squeeze

_WINDOW = 200
"""Characters after a type's name in which its number must stand; keeps the scan linear."""

_YEAR = r"(?:19|20|21)\d\d"
_NUMBER = re.compile(
    rf"""
    (?:(?P<no>(?<![a-z])(?:nomor|nomer|nmr|no)\b\.?\s*:?\s*)|(?<![\w/.,]))
    (?:
        (?P<number>\d{{1,5}}[a-z]?|(?!no\.)[a-z]{{1,4}}(?:[.-]\d{{1,3}}){{1,4}})
        (?:\s*[/,]?\s*(?P<emergency>{"|".join(EMERGENCY)})\b\.?)?
        (?:/[a-z0-9][a-z0-9.-]{{0,30}}){{0,4}}
        (?:\s*/\s*|\s*,?\s*(?:tahun|thn?\.?|th\.?)\s*|\s+)
        (?P<year>{_YEAR})(?![\d/])
      | (?P<roman>[ivxlc]{{1,7}})(?:/mprs?(?:/|-ri/)|\s+(?:mprs?\s+)?tahun\s+)(?P<roman_year>{_YEAR})(?!\d)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NEXT_NUMBER = re.compile(
    rf"(?:,|,?\s+(?:dan|jo\b\.?|jis\b\.?|juncto))\s*(?:nomor|no\.?)?\s*(?P<number>\d{{1,5}}[a-z]?)"
    rf"(?:\s*/\s*|\s+(?:tahun|thn?\.?|th\.?)\s*)(?P<year>{_YEAR})(?![\d/])",
    re.IGNORECASE,
)
_STATE = re.compile(r"\s+(?:republik\s+indonesia|ri)(?![a-z])", re.IGNORECASE)
_THIS = re.compile(r"(?:\s+(?:[a-z]+\s+){0,2})ini(?![a-z])", re.IGNORECASE)
_CONSTITUTION = re.compile(
    r"(?:\s+(?:negara\s+republik\s+indonesia|nri|ri|republik\s+indonesia))?(?:\s*,?\s*(?:tahun\s*)?1945)?",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"\s+(?:tentang\s+)?(?P<word>[a-z]+)", re.IGNORECASE)
# fmt: off
_NOT_A_NAME = frozenset({
    "yang", "ini", "itu", "tersebut", "dimaksud", "lain", "baru", "lama", "terbaru", "terkait", "tadi",
    "dan", "atau", "di", "dalam", "pada", "dari", "oleh", "dengan", "untuk", "sebagai", "sebagaimana",
    "ada", "adalah", "akan", "telah", "sudah", "masih", "berlaku", "apa", "mana", "nya", "juga", "saja",
    "aja", "nomor", "no",
})
# fmt: on
_BREAKS_A_NAME = re.compile(
    r"[.;:!?()\d\"“”]|(?<!\w)(?:darurat|yang|ini|itu|tersebut|sebagaimana|dalam(?!\s+negeri)|pada|dari|oleh|dengan)(?!\w)",
    re.IGNORECASE,
)
_HEAD_OF_BODY = re.compile(r"^(?:(?:kepala|ketua)\s+(?!daerah))+", re.IGNORECASE)
_REGION = re.compile(r"^(?:provinsi|kabupaten|kota|prov\.?|kab\.?)\s+", re.IGNORECASE)
_MOST_WORDS = 14
_MOST_WORDS_UNNAMED = 4
"""Longest issuer not in our list that may stand before a bare "5/2020"."""

_WITHOUT_ISSUER = frozenset(
    {
        RegulationType.UU,
        RegulationType.PERPPU,
        RegulationType.PP,
        RegulationType.PERPRES,
        RegulationType.KEPPRES,
        RegulationType.INPRES,
        RegulationType.TAP_MPR,
    }
)
_NAMED_TYPES = _WITHOUT_ISSUER | {RegulationType.PERMEN, RegulationType.PERDA, RegulationType.PERKADA}


@dataclass(frozen=True, slots=True)
class RegulationMention:
    """A regulation named in text.

    Attributes:
        regulation: its identifier; None for one that is named but cannot be identified
            ("UU Perkoperasian"), and for a reference to the text's own regulation.
        own: the text means itself ("Peraturan Pemerintah ini").
    """

    regulation: str | None
    start: int
    end: int
    own: bool = False


def find_regulations(text: str) -> list[RegulationMention]:
    """Mentions of regulations in ``text``, in order and without overlap. Linear in its length."""
    found = list(heads()[0].finditer(text))
    mentions: list[RegulationMention] = []
    taken = 0
    for index, head in enumerate(found):
        if head.start() < taken:
            continue
        following = found[index + 1].start() if index + 1 < len(found) else len(text)
        type_, issuer = meaning_of(head[0])
        mention = _mention(text, head.start(), head.end(), following, type_, issuer)
        if mention is None:
            continue
        mentions.append(mention)
        taken = mention.end
        if mention.regulation is not None and type_ in _WITHOUT_ISSUER and not issuer:
            taken = _further_numbers(text, type_, mentions)
    return mentions


def _further_numbers(text: str, type_: RegulationType, mentions: list[RegulationMention]) -> int:
    """The type is said once in "PP Nomor 11 Tahun 2017 jo. Nomor 17 Tahun 2020"."""
    end = mentions[-1].end
    while more := _NEXT_NUMBER.match(text, end, end + _WINDOW):
        identifier = regulation_id(type_, more["number"], int(more["year"]))
        mentions.append(RegulationMention(identifier, more.start("number"), more.end()))
        end = more.end()
    return end


def _mention(
    text: str, start: int, end: int, following: int, type_: RegulationType, issuer: str
) -> RegulationMention | None:
    if type_ is RegulationType.UUD:
        tail = _CONSTITUTION.match(text, end, end + _WINDOW)
        return RegulationMention("uud-1945", start, tail.end() if tail else end)
    if issuer == CODE:
        code = match_popular_name(text, start)
        return RegulationMention(code[0], start, code[1]) if code else RegulationMention(None, start, end)
    window = text[end : min(following, end + _WINDOW)]
    number = _NUMBER.search(window)
    if number is not None:
        identifier = _identifier(type_, issuer, window[: number.start()], number)
        if identifier is not None:
            return RegulationMention(identifier, start, end + number.end())
    named = match_popular_name(text, start)
    if named is not None:
        return RegulationMention(named[0], start, named[1])
    this = _THIS.match(window)
    if this is not None:
        return RegulationMention(None, start, end + this.end(), own=True)
    if type_ in _NAMED_TYPES:
        word = _NAME_WORD.match(window)
        if word is not None and word["word"].lower() not in _NOT_A_NAME:
            return RegulationMention(None, start, end + word.end())
    return None


def _identifier(type_: RegulationType, issuer: str, gap: str, number: re.Match[str]) -> str | None:
    """The identifier, None where the words between type and number are not an issuer or a name."""
    if (number["roman"] is not None) is not (type_ is RegulationType.TAP_MPR):
        return None
    state = _STATE.match(gap)
    between = (gap[state.end() :] if state else gap).strip(" \t\n\r,-")
    between = _STATE.sub("", " " + between).strip() if between else ""
    if issuer in EMERGENCY.values():
        between = between.lstrip(". ")  # "UU Drt. 12/1951"
    if type_ is RegulationType.SKB:
        between = ""  # the ministers of a joint decree are many, and no part of its identifier
    if len(between.split()) > _MOST_WORDS or _BREAKS_A_NAME.search(
        between.replace("Kab.", "Kab").replace("Prov.", "Prov")
    ):
        return None
    if type_ in _WITHOUT_ISSUER:
        named = not between or number["no"] or match_popular_name(f"{TYPE_NAMES[type_][0]} {between}")
        by = EMERGENCY.get((number["emergency"] or "").lower(), issuer) if type_ is RegulationType.UU else ""
        issuer_slug = by if named else None
    else:
        issuer_slug = _issuer_slug(type_, issuer, between)
        table = name_table()
        listed = issuer_slug in table.ministries or issuer_slug in table.agencies
        if not number["no"] and not listed and len(between.split()) > _MOST_WORDS_UNNAMED:
            return None
    if issuer_slug is None:
        return None
    try:
        return regulation_id(
            type_,
            number["number"] or number["roman"],
            int(number["year"] or number["roman_year"]),
            issuer_slug,
        )
    except InvalidIdentifier:
        return None


def _issuer_slug(type_: RegulationType, known: str, between: str) -> str | None:
    """The issuer's slug out of the words between type and number."""
    table = name_table()
    if type_ is RegulationType.PERMEN:
        return known or _ministry(between)
    if type_ is RegulationType.PERDA:
        return slug(_spelled_out(between))
    if type_ is RegulationType.PERKADA:
        region = slug(_REGION.sub("", between)) if known else slug(between)
        return "-".join(part for part in (known, region) if part)
    if known == "men":
        return f"men{_ministry(between)}" if between else None
    if known:
        return known
    return _body(between, table.agency_keys)


def _ministry(words: str) -> str:
    key = squeeze(words)
    return name_table().ministry_keys.get(key, slug(words))


def _body(words: str, agency_keys: dict[str, str]) -> str | None:
    """Issuer of a Peraturan, Keputusan or Surat Edaran: an agency, a minister or another head."""
    words = _HEAD_OF_BODY.sub("", words)
    if not words:
        return ""
    agency = agency_keys.get(squeeze(words))
    if agency is not None:
        return agency
    minister = re.match(r"(?:menteri\s+(?:negara\s+)?|men-?)(?=\S)", words, re.IGNORECASE)
    if minister is not None:
        ministry = name_table().ministry_keys.get(squeeze(words[minister.end() :]))
        if ministry is not None:
            return f"men{ministry}"
    if re.search(r"(?<!\w)(?:tentang|perundang)", words, re.IGNORECASE):
        return None
    return slug(words)


def _spelled_out(region: str) -> str:
    region = re.sub(r"^kab\b\.?", "kabupaten", region, flags=re.IGNORECASE)
    return re.sub(r"^prov\b\.?", "provinsi", region, flags=re.IGNORECASE)
