"""Who was at the meeting: rows of the attendance list, and who of them signs."""

import re
from dataclasses import dataclass

from assistant.minutes.models import Minutes, Participant
from assistant.minutes.speakers import is_unnamed

_FORMS_OF_ADDRESS = frozenset(
    ("bapak", "pak", "bp", "ibu", "bu", "sdr", "sdri", "saudara", "saudari", "mas", "mbak", "kak", "bang")
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Present:
    """One row of the attendance list: a participant, and whether the transcript has them speaking."""

    name: str
    office: str
    nip: str
    heard: bool


def attendance_rows(minutes: Minutes) -> tuple[Present, ...]:
    """Everybody of the list in its order, then whoever spoke without being on it.

    Voices that nobody has named are left out: they may belong to somebody on the list.
    """
    people = minutes.form.participants
    heard = [_index_of(name, people) for name in minutes.attendance]
    rows = [
        Present(one.name, one.office or "", one.nip or "", index in heard) for index, one in enumerate(people)
    ]
    unlisted = (
        name
        for name, index in zip(minutes.attendance, heard, strict=True)
        if index is None and not is_unnamed(name)
    )
    return (*rows, *(Present(name, "", "", heard=True) for name in dict.fromkeys(unlisted)))


def unnamed_voices(minutes: Minutes) -> tuple[str, ...]:
    """Who spoke and was not recognised, such as "Pembicara 3"."""
    return tuple(dict.fromkeys(name for name in minutes.attendance if is_unnamed(name)))


def person_of(name: str | None, people: tuple[Participant, ...]) -> Participant | None:
    """The one participant of that name, with or without form of address and degrees."""
    index = _index_of(name, people) if name else None
    return None if index is None else people[index]


def _index_of(name: str, people: tuple[Participant, ...]) -> int | None:
    """The participant meant by a name: the only one who has all of its words."""
    wanted = _words(name)
    if not wanted:
        return None
    held = [_words(one.name) for one in people]
    same = [index for index, words in enumerate(held) if words == wanted]
    having = same or [index for index, words in enumerate(held) if words >= wanted]
    return having[0] if len(having) == 1 else None


def _words(name: str) -> frozenset[str]:
    """The words of a name; what follows a comma is a degree."""
    words = (word.casefold() for word in _WORD.findall(name.partition(",")[0]))
    return frozenset(word for word in words if word not in _FORMS_OF_ADDRESS)
