"""Retrieval quality of every system on one question set, and how ours differs from the stock one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields

from evals.bench.systems import Ranker
from evals.datasets import Item
from evals.places import Places, gold_places
from evals.ranking import RankingScores, distinct, first_hit, score_ranking, unrolled
from evals.statistics import Estimate, mean_interval, paired_difference

OURS, STOCK = "tanya", "langchain"
MEASURES = tuple(field.name for field in fields(RankingScores))
VIEWS: dict[str, Callable[[Sequence[Places]], list[Places]]] = {"pasal": unrolled, "bagian": distinct}
"""``pasal`` ranks pasals: a passage over several takes as many ranks. ``bagian`` ranks passages: a chunk
over five pasals is one rank and hits when any of them is gold, so it favours large chunks."""

ByMeasure = dict[str, Estimate | None]


@dataclass(frozen=True, slots=True)
class Ranked:
    """What one system ranked for one question: scores by view, the first right pasal, the top ones."""

    scores: dict[str, RankingScores]
    rank: int | None
    top: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QualityReport:
    """Estimates by view, split, system and measure; ``difference`` is ours − stock."""

    systems: dict[str, dict[str, dict[str, ByMeasure]]]
    difference: dict[str, dict[str, ByMeasure]]
    questions: dict[str, dict[str, Ranked]]


def measure_quality(items: Sequence[Item], systems: Mapping[str, Ranker]) -> QualityReport:
    """Rank every answerable question with every system; ``systems`` has ours and the stock one."""
    answerable = [item for item in items if item.answerable]
    ranked: dict[str, dict[str, Ranked]] = {item.id: {} for item in answerable}
    for name, rank in systems.items():
        for item in answerable:
            ranked[item.id][name] = _ranked(rank(item), gold_places(item))
    splits = {split: [i for i in answerable if i.split == split] for split in ("dev", "test")}

    def values(view: str, split: str, name: str, measure: int) -> list[float]:
        return [astuple(ranked[item.id][name].scores[view])[measure] for item in splits[split]]

    return QualityReport(
        systems={
            view: {
                split: {
                    name: {m: mean_interval(values(view, split, name, i)) for i, m in enumerate(MEASURES)}
                    for name in systems
                }
                for split in splits
            }
            for view in VIEWS
        },
        difference={
            view: {
                split: {
                    m: paired_difference(values(view, split, OURS, i), values(view, split, STOCK, i))
                    for i, m in enumerate(MEASURES)
                }
                for split in splits
            }
            for view in VIEWS
        },
        questions=ranked,
    )


def _ranked(ranking: list[Places], gold: Sequence[Places]) -> Ranked:
    pasals = unrolled(ranking)
    return Ranked(
        scores={view: score_ranking(seen(ranking), gold) for view, seen in VIEWS.items()},
        rank=first_hit(pasals, gold),
        top=tuple(place for places in pasals[:5] for place in places),
    )
