"""Fit the weights by which clauses are judged to decide: ``python -m evals.fit_minutes``.

An example is a clause of a dev meeting: positive where it lies in the words that a gold decision rests on,
left out where those are optional. Nothing is judged by a model that has seen its meeting: for every meeting
the weights are fitted on the others. Penalty and threshold are those with the highest precision among those
under which the product's decisions are nearly the best (F1), on the meetings that the rules were not written
on. The shipped weights are then fitted on all of the meetings. Deterministic.

Only ``dev`` is read, and of it nothing of ``VALIDATION`` (drawn with seed 7 of the fourteen meetings that
were added last), which shows what the weights are worth on meetings they have not seen.
"""

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
import yaml

from assistant.minutes.models import Minutes, Statement, Transcript
from assistant.minutes.speakers import name_speakers
from assistant.minutes.transcript import read_transcript
from assistant.minutes.understanding.actions import ActionFinder
from assistant.minutes.understanding.acts import Act, acts_of
from assistant.minutes.understanding.candidates import Candidate, is_vetoed
from assistant.minutes.understanding.clauses import Clause, Speech
from assistant.minutes.understanding.decisions import DecisionFinder
from assistant.minutes.understanding.judgement import Judgement
from assistant.minutes.understanding.revisions import settle
from assistant.minutes.understanding.scorer import enough
from evals.logistic import Floats, fit_logistic
from evals.minutes.evidence import Places
from evals.minutes.matching import LEAST_OVERLAP, content_words, overlap
from evals.minutes.meeting import MEETINGS, GoldDecision, Meeting
from evals.minutes.statement_score import score_decisions
from evals.minutes.tally import Tally, added

TARGET = Path(__file__).parents[1] / "assistant" / "data" / "settling.yaml"
PENALTIES = (30.0, 100.0)
WITHIN = 0.75
"""Share of the content words, of a clause or of a quote, that the other holds where they say the same."""
THRESHOLDS = tuple(round(-2.0 + 0.2 * step, 1) for step in range(12))

SLACK = 0.02
"""Of F1, given up for precision: a wrong decision in a notula is worse than a missing one."""
VALIDATION = (
    "dev-banjir-kelurahan", "dev-banmus-setwan", "dev-dewan-guru", "dev-lokmin-puskesmas",
    "dev-mutasi-bkpsdm", "dev-penertiban-satpol", "dev-rilis-diskominfo",
)  # fmt: skip
OLDEST = frozenset(
    f"dev-{name}"
    for name in (
        "anggaran-diklat", "campur-jawa", "catatan-kasar", "hampir-kosong", "rakor-kecamatan", "sisipan",
        "sop-cuti", "staf-bkd", "tanpa-nama", "whisper-kacau",
    )
)  # fmt: skip
"""The rules were written on these and hardly err there, so they count nothing in the choice."""
OLD_IMPORTANCE = 0.6
"""What a clause of theirs counts for in the fit."""
SIGNS = {
    **dict.fromkeys(("explicit", "confirmed", "listed", "weight", "enough", "taken_up", "deciding_words"), 1),
    **dict.fromkeys(("chair_sums_up", "sums_up_in_order", "after_arrow", "is", "strong", "weak"), 1),
    **dict.fromkeys(("lead", "settles", "particle", "forbids", "we_do", "chair_agreed", "said_before"), 1),
    **dict.fromkeys(
        (
            "asks",
            "puts_off",
            "reported",
            "supposes",
            "procedure",
            "assigned",
            "of_a_task",
            "only_when",
            "objected",
        ),
        -1,
    ),
    **dict.fromkeys(("objected_next", "past", "reasons", "done", "if", "of_speaker", "requests", "thin"), -1),
}
"""What a feature can only speak for, or only against; chance is not learned in its place."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A meeting with the clauses that may decide.

    Attributes:
        labels: 1 where a clause is part of a decision, else 0.
        importance: 0 where it counts neither way.
    """

    meeting: Meeting
    transcript: Transcript
    speech: Speech
    acts: list[list[Act]]
    finder: DecisionFinder
    candidates: tuple[Candidate, ...]
    features: Floats
    labels: Floats
    importance: Floats


def dev_meetings(without: Sequence[str] = ()) -> list[Meeting]:
    """The dev meetings but those whose names are left aside; no file of another split is opened."""
    paths = sorted(MEETINGS.glob("dev-*.gold.yaml"))
    return [
        Meeting.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in paths
        if path.name.removesuffix(".gold.yaml") not in without
    ]


def learned(meeting: Meeting) -> Learned:
    """The examples of one meeting."""
    form = meeting.form.as_form()
    transcript = name_speakers(read_transcript(meeting.words, name=meeting.transcript), form.participants)
    speech = Speech(transcript, form)
    acts = acts_of(speech)
    actions = ActionFinder(speech, acts)
    actions.find()
    finder = DecisionFinder(speech, acts, actions.assigned, actions.answered)
    candidates = tuple(one for one in finder.candidates() if not is_vetoed(one))
    places = Places(transcript)
    firm = [one for one in meeting.decisions if not one.optional]
    optional = [one for one in meeting.decisions if one.optional]
    weight = OLD_IMPORTANCE if meeting.id in OLDEST else 1.0
    labels = np.array([float(_right(one, finder, speech, firm, places)) for one in candidates])
    either = np.array([_right(one, finder, speech, optional, places) for one in candidates])
    return Learned(
        meeting, transcript, speech, acts, finder, candidates,
        np.array([list(one.features.values()) for one in candidates]),
        labels, np.where(either & (labels == 0), 0.0, weight),
    )  # fmt: skip


