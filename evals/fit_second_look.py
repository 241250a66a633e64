"""Fit the second look: ``python -m evals.fit_second_look starter=HOME starter-latih=HOME [regulasi=HOME …]``.

A passage is right where its judgement says that it gives at least an essential part of the answer; where it
was not judged, where it is gold or rests on it to the ayat. The weights are those of a listwise logistic
regression over the passages of each question (``evals.listwise``). ``--check`` writes nothing: it tells how
often what stands first is right before the second look, under the shipped weights, and under weights that
were fitted without the questions that are about the same provision.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
import yaml

from assistant.retrieve import Retriever
from assistant.second_look import NAMES, SIGNS, SecondLook, second_look
from assistant.spelling import speller_of
from assistant.understand import understand
from corpus.embeddings import create_embedder
from corpus.home import Home
from corpus.knowledge import Knowledge
from corpus.models import PassageUnit
from corpus.snapshots import Snapshots
from evals.bench.systems import asked
from evals.datasets import Item
from evals.fit_homes import dev_questions
from evals.judgements import RIGHT, Judgement, load_judgements, stands_for_gold
from evals.listwise import fit_listwise
from evals.logistic import Floats
from evals.places import gold_places

TARGET = Path(__file__).parents[1] / "assistant" / "data" / "second_look.yaml"
PENALTY = 10.0
FOLDS, SEEDS = 5, (0, 1, 2)
ESSENTIAL = 0.6
"""What a passage that gives an essential part is worth against one that answers."""


@dataclass(frozen=True, slots=True)
class Question:
    """One dev question with what is seen of its best passages, in the first order.

    Attributes:
        library: the set and the home it is asked of.
        about: what is left out together: a provision of its gold.
        features: shape (passages, features).
        relevance: 0–1 of each passage, shape (passages,).
    """

    library: str
    about: str
    features: Floats
    relevance: Floats


def fit(questions: Sequence[Question]) -> SecondLook:
    """The weights that put a right passage first; questions without one among the best tell nothing."""
    telling = [one for one in questions if one.relevance.any()]
    weights = fit_listwise(
        [one.features for one in telling],
        [one.relevance for one in telling],
        penalty=PENALTY,
        signs=[SIGNS.get(name, -1) for name in NAMES],
    )
    counts = Counter(one.library for one in questions)
    return SecondLook(
        weights={name: round(float(w), 4) for name, w in zip(NAMES, weights, strict=True)},
        fitted_on=tuple(f"dev of {library}, {count} questions" for library, count in counts.items()),
    )


def first_is_right(question: Question, weights: SecondLook | None) -> float:
    """1 where the passage that stands first is right, else 0.

    Args:
        weights: of the second look; None for the first order.
    """
    if not question.relevance.size:
        return 0.0
    worth = np.array([weights.weights[name] for name in NAMES]) if weights else np.zeros(len(NAMES))
    return float(question.relevance[int(np.argmax(question.features @ worth))] > 0)


def cross_validated(questions: Sequence[Question]) -> Floats:
    """``first_is_right`` under weights that saw no question about the same provision, mean over ``SEEDS``."""
    right = np.zeros(len(questions))
    about = sorted({one.about for one in questions})
    for seed in SEEDS:
        shuffled = np.random.default_rng(seed).permutation(len(about))
        fold = {about[place]: int(number) % FOLDS for number, place in enumerate(shuffled)}
        for number in range(FOLDS):
            weights = fit([one for one in questions if fold[one.about] != number])
            for place, one in enumerate(questions):
                if fold[one.about] == number:
                    right[place] += first_is_right(one, weights) / len(SEEDS)
    return right


def questions_of(name: str, items: Sequence[Item], folder: Path) -> list[Question]:
    """The answerable items with what is seen of their best passages in a home's library."""
    home = Home(folder)
    snapshot = Snapshots(home.index).open_current()
    try:
        retriever = Retriever(create_embedder("e5", cache_dir=home.models))
        judged = load_judgements(name)
        found = []
        for item in items:
            understood = understand(asked(item), speller_of(snapshot))
            places = retriever.first_look(snapshot, understood)
            rows = [astuple(seen) for _, seen in places]
            worth = [relevance(unit, item, judged.get(item.id), snapshot.knowledge) for unit, _ in places]
            found.append(
                Question(
                    f"{name} in {folder.name}",
                    min(place for part in gold_places(item) for place in part),
                    np.array(rows).reshape(len(rows), len(NAMES)),
                    np.array(worth),
                )
            )
        return found
    finally:
        snapshot.close()


def relevance(unit: PassageUnit, item: Item, judged: Judgement | None, knowledge: Knowledge) -> float:
    """How far a passage is right, 0–1: by its grade, else by whether it is gold to the ayat."""
    grade = judged.grades.get(unit.id) if judged else None
    if grade is not None:
        return 0.0 if grade < RIGHT else ESSENTIAL if grade == RIGHT else 1.0
    entry = knowledge.entry(unit.id)
    return float(stands_for_gold(entry.legal_basis if entry else (unit.id,), item))


def _show(questions: Sequence[Question]) -> None:
    unseen = cross_validated(questions)
    for library in dict.fromkeys(one.library for one in questions):
        mine = [place for place, one in enumerate(questions) if one.library == library]
        before = np.mean([first_is_right(questions[place], None) for place in mine])
        shipped = np.mean([first_is_right(questions[place], second_look()) for place in mine])
        sys.stdout.write(
            f"{library}: {len(mine)} questions; first right before {before:.3f}, shipped {shipped:.3f}, "
            f"cross-validated {np.mean(unseen[mine]):.3f}\n"
        )


def main() -> None:
    """Fit on the dev split of the sets whose home is given, and write the weights."""
    questions, check = dev_questions("Fit the weights of the second look", questions_of)
    if check:
        _show(questions)
        return
    text = yaml.safe_dump(fit(questions).model_dump(mode="json"), sort_keys=False)
    TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
