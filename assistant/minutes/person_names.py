"""The names of persons as people write and say them: without titles, honorifics and case, for comparing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from assistant.minutes.reading_words import in_order, word_set

_WORD = re.compile(r"[^\W\d_]+(?:['’`-][^\W\d_]+)*\.?")
_ASIDE = re.compile(r"[(\[][^()\[\]]{0,80}[)\]]")
_TITLE_TAIL = re.compile(
    r"(?:^|[ ,])(?:[A-Z][A-Za-z]{0,4}\.(?:[A-Z][A-Za-z]{0,6}\.?)+|(?:S|M|A)\.[A-Z]\w{0,5}).*$"
)
_OFFICE_WORD = re.compile(r"[^\W_]+")
_ALIKE = 85.0
"""Of 100, in characters: "Santosa" and "Santoso"."""
_LONG_ENOUGH = 5


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name for comparing.

    Attributes:
        words: lower case, without titles and honorifics; an initial is one letter.
        woman: what the honorific says of the person, None where it says nothing.
    """

    words: tuple[str, ...]
    woman: bool | None = None


def person_name(written: str) -> PersonName:
    """The name in "Dr. H. Budi Santoso, S.Sos., M.Si.", "Bu Sri", "Pak Budi S."; ``words`` may be empty."""
    bare = _ASIDE.sub(" ", written).partition(",")[0]
    bare = _TITLE_TAIL.sub("", bare)
    words = [word.rstrip(".").lower() for word in _WORD.findall(bare)]
    woman: bool | None = None
    while len(words) > 1 and (words[0] in word_set("honorifics") or words[0] in word_set("titles")):
        woman = (
            True if words[0] in word_set("to_women") else False if words[0] in word_set("to_men") else woman
        )
        words = words[1:]
    if words and words[0] in word_set("honorifics"):
        words = words[1:]
    return PersonName(tuple(words), woman)


def name_fit(said: PersonName, listed: PersonName) -> float:
    """How well what was said fits a listed name.

    1.0 the same, 0.8 a part of it in its order, 0.6 a part spelt nearly alike, 0.0 not at all or the
    honorific of a man for that of a woman.
    """
    if not said.words or not listed.words:
        return 0.0
    if said.woman is not None and listed.woman is not None and said.woman != listed.woman:
        return 0.0
    if said.words == listed.words:
        return 1.0
    if _part_of(said.words, listed.words, alike=False):
        return 0.8
    return 0.6 if _part_of(said.words, listed.words, alike=True) else 0.0


def _part_of(said: Sequence[str], listed: Sequence[str], *, alike: bool) -> bool:
    """Whether every word said is a word, in order, of the listed name; an initial stands for a word."""
    place = 0
    whole = False
    for word in said:
        while place < len(listed) and not _same(word, listed[place], alike=alike):
            place += 1
        if place == len(listed):
            return False
        whole = whole or len(word) > 1
        place += 1
    return whole


def _same(word: str, other: str, *, alike: bool) -> bool:
    if word == other:
        return True
    if min(len(word), len(other)) == 1:
        return word[0] == other[0]
    return alike and min(len(word), len(other)) >= _LONG_ENOUGH and ratio(word, other) >= _ALIKE


def office_words(written: str) -> frozenset[str]:
    """The words of an office with its abbreviations written out: "Kabid Mutasi" → kepala, bidang, mutasi."""
    known = dict(pair.split("=", 1) for pair in in_order("offices"))
    words: list[str] = []
    for word in _OFFICE_WORD.findall(written.lower()):
        words.extend(known.get(word, word).split("_"))
    return frozenset(words) - word_set("office_fillers")


def office_fits(said: str, listed: str | None) -> bool:
    """Whether an office that was said is the listed one: at least two words of it and no other.

    One word is enough where it is the whole of it, or begins it and there is one of that office only
    ("Pak Camat", "Direktur" → "Direktur RSUD").
    """
    words = office_words(said)
    if listed is None or not words or not words <= office_words(listed):
        return False
    first = _OFFICE_WORD.findall(listed.lower())[0]
    return len(words) > 1 or words == office_words(listed) or words == {first} & word_set("lone_offices")
