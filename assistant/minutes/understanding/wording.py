"""Spoken words tidied into a line of a notula: nothing is added, only sounds and empty words go."""

import re
from functools import cache

from assistant.minutes.understanding.words import spoken_words, standard

_SPACE = re.compile(r"\s+")
_BEFORE_MARK = re.compile(r"\s+([,.;:?!])")
_EDGE = " ,.;:?-–—…"
_SOUNDS = frozenset(
    {"eh", "ehm", "em", "emm", "mm", "mmm", "hmm", "hm", "eee", "ee", "uh", "uhm", "um", "anu", "e"}
)
_EVERYBODY = frozenset({"semua", "semuanya"})
_FIRST = re.compile(r"^[^\W_]+(?:[/-][^\W_]+)*")
_LAST = re.compile(r"[^\W_]+(?:[/-][^\W_]+)*[\s,.;:!?…]*$")


def tidy(text: str) -> str:
    """What was said without sounds, lead-ins and tags, its first letter a capital; may be empty.

    "Eee oke jadi kita pakai gedung itu ya Pak" → "Kita pakai gedung itu".
    """
    plain = _SPACE.sub(" ", _sounds().sub(" ", text)).strip(_EDGE)
    plain = _BEFORE_MARK.sub(r"\1", plain)
    plain = _trim_start(plain)
    plain = _trim_end(plain)
    return sentence_case(plain)


def sentence_case(text: str) -> str:
    """``text`` with its first letter a capital."""
    return text[:1].upper() + text[1:]


def _trim_start(text: str) -> str:
    lists = spoken_words()
    while True:
        found = _FIRST.match(text)
        if found is None:
            return text
        word = standard(found[0])
        rest = text[found.end() :].lstrip(_EDGE)
        drops = word in lists.openers or (
            word in ("bapak", "ibu") and text[found.end() : found.end() + 1] == ","
        )
        if not drops or not rest:
            return text
        text = rest


def _trim_end(text: str) -> str:
    lists = spoken_words()
    while True:
        found = _LAST.search(text)
        if found is None:
            return text.rstrip(_EDGE)
        word = standard(found[0].strip(_EDGE + "!"))
        rest = text[: found.start()].rstrip(_EDGE)
        if word not in lists.closers or not rest or (word in _EVERYBODY and not _calls(rest)):
            return text.rstrip(_EDGE)
        text = rest


def _calls(text: str) -> bool:
    """Whether "semua" after this text means those who are asked: "setuju semua", "ya Bapak Ibu semua"."""
    found = _LAST.search(text)
    return found is not None and standard(found[0].strip(_EDGE + "!")) in spoken_words().closers


@cache
def _sounds() -> re.Pattern[str]:
    phrases = sorted(spoken_words().filler_phrases, key=len, reverse=True)
    words = "|".join(map(re.escape, (*phrases, *sorted(_SOUNDS, key=len, reverse=True))))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])\s*,?", re.IGNORECASE)
