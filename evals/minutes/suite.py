"""Every meeting with gold through one system: found, missed, unsupported, and how topics were cut."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter

from assistant.minutes.models import MeetingForm, Minutes
from corpus.errors import TanyaError
from evals.minutes.action_score import ActionScore, score_actions
from evals.minutes.boundaries import numbered, pk, window_diff
from evals.minutes.evidence import Places
from evals.minutes.meeting import Meeting
from evals.minutes.statement_score import StatementScore, score_decisions, score_questions
from evals.minutes.tally import Tally
from evals.minutes.unsupported import Unsupported, unsupported
from evals.statistics import Estimate, mean_interval

Make = Callable[[str, str, MeetingForm], Minutes]
"""A system: the words of a transcript file, its name, and the form of the meeting, to a notula."""
_MINUTES = TypeAdapter(Minutes)


@dataclass(frozen=True, slots=True)
class MeetingScores:
    """What was measured of one meeting.

    Attributes:
        utterances: as the reader cut the transcript.
        seconds: by the clock, reading included.
    """

    id: str
    split: str
    words: int
    utterances: int
    seconds: float
    decisions: StatementScore
    actions: ActionScore
    questions: StatementScore
    pk: float | None
    window_diff: float | None
    unsupported: tuple[Unsupported, ...]


@dataclass(frozen=True, slots=True)
class FailedMeeting:
    """The system ended with an error: no value, and counted apart."""

    id: str
    split: str
    reason: str


def run_meeting(meeting: Meeting, make: Make) -> MeetingScores | FailedMeeting:
    """Measure one meeting; the product's own errors are reported, all others are defects and raised."""
    form = meeting.form.as_form()
    started = time.perf_counter()
    try:
        minutes = make(meeting.words, meeting.transcript, form)
    except TanyaError as error:
        return FailedMeeting(meeting.id, meeting.split, str(error))
    seconds = time.perf_counter() - started
    one_pk, one_diff = _topics(minutes, meeting)
    return MeetingScores(
        meeting.id,
        meeting.split,
        sum(len(one.raw.split()) for one in minutes.transcript.utterances),
        len(minutes.transcript.utterances),
        seconds,
        score_decisions(minutes, meeting),
        score_actions(minutes, meeting),
        score_questions(minutes, meeting),
        one_pk,
        one_diff,
        tuple(unsupported(as_json(minutes), meeting.words)),
    )


def as_json(minutes: Minutes) -> dict[str, Any]:
    """A notula as values that JSON has, field by field."""
    content: dict[str, Any] = _MINUTES.dump_python(minutes, mode="json")
    return content


def interval(tallies: Sequence[Tally], of: Literal["found", "gold"]) -> Estimate | None:
    """Precision (``of`` found) or recall (``of`` gold) over all items, meetings resampled as wholes."""
    values: list[float] = []
    clusters: list[int] = []
    for number, tally in enumerate(tallies):
        total = tally.found if of == "found" else tally.gold
        values += [1.0] * tally.right + [0.0] * (total - tally.right)
        clusters += [number] * total
    return mean_interval(values, clusters)


def _topics(minutes: Minutes, meeting: Meeting) -> tuple[float | None, float | None]:
    order = {one.id: place for place, one in enumerate(minutes.transcript.utterances)}
    places = Places(minutes.transcript)
    # What is said before the first topic, greetings mostly, belongs to it: a meeting begins in a topic.
    starts = [
        min(order[one] for one in held) for topic in meeting.topics[1:] if (held := places.of(topic.starts))
    ]
    reference = numbered(starts, len(order))
    found = numbered([order[topic.first] for topic in minutes.topics], len(order))
    return pk(reference, found), window_diff(reference, found)
