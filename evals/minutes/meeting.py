"""The meetings with a gold notula, as ``evals/datasets/minutes/README.md`` describes them."""

from collections.abc import Iterable
from datetime import date, time
from functools import cached_property
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.minutes.models import MeetingForm, Participant

MEETINGS = Path(__file__).parents[1] / "datasets" / "minutes"
Split = Literal["dev", "test", "test-2"]
BLIND: Split = "test-2"
"""Read by nobody who tunes: it lies apart, and is loaded only where it is named."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GoldParticipant(_Strict):
    """A person of the attendance list."""

    name: str
    office: str | None
    nip: str | None


class GoldForm(_Strict):
    """What the secretary filled in."""

    title: str
    held_on: date
    begins: time | None
    ends: time | None
    place: str | None
    chair: str | None
    secretary: str | None
    participants: tuple[GoldParticipant, ...]
    agenda: tuple[str, ...]

    def as_form(self) -> MeetingForm:
        """The same in the product's words."""
        return MeetingForm(
            title=self.title,
            held_on=self.held_on,
            begins=self.begins,
            ends=self.ends,
            place=self.place,
            chair=self.chair,
            secretary=self.secretary,
            participants=tuple(Participant(one.name, one.office, one.nip) for one in self.participants),
            agenda=self.agenda,
        )


class GoldDecision(_Strict):
    """A decision, or an open question, with the words it rests on."""

    id: str
    text: str
    quotes: tuple[str, ...]
    optional: bool = False


class GoldAction(_Strict):
    """A task. ``pic``: for each person the forms that name them; ``deadline``: the dates any of which is
    right, None among them where having none is right too, empty where there is none.
    """

    id: str
    task: str
    pic: tuple[tuple[str, ...], ...]
    deadline_phrase: str | None
    deadline: tuple[date | None, ...]
    quotes: tuple[str, ...]
    optional: bool = False


class GoldTopic(_Strict):
    """A stretch of the meeting, by the words that open it."""

    title: str
    agenda_item: int | None
    starts: str


class Negative(_Strict):
    """Words that look like a decision or an assignment and are none."""

    id: str
    why: str
    quotes: tuple[str, ...]


class Meeting(_Strict):
    """A meeting with its gold."""

    id: str
    split: Split
    style: str
    transcript: str
    form: GoldForm
    decisions: tuple[GoldDecision, ...]
    actions: tuple[GoldAction, ...]
    topics: tuple[GoldTopic, ...]
    open_questions: tuple[GoldDecision, ...]
    negatives: tuple[Negative, ...]

    @cached_property
    def words(self) -> str:
        """The transcript file as it stands. Raises OSError."""
        return (folder_of(self.split) / self.transcript).read_text(encoding="utf-8")

    def quotes(self) -> Iterable[str]:
        """Every quote of the gold."""
        items: tuple[GoldDecision | GoldAction | Negative, ...] = (
            *self.decisions, *self.actions, *self.open_questions, *self.negatives,
        )  # fmt: skip
        for item in items:
            yield from item.quotes
        yield from (topic.starts for topic in self.topics)


def folder_of(split: Split | None) -> Path:
    """Where the files of a split lie (None: those of ``dev`` and ``test``)."""
    return MEETINGS / BLIND if split == BLIND else MEETINGS


def load_meetings(split: Split | None = None) -> tuple[Meeting, ...]:
    """The meetings of a split, by name; None: ``dev`` and ``test``, never the blind one.

    Raises:
        ValueError: a gold file does not fit its schema (pydantic's, naming the field).
    """
    every = (
        Meeting.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(folder_of(split).glob("*.gold.yaml"))
    )
    return tuple(meeting for meeting in every if split in (None, meeting.split))
