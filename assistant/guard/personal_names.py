"""Names of persons: behind a word that introduces them, before their number, and under a letter.

There is no list of all names, so a name is known by where it stands; capital letters or a common
given name decide whether the words there are one. Holders of a post ("Bapak Bupati", "a.n. Kepala
Dinas") are not persons here.
"""

import re
from collections.abc import Iterable, Iterator

from assistant.guard.personal_kinds import PersonalKind, Span
from assistant.guard.words import word_list

_STRONG = re.compile(
    r"(?i:\bnama(?:\s+(?:lengkap|saya|pegawai|pemohon|pelapor|suami|istri|isteri|anak|ibu|ayah|beliau"
    r"|panggilan))*"
    r"\s*(?:saya|adalah|ialah|:|=)|\bnama\s+(?:saya|suami|istri|anak)(?:\s+saya)?"
    r"|\bperkenalkan,?(?:\s+nama)?\s+saya"
    r"|\bbernama|\batas\s+nama|(?<!\w)a\.\s?n\.|\ba/n\b|\ban\.|\bsaya\s+adalah)\s*:?\s*"
)
_WEAK = re.compile(
    r"(?:\b(?i:saya|bapak|ibu|pak|bu|mas|mbak|kak|kakak|bang|sdr|sdri|saudara|saudari|tuan|nyonya|ny|tn"
    r"|dr|drs|dra|ir|hj"
    r"|almarhum|almarhumah|alm)\b[.,]?\s*|\bH\.\s?)"
)
_LOOSE = re.compile(
    r"\b(?i:pegawai|rekan|teman|kepada|oleh|bendahara|(?:suami|istri|atasan|anak) saya|guru|perawat"
    r"|dokter|staf)\s+"
)
"""Before a name, and before many other words: only a known given name counts behind these."""
_PERSON_WORD = re.compile(
    r"(?i:saya|bapak|ibu|pak|bu|mas|mbak|kak|kakak|bang|sdr|sdri|saudara|saudari|tuan|nyonya|ny|tn|drs?"
    r"|dra|ir|hj|h"
    r"|alm|almarhum|almarhumah|yth|kepada)\.?"
)
_CLOSE = re.compile(
    r"(?i:\b(?:terima\s?kasih|trims|makasih|hormat\s+(?:saya|kami)|hormatku|salam(?:\s+hormat)?"
    r"|wassalam\w*|tertanda|ttd"
    r"|pemohon|pelapor))\b(?:\s+wr\.?\s*wb\.?)?[\s,.:;!-]{1,6}"
)
_WORD = r"[^\W\d_](?:[^\W\d_]|['’`](?=[^\W\d_]))*"
_TOKEN = re.compile(rf"{_WORD}\.?")
_TITLES = re.compile(
    r"(?:,?\s?(?:S|M|A|Sp|Dr|Drs|Ir|Ph|Apt|Ns)\.\s?[A-Z][A-Za-z]{0,4}(?:\.[A-Z][A-Za-z]{0,3})*\.?)+"
)
_INITIAL = re.compile(r"[A-Z]\.?")
_JOINS = frozenset({"bin", "binti", "van", "de", "al", "el"})
_PREFIX = frozenset({"h", "hj", "dr", "drs", "dra", "ir", "prof", "kh", "r", "rr", "rd"})
_MOST = 5
_ACRONYM = 4
"""Words in capitals up to this long are abbreviations unless everything around is in capitals."""
_BEARER = re.compile(
    r"[\s,;:(\-–/]{0,6}(?i:nip(?:ppk|3k)?|ni\s?pppk|nik|npwp|no\.?\s?(?:hp|wa|ktp|kk|rek)?\.?"
    r"|nomor(?:\s+(?:hp|wa|rekening|ktp))?"
    r"|hp|wa|telp|email|e-mail|surel|lahir|tempat)?[\s.:=(]{0,4}$"
)


def names(text: str, known: Iterable[Span]) -> Iterator[Span]:
    """Names of persons in ``text``; ``known`` are the numbers and dates already found in it."""
    for found in _STRONG.finditer(text):
        yield from _name_at(text, found.end(), small=True)
    for found in _WEAK.finditer(text):
        yield from _name_at(text, found.end(), small=False)
    for found in _LOOSE.finditer(text):
        for span in _name_at(text, found.end(), small=False):
            if not word_list("names").isdisjoint(text[span.start : span.end].lower().split()):
                yield span
    for found in _CLOSE.finditer(text):
        signed = next(_name_at(text, found.end(), small=False), None)
        if signed and re.match(r"\s*(?:$|\n|[,.;(–-]|(?i:nip|ni pppk|guru|staf|hp)\b)", text[signed.end :]):
            yield signed
    for number in known:
        yield from _name_before(text, number)


