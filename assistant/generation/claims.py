"""What a language model wrote, read with tolerance: whatever is no sentence is nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.llm.structured import objects

LONGEST = 1_200
"""Characters of a sentence; what is longer is no sentence."""
MOST_HANDLES = 4
MOST_QUOTES = 4
MOST_UNANSWERED = 3
_NAME = re.compile(r"\b[SP]\d{1,2}\b")
_BRACKETED = re.compile(
    r"\s*(?<!sarjana\s)(?<!strata\s)(?<!magister\s)(?<!doktor\s)(?<!pendidikan\s)(?<!ijazah\s)(?<!jenjang\s)"
    r"(?:\[\s*(?:sumber:?\s*)?[SP]?\d{1,2}(?:\s*[,;]\s*[SP]?\d{1,2})*\s*\]"
    r"|\(\s*(?:(?:lihat|sumber:?)\s*)?[SP]\d{1,2}(?:\s*(?:[,;]|dan)\s*[SP]\d{1,2})*\s*\))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RawQuote:
    """Words that the model says it copied, and from where."""

    handle: str
    words: str


@dataclass(frozen=True, slots=True)
class RawClaim:
    """A sentence as the model wrote it, nothing of it checked.

    Attributes:
        number: of a repaired sentence, the one it takes the place of; 0 where it says none.
        handles: the sources that it names, those of its quotes included, each once.
    """

    text: str
    handles: tuple[str, ...] = ()
    quotes: tuple[RawQuote, ...] = ()
    number: int = 0


def read_claim(written: object) -> RawClaim | None:
    """One element of the reply's ``klaim``; None where it has no sentence."""
    if isinstance(written, str):
        written = {"kalimat": written}
    if not isinstance(written, Mapping):
        return None
    said = written.get("kalimat")
    text = _BRACKETED.sub("", " ".join(said.split())).strip() if isinstance(said, str) else ""
    if not text or len(text) > LONGEST or not any(char.isalpha() for char in text):
        return None
    quotes = _quotes(written.get("kutipan"), _names(written.get("sumber")))
    named = (*_names(written.get("sumber")), *(quote.handle for quote in quotes))
    number = written.get("nomor")
    return RawClaim(
        text=text,
        handles=tuple(dict.fromkeys(named))[:MOST_HANDLES],
        quotes=quotes,
        number=number if isinstance(number, int) and not isinstance(number, bool) else 0,
    )


def read_unanswered(reply: str) -> tuple[str, ...]:
    """What the reply says it leaves unanswered; empty where that cannot be read."""
    for read in objects(reply):
        listed = read.get("belum_terjawab")
        if isinstance(listed, list):
            found = [" ".join(one.split()) for one in listed if isinstance(one, str)]
            return tuple(dict.fromkeys(one for one in found if one))[:MOST_UNANSWERED]
    return ()


def _names(written: object) -> tuple[str, ...]:
    """Names of sources: a list of them, or one text with one or several; what is no name stays as it is."""
    listed = written if isinstance(written, list) else [written]
    found: list[str] = []
    for one in listed:
        if isinstance(one, str) and one.strip():
            found += _NAME.findall(one.upper()) or [one.strip()[:40]]
    return tuple(dict.fromkeys(found))


def _quotes(written: object, named: tuple[str, ...]) -> tuple[RawQuote, ...]:
    listed = written if isinstance(written, list) else [written]
    found: list[RawQuote] = []
    for one in listed[:MOST_QUOTES]:
        if isinstance(one, str) and named:
            one = {"sumber": named[0], "kata": one}
        if not isinstance(one, Mapping):
            continue
        words, handles = one.get("kata"), _names(one.get("sumber")) or named[:1]
        if isinstance(words, str) and words.strip() and handles:
            found.append(RawQuote(handles[0], words.strip()))
    return tuple(found)
