"""Words that recognition misread, corrected where the evidence leaves one reading.

A word is corrected when no regulation uses it, exactly one common word becomes it by misreadings
that are known to occur, and it holds no number, code or name. What stays doubtful stays as it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ingestion.regulation.lexicon import frequency, is_word, words_from
from ingestion.regulation.manuscript import Correction, Manuscript
from ingestion.regulation.misreadings import LOWER, UPPER, Edit, is_strong, once, twice
from ingestion.regulation.slashes import misread_slashes

_TOKEN = re.compile(r"\S+")
_PART = re.compile(r"[^-/–—]+")
_EDGES = ".,;:()\"“”'‘’[]!?…^_*"
_LETTER = re.compile(r"[A-Za-z]")
_STRAY = re.compile(r"(?<=[A-Za-z])[.,'\"_](?=[A-Za-z])")
_BROKEN = re.compile(r"(?<![A-Za-z-])([A-Za-z]{2,30})-[^\S\n]*\n?\s+([a-z]{2,30})(?![A-Za-z-])")
_REDOUBLED = re.compile(r"(?<![A-Za-z-])([A-Za-z]{4,30})-\s?([A-Za-z]{4,30})(?![A-Za-z-])")
_VOWELS = "aeiou"
_LONGEST, _VERY_LONG, _LONG = 30, 14, 7
_MOST_UNKNOWN = 20_000
"""Distinct unknown words that are looked into: no regulation has a tenth of them."""
_COMMON, _FREQUENT, _EVERYWHERE = 30, 300, 1500
_CLEARLY_MORE, _OFTEN_HERE = 50, 10
_SURE_SIGNS = 5
"""Distinct words that must be misread beyond doubt before doubtful ones count as misread as well."""


@dataclass(frozen=True, slots=True)
class _Reading:
    printed: str
    edits: tuple[Edit, ...]


def with_corrected_words(document: Manuscript) -> Manuscript:
    """The manuscript with its misread words corrected and its broken words joined."""
    tokens = Counter(document.masked.split())
    counts: Counter[str] = Counter()
    for token, count in tokens.items():
        for _, part in _parts(token):
            counts[part] += count
    small: Counter[str] = Counter()
    for part, count in counts.items():
        small[part.lower()] += count
    unknown = [part for part in counts if 4 <= len(part) <= _LONGEST and _is_unknown(part)][:_MOST_UNKNOWN]
    read = {part: found for part in unknown if (found := _read(part, counts, small)) is not None}
    is_scan = sum(_is_sure(part, reading) for part, reading in read.items()) >= _SURE_SIGNS
    printed = {
        part: (_cased(part, reading, counts), _reason(reading))
        for part, reading in read.items()
        if is_scan or _is_sure(part, reading)
    }
    corrections = _corrections(document.masked, tokens, printed)
    text = document.masked
    return document.correcting((*misread_slashes(text), *_joined(text), *_redoubled(text), *corrections))


def _corrections(
    text: str, tokens: Iterable[str], printed: Mapping[str, tuple[str, str]]
) -> Iterator[Correction]:
    """The places of the misread words; each distinct token is taken apart once."""
    misread = {
        token: found
        for token in tokens
        if (found := [(start, part, printed[part]) for start, part in _parts(token) if part in printed])
    }
    if not misread:
        return
    for token in _TOKEN.finditer(text):
        for start, part, (word, reason) in misread.get(token.group(), ()):
            begin = token.start() + start
            yield Correction(begin, begin + len(part), word, reason)


def _parts(token: str) -> Iterator[tuple[int, str]]:
    """The words of a blank-separated token with their positions: edges stripped, compounds in their parts."""
    for part in _PART.finditer(token):
        raw = part.group()
        bare = raw.lstrip(_EDGES)
        start = part.start() + len(raw) - len(bare)
        bare = bare.rstrip(_EDGES)
        if bare:
            yield start, bare


@lru_cache(maxsize=65_536)
def _is_unknown(part: str) -> bool:
    """Whether a word may be misread: mostly letters, not in use."""
    if part.isalpha() and is_word(part.lower()):
        return False
    letters = len(_LETTER.findall(part))
    if letters < 2 or letters * 2 < len(part) or sum(char.isdigit() for char in part) > 2:
        return False
    if part.isupper() and any(char.isdigit() for char in part):
        return False  # a code
    if not part.isupper():
        capitals = sum(char.isupper() for char in part[1:])
        if capitals > 2 or (capitals and len(part) < _LONG):
            return False  # an abbreviation
    return True


def _read(part: str, counts: Counter[str], document: Counter[str]) -> _Reading | None:
    """What the word is by evidence; None where that is open.

    ``counts`` are the words of the document as printed, ``document`` the same in small letters.
    """
    reading = _only(_readings(part), document)
    if reading is None:
        return None
    common, here = frequency(reading.printed), document[reading.printed]
    if here == 0 and common < _FREQUENT:
        return None
    if _may_be_a_term(part) and counts[part] >= 3 and counts[part] > here and common < _EVERYWHERE:
        return None  # a name or term of this regulation
    return None if _may_be_a_name(part, reading) else reading


def _may_be_a_term(part: str) -> bool:
    """No term has a capital within (``menJrusun``), a q in small letters, or such a length."""
    if not part.isalpha() or len(part) >= _VERY_LONG:
        return False
    return part.isupper() or (part[1:].islower() and not (part.islower() and "q" in part))


def _may_be_a_name(part: str, reading: _Reading) -> bool:
    """Short words one letter apart are too many: ``Tuban`` and ``Tuhan``, ``Halim`` and ``hakim``."""
    if not part.isalpha() or all(is_strong(edit) for edit in reading.edits):
        return False
    if part.islower() and "q" in part:
        return False  # small letters: no name, and no Indonesian word has a q
    if len(reading.printed) < _LONG - 1:
        return part[0].isupper() or frequency(reading.printed) < _EVERYWHERE
    return part[0].isupper() and len(reading.printed) < _LONG


def _is_sure(part: str, reading: _Reading) -> bool:
    """Whether the word can be nothing else even in a typed text, where a rare word is mostly a word."""
    common = frequency(reading.printed)
    if part.isalpha() and not all(is_strong(edit) for edit in reading.edits):
        return common >= _EVERYWHERE and part.islower() and len(reading.printed) >= _LONG
    return common >= _FREQUENT


def _reason(reading: _Reading) -> str:
    misread = ", ".join(f"“{raw}” untuk “{printed}”" for _, raw, printed in reading.edits)
    return f"bukan kata; satu-satunya kata lazim yang mungkin (salah baca {misread})"


@lru_cache(maxsize=65_536)
def _readings(part: str) -> tuple[_Reading, ...]:
    """The common words that misreadings turn into ``part``, most frequent first."""
    if part.isupper():
        found = {text.lower(): (edit,) for text, edit in once(part, UPPER).items()}
        return _common(found, shortest=6, commonest=_FREQUENT)
    small = part.lower()
    stray = _STRAY.sub("", small)
    if stray != small and is_word(stray) and _is_torn(small):
        return _common({stray: ((0, small, stray),)}, shortest=4, commonest=_COMMON)
    found = {text: (edit,) for text, edit in once(small, LOWER).items()}
    by_capital = part[0] == "I" and found.get("l" + small[1:]) == ((0, "i", "l"),)
    shortest = 4 if by_capital or not part.isalpha() else 5
    if readings := _common(found, shortest=shortest, commonest=_COMMON):
        return readings
    if part.islower() and (readings := _common(found, shortest=3, commonest=_EVERYWHERE)):
        return readings
    if len(small) < 8 or any(frequency(text) for text in found):
        return ()
    both = twice(small, words_from(_FREQUENT))
    return _common(dict(both), shortest=8, commonest=_FREQUENT)


def _common(found: Mapping[str, tuple[Edit, ...]], *, shortest: int, commonest: int) -> tuple[_Reading, ...]:
    """Candidates that are not clearly rarer than the most frequent one, which must be long and common."""
    ranked = sorted(found, key=lambda text: (-frequency(text), text))
    if not ranked or len(ranked[0]) < shortest or frequency(ranked[0]) < commonest:
        return ()
    least = frequency(ranked[0]) / _CLEARLY_MORE
    return tuple(_Reading(text, found[text]) for text in ranked if frequency(text) > least)


def _only(readings: tuple[_Reading, ...], document: Counter[str]) -> _Reading | None:
    """The one reading, or the one that the document itself uses."""
    if len(readings) == 1:
        return readings[0]
    used = [reading for reading in readings if document[reading.printed]]
    return used[0] if len(used) == 1 and document[used[0].printed] >= _OFTEN_HERE else None


def _is_torn(small: str) -> bool:
    """Whether a sign stands inside one word rather than between two words without a blank."""
    sides = _STRAY.split(small)
    return len(sides[0]) > 1 and not all(len(side) > 2 and frequency(side) >= _COMMON for side in sides)


def _cased(part: str, reading: _Reading, counts: Counter[str]) -> str:
    """The word in the case of what came out; where the first letter is the misread one, see below."""
    printed = reading.printed
    if part.isupper():
        return printed.upper()
    first = next((edit for edit in reading.edits if edit[0] == 0), None)
    if first is None:
        return printed[0].upper() + printed[1:] if part[0].isupper() else printed
    if first[1] in {"l", "1", "|", "!"} and first[2] == "i":
        return printed.capitalize()  # only the capital I looks like these
    if part[0] == "I" and first[2] == "l":
        return max(printed, printed.capitalize(), key=lambda form: counts[form])
    is_capital = part[0].isupper() or first[1] in {"l,", "l.", "l(", "i(", "i{"}
    is_capital = is_capital or (counts[printed] == 0 and counts[printed.capitalize()] > 0)
    return printed.capitalize() if is_capital else printed


def _joined(text: str) -> Iterator[Correction]:
    """Words that a line's end broke: joined where the whole is far more usual than its parts."""
    for match in _BROKEN.finditer(text):
        left, right = match.group(1), match.group(2)
        whole = (left + right).lower()
        if left.lower() != right and frequency(whole) > 5 * min(frequency(left.lower()), frequency(right)):
            reason = "kata terpenggal di akhir baris"
            yield Correction(match.start(), match.end(), left + right, reason)


def _redoubled(text: str) -> Iterator[Correction]:
    """``"undang-undalg"``: half of a doubled word proves the other half.

    Rhyming pairs (``sayur-mayur``, ``warna-warni``) differ in front or in a vowel and stay.
    """
    for match in _REDOUBLED.finditer(text):
        left, right = match.group(1).lower(), match.group(2).lower()
        if len(left) != len(right) or left[0] != right[0]:
            continue
        different = [pair for pair in zip(left, right, strict=True) if pair[0] != pair[1]]
        if len(different) != 1 or all(letter in _VOWELS for letter in different[0]):
            continue
        wrong = 2 if frequency(left) >= _COMMON and not is_word(right) else 1
        half = match.group(3 - wrong)
        if frequency(half.lower()) < _COMMON or is_word(match.group(wrong).lower()):
            continue
        printed = half.lower() if match.group(wrong)[0].islower() else half.capitalize()
        yield Correction(
            match.start(wrong), match.end(wrong), printed, "kata ulang: separuh lainnya terbaca jelas"
        )
