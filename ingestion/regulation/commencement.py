"""The days of a regulation: enacted and promulgated as its closing says, in force as its last pasal says.

Legal force depends on them: a statement that names no day beyond doubt ("pada tanggal yang ditetapkan
oleh Menteri", "untuk tahun anggaran 1975") gives none.
"""

import re
from calendar import monthrange
from collections.abc import Collection
from datetime import date, timedelta

from ingestion.regulation.dates import DATE, first_date
from ingestion.regulation.repair import digits, is_plain

_ENACTED = re.compile(
    r"(?:Ditetapkan|DITETAPKAN|Dis[ay]h?kan|Disyahkan|DISAHKAN|Dikeluarkan|DIKELUARKAN|Dibuat)\s+[Dd][Ii]\b"
)
_PROMULGATED = re.compile(
    r"(?:Diundang\w{0,2}kan|DIUNDANGKAN|Diumumkan|DIUMUMKAN)\s*,?\s+(?:[Dd][Ii]\b|[Pp](?:ada|ADA)\s+(?:[Tt]anggal|[Hh]ari))"
)
_DATE_WINDOW = 110
_TWICE = re.compile(r"(\d{1,2}\s\w{3,9}\s\d{4})(?=\1)")
"""A date that is laid over itself: "13 Oktober 200913 Oktober 2009"."""

_LONGEST_WAY = timedelta(days=180)
"""From a signature to the gazette."""

_KINDS = (
    r"(?:\s(?:[A-Z][\w./-]{0,40}|dan|bersama|pemerintah|pengganti|undang-undang|daerah|presiden|menteri|darurat))"
    r"{0,12}"
)
_STATEMENT = re.compile(
    r"\b(?:Undang\s?-?\s?[Uu]ndang|Pera\w{3,6}n|Penetapan|Keputusan|Ketetapan|Instruksi|Surat\s+Edaran|Qanun|Maklumat)"
    rf"{_KINDS}(?:(?P<shuffled>(?:\sini)?\sdiundangkan\.\s(?:\w{{2,3}}\s)?mulai\s+berlaku\s+pada\s+tanggal\b(?!\s*\d))"
    r"|(?:\s(?:in[il1]|irri|[1lI]?m[1il]?)\b\s?[^.;:]{0,200}?|\s(?=mulai\s+berlaku\s+pada\s+tanggal\s+diundangkan\.))"
    r"\b(?:mulai\s+(?:di)?ber[lL]aku(?:kan)?|berlaku(?:kan)?(?=\s+(?:pada|sejak|mulai|terhitung|sur[ua]t|setelah)\b)"
    r"|mempun[yj]+ai(?=\s+(?:daya|kekuatan)\s[\w\s]{0,20}surut))\b)"
)
_NO_STATEMENT = re.compile(r"\s*(?:[,:]|(?:maka|dan)\b)")
_SENTENCE_END = re.compile(r"[.;](?=\s|$)")
_LONGEST_CLAUSE = 300
_FOR_A_PART = re.compile(r"\b(?:[Pp]asal|kecuali|ketentuan|untuk|bagi|mengenai|terhadap|[Ll]ampiran)\b")
_BACK_TO = re.compile(
    r"\bsur[ua]t[\s,]+(?:(?:sampai|hingga|sehingga|sejak|mulai|terhitung|dari|pada|dengan|dan|hari|tgl\.?)\s+){0,6}"
    rf"(?:tan\w{{0,2}}ga?l?\s*)?(?={DATE.pattern})"
)
_PROMULGATION = (
    r"di\s?[\w-]{1,3}nda\w{1,3}an(?:n?ya)?|di\s?umumkan(?:nya)?|pengundangan(?:nya)?|pengumuman(?:nya)?"
)
_ENACTMENT = r"di\s?tetapkan(?:nya)?|penetapannya|di\s?sahkan(?:nya)?|pengesahannya|di\s?keluarkan(?:nya)?"
_ON_ITS_DAY = re.compile(
    r"[\s^]*(?:(?:pada|sejak|mulai|terhitung|setelah|sesudah|dari|hari|tanggal|saat|waktu|ia)\s+){0,5}"
    rf"(?:(?P<promulgated>{_PROMULGATION})|(?P<enacted>{_ENACTMENT}))\b"
    r"(?!\s*(?:oleh|dengan|dalam|Keputusan|Peraturan|Undang|pada|berdasarkan|lebih)\b)"
)
_ON_A_DATE = re.compile(
    r"[\s^]*(?:(?:pada|sejak|mulai|terhitung|berlaku|dari|hari|tgl\.?)\s+){0,5}"
    rf"(?:tan\w{{0,2}}ga?l?\s*)?(?={DATE.pattern})"
)
_NUMBERS = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9,
    "sepuluh": 10, "sebelas": 11, "dua belas": 12, "empat belas": 14, "lima belas": 15, "delapan belas": 18,
    "dua puluh": 20, "dua puluh empat": 24, "tiga puluh": 30, "enam puluh": 60, "sembilan puluh": 90,
    "seratus": 100,
}  # fmt: skip
_DELAYED = re.compile(
    r"[\s^]*(?:(?:pada|setelah?|sesudah|dalam|jangka|waktu|hari|tanggal|secara|efektif|lewat|yang)\s+){0,5}"
    rf"(?P<nth>ke\s?-?\s?)?(?P<count>[0-9lO]{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\s*"
    r"(?:(?:\((?P<words>[^)]{2,60})|[a-z]{3,10})\)\s*)?(?P<unit>hari|bulan|tahun)?\s*,?\s*"
    r"(?:(?:kemudian|terhitung|sejak|mulai|setelah|sesudah|dari|pada|hari|tanggal|saat)\s+){1,6}"
    r"(?:(?:Undang\s?-?\s?[Uu]ndang|Peraturan(?:\s\w+){0,3})\s+ini\s+)?"
    rf"(?:(?P<promulgated>{_PROMULGATION})|(?P<enacted>{_ENACTMENT}))\b"
)
_DAY_LOST = re.compile(r"[\s^]*(?:pada|sejak)\s+(?:tanggal|hari)\W*$")
_FARTHEST_BACK, _FARTHEST_AHEAD = 40, 10
"""Years from that of its number within which a regulation can be said to take effect."""


