"""The words of a notula: a transcript and its utterances, the form of the meeting, and what was made of them.

An utterance is the smallest piece of evidence. Everything a notula states names the utterances it rests on;
agenda and notes are never evidence for what was said.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

UNKNOWN_SPEAKER = "Pembicara"
"""Name before the number of a speaker whom nobody named: "Pembicara 3"."""
NOT_SAID = "tidak disebutkan"
"""What stands for a person in charge or a deadline that nobody said."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one person said in one go.

    ``id`` is ``u1``, ``u2`` … in the order of the transcript and never changes when speakers are renamed or
    fillers are cleaned away. ``text`` is what is read as evidence; ``raw`` is what the transcript held.
    ``start`` and ``end`` are seconds from the beginning of the recording, None where the transcript has no
    times.
    """

    id: str
    text: str
    raw: str
    speaker: str
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """The utterances in the order in which they were said, and in Indonesian what was odd about reading
    them.
    """

    utterances: tuple[Utterance, ...]
    format: str
    remarks: tuple[str, ...] = ()

    def by_id(self) -> Mapping[str, Utterance]:
        """Every utterance by its identifier."""
        return {utterance.id: utterance for utterance in self.utterances}


@dataclass(frozen=True, slots=True)
class Participant:
    """One person of the attendance list; ``office`` is a jabatan or unit, ``nip`` eighteen digits."""

    name: str
    office: str | None = None
    nip: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingForm:
    """What the secretary fills in. None of it is evidence for what was said."""

    title: str
    held_on: date | None = None
    begins: time | None = None
    ends: time | None = None
    place: str | None = None
    chair: str | None = None
    secretary: str | None = None
    participants: tuple[Participant, ...] = ()
    agenda: tuple[str, ...] = ()
    notes: str = ""


class Standing(StrEnum):
    """Whether a statement was found borne out by the utterances it names."""

    VERIFIED = "terverifikasi"
    TO_CHECK = "perlu diperiksa"


@dataclass(frozen=True, slots=True)
class Statement:
    """One line of a notula: a key point, a decision or an open question.

    ``utterances`` are the identifiers it rests on, at least one, in the order of the transcript.
    ``problems`` says in plain Indonesian why it is to be checked; it is empty exactly where ``standing`` is
    verified.
    """

    text: str
    utterances: tuple[str, ...]
    standing: Standing = Standing.VERIFIED
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionItem:
    """Something a person was given to do. ``pic`` and ``deadline`` are None where nobody said them (shown
    as NOT_SAID).

    ``deadline_phrase`` is the spoken wording ("Jumat depan"), kept even where no date could be worked out
    of it; ``deadline`` is the date it means, counted from the day of the meeting.
    """

    task: str
    utterances: tuple[str, ...]
    pic: str | None = None
    deadline_phrase: str | None = None
    deadline: date | None = None
    standing: Standing = Standing.VERIFIED
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or an amount of money that was said: its wording, its value and unit ("rupiah", "orang",
    "persen").
    """

    phrase: str
    value: float
    unit: str | None
    utterance: str


class ReferenceStanding(StrEnum):
    """What the corpus knows of a regulation that was mentioned."""

    IN_FORCE = "berlaku"
    REPEALED = "dicabut"
    AMENDED = "diubah"
    NOT_YET = "belum berlaku"
    UNKNOWN = "tidak ada di pustaka"


@dataclass(frozen=True, slots=True)
class RegulationReference:
    """A regulation or provision that somebody mentioned, linked to the corpus where it is known."""

    phrase: str
    utterance: str
    identifier: str | None
    standing: ReferenceStanding
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A stretch of the meeting about one thing.

    ``agenda_item`` is the index (from 0) of the agenda item it belongs to, None where it fits none.
    ``first`` and ``last`` are the identifiers of its first and last utterance; topics follow each other
    without gaps.
    """

    title: str
    first: str
    last: str
    agenda_item: int | None = None
    key_points: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Minutes:
    """A notula with everything it rests on."""

    form: MeetingForm
    transcript: Transcript
    topics: tuple[Topic, ...] = ()
    decisions: tuple[Statement, ...] = ()
    actions: tuple[ActionItem, ...] = ()
    open_questions: tuple[Statement, ...] = ()
    amounts: tuple[Amount, ...] = ()
    references: tuple[RegulationReference, ...] = ()
    attendance: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
