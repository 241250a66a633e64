"""Home addresses and dates of birth."""

import re
from collections.abc import Iterator

from assistant.guard.personal_kinds import PersonalKind, Span

_MONTH = (
    r"(?:jan(?:uari)?|feb(?:ruari)?|peb(?:ruari)?|mar(?:et)?|apr(?:il)?|mei|jun[i]?|jul[i]?|agu?s(?:tus)?"
    r"|sep(?:t|tember)?|okt(?:ober)?|nov(?:ember)?|nop(?:ember)?|des(?:ember)?)"
)
_DATE = (
    rf"(?:[0-9]{{1,2}}\s?[-/. ]\s?(?:{_MONTH}|[0-9]{{1,2}})\s?[-/. ]\s?(?:(?:19|20)[0-9]{{2}}|[0-9]{{2}})"
    r"|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2})(?![0-9])"
)
_BIRTH = re.compile(
    r"(?<!\w)(?:(?:tempat\s*(?:,|/|dan|&)?\s*)?(?:tanggal|tgl)\.?\s*lahir|ttl|t\.t\.l"
    r"|lahir|kelahiran)"
    rf"(?P<between>(?:\s*(?:saya|aku|nya|beliau|suami|istri|anak|pada|tanggal|tgl|adalah|[:=,.()/-])"
    rf"|\s+di\s+\w+|(?-i:\s+[A-Z][a-z]+)){{0,6}}\s*)"
    rf"(?P<date>{_DATE})",
    re.IGNORECASE,
)
_COMMON = re.compile(
    r"(?:(?:pns|asn|pegawai|pppk|cpns|orang|mereka|hari|guru|honorer|karyawan)\s+(?:yang\s+)?"
    r"|(?:anak|bayi|warga|penduduk|peserta|calon|pelamar|siapa(?:\s+pun)?)\s+yang\s+)$",
    re.IGNORECASE,
)
"""Before "lahir": everybody's birth, or a memorial day."""

_STREET = r"(?:Jl|Jln|Jalan|Gg|Gang|Perum|Perumahan|Komplek|Kompleks|Dusun|Dsn|Kp|Kampung|Blok|Asrama)\b\.?"
_NUMBERED = (
    r"(?:No\.?|Nomor|Blok|Kav\.?)\s?[A-Z]?[0-9]{1,4}(?:[A-Za-z](?![a-z]))?(?:/[0-9A-Z]{1,4})?(?![0-9]"
    r"|\s?Tahun)"
)
_WARDS = r"RT\.?\s?[0-9]{1,3}\s?[,/]?\s?(?:RW\.?\s?)?[0-9]{0,3}"
_ADDRESS = re.compile(
    rf"(?<!\w)(?i:{_STREET})\s(?:(?!\d{{4}})[\w.'-]+[ ,]{{1,2}}){{0,7}}?(?i:{_NUMBERED}|{_WARDS})"
    rf"(?:[\s,]{{1,3}}(?i:{_NUMBERED}|{_WARDS})){{0,3}}"
    rf"|(?<!\w)RT\.?\s?[0-9]{{1,3}}\s?[,/]?\s?RW\.?\s?[0-9]{{1,3}}"
)
_OFFICE = re.compile(
    r"(?:terletak|kantor|badan|dinas|gedung|sekretariat|bkn|bkd|bkpsdm|balai|puskesmas|rsud|sekolah|sd|smp"
    r"|sma"
    r"|smk|pemda|kampus)"
    r"[^.\n]{0,60}$",
    re.IGNORECASE,
)


def places(text: str) -> Iterator[Span]:
    """Where somebody lives and when somebody was born. An office's address is no secret."""
    for found in _ADDRESS.finditer(text):
        if not _OFFICE.search(text[max(0, found.start() - 80) : found.start()]):
            yield Span(PersonalKind.ADDRESS, found.start(), found.start() + len(found.group().rstrip(" ,")))
    for found in _BIRTH.finditer(text):
        if not _COMMON.search(
            text[max(0, found.start() - 24) : found.start("between")].rsplit("lahir", 1)[0]
        ):
            yield Span(PersonalKind.BIRTH, *found.span("date"))