def _right(
    one: Candidate, finder: DecisionFinder, speech: Speech, gold: Sequence[GoldDecision], places: Places
) -> bool:
    """Whether the line that a clause makes is one of some gold items.

    Deciding words and proposals take their matter from elsewhere, so their line is held against gold as the
    measure does it; of other clauses the words must be those of a quote.
    """
    if not (one.verdict.explicit or one.verdict.confirmed or one.verdict.taken_up):
        return _among(one.act.clause, gold, places)
    decided = finder.decided(one)
    if decided is None:
        return False
    words, cited = content_words(decided.text), set(speech.ids(decided.positions))
    return any(
        cited & places.of_any(item.quotes)
        and overlap(words, content_words(item.text, *item.quotes)) >= LEAST_OVERLAP
        for item in gold
    )


def _among(clause: Clause, gold: Iterable[GoldDecision], places: Places) -> bool:
    """Whether a clause is part of the words that one of some gold items rests on."""
    words = content_words(clause.text)
    if not words:
        return False
    for quote in (quote for one in gold for quote in one.quotes):
        if clause.utterance.id in places.of(quote):
            wanted = content_words(quote)
            shared = len(words & wanted)
            if shared >= WITHIN * len(words) or (wanted and shared >= WITHIN * len(wanted)):
                return True
    return False


class Examples(Protocol):
    """Clauses of a meeting as numbers: a row of ``features``, a label and an importance each."""

    @property
    def features(self) -> Floats:
        """Shape (clauses, features)."""

    @property
    def labels(self) -> Floats:
        """1 where a clause is what is sought, shape (clauses,)."""

    @property
    def importance(self) -> Floats:
        """What each counts for, shape (clauses,)."""


def judgement_of(
    examples: Sequence[Examples],
    names: Sequence[str],
    signs: Mapping[str, int],
    penalty: float,
    threshold: float,
) -> Judgement:
    """The weights that examples give; ``signs`` are those that a weight of a feature may only have."""
    model = fit_logistic(
        np.concatenate([one.features for one in examples]),
        np.concatenate([one.labels for one in examples]),
        np.concatenate([one.importance for one in examples]),
        penalty=penalty,
        signs=[signs.get(name, 0) for name in names],
    )
    weights = {name: round(float(weight), 4) for name, weight in zip(names, model.weights, strict=True)}
    return Judgement(weights, round(model.bias, 4), threshold)


def fitted(meetings: Sequence[Learned], penalty: float, threshold: float) -> Judgement:
    """The weights that the examples of some meetings give."""
    return judgement_of(meetings, tuple(meetings[0].candidates[0].features), SIGNS, penalty, threshold)


def scored(one: Learned, by: Judgement) -> Tally:
    """How many decisions of a meeting are right under some weights."""
    odds = [by.log_odds(candidate.features) for candidate in one.candidates]
    return tally_of(one, enough(one.candidates, odds, by.threshold))


def tally_of(one: Learned, settling: Sequence[bool]) -> Tally:
    """How many decisions of a meeting are right where it is said of each candidate whether it settles."""
    decided = settle(one.finder.judged(one.candidates, settling), one.acts)
    statements = tuple(Statement(line.text, one.speech.ids(line.positions)) for line in decided)
    minutes = Minutes(one.meeting.form.as_form(), one.transcript, decisions=statements)
    return score_decisions(minutes, one.meeting).tally


def cross_validated(meetings: Sequence[Learned], penalty: float) -> dict[float, Tally]:
    """For each threshold the decisions of the newer meetings, each judged by weights fitted on the others."""
    newer = [one for one in meetings if one.meeting.id not in OLDEST]
    models = [fitted([other for other in meetings if other is not one], penalty, 0.0) for one in newer]
    return {
        threshold: added(
            scored(one, replace(model, threshold=threshold)) for one, model in zip(newer, models, strict=True)
        )
        for threshold in THRESHOLDS
    }


def chosen_of(tried: Sequence[tuple[Tally, float, float]]) -> tuple[Tally, float, float]:
    """Of tallies with their penalty and threshold the most precise among those nearly the best (F1)."""
    best = max(one.f1 or 0.0 for one, _, _ in tried)
    near = (one for one in tried if (one[0].f1 or 0.0) >= best - SLACK)
    return max(near, key=lambda one: one[0].precision or 0.0)


def described(tally: Tally) -> str:
    """Counts, precision, recall and F1 in a line."""
    return f"{tally} P {tally.precision or 0.0:.3f} R {tally.recall or 0.0:.3f} F1 {tally.f1 or 0.0:.3f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit, say what cross-validation shows, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without", nargs="*", default=VALIDATION, help="dev meetings to leave aside")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    chosen = parser.parse_args(arguments)
    meetings = [learned(one) for one in dev_meetings(chosen.without)]
    tried: list[tuple[Tally, float, float]] = []
    for penalty in PENALTIES:
        for threshold, tally in cross_validated(meetings, penalty).items():
            tried.append((tally, penalty, threshold))
    tally, penalty, threshold = chosen_of(tried)
    sys.stdout.write(f"{described(tally)}, penalty {penalty}, threshold {threshold}\n")
    if not chosen.dry:
        judged = fitted(meetings, penalty, threshold)
        content = {"weights": dict(judged.weights), "bias": judged.bias, "threshold": judged.threshold}
        TARGET.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