def again(text: str, found: Iterable[Span]) -> Iterator[Span]:
    """Other places where a name of two words or more that was found stands once more."""
    for value in {text[span.start : span.end] for span in found if span.kind is PersonalKind.NAME}:
        if len(value.split()) > 1:
            for match in re.finditer(rf"(?<!\w){re.escape(value)}(?!\w)", text, re.IGNORECASE):
                yield Span(PersonalKind.NAME, *match.span())


def _name_at(text: str, start: int, *, small: bool) -> Iterator[Span]:
    """The name that begins at ``start``, if one does. ``small`` lets any word in small letters be one."""
    first = start
    taken: list[re.Match[str]] = []
    position = start
    while len(taken) < _MOST and (token := _TOKEN.match(text, position)):
        bare = token.group().rstrip(".").lower()
        if not taken and _PERSON_WORD.fullmatch(token.group()) and bare not in {"saya"}:
            first = position = _skip(text, token.end())
            continue
        if not _could_be_name(token.group(), taken, small=small):
            break
        taken.append(token)
        ends_sentence = token.group().endswith(".") and len(bare) > 1 and bare not in _PREFIX
        following = re.compile(r"[ \t]{1,2}").match(text, token.end())
        if ends_sentence or following is None:
            break
        position = following.end()
    while taken and taken[-1].group().rstrip(".").lower() in _JOINS:
        taken.pop()
    if not taken or not _convincing([token.group() for token in taken], small=small):
        return
    end = taken[-1].end()
    titles = _TITLES.match(text, end)
    if titles:
        end = titles.end()
    elif text[end - 1] == "." and len(taken[-1].group()) > 2:  # an initial keeps its dot
        end -= 1
    yield Span(PersonalKind.NAME, first, end)


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in " .":
        position += 1
    return position


def _could_be_name(token: str, taken: list[re.Match[str]], *, small: bool) -> bool:
    bare = token.rstrip(".")
    lower = bare.lower()
    if lower in word_list("not_names"):
        return False
    if lower in _JOINS:
        return bool(taken)
    if lower in word_list("names") or _INITIAL.fullmatch(token):
        return True
    if bare.isupper():
        return len(bare) > _ACRONYM or (bool(taken) and taken[-1].group().isupper() and len(bare) > 2)
    if bare[0].isupper():
        return True
    return small and (not taken or taken[0].group()[0].islower()) and len(taken) < 2 and len(bare) > 2


def _convincing(tokens: list[str], *, small: bool) -> bool:
    """Initials alone are none, nor words in small letters unless a strong word leads in or one is known."""
    words = [token.rstrip(".") for token in tokens]
    if all(len(word) == 1 for word in words):
        return False
    return small or any(word[0].isupper() or word.lower() in word_list("names") for word in words)


def _name_before(text: str, number: Span) -> Iterator[Span]:
    """The name that ends where a number of its bearer begins: "Budi Santoso (NIP …"."""
    window = max(0, number.start - 24)
    bearer = _BEARER.search(text[window : number.start])
    birthplace = number.kind is PersonalKind.BIRTH and bearer and "lahir" not in bearer.group().lower()
    if bearer is None or birthplace or number.kind is PersonalKind.ADDRESS:
        return
    end = window + bearer.start()
    line = text.rfind("\n", 0, end) + 1
    tokens = list(_TOKEN.finditer(text, max(line, end - 80), end))
    chosen: list[re.Match[str]] = []
    limit = end
    for token in reversed(tokens):
        bare = token.group().rstrip(".")
        gap = text[token.end() : limit]
        titled = (
            bool(chosen) is False and _TITLES.fullmatch(text[token.start() : end].strip(" ,")) is not None
        )
        if titled:
            limit = token.start()
            continue
        named = bare.lower() in word_list("names")
        proper = bare[0].isupper() and (
            not bare.isupper() or len(bare) > _ACRONYM or _INITIAL.fullmatch(token.group())
        )
        if (
            gap.strip(" ,")
            or bare.lower() in word_list("not_names")
            or not (named or proper)
            or len(chosen) == _MOST
        ):
            break
        if chosen and "," in gap:
            break
        chosen.insert(0, token)
        limit = token.start()
    if chosen and any(len(token.group().rstrip(".")) > 1 for token in chosen):
        first, last = chosen[0].start(), chosen[-1].end()
        titles = _TITLES.match(text, last)
        yield Span(PersonalKind.NAME, first, min(titles.end(), end) if titles else last)
