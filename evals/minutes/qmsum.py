"""QMSum (Zhong et al. 2021): meetings in English with human summaries, as a test of what is selected.

The reference points are the sentences of every human summary and answer of a meeting. What the notula selects
(key points, decisions, action items, open questions) is held against the beginning of the meeting, against
chance and against TextRank, each with as many words as the notula took, and with few.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from assistant.minutes.models import MeetingForm, Minutes, Transcript, Utterance
from evals.minutes.baselines import drawn, lead, text_rank, within
from evals.minutes.boundaries import numbered, pk, window_diff
from evals.minutes.coverage import coverage, sentences
from evals.statistics import SEED, Estimate, mean_interval, paired_difference

BASELINES = ("lead", "random", "textrank")
ALL, SHORT = "selected", "short"
SHORT_WORDS = 600
"""About four minutes of reading: what a summary of a meeting of hours may take."""
Understand = Callable[[Transcript, MeetingForm], Minutes]


@dataclass(frozen=True, slots=True)
class QmsumMeeting:
    """A meeting: what was said, the points that people wrote of it, and where its topics begin (from 0)."""

    id: str
    transcript: Transcript
    points: tuple[str, ...]
    topic_starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class QmsumScore:
    """Coverage of each point by budget and system, in the order of the points; ``selected`` in words.

    ``pk`` and ``window_diff`` are of the notula's topics; ``pk_even`` and ``window_diff_even`` of as many
    topics of one length.
    """

    id: str
    selected: int
    words: int
    points: Mapping[str, Mapping[str, Sequence[float]]]
    pk: float | None
    window_diff: float | None
    pk_even: float | None
    window_diff_even: float | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Mean coverage by system with its interval, and ours less each baseline, over points in meetings."""

    means: Mapping[str, Estimate]
    differences: Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class QmsumReport:
    """Every meeting, and the coverage by budget: ``ALL`` that the notula selected, or its first ``SHORT``."""

    meetings: tuple[QmsumScore, ...]
    coverage: Mapping[str, Coverage]


def load_qmsum(folder: Path) -> tuple[QmsumMeeting, ...]:
    """The meetings below a folder, by name. Raises OSError, ValueError and KeyError for other content."""
    return tuple(_meeting(path) for path in sorted(folder.glob("*.json")))


def measure_qmsum(meetings: Sequence[QmsumMeeting], understand: Understand) -> QmsumReport | None:
    """Score every meeting; None where there are none or nothing was selected of any.

    A meeting that the system selects nothing of counts as covered by nothing, and so do its baselines.
    """
    scores = tuple(_score(meeting, understand) for meeting in meetings)
    if not any(score.selected for score in scores):
        return None
    return QmsumReport(scores, {budget: _together(scores, budget) for budget in (ALL, SHORT)})


def selected(minutes: Minutes) -> list[str]:
    """Every line of a notula, each once: decisions, action items, then key points and open questions.

    Key points are taken from the topics in turn, so that the first words are of the whole meeting: a notula
    has no order of weight of its own.
    """
    lines = [one.text for one in minutes.decisions] + [one.task for one in minutes.actions]
    by_topic = [[point.text for point in topic.key_points] for topic in minutes.topics]
    lines += [line for turn in zip_longest(*by_topic) for line in turn if line is not None]
    lines += [one.text for one in minutes.open_questions]
    return list(dict.fromkeys(lines))


def _score(meeting: QmsumMeeting, understand: Understand) -> QmsumScore:
    minutes = understand(meeting.transcript, MeetingForm(title=meeting.id))
    ours = selected(minutes)
    total = sum(len(line.split()) for line in ours)
    lines = [line for one in meeting.transcript.utterances for line in sentences(one.raw)]
    places = {one.id: place for place, one in enumerate(meeting.transcript.utterances)}
    reference = numbered(meeting.topic_starts, len(places))
    found = numbered([places[topic.first] for topic in minutes.topics], len(places))
    count = len(minutes.topics)
    even = numbered([len(places) * number // count for number in range(count)], len(places))
    return QmsumScore(
        meeting.id,
        total,
        sum(len(line.split()) for line in lines),
        {
            ALL: _by_system(meeting.points, ours, lines, total),
            SHORT: _by_system(meeting.points, ours, lines, min(total, SHORT_WORDS)),
        },
        pk(reference, found),
        window_diff(reference, found),
        pk(reference, even),
        window_diff(reference, even),
    )


def _by_system(
    points: Sequence[str], ours: Sequence[str], lines: Sequence[str], budget: int
) -> dict[str, list[float]]:
    draws = [coverage(points, text) for text in drawn(lines, budget, SEED)]
    return {
        "notula": coverage(points, within(ours, budget)),
        "lead": coverage(points, lead(lines, budget)),
        "random": [sum(column) / len(draws) for column in zip(*draws, strict=True)],
        "textrank": coverage(points, text_rank(lines, budget)),
    }


def _together(scores: Sequence[QmsumScore], budget: str) -> Coverage:
    clusters = [score.id for score in scores for _ in score.points[budget]["notula"]]
    values = {
        name: [value for score in scores for value in score.points[budget][name]]
        for name in ("notula", *BASELINES)
    }
    means = {name: mean_interval(of, clusters) for name, of in values.items()}
    differences = {name: paired_difference(values["notula"], values[name], clusters) for name in BASELINES}
    return Coverage(
        {name: estimate for name, estimate in means.items() if estimate},
        {name: estimate for name, estimate in differences.items() if estimate},
    )


def _meeting(path: Path) -> QmsumMeeting:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    turns = content["meeting_transcripts"]
    utterances = tuple(
        Utterance(f"u{number}", turn["content"], turn["content"], turn["speaker"])
        for number, turn in enumerate(turns, 1)
    )
    answers = [
        query["answer"] for kind in ("general_query_list", "specific_query_list") for query in content[kind]
    ]
    starts = sorted({int(span[0]) for topic in content["topic_list"] for span in topic["relevant_text_span"]})
    return QmsumMeeting(
        path.stem,
        Transcript(utterances, "qmsum"),
        tuple(point for answer in answers for point in sentences(answer)),
        tuple(start for start in starts if start < len(utterances)),
    )
