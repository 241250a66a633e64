"""What the label of a speaker looks like."""

import re
from collections.abc import Sequence

from assistant.guard.words import name_parts
from assistant.minutes.reading_words import word_set

LONGEST = 80
"""Characters of a label at most."""
_MOST_WORDS = 9
_LONGEST_TITLE = 120
_TITLE_SHARE = 0.7

_NUMBERED = re.compile(
    r"(?:pembicara|speaker|spk|peserta|narasumber|participant|voice|suara|orang|s)[ _-]{0,2}(\d{1,4}|[a-z])",
    re.IGNORECASE,
)
_BARE_MARK = re.compile(r"\d{1,9}|[A-Z]|(?:[\w-]{1,80}/){1,8}[\w-]{1,80}|[0-9a-fA-F-]{16,64}")
"""Numbers, letters and identifiers that tools give instead of a name."""
_NOBODY = re.compile(
    r"\W*(?:unknown(?: speaker)?|tidak (?:dikenal|diketahui)|anonim|n/?a|pembicara|speaker)\W*", re.I
)
_WORD = re.compile(r"[^\W\d_][\w.'’`-]*")
_TITLE_TAIL = re.compile(r",\s*[A-Z][\w. ]{0,12}(?:,\s*[A-Z][\w. ]{0,12}){0,6}\.?$")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]{0,60}[)\]]")
_TITLE_LINE = re.compile(
    r"(?:transkrip|transcript|notula|notulen|risalah|rekaman|berita acara)\b", re.IGNORECASE
)


def is_numbered(label: str) -> bool:
    """Whether a label stands for a speaker nobody named: "Speaker 2", "SPEAKER_01", "A", "0"."""
    return bool(_NUMBERED.fullmatch(label.strip()) or _BARE_MARK.fullmatch(label.strip()))


def is_nobody(label: str) -> bool:
    """Whether a label says that the speaker is not known at all."""
    return _NOBODY.fullmatch(label) is not None


def could_be_name(label: str) -> bool:
    """Whether a label is written as the name or the office of a person."""
    label = label.strip()
    if not 1 < len(label) <= LONGEST:
        return False
    if _NUMBERED.fullmatch(label):
        return True
    bare = _TITLE_TAIL.sub("", _ASIDE.sub("", label)).strip()
    words = bare.split()
    if not 0 < len(words) <= _MOST_WORDS or not all(_WORD.fullmatch(word) for word in words):
        return False
    first = words[0].rstrip(".").lower()
    if first in word_set("honorifics"):
        return len(words) <= 6
    if first in word_set("no_speakers"):
        return False
    if _is_title(words):  # "dr Andi", "drg. Maya": the title is written small, the name is not
        words, bare = words[1:], " ".join(words[1:])
    # Scripts without capitals are neither upper nor lower.
    capital = all(not word[0].islower() or word.lower() in word_set("name_joins") for word in words)
    return capital and not bare[0].islower()


def is_surely_person(label: str) -> bool:
    """Whether a label that could be a name says so itself: by an honorific, an office or a number."""
    first = label.split()[0].rstrip(".").lower()
    return (
        first in word_set("honorifics")
        or _is_title(label.split())
        or first in word_set("roles")
        or _NUMBERED.fullmatch(label.strip()) is not None
    )


def _is_title(words: Sequence[str]) -> bool:
    """Whether the first of several words is a title of more than an initial: "dr", "Ns", "Ir."."""
    first = words[0].rstrip(".").lower()
    return len(words) > 1 and len(first) > 1 and first in word_set("titles")


def has_name_part(label: str) -> bool:
    """Whether a word of the label is a part of Indonesian names and no everyday word."""
    return any(word.strip(".,()").lower() in name_parts() for word in label.split())


def is_form_line(line: str) -> bool:
    """Whether a line above the first speech is a field of the form or the title, not something said."""
    field = line[:LONGEST].partition(":")
    if field[1] and field[0].split() and field[0].split()[0].strip("/.*").lower() in word_set("form_fields"):
        return True
    cells = line[:_LONGEST_TITLE].split("|")
    if len(cells) > 1 and all(cell.strip().lower() in word_set("column_names") for cell in cells):
        return True
    if len(line) > _LONGEST_TITLE:
        return False
    words = line.split()
    capitals = sum(not word[0].islower() for word in words)
    titled = line.rstrip()[-1:] not in ".?!…" and capitals >= _TITLE_SHARE * len(words)
    return titled or _TITLE_LINE.match(line.lstrip("#*= ")) is not None


def is_transcribers_note(line: str) -> bool:
    """Whether a paragraph is a remark of whoever typed the transcript: "Catatan: rekaman terputus"."""
    word, colon, _ = line[:LONGEST].strip(" ([*_").partition(":")
    return bool(colon) and word.strip().lower() in word_set("transcribers_notes")
