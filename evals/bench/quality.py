"""Retrieval quality of every system on one question set, and how ours differs from each other one."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields

from evals.bench.systems import Ranker
from evals.datasets import Item
from evals.places import Places, gold_places
from evals.ranking import RankingScores, distinct, first_hit, score_ranking, unrolled
from evals.statistics import Estimate, holm, mean_interval, paired_difference, permutation_p

OURS, STOCK = "tanya", "langchain"
MEASURES = tuple(field.name for field in fields(RankingScores))
DECIDING = "ndcg_10"
"""The measure that names the best baseline."""
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
class Paired:
    """Ours − a baseline over the same questions.

    Attributes:
        difference: its mean and interval over clusters of questions.
        p: of the paired permutation test, adjusted after Holm for all baselines of the measure.
    """

    difference: Estimate
    p: float


@dataclass(frozen=True, slots=True)
class QualityReport:
    """Estimates by view, split, system and measure.

    Attributes:
        against: the differences by view, split, baseline and measure; without a baseline, empty.
        best: the baseline with the highest ``DECIDING`` mean, by view and split.
        questions: what every system ranked, by item and system.
    """

    systems: dict[str, dict[str, dict[str, ByMeasure]]]
    against: dict[str, dict[str, dict[str, dict[str, Paired]]]]
    best: dict[str, dict[str, str]]
    questions: dict[str, dict[str, Ranked]]


def gold_document(item: Item) -> str:
    """The document of the answer's first part: questions about one are not independent of each other."""
    return item.gold[0][0].split("/")[0]


def measure_quality(
    items: Sequence[Item],
    systems: Mapping[str, Ranker],
    cluster: Callable[[Item], Hashable] = gold_document,
) -> QualityReport:
    """Rank every answerable question with every system, and compare ours with each other one.

    Args:
        systems: ours and the baselines, by name.
        cluster: what questions have in common that makes them dependent.
    """
    answerable = [item for item in items if item.answerable]
    ranked: dict[str, dict[str, Ranked]] = {item.id: {} for item in answerable}
    for name, rank in systems.items():
        for item in answerable:
            ranked[item.id][name] = _ranked(rank(item), gold_places(item))
    by_split = {split: [i for i in answerable if i.split == split] for split in ("dev", "test")}
    splits = {split: _Split(mine, ranked, cluster) for split, mine in by_split.items() if mine}
    return QualityReport(
        systems={
            view: {
                split: {name: {m: scored.mean(view, name, m) for m in MEASURES} for name in systems}
                for split, scored in splits.items()
            }
            for view in VIEWS
        },
        against={
            view: {split: scored.against(view, _baselines(systems)) for split, scored in splits.items()}
            for view in VIEWS
        },
        best={
            view: {
                split: max(_baselines(systems), key=lambda name: sum(scored.values(view, name, DECIDING)))
                for split, scored in splits.items()
                if _baselines(systems)
            }
            for view in VIEWS
        },
        questions=ranked,
    )


class _Split:
    """The scores of one split's questions."""

    def __init__(
        self, items: Sequence[Item], ranked: dict[str, dict[str, Ranked]], cluster: Callable[[Item], Hashable]
    ) -> None:
        self._ranked = [ranked[item.id] for item in items]
        self._clusters = [cluster(item) for item in items]

    def values(self, view: str, name: str, measure: str) -> list[float]:
        return [astuple(one[name].scores[view])[MEASURES.index(measure)] for one in self._ranked]

    def mean(self, view: str, name: str, measure: str) -> Estimate | None:
        return mean_interval(self.values(view, name, measure), self._clusters)

    def against(self, view: str, baselines: Sequence[str]) -> dict[str, dict[str, Paired]]:
        found: dict[str, dict[str, Paired]] = {name: {} for name in baselines}
        for measure in MEASURES:
            ours = self.values(view, OURS, measure)
            differences = {
                name: paired_difference(ours, self.values(view, name, measure), self._clusters)
                for name in baselines
            }
            adjusted = holm({name: self._p(view, name, measure) for name in baselines})
            for name, difference in differences.items():
                if difference is not None:
                    found[name][measure] = Paired(difference, adjusted[name])
        return found

    def _p(self, view: str, name: str, measure: str) -> float:
        pairs = zip(self.values(view, OURS, measure), self.values(view, name, measure), strict=True)
        return permutation_p([ours - theirs for ours, theirs in pairs], self._clusters)


def _baselines(systems: Mapping[str, Ranker]) -> list[str]:
    return [name for name in systems if name != OURS]


def _ranked(ranking: list[Places], gold: Sequence[Places]) -> Ranked:
    pasals = unrolled(ranking)
    return Ranked(
        scores={view: score_ranking(seen(ranking), gold) for view, seen in VIEWS.items()},
        rank=first_hit(pasals, gold),
        top=tuple(place for places in pasals[:5] for place in places),
    )
