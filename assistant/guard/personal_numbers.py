"""Personal data that is made of digits, and e-mail addresses.

A number counts when its structure says what it is (a NIP holds a date of birth, an appointment and
a sex; a NIK a region and a date of birth), or when the word beside it does: a mistyped NIP is still
somebody's. Amounts, dates, letter and regulation numbers have neither.
"""

import re
from collections.abc import Iterator

from assistant.guard.personal_kinds import PersonalKind, Span

_GAP = r"[\s.\-_/\u200b-\u200d\u2060\ufeff]{0,2}"
"""Between two groups of digits of one number, as people write them."""
_RUN = rf"[0-9](?:{_GAP}[0-9])"
_SAID = r"(?:\s*(?:no(?:mor)?\.?|baru|lama|saya|nya|beliau|adalah|yaitu|ini|itu|sbb|[:=.,()#]))*\s*"
"""What may stand between the word for a number and the number."""

_NIP = re.compile(
    rf"(?<![0-9])(?P<born>(?:19|20)[0-9]{{2}}){_GAP}(?:0[1-9]|1[0-2]){_GAP}(?:0[1-9]|[12][0-9]|3[01])"
    rf"{_GAP}(?P<began>(?:19|20)[0-9]{{2}}){_GAP}(?:0[1-9]|1[0-2]|[23][0-9]){_GAP}[12]"
    rf"{_GAP}[0-9](?:{_GAP}[0-9]){{2}}(?![0-9])"
)
_SIXTEEN = re.compile(rf"(?<![0-9])(?<![0-9][.,])(?<!Rp)(?<!Rp\s){_RUN}{{15}}(?![0-9])")
_AMOUNT = re.compile(r"(?<![0-9])[0-9]{1,3}(?:\.[0-9]{3}){2}(?![0-9])")
_NPWP = re.compile(
    r"(?<![0-9])[0-9]{2}[. ][0-9]{3}[. ][0-9]{3}[. ][0-9][-. ][0-9]{3}[. ][0-9]{3}(?:[. ][0-9]{3})?(?![0-9])"
)
_MOBILE = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9][.,/-])(?:\+\s?62|0062|62"
    r"|0)[\s.\-()]{0,3}0?8(?:[\s.\-()\u200b]{0,2}[0-9]){8,11}"
    r"(?![0-9])(?!/\s?[A-Z])"
)
_LANDLINE = re.compile(r"\(0[2-9][0-9]{1,2}\)[\s-]{0,2}[0-9]{3,4}[\s-]?[0-9]{2,4}(?![0-9])")
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\[at\]|\(at\)|\s(?:at|et)\s(?=[\w-]{1,40}\s?(?:dot|titik)\s))\s?"
    r"[\w-]{1,63}(?:(?:\.|\s?(?:\[dot\]|\(dot\))\s?|\s(?:dot|titik)\s)[A-Za-z][\w-]{1,62}){1,4}"
)
_OFFICE_MAIL = re.compile(
    r"(?:admin|bkd|bkn|bkpsdm|bkpp|callcenter|contact|disdik|halo|helpdesk|humas|info|informasi"
    r"|kepegawaian|kontak"
    r"|layanan|lapor|pengaduan|ppid|sekretariat|setda|support|surat)[\w.-]{0,20}@[\w.-]+\.(?:go|ac|sch"
    r"|or)\.id",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(r"0?8[-./ ][0-9]{1,2}[-./ ](?:19|20)[0-9]{2}(?![0-9])")

_NAMED = (
    (
        PersonalKind.NIP,
        re.compile(rf"(?i:\bN\.?I\.?P(?:PPK|3K)?\b|\bNI\s?PPPK\b|\bnomor induk pegawai\b){_SAID}"),
    ),
    (
        PersonalKind.NIK,
        re.compile(rf"(?i:\bNIK\b|\bnomor induk kependudukan\b|\b(?:no|nomor)\.? KTP\b){_SAID}"),
    ),
    (PersonalKind.KK, re.compile(rf"(?i:\bkartu keluarga\b|\b(?:no|nomor)\.? ?KK\b|\bKK\b){_SAID}")),
    (PersonalKind.NPWP, re.compile(rf"(?i:\bNPWP\b|\bnomor pokok wajib pajak\b){_SAID}")),
    (
        PersonalKind.PHONE,
        re.compile(
            rf"(?i:\b(?:no|nomor)\.? ?(?:hp|wa|telp|telepon|ponsel)\b|\b(?:hp|wa|whats ?app|telp|tlp|telpon"
            rf"|telepon|ponsel|handphone|kontak)\b){_SAID}"
        ),
    ),
    (
        PersonalKind.ACCOUNT,
        re.compile(
            rf"(?<!kode )(?<!Kode )(?i:\b(?:no|nomor)\.? ?rek(?:ening)?\b|\bnorek\b|\brek\b|\brekening\b)"
            rf"(?:\s+(?i:gaji|tabungan|bank|saya|di|pada|nya|bri|bni|btn|bca|bsi|mandiri|bpd|bjb|jatim"
            rf"|jateng|diy"
            rf"|dki|taspen|syariah|danamon|cimb|niaga|muamalat|pribadi|kami|nomor)\b)*{_SAID}"
        ),
    ),
)
_DIGITS = {
    PersonalKind.NIP: (9, 21),
    PersonalKind.NIK: (14, 17),
    PersonalKind.KK: (14, 17),
    PersonalKind.NPWP: (14, 22),
    PersonalKind.PHONE: (7, 15),
    PersonalKind.ACCOUNT: (8, 18),
}
_NUMBER = re.compile(r"\+?\(?[0-9](?:[\s.\-_/()\u200b-\u200d]{0,2}[0-9])*")
_PROVINCES = frozenset(
    {
        *range(11, 20),
        21,
        *range(31, 37),
        *range(51, 54),
        *range(61, 66),
        *range(71, 77),
        81,
        82,
        *range(91, 98),
    }
)
_OLDEST, _YOUNGEST_START = 1930, 15


_SPOKEN = re.compile(
    r"\b(?:(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan"
    r"|sembilan)\b[\s,.-]{0,3}){8,24}",
    re.IGNORECASE,
)
"""Digits as they are dictated."""


def numbers(text: str) -> Iterator[Span]:
    """Numbers and e-mail addresses of persons, in the order of certainty; spans may overlap.

    ``text`` has plain digits (see ``personal_data``).
    """
    yield from _named_numbers(text)
    for found in _NIP.finditer(text):
        if int(found["born"]) >= _OLDEST and int(found["began"]) - int(found["born"]) >= _YOUNGEST_START:
            yield Span(PersonalKind.NIP, *found.span())
    for found in _EMAIL.finditer(text):
        if not _OFFICE_MAIL.fullmatch(found.group()):
            yield Span(PersonalKind.EMAIL, *found.span())
    yield from (Span(PersonalKind.NPWP, *found.span()) for found in _NPWP.finditer(text))
    for found in _SIXTEEN.finditer(text):
        if _is_nik(_digits(found.group())) and not _AMOUNT.search(found.group()):
            yield Span(PersonalKind.NIK, *found.span())
    for found in _MOBILE.finditer(text):
        if not _DATE_LIKE.match(found.group()):
            yield Span(PersonalKind.PHONE, *found.span())
    yield from (Span(PersonalKind.PHONE, *found.span()) for found in _LANDLINE.finditer(text))
    for found in _SPOKEN.finditer(text):
        yield _spoken(text, found)


def _named_numbers(text: str) -> Iterator[Span]:
    """Numbers that the word before them names, whatever their structure."""
    for kind, before in _NAMED:
        fewest, most = _DIGITS[kind]
        for word in before.finditer(text):
            number = _NUMBER.match(text, word.end())
            if number is None or _DATE_LIKE.match(number.group()):
                continue
            end = _cut(text, number.start(), number.end(), most)
            if fewest <= len(_digits(text[number.start() : end])):
                yield Span(kind, number.start(), end)


def _cut(text: str, start: int, end: int, most: int) -> int:
    """The end of a number of at most ``most`` digits: a second number may follow after a space."""
    while len(_digits(text[start:end])) > most:
        gap = max(text.rfind(sign, start, end) for sign in " \n\t/")
        if gap < 0:
            return start
        end = gap
    return end


def _is_nik(digits: str) -> bool:
    """Whether region, date of birth (a woman's day counts from 41) and serial are possible."""
    day, month = int(digits[6:8]), int(digits[8:10])
    return (
        int(digits[:2]) in _PROVINCES
        and 1 <= int(digits[2:4]) <= 79  # regencies to 69, towns from 71
        and int(digits[4:6]) > 0
        and (1 <= day <= 31 or 41 <= day <= 71)
        and 1 <= month <= 12
        and digits[12:] != "0000"
    )


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _spoken(text: str, found: re.Match[str]) -> Span:
    """A dictated number: its kind by the nearest word before it, else by how many digits it has."""
    digits = found.group().rstrip(" ,.-\n\t")
    lead = text[max(0, found.start() - 40) : found.start()]
    named = [(said.start(), kind) for kind, before in _NAMED for said in before.finditer(lead)]
    by_length = {18: PersonalKind.NIP, 16: PersonalKind.NIK}
    kind = max(named)[1] if named else by_length.get(len(digits.split()), PersonalKind.PHONE)
    return Span(kind, found.start(), found.start() + len(digits))
