"""What others than its members may read and find of a signed notula: its lines, without personal data."""

from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from pydantic import TypeAdapter

from api.minutes.models import Line, Notula, Section
from assistant.guard.personal_data import mask_all
from corpus.dates import long_date
from corpus.models import Frozen
from corpus.search_words import search_words


class PublicationState(StrEnum):
    """Where the publication of a notula stands."""

    WAITING = "menunggu"
    """The knowledge manager has not looked yet."""
    PUBLISHED = "terbit"
    REFUSED = "ditolak"
    WITHDRAWN = "ditarik"


class Audience(StrEnum):
    """Who finds a published notula."""

    MEMBERS = "peserta"
    """Those who may read it anyhow."""
    AGENCY = "instansi"
    """Everybody who has an account in use; never who is not signed in."""


class Passage(Frozen):
    """One line of a published notula.

    Attributes:
        heading: the topic of a key point; else empty.
    """

    section: Section
    heading: str
    text: str


PASSAGES: TypeAdapter[tuple[Passage, ...]] = TypeAdapter(tuple[Passage, ...])


class Publication(Frozen):
    """That a signed notula is to be, or is, found by others.

    Attributes:
        number: the version that was signed.
        passages: what they read; empty unless it waits or is published.
        asked_by: name of who asked for it; empty where the account is gone.
        reason: in Indonesian, why it was refused or withdrawn.
        version: grows with every change; give it back with the next one.
    """

    meeting_id: str
    state: PublicationState
    audience: Audience
    number: int
    title: str
    held_on: date | None
    passages: tuple[Passage, ...]
    asked_by: str
    asked_at: datetime
    decided_at: datetime | None
    reason: str
    version: int


class Found(Frozen):
    """A notula that a search found.

    Attributes:
        passages: the lines that hold most of the words; the first ones where no words were given.
        member: whether who searches may read the whole notula.
    """

    meeting_id: str
    title: str
    held_on: date | None
    audience: Audience
    passages: tuple[Passage, ...]
    member: bool


def masked_notula(notula: Notula) -> tuple[str, tuple[Passage, ...]]:
    """The title and the lines of a notula, personal data taken out of them all alike.

    The transcript, the attendance list with its NIP, the form's notes and who vouched for what are left out.
    """
    lines = [line for section in Section for line in notula.lines if line.section is section]
    headings = [_heading(notula, line) for line in lines]
    texts = [notula.form.title, *headings, *map(_text, lines)]
    hidden = [one.text for one in mask_all(texts)]
    title, rest = hidden[0], hidden[1:]
    passages = tuple(
        Passage(section=line.section, heading=heading, text=text)
        for line, heading, text in zip(lines, rest[: len(lines)], rest[len(lines) :], strict=True)
    )
    return title, passages


def stems(text: str) -> tuple[str, ...]:
    """The words of a text as they are searched, each once."""
    return tuple(dict.fromkeys(map(_root, search_words(text))))


@lru_cache(maxsize=65_536)
def _root(stem: str) -> str:
    """A stem that stemming changes no more: "diperiksa" is "periksa" at first, "periksa" itself "iksa"."""
    for _ in range(3):
        again = search_words(stem)
        if len(again) != 1 or again[0] == stem:
            break
        stem = again[0]
    return stem


def searched_words(title: str, passages: tuple[Passage, ...]) -> str:
    """Every word that a notula is found by, each once, with a space on both sides."""
    every = " ".join((title, *(f"{one.heading} {one.text}" for one in passages)))
    return f" {' '.join(stems(every))} "


def best_passages(passages: tuple[Passage, ...], wanted: tuple[str, ...], most: int) -> tuple[Passage, ...]:
    """The lines that hold most of the wanted words, in the order of the notula."""
    if not wanted:
        return passages[:most]
    asked = frozenset(wanted)
    held = [len(asked & frozenset(stems(f"{one.heading} {one.text}"))) for one in passages]
    places = sorted((place for place, hits in enumerate(held) if hits), key=lambda place: -held[place])
    return tuple(passages[place] for place in sorted(places[:most]))


def _heading(notula: Notula, line: Line) -> str:
    if line.topic is None or not 0 <= line.topic < len(notula.topics):
        return ""
    return notula.topics[line.topic].title


def _text(line: Line) -> str:
    """A line with what belongs to an action item, as one text."""
    parts = [line.text.rstrip()]
    if line.section is Section.ACTION:
        parts.append(f"Penanggung jawab: {line.pic or 'tidak disebutkan'}.")
        due = long_date(line.deadline) if line.deadline else line.deadline_phrase or "tidak disebutkan"
        parts.append(f"Tenggat: {due}.")
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts)
