"""Names of persons: where they stand (behind a word that introduces them, beside a number of theirs, under
a letter, in a list) and what they are made of (parts of names of all Indonesian origins).

Holders of a post ("Bapak Bupati", "a.n. Kepala Dinas") are not persons here, nor are streets, buildings
and institutions that bear a person's name.
"""

import re
from collections.abc import Iterable, Iterator

from assistant.guard.name_tokens import (
    MOST,
    TITLES,
    TOKEN,
    before,
    could_be_name,
    given_at,
    has_part,
    name_at,
    plain,
    proper,
    run_at,
)
from assistant.guard.personal_kinds import PersonalKind, Span

_I = r"(?:saya|sya|sy|aku|gue|gua|gw)"
_STRONG = re.compile(
    r"(?i:\b(?:nama|nm)(?:\s+(?:lengkap|pegawai|pemohon|pelapor|suami|istri|isteri|anak|ibu|ayah|beliau"
    rf"|panggilan|{_I}))*\s*(?:\b{_I}\b(?:\s+adalah)?|adalah|ialah|:|=)"
    rf"|\bnama\s+(?:suami|istri|isteri|anak)(?:\s+{_I})?|\bnamaku\b"
    rf"|\b(?:perkenalkan|kenalkan|kenalin),?(?:\s+nama)?\s+{_I}"
    rf"|\bpanggil(?:\s+saja)?\s+{_I}|\bbernama|\b{_I}\s+adalah)\s*:?\s*"
)
"""Behind these any word may be a name, in small letters too."""
_INSTEAD = re.compile(r"(?i:\batas\s+nama|(?<!\w)a\.\s?n\.|\ba/n\b|\ban\.)\s*:?\s*")
_PERSON = re.compile(
    r"(?:\b(?i:bapak|ibu|pak|bu|mas|mbak|kak|kakak|bang|sdr|sdri|saudara|saudari|tuan|nyonya|ny|tn"
    r"|dr|drs|dra|ir|hj|almarhum|almarhumah|alm)\b[.,]?\s*|\bH\.\s?)"
)
_SHORT = re.compile(r"\b(?i:pak|bu|mas|mbak|mba|bang|kang|teh)\s")
_FIELD = re.compile(
    r"(?im:^[ \t>*-]{0,4}(?:from|dari|to|cc|pengirim|penerima|pic|cp|narahubung|contact\s+person|penanya)"
    r"[ \t]{0,3}:[ \t]{0,3})"
)
_SELF = re.compile(rf"\b(?i:{_I}|dengan|ini)\s+(?i:dengan\s+|ini\s+|bernama\s+)?")
_LOOSE = re.compile(
    rf"\b(?i:pegawai|rekan|teman|kepada|oleh|bendahara|(?:suami|istri|atasan|anak|adik|kakak|bos) {_I}"
    rf"|guru|perawat"
    r"|dokter|staf|bidan|dosen|operator|saksi)\s+"
)
"""Before a name, and before many other words: only a known part of a name counts behind these."""
_CLAUSE_START = re.compile(
    r"(?:^|[.,!?:;\n(]|\b(?:halo|hai|selamat\s+\w+|min|admin|perkenalkan|pagi|siang|sore|malam|wb))\s*$",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"(?i:\b(?:terima\s?kasih|trims|trimakasih|makasih|thanks|hormat\s+(?:saya|kami)|hormatku"
    r"|salam(?:\s+(?:hormat|hangat|sejahtera))?|(?:best\s+|kind\s+)?regards|wassalam\w*|tertanda|ttd"
    r"|pemohon|pelapor))\b(?:\s+wr\.?\s*wb\.?)?[\s,.:;!-]{1,6}"
)
_SIGNED_OFF = re.compile(r"\s*(?:$|\n|[,.;(|–-]|(?i:nip|ni pppk|guru|staf|hp|wa)\b)")
_BEARER = re.compile(
    r"[\s,;:(\-–/|]{0,6}(?i:nip(?:ppk|3k)?|ni\s?pppk|nik|npwp|no\.?\s?(?:hp|wa|ktp|kk|rek)?\.?"
    r"|nomor(?:\s+(?:hp|wa|rekening|ktp))?"
    r"|hp|wa|telp|email|e-mail|surel|lahir|tempat)?[\s.:=(]{0,4}$"
)
_OWN_NUMBER = re.compile(r"\(|\bni(?:p|k)\b|/", re.IGNORECASE)
_AFTER_NUMBER = re.compile(r"\s{0,2}[)\]]?\s{0,2}(?:[(,;/–-]|(?:an|a\.n)\.?(?=\s)|dan\b|serta\b)\s{0,2}")
_NEXT_IN_LIST = re.compile(
    r"\s{0,2}[)\]]?\s{0,2}(?:[,;/&+]|dan\b|serta\b|dengan\b|bersama\b|\n)\s{0,3}"
    r"(?:[0-9]{1,2}[.)]|[-•*])?\s{0,3}"
)
_LINE = re.compile(r"[^\n]+")
_NAMED_AFTER = re.compile(
    r"\b(?:jalan|jln?|gang|gg|gedung|bandara|bandar|udara|universitas|univ|institut|politeknik|sekolah|sd"
    r"|smp|sma|smk"
    r"|mts|ma|rsud|rsup|rs|rumah\s+sakit|stadion|gelora|bung|museum|monumen|taman|lapangan|pelabuhan"
    r"|pangkalan"
    r"|masjid|gereja|yayasan|pt|cv|kri|waduk|bendungan|aula|pendopo|kampus|stasiun|terminal|pasar|hotel"
    r"|desa|kelurahan"
    r"|kecamatan|kabupaten|kota|pulau|gunung|sungai|danau|perumahan|perum|komplek|provinsi|kerajaan"
    r"|kesultanan"
    r"|pahlawan|teori|hukum|metode|menurut|institute)\.?\s+(?:\w+\.?\s+){0,2}$",
    re.IGNORECASE,
)
_LONGEST_LIST = 200


