"""Fit the weights by which clauses are judged to give a task: ``python -m evals.fit_tasks``.

As :mod:`evals.fit_minutes`, whose meetings it reads: an example is a clause that may give a task, positive
where its line is that of a gold action item, left out where that is optional. No meeting is judged by
weights that were fitted on it. The rules of assignments were written on the ten oldest meetings and
hardly err there, so these count ``OLD_IMPORTANCE`` in the fit and nothing in the choice of penalty and
threshold. Deterministic.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml

from assistant.minutes.models import Minutes, Transcript
from assistant.minutes.speakers import name_speakers
from assistant.minutes.transcript import read_transcript
from assistant.minutes.understanding.actions import ActionFinder
from assistant.minutes.understanding.acts import acts_of
from assistant.minutes.understanding.assigning_words import PREFIXES
from assistant.minutes.understanding.clauses import Speech
from assistant.minutes.understanding.judgement import Judgement
from assistant.minutes.understanding.tasks import Task
from evals.fit_minutes import OLDEST, VALIDATION, dev_meetings
from evals.logistic import Floats, fit_logistic
from evals.minutes.action_score import score_actions
from evals.minutes.evidence import Places
from evals.minutes.matching import LEAST_OVERLAP, content_words, overlap
from evals.minutes.meeting import GoldAction, Meeting
from evals.minutes.tally import Tally, added

TARGET = Path(__file__).parents[1] / "assistant" / "data" / "assigning.yaml"
PENALTIES = (30.0, 100.0)
THRESHOLDS = tuple(round(-1.4 + 0.2 * step, 1) for step in range(13))
OLD_IMPORTANCE = 0.4
FOLDS = 8
LEAST_MEETINGS = 5
WORD_PENALTY = 6.0
SLACK = 0.01
"""Of F1, given up for precision: a wrong task in a notula is worse than a missing one."""
_FOR = (
    "firm firm_or_due ruled day limit due day_later accepted nodded takes_on somebody cleft requests must"
    " offers plans leaves known_verb lah_verb urges outward matter loose_due loose_accepted chair_names"
    " chair_accepted chair_due own_due own_plans notes_names notes_due unknown_due"
)
_AGAINST = (
    "objected speech_verb no_verb asks reported supposes condition proposes puts_off procedure decides wish"
    " floor done done_after denied past state reasons others is particle thin starts_meeting"
)
SIGNS = {**dict.fromkeys(_FOR.split(), 1), **dict.fromkeys(_AGAINST.split(), -1)}
"""What a feature can only speak for, or only against; chance is not learned in its place."""


@dataclass(frozen=True, slots=True)
class LearnedTasks:
    """A meeting with the clauses that may give a task.

    Attributes:
        features: of each clause, by name.
        labels: 1 where a clause gives a task, else 0.
        importance: 0 where it counts neither way.
    """

    meeting: Meeting
    transcript: Transcript
    finder: ActionFinder
    features: tuple[Mapping[str, float], ...]
    labels: Floats
    importance: Floats


def learned_tasks(meeting: Meeting) -> LearnedTasks:
    """The examples of one meeting."""
    form = meeting.form.as_form()
    transcript = name_speakers(read_transcript(meeting.words, name=meeting.transcript), form.participants)
    speech = Speech(transcript, form)
    finder = ActionFinder(speech, acts_of(speech))
    tasks = list(finder.possible())
    places = Places(transcript)
    firm = [one for one in meeting.actions if not one.optional]
    optional = [one for one in meeting.actions if one.optional]
    labels = np.array([float(_among(one, speech, firm, places)) for one in tasks])
    either = np.array([_among(one, speech, optional, places) for one in tasks])
    weight = OLD_IMPORTANCE if meeting.id in OLDEST else 1.0
    importance = np.where(either & (labels == 0), 0.0, weight)
    return LearnedTasks(meeting, transcript, finder, tuple(one.features for one in tasks), labels, importance)


def _among(task: Task, speech: Speech, gold: Sequence[GoldAction], places: Places) -> bool:
    """Whether the line of a task is one of some gold items, as the measure holds them against each other."""
    words, cited = content_words(task.text), set(speech.ids({task.position}))
    return any(
        cited & places.of_any(one.quotes)
        and overlap(words, content_words(one.task, *one.quotes)) >= LEAST_OVERLAP
        for one in gold
    )


def fitted_tasks(meetings: Sequence[LearnedTasks], penalty: float, threshold: float) -> Judgement:
    """The weights that the examples of some meetings give.

    Of words only those are weighed that ``LEAST_MEETINGS`` have, and against ``WORD_PENALTY`` times the
    penalty: there are many, and each meeting has its own.
    """
    used = Counter(name for one in meetings for name in {name for row in one.features for name in row})
    names = sorted(name for name, count in used.items() if count >= LEAST_MEETINGS or not is_word(name))
    place = {name: index for index, name in enumerate(names)}
    rows = [row for one in meetings for row in one.features]
    features = np.zeros((len(rows), len(names)))
    for row, told in zip(features, rows, strict=True):
        for name, value in told.items():
            if name in place:
                row[place[name]] = value
    model = fit_logistic(
        features,
        np.concatenate([one.labels for one in meetings]),
        np.concatenate([one.importance for one in meetings]),
        penalty=penalty,
        spreads=np.where(
            [is_word(name) for name in names], features.std(axis=0) * np.sqrt(WORD_PENALTY), 0.0
        ),
        signs=[SIGNS.get(name, 0) for name in names],
    )
    weights = {name: round(float(weight), 4) for name, weight in zip(names, model.weights, strict=True)}
    return Judgement(
        {name: weight for name, weight in weights.items() if weight}, round(model.bias, 4), threshold
    )


def is_word(name: str) -> bool:
    """Whether a feature is a word that was said, or a run of tags."""
    return name.startswith(PREFIXES)


def scored_tasks(one: LearnedTasks, by: Judgement) -> Tally:
    """How many action items of a meeting are right under some weights."""
    form = one.meeting.form.as_form()
    minutes = Minutes(form, one.transcript, actions=tuple(one.finder.judged(by)))
    return score_actions(minutes, one.meeting).task


def cross_validated_tasks(meetings: Sequence[LearnedTasks], penalty: float) -> dict[float, Tally]:
    """For each threshold the action items of the newer meetings, judged by weights fitted on other meetings.

    The meetings are dealt into ``FOLDS`` by name; a fold is judged by what the others give.
    """
    models = [
        fitted_tasks([one for at, one in enumerate(meetings) if at % FOLDS != fold], penalty, 0.0)
        for fold in range(FOLDS)
    ]
    return {
        threshold: added(
            scored_tasks(one, replace(models[at % FOLDS], threshold=threshold))
            for at, one in enumerate(meetings)
            if one.meeting.id not in OLDEST
        )
        for threshold in THRESHOLDS
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, say what cross-validation shows, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", nargs="*", default=VALIDATION, help="dev meetings to leave aside")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    chosen = parser.parse_args(arguments)
    meetings = [learned_tasks(one) for one in dev_meetings(chosen.without)]
    tried: list[tuple[Tally, float, float]] = []
    for penalty in PENALTIES:
        for threshold, tally in cross_validated_tasks(meetings, penalty).items():
            sys.stdout.write(f"{penalty:5.1f} {threshold:5.1f} {tally} F1 {tally.f1 or 0.0:.3f}\n")
            tried.append((tally, penalty, threshold))
    best = max(one[0].f1 or 0.0 for one in tried)
    near = [one for one in tried if (one[0].f1 or 0.0) >= best - SLACK]
    tally, penalty, threshold = max(near, key=lambda one: one[0].precision or 0.0)
    sys.stdout.write(f"{tally} F1 {tally.f1 or 0.0:.3f}, penalty {penalty}, threshold {threshold}\n")
    if not chosen.dry:
        judged = fitted_tasks(meetings, penalty, threshold)
        content = {"weights": dict(judged.weights), "bias": judged.bias, "threshold": judged.threshold}
        TARGET.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
