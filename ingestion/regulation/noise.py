"""Runs of signs without words: stamps and serial numbers that recognition turned into litter.

``": il( Nlo l0(,15,) /r"`` was once "SK No 106159 A". Nothing in such a run is a word that the
document uses elsewhere, and most of it is punctuation inside of letters.
"""

import re
from collections import Counter

from ingestion.regulation.lexicon import is_word

_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_WORDLIKE = re.compile(r"[A-Za-z]{5,}")
_VOWEL = re.compile(r"[aeiouAEIOU]")
_REGULAR = re.compile(
    r"[(\"“”'‘]*(?:"
    r"[A-Za-z]+(?:[-/.'’][A-Za-z]+)*[A-Za-z0-9]?"  # words, joined words, abbreviations
    r"|(?:Rp\.?)?\d+(?:[.,/:-]\d+)*[%,]?-?"  # numbers, amounts, dates
    r"|\(?[0-9A-Za-z]{1,3}[).]?"  # labels
    r")[)\"”'’.,;:!?…]*"
)
_STRANGE = re.compile(r"[\\\[\]{}<>|~*#$@§°`]|\w[(.,;:'!?\"]+\w|^[.,;:'!?\"/]+\w|\w\(|^\W{2,}$")
# The six digits of the serial number: signs inside of what is digits or their look-alikes.
_SERIAL_LITTER = re.compile(r"[0-9lIiOo(].{0,4}[.,;:'\"()\[\]\\^-].{0,6}[0-9lIiOo)rAn]|[0-9lIO]{2,}[a-z(.]")
_ARITHMETIC = re.compile(r"[=+×]|^[-x<>]$|Rp|[0-9O]\.[0-9O]{3}(?!\d)|,00$")
_TAIL = re.compile(r"\^?[,/\\|]?\^?[AanIfl14/\\|rR]{1,2}[.,]?")
_ABBREVIATION = re.compile(r"(?:[A-Z]\.){2}")
_RULE = re.compile(r"[.…_|-]{4,}")  # the leaders of a table that was drawn with signs
_SIGN = re.compile(r"[^\w\s()-]")
_MANY_SIGNS = 7
_LONGEST = 10
_WORD_KIND, _PLAIN_KIND, _STRANGE_KIND = range(3)


def noise_runs(text: str) -> list[tuple[int, int]]:
    """Spans of litter in ``text``. What may be a word, an amount or a formula is never in one."""
    if not _STRANGE.search(text):
        return []
    counts = Counter(_WORD.findall(text.lower()))
    # What a stamp repeats on every page is no word for it; what the law uses elsewhere is.
    common = {word for word, count in counts.items() if count > 2 and (len(word) > 4 or is_word(word))}
    kinds = {token: _kind(token, common) for token in set(text.split())}
    found: list[tuple[int, int]] = []
    run: list[re.Match[str]] = []
    strange = 0
    for token in _TOKEN.finditer(text):
        kind = kinds[token.group()]
        if run and (kind == _WORD_KIND or len(run) >= _LONGEST):
            _keep(found, run, strange)
            run, strange = [], 0
        if kind == _STRANGE_KIND or (run and kind == _PLAIN_KIND):
            run.append(token)
            strange += kind == _STRANGE_KIND
    _keep(found, run, strange)
    return found


def _kind(token: str, common: set[str]) -> int:
    bare = token.replace("^", "")
    if _ARITHMETIC.search(bare) or _ABBREVIATION.search(bare) or _RULE.fullmatch(bare):
        return _WORD_KIND
    if bare == "|":
        return _PLAIN_KIND
    if any(_VOWEL.search(word) for word in _WORDLIKE.findall(bare)):
        return _WORD_KIND
    if any(len(word) > 2 and word in common for word in _WORD.findall(bare.lower())):
        return _WORD_KIND
    if _REGULAR.fullmatch(bare):
        unknown = len(bare) <= 5 and bare.isalpha() and bare.lower() not in common
        return _PLAIN_KIND if unknown or _TAIL.fullmatch(token) else _WORD_KIND
    return _STRANGE_KIND if _STRANGE.search(bare) else _PLAIN_KIND


def _keep(found: list[tuple[int, int]], run: list[re.Match[str]], strange: int) -> None:
    while run and run[-1].group().isalpha() and not _TAIL.fullmatch(run[-1].group()):
        run = run[:-1]
    words = [token.group().replace("^", "") for token in run]
    serial = any(_SERIAL_LITTER.search(word) for word in words)
    signs = sum(len(_SIGN.findall(word)) for word in words)
    if strange >= 2 and ((len(run) >= 3 and serial) or signs >= _MANY_SIGNS):
        found.append((run[0].start(), run[-1].end()))
