"""The day a question asks about, when it names one in the past."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.dates import DATE, long_date, read_date

_YEAR = re.compile(
    r"\b(?:(pada|di|dalam|sebelum)\s+(?:tahun\s+|thn\s+)?|tahun\s+|thn\s+)((?:19|20)\d\d)\b", re.IGNORECASE
)
_OF_A_RULE = re.compile(
    r"""(?:
        (?:nomor|no\.?|nomer)?\s*\d+[a-z]?                             # PP 53 Tahun 2010
      | \b(?:uu|undang-undang|pp|perpres|permen\w*|perka|perban|se)\b(?:\s+\w+){0,3}   # UU ASN tahun 2014
    )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_A_LIFE = re.compile(
    r"""(?:
        \b(?:sejak|dari|mulai|tmt|lahir|kelahiran|diangkat|pengangkatan|masuk|bekerja|kerja|angkatan|lulus
        |lulusan|formasi|seleksi|honorer|kontrak|sk)\b(?:\s+\w+){0,3}    # what someone's career began with
      | \bper(?:\s+\w+){0,3}
      | \b(?:saya|sy|aku)\s+(?:\w+\s+)?(?:c?pns|pppk|p3k|asn|guru)
    )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_OF_A_DAY = re.compile(r"\b(?:pada|per|di|dalam|sebelum|tanggal|tgl)\s*$", re.IGNORECASE)
_BEFORE = re.compile(r"\bsebelum\s+(?:(?:tahun|thn|tanggal|tgl)\s+)*$", re.IGNORECASE)
_BACK_THEN = re.compile(
    r"\b(?:(?:waktu|saat|ketika|pada\s+masa|masa)\s+(?:itu|tersebut)|kala\s+itu|dahulu|dulu)\b", re.IGNORECASE
)
_LOOK_BACK = 80


@dataclass(frozen=True, slots=True)
class AskedDate:
    """A past day and how the answer names it: ``"akhir tahun 2012"``, ``"tanggal 5 Mei 2012"``."""

    day: date
    name: str


def asked_date(text: str, today: date) -> AskedDate | None:
    """The past day that ``text`` asks about; None where it asks about ``today``.

    Not the year of a regulation ("PP 53 Tahun 2010"), nor a date from the asker's own life ("saya
    diangkat tahun 2015"): the rules of today apply to them, unless the question says that it means
    the rules of then ("waktu itu").
    """
    back_then = _BACK_THEN.search(text) is not None
    for match in DATE.finditer(text):
        asked = _of_day(text, match, back_then=back_then)
        if asked is not None and asked.day < today:
            return asked
    for match in _YEAR.finditer(text):
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        year = int(match[2]) - (1 if match[0].lower().startswith("sebelum") or _BEFORE.search(before) else 0)
        # "PP 10 tahun 1983 pada tahun 1985": a year with a preposition is no rule's.
        of_a_rule = match[1] is None and _OF_A_RULE.search(before)
        if of_a_rule or (_OF_A_LIFE.search(before) and not back_then):
            continue
        if year < today.year:
            return AskedDate(date(year, 12, 31), f"akhir tahun {year}")
    return None


def _of_day(text: str, match: re.Match[str], *, back_then: bool) -> AskedDate | None:
    """A day, or the end of a month, that stands for when the rule must hold."""
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    said = _OF_A_DAY.search(before)
    if said is None or (_OF_A_LIFE.search(before[: said.start()]) and not back_then):
        return None
    parts = [int(part) for part in (read_date(match) or "").split("-") if part]
    if len(parts) < 2 or parts[0] < 1900:
        return None
    year, month = parts[:2]
    day = date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])
    if _BEFORE.search(before):
        day = (day if len(parts) > 2 else day.replace(day=1)) - timedelta(days=1)
    return AskedDate(day, f"tanggal {long_date(day)}")