def names(text: str, known: Iterable[Span]) -> Iterator[Span]:
    """Names of persons in ``text``; ``known`` are the numbers and dates already found in it."""
    known = tuple(known)
    found = [*_introduced(text), *_signed(text)]
    for number in known:
        found += _name_before(text, number)
        found += _following(text, number.end, _AFTER_NUMBER)
    found += _runs(text, beside_others=bool(known or found))
    position = 0
    while position < min(len(found), _LONGEST_LIST):  # what follows a name in a list may lead to the next
        found += _following(text, found[position].end, _NEXT_IN_LIST)
        position += 1
    yield from found


def again(text: str, found: Iterable[Span]) -> Iterator[Span]:
    """Other places where a name of two words or more that was found stands once more."""
    for value in {text[span.start : span.end] for span in found if span.kind is PersonalKind.NAME}:
        if len(value.split()) > 1:
            for match in re.finditer(rf"(?<!\w){re.escape(value)}(?!\w)", text, re.IGNORECASE):
                yield Span(PersonalKind.NAME, *match.span())


def _introduced(text: str) -> Iterator[Span]:
    for found in _STRONG.finditer(text):
        yield from name_at(text, found.end(), small=True)
    for lead in (_INSTEAD, _PERSON, _FIELD):
        for found in lead.finditer(text):
            yield from name_at(text, found.end(), small=False)
    for found in _SHORT.finditer(text):
        yield from given_at(text, found.end())
    for found in _SELF.finditer(text):
        opens = _CLAUSE_START.search(text[max(0, found.start() - 24) : found.start()]) is not None
        speaks = not found.group().lower().startswith(("dengan", "ini"))
        for span in name_at(text, found.end(), small=False):
            if (has_part(text, span) and (speaks or opens)) or (speaks and opens):
                yield span
    for found in _LOOSE.finditer(text):
        yield from (span for span in name_at(text, found.end(), small=False) if has_part(text, span))


def _signed(text: str) -> Iterator[Span]:
    """Under a letter: behind the closing words, or alone on a line."""
    for found in _CLOSE.finditer(text):
        signed = next(name_at(text, found.end(), small=False), None)
        if signed and _SIGNED_OFF.match(text, signed.end):
            yield signed
    if "\n" not in text:
        return
    for line in _LINE.finditer(text):
        start = line.start() + len(line.group()) - len(line.group().lstrip(" \t>*-–"))
        alone = next(run_at(text, start), None)
        if alone and has_part(text, alone) and not text[alone.end : line.end()].strip(" ,.)"):
            yield alone


def _runs(text: str, *, beside_others: bool) -> Iterator[Span]:
    """Words in capital letters that are parts of names, wherever they stand.

    Beside other personal data one part is enough among unknown words, elsewhere two are needed.
    """
    position = 0
    while token := TOKEN.search(text, position):
        position = token.end()
        if not proper(token.group()):
            continue
        run = next(run_at(text, token.start(), strange=beside_others), None)
        if run is None:
            continue
        if has_part(text, run, fewest=1 if beside_others else 2) and not _NAMED_AFTER.search(
            text[max(0, run.start - 40) : run.start]
        ):
            yield run
        position = max(position, run.end)


def _following(text: str, end: int, link: re.Pattern[str]) -> Iterator[Span]:
    """The name that a number of its bearer, or the name before it in a list, leads to."""
    if linked := link.match(text, end):
        yield from (span for span in name_at(text, linked.end(), small=False) if has_part(text, span))


def _name_before(text: str, number: Span) -> Iterator[Span]:
    """The name that ends where a number of its bearer begins: "Budi Santoso (NIP …"."""
    window = max(0, number.start - 24)
    bearer = _BEARER.search(text[window : number.start])
    birthplace = number.kind is PersonalKind.BIRTH and bearer and "lahir" not in bearer.group().lower()
    if bearer is None or birthplace or number.kind is PersonalKind.ADDRESS:
        return
    end = window + bearer.start()
    chosen = _backwards(text, max(text.rfind("\n", 0, end) + 1, end - 80), end)
    if not any(len(plain(token)) > 1 for token in chosen):
        return
    first, last = chosen[0].start(), chosen[-1].end()
    titles = TITLES.match(text, last)
    span = Span(PersonalKind.NAME, first, min(titles.end(), end) if titles else last)
    if has_part(text, span) or (len(chosen) > 1 or _OWN_NUMBER.search(bearer.group())):
        yield span


def _backwards(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Tokens of a name that ends at ``end``, its titles left out."""
    chosen: list[re.Match[str]] = []
    limit = end
    for token in before(text, start, end):
        gap = text[token.end() : limit]
        if not chosen and TITLES.fullmatch(text[token.start() : end].strip(" ,")):
            limit = token.start()
            continue
        if gap.strip(" ,") or (chosen and "," in gap) or not could_be_name(token, chosen, small=False):
            break
        if not (proper(token.group()) or has_part(text, Span(PersonalKind.NAME, *token.span()))):
            break
        chosen.insert(0, token)
        limit = token.start()
        if len(chosen) == MOST:
            break
    return chosen
