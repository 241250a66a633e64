"""Fit the weights of ranking: ``python -m evals.fit_ranking starter=HOME regulasi=HOME [starter=HOME …]``.

Coordinate ascent (Metzler and Croft, 2007, Linear feature-based models for information retrieval) on the
mean of nDCG@10 and of whether what stands first is right, a provision or an approved entry: one weight (or
two that belong together) after another takes the value of a coarse grid that ranks the dev questions best,
until none changes. It begins with every part at a moderate weight, and a value must gain ``LEAST_GAIN`` to
replace the one before, so what hardly matters stays moderate. Every library counts alike. Only the weights
in ``GRIDS`` are fitted; what a rule's force or place is worth stays as set, because the dev questions hardly
ask of it. ``--check`` writes nothing: it scores the weights that are there, what is fitted without the topic
of each question, and the weights without one part after another.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import yaml
from rich.console import Console

from assistant.answer import Assistant
from assistant.ranking import Candidates, RankingWeights, order, ranking_weights, scores
from assistant.retrieve import Retriever
from assistant.spelling import speller_of
from assistant.understand import understand
from corpus.embeddings import create_embedder
from corpus.home import Home
from corpus.snapshots import Snapshots
from evals.bench.systems import PASSAGES, asked, rankers
from evals.datasets import Item
from evals.fit_homes import dev_questions
from evals.places import Places, gold_places, places_of_unit
from evals.ranking import score_ranking, unrolled
from evals.statistics import Estimate, paired_difference

GRIDS: dict[str, tuple[float, ...]] = {
    "meaning": (0.4, 0.5, 0.6),
    "lending": (0.0, 0.5, 0.6, 0.7, 0.8),
    "entry": (0.0, -0.5, -0.8, -1.0, -1.3),
    "sibling": (0.0, 0.1, 0.2),
    "others": (0.0, -0.3, -0.6, -1.0),
}
"""``words`` stays at .5: the scale of all."""
STEPS = (("meaning",), ("lending", "entry"), ("sibling",), ("others",))
"""What changes together: an entry may fall behind the rule only as far as it lends to it."""
PLAIN = {"meaning": 0.5, "words": 0.5, "lending": 0, "entry": 0, "sibling": 0, "others": 0}
"""Fusion of standard scores alone, with nothing else."""
MODERATE = PLAIN | {"lending": 0.6, "entry": -0.8, "sibling": 0.1, "others": -0.3}
"""What fitting begins with."""
LEAST_GAIN = 0.002
FOLDS = 5
TARGET = Path(__file__).parents[1] / "assistant" / "data" / "ranking.yaml"


@dataclass(frozen=True, slots=True)
class Question:
    """One dev question with what was measured of its candidates.

    Attributes:
        library: the question set and home it belongs to.
        topic: what is left out together in a check.
        places: of every candidate.
        gold: the places of each part of the answer.
        fused: nDCG@10 of plain reciprocal rank fusion.
    """

    library: str
    topic: str
    candidates: Candidates
    places: tuple[Places, ...]
    gold: tuple[Places, ...]
    fused: float


def ndcg_of(question: Question, weights: RankingWeights) -> float:
    """nDCG@10 over pasals under these weights."""
    best = order(question.candidates, scores(question.candidates, weights))[:PASSAGES]
    ranked = unrolled([question.places[position] for position in best])
    return score_ranking(ranked, question.gold).ndcg_10


def worth_of(question: Question, weights: RankingWeights) -> float:
    """Mean of nDCG@10 and of whether the first unit answers, an entry by any provision it rests on.

    nDCG alone gives every place of an entry a rank of its own, and so would put a wrong provision before a
    right entry that rests on several; whoever reads the list sees one entry.
    """
    best = order(question.candidates, scores(question.candidates, weights))[:PASSAGES]
    places = [question.places[position] for position in best]
    wanted = {place for part in question.gold for place in part}
    first = bool(places) and not wanted.isdisjoint(places[0])
    return (score_ranking(unrolled(places), question.gold).ndcg_10 + first) / 2


def fit(questions: Sequence[Question]) -> RankingWeights:
    """The weights that rank the questions best, by coordinate ascent from ``MODERATE``. Deterministic."""
    start = ranking_weights().model_copy(update=MODERATE)
    weights, best = start, _mean(questions, start)
    changed = True
    while changed:
        changed = False
        for names in STEPS:
            for values in product(*(GRIDS[name] for name in names)):
                tried = weights.model_copy(update=dict(zip(names, values, strict=True)))
                gained = _mean(questions, tried)
                if gained > best + LEAST_GAIN:
                    weights, best, changed = tried, gained, True
    return weights


def folds_of(questions: Sequence[Question]) -> list[set[str]]:
    """Topics in ``FOLDS`` groups, by name; a topic is never in two."""
    topics = sorted({question.topic for question in questions})
    return [set(topics[number::FOLDS]) for number in range(FOLDS)]


def unseen(questions: Sequence[Question]) -> list[float]:
    """nDCG@10 of every question under weights fitted without its topic."""
    found: dict[int, float] = {}
    for topics in folds_of(questions):
        weights = fit([one for one in questions if one.topic not in topics])
        found |= {
            number: ndcg_of(one, weights) for number, one in enumerate(questions) if one.topic in topics
        }
    return [found[number] for number in range(len(questions))]


def ablations(questions: Sequence[Question], weights: RankingWeights) -> dict[str, list[float]]:
    """nDCG@10 of every question with one part left out, by its name."""
    parts = {name: {name: 0.0} for name in GRIDS} | {"words": {"words": 0.0}}
    parts |= {"lending, entry": {"lending": 0.0, "entry": 0.0}}
    return {
        name: [ndcg_of(one, weights.model_copy(update=change)) for one in questions]
        for name, change in parts.items()
    }


def questions_of(name: str, items: Sequence[Item], folder: Path) -> list[Question]:
    """The answerable items with their candidates in a home's library."""
    home = Home(folder)
    snapshot = Snapshots(home.index).open_current()
    try:
        embedder = create_embedder("e5", cache_dir=home.models)
        retriever = Retriever(embedder)
        fuse = rankers(snapshot, embedder, Assistant(lambda: snapshot, embedder, contact="-"))["rrf"]
        found = []
        for item in items:
            candidates = retriever.candidates(snapshot, understand(asked(item), speller_of(snapshot)))
            units = snapshot.knowledge.units_by_id(candidates.ids)
            places = tuple(places_of_unit(units[unit_id], snapshot.knowledge) for unit_id in candidates.ids)
            fused = score_ranking(unrolled(fuse(item)), gold_places(item)).ndcg_10
            found.append(
                Question(f"{name} in {folder.name}", item.topic, candidates, places, gold_places(item), fused)
            )
        return found
    finally:
        snapshot.close()