def closing_dates(text: str, years: Collection[int]) -> tuple[date | None, date | None]:
    """Dates of enactment and promulgation in the closing words.

    Args:
        text: the closing words.
        years: that the regulation's number may be of; one of them proves a date with damaged digits.

    Returns:
        Both days, each None where unread. Of two days that cannot both be right (a promulgation "23 Juni
        1992" under a signature of 2000) the one of another year than the number's is left out, else
        the promulgation.
    """
    enactment, promulgation = _ENACTED.search(text), _PROMULGATED.search(text)
    enacted = _date_between(text, enactment, promulgation, years)
    promulgated = _date_between(text, promulgation, enactment, years)
    if enacted and promulgated and not timedelta(0) <= promulgated - enacted <= _LONGEST_WAY:
        proven = promulgated.year in years and enacted.year not in years
        return (None, promulgated) if proven else (enacted, None)
    return enacted, promulgated


def _date_between(
    text: str, match: re.Match[str] | None, other: re.Match[str] | None, years: Collection[int]
) -> date | None:
    """The date after ``match`` and, where that comes later, before ``other``."""
    if match is None:
        return None
    end = match.end() + _DATE_WINDOW
    if other is not None and other.start() > match.start():
        end = min(end, other.start())
    return first_date(_TWICE.sub("", text[match.end() : end]), years)


def effective_date(body: str, enacted: date | None, promulgated: date | None, year: int) -> date | None:
    """The day since which the regulation as a whole is in force; None where it cannot be told.

    The last statement about the regulation itself counts; what it says of single pasal is left out.
    Where it reaches back ("mempunyai daya laku surut sejak tanggal …"), the earlier day is meant.

    Args:
        body: the words of its provisions.
        enacted: as `closing_dates` reads it; ``promulgated`` likewise.
        year: of the regulation's number.
    """
    for statement in reversed(list(_STATEMENT.finditer(body))):
        if statement["shuffled"]:
            return promulgated
        limit = statement.end() + _LONGEST_CLAUSE
        stop = _SENTENCE_END.search(body, statement.end(), limit)
        clause = body[statement.end() : stop.start() if stop else limit]
        if not _NO_STATEMENT.match(clause):
            return _day_in(clause, enacted, promulgated, year)
    return None


def _day_in(clause: str, enacted: date | None, promulgated: date | None, year: int) -> date | None:
    back = _BACK_TO.search(clause)
    if back is not None and not _FOR_A_PART.search(clause, 0, back.start()):
        return _named(clause[back.end() :], year)
    if delay := _DELAYED.match(clause):
        return _later(promulgated if delay["promulgated"] else enacted, delay)
    if day := _ON_ITS_DAY.match(clause):
        return promulgated if day["promulgated"] else enacted
    if named := _ON_A_DATE.match(clause):
        return _named(clause[named.end() :], year)
    if _DAY_LOST.match(clause) and enacted == promulgated:
        return promulgated  # whichever of the two stood there
    return None


def _named(words: str, year: int) -> date | None:
    """The date that ``words`` begin with, unless it is out of all proportion to the number's year."""
    found = first_date(words, (year - 1, year, year + 1))
    return found if found and -_FARTHEST_BACK <= found.year - year <= _FARTHEST_AHEAD else None


def _later(base: date | None, delay: re.Match[str]) -> date | None:
    count = _NUMBERS.get(delay["count"]) or digits(delay["count"])
    if (
        not is_plain(delay["count"])
        and delay["count"] not in _NUMBERS
        and _NUMBERS.get(delay["words"]) != count
    ):
        return None  # a damaged number that its own words do not prove
    unit = delay["unit"] or ("hari" if delay["nth"] else None)
    if base is None or count is None or unit is None:
        return None
    if unit == "hari":
        return base + timedelta(days=count)
    months = base.month - 1 + count * (12 if unit == "tahun" else 1)
    year, month = base.year + months // 12, months % 12 + 1
    return date(year, month, min(base.day, monthrange(year, month)[1]))
