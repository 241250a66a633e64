"""Whether a judge agrees with people well enough to gate a release: Cohen's kappa with its interval.

A labels file is JSONL in UTF-8, one answer a line, labelled by two people who saw neither each other's
label nor the judge's:

======================  ==================================================================
``item_id``             the answer, once in the file
``human_a, human_b``    the two people's labels: ``memadai``, ``sebagian`` or ``tidak_memadai``
``judge``               the judge's label
``judge_model``         ``JudgeIdentity.model``, the same in every line
``prompt_hash``         ``JudgeIdentity.prompt_hash``, the same in every line
======================  ==================================================================
"""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from corpus.errors import InvalidInput
from corpus.models import Frozen
from evals.judge import JudgeIdentity, Label
from evals.statistics import LEVEL, SEED

LEAST_ITEMS = 100
LEAST_KAPPA = 0.6
"""From here on agreement is called substantial (Landis and Koch 1977)."""
RESAMPLES = 2_000


class DoubleLabel(Frozen):
    """One line of a labels file."""

    item_id: str
    human_a: Label
    human_b: Label
    judge: Label
    judge_model: str
    prompt_hash: str


class Agreement(Frozen):
    """A kappa with its 95 % percentile bootstrap interval."""

    kappa: float
    low: float
    high: float


class Calibration(Frozen):
    """What a labels file shows of a judge.

    Attributes:
        judge: the judge it holds for; a change of model or prompt makes it void.
        items: answers labelled.
        with_humans: agreement of the judge with people: the mean of its kappas with each of the two. None
            where kappa is not defined because everyone gave one and the same label.
        between_humans: agreement of the two people; None as above.
        against: in Indonesian, why the judge may only advise; empty when it may gate.
    """

    judge: JudgeIdentity
    items: int
    with_humans: Agreement | None
    between_humans: Agreement | None
    against: tuple[str, ...]

    def may_gate(self, judge: JudgeIdentity) -> bool:
        """Whether this judge may gate a release by this calibration; otherwise it advises."""
        return not self.against and judge == self.judge


def read_labels(path: Path) -> tuple[DoubleLabel, ...]:
    """The lines of a labels file.

    Raises:
        InvalidInput: it cannot be read, is empty, a line is malformed, an answer comes twice, or the lines
            are of several judges.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"Berkas label {path} tidak dapat dibaca: {error}") from error
    labels = []
    for number, line in enumerate(lines, 1):
        try:
            labels.append(DoubleLabel.model_validate_json(line))
        except ValidationError as error:
            fields = (
                ", ".join(str(one["loc"][0]) for one in error.errors() if one["loc"]) or "bukan objek JSON"
            )
            raise InvalidInput(f"{path.name} baris {number} tidak sah ({fields}).") from error
    if not labels:
        raise InvalidInput(f"Berkas label {path} kosong.")
    twice = sorted(item for item, times in Counter(label.item_id for label in labels).items() if times > 1)
    if twice:
        raise InvalidInput(f"{path.name}: {', '.join(twice)} dilabeli lebih dari satu kali.")
    if len({_judge_of(label) for label in labels}) > 1:
        raise InvalidInput(f"{path.name} memuat label dari beberapa juri; pisahkan per model dan prompt.")
    return tuple(labels)


def calibrate(labels: Sequence[DoubleLabel]) -> Calibration:
    """Hold a judge against two people.

    It may gate when at least ``LEAST_ITEMS`` answers were labelled, the people agree with each other with a
    kappa of at least ``LEAST_KAPPA``, and the lower end of the interval of the judge's agreement with them
    reaches it too.

    Args:
        labels: of one judge; not empty.
    """
    with_humans = _agreement(labels, _judge_with_humans)
    between_humans = _agreement(labels, _between_humans)
    against = []
    if len(labels) < LEAST_ITEMS:
        against.append(f"Baru {len(labels)} jawaban berlabel ganda; perlu sedikitnya {LEAST_ITEMS}.")
    if between_humans is None or with_humans is None:
        against.append("Kappa tidak dapat dihitung: semua label sama.")
    else:
        if between_humans.kappa < LEAST_KAPPA:
            against.append(
                f"Kedua penilai kurang sepakat (kappa {between_humans.kappa:.2f}; perlu {LEAST_KAPPA}). "
                "Perjelas arti label, lalu labeli ulang."
            )
        if with_humans.low < LEAST_KAPPA:
            against.append(
                f"Batas bawah kesepakatan juri dengan penilai {with_humans.low:.2f} "
                f"(kappa {with_humans.kappa:.2f}); perlu {LEAST_KAPPA}."
            )
    return Calibration(
        judge=_judge_of(labels[0]),
        items=len(labels),
        with_humans=with_humans,
        between_humans=between_humans,
        against=tuple(against),
    )


def kappa(one: Sequence[Label], other: Sequence[Label]) -> float | None:
    """Agreement of two raters beyond chance: (observed − expected) / (1 − expected) (Cohen 1960).

    None where it is not defined: no answers, or both gave one and the same label throughout.

    Raises:
        ValueError: the two are not of one length.
    """
    pairs = list(zip(one, other, strict=True))
    if not pairs:
        return None
    first, second = Counter(one), Counter(other)
    expected = sum(first[label] * second[label] for label in Label) / len(pairs) ** 2
    if expected == 1:
        return None
    observed = sum(a is b for a, b in pairs) / len(pairs)
    return (observed - expected) / (1 - expected)


def _judge_of(label: DoubleLabel) -> JudgeIdentity:
    return JudgeIdentity(model=label.judge_model, prompt_hash=label.prompt_hash)


def _between_humans(labels: Sequence[DoubleLabel]) -> float | None:
    return kappa([label.human_a for label in labels], [label.human_b for label in labels])


def _judge_with_humans(labels: Sequence[DoubleLabel]) -> float | None:
    judge = [label.judge for label in labels]
    first = kappa(judge, [label.human_a for label in labels])
    second = kappa(judge, [label.human_b for label in labels])
    return None if first is None or second is None else (first + second) / 2


def _agreement(
    labels: Sequence[DoubleLabel], measure: Callable[[Sequence[DoubleLabel]], float | None]
) -> Agreement | None:
    """A measure with its interval; a resample on which it is not defined shows no agreement beyond chance."""
    found = measure(labels)
    if found is None:
        return None
    draws = np.random.default_rng(SEED).integers(0, len(labels), size=(RESAMPLES, len(labels)))
    again = [measure([labels[row] for row in draw]) or 0.0 for draw in draws.tolist()]
    low, high = np.quantile(again, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Agreement(kappa=found, low=float(low), high=float(high))