def _mean(questions: Sequence[Question], weights: RankingWeights) -> float:
    """Mean over libraries of the mean worth over their questions."""
    by_library: dict[str, list[float]] = {}
    for one in questions:
        by_library.setdefault(one.library, []).append(worth_of(one, weights))
    return float(np.mean([np.mean(values) for values in by_library.values()]))


def _show(questions: Sequence[Question], weights: RankingWeights, out: Console) -> None:
    whole = [ndcg_of(one, weights) for one in questions]
    rows = {
        "all parts": whole,
        "reciprocal rank fusion": [one.fused for one in questions],
        "plain fusion of scores": [ndcg_of(one, weights.model_copy(update=PLAIN)) for one in questions],
        "topic unseen when fitted": unseen(questions),
        **{f"without {name}": values for name, values in ablations(questions, weights).items()},
    }
    for library in dict.fromkeys(one.library for one in questions):
        mine = [number for number, one in enumerate(questions) if one.library == library]
        out.print(f"{library}: {len(mine)} questions; nDCG@10, and what it is above all parts")
        for name, values in rows.items():
            difference = paired_difference([values[n] for n in mine], [whole[n] for n in mine])
            out.print(f"  {name:<26} {np.mean([values[n] for n in mine]):.3f}  {_interval(difference)}")


def _interval(estimate: Estimate | None) -> str:
    return f"{estimate.mean:+.3f} [{estimate.low:+.3f}, {estimate.high:+.3f}]" if estimate else ""


def main() -> None:
    """Fit on the dev split of the sets whose home is given, and write the weights."""
    questions, check = dev_questions("Fit the weights of ranking", questions_of)
    if check:
        _show(questions, ranking_weights(), Console(width=110))
        return
    counts = Counter(one.library for one in questions)
    told = ", ".join(f"dev of {library} ({count} questions)" for library, count in counts.items())
    fitted = fit(questions).model_copy(update={"fitted_on": told})
    TARGET.write_text(yaml.safe_dump(fitted.model_dump(), sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
