"""Measures of one ranking against the gold places: hit@k, reciprocal rank, nDCG@10.

A ranking is a list of places, best first: what stands at a rank may stand for several places (a FAQ
for its legal basis, a chunk for every pasal it touches). Gold has one tuple of places for each part of
the answer.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from evals.places import Places

DEPTH = 10


@dataclass(frozen=True, slots=True)
class RankingScores:
    """All measures of one question, each 0–1."""

    hit_1: float
    hit_5: float
    ndcg_10: float
    mrr: float


def distinct(ranking: Sequence[Places]) -> list[Places]:
    """Drop what stands only for places that stood higher already, so no pasal counts twice."""
    seen: set[str] = set()
    kept = []
    for places in ranking:
        if not seen.issuperset(places):
            kept.append(places)
            seen.update(places)
    return kept


def unrolled(ranking: Sequence[Places]) -> list[Places]:
    """Give every place a rank of its own: what stands for several takes as many ranks, in reading order."""
    return [(place,) for place in dict.fromkeys(place for places in ranking for place in places)]


def first_hit(ranking: Sequence[Places], gold: Sequence[Places]) -> int | None:
    """Rank, from 1, of the first that stands for any gold place; None where none does."""
    wanted = {place for part in gold for place in part}
    return next((rank for rank, places in enumerate(ranking, 1) if not wanted.isdisjoint(places)), None)


def ndcg(ranking: Sequence[Places], gold: Sequence[Places], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain.

    Every part of the answer gains 1 at the rank that first answers it; ideally the parts come on the
    first ranks one after another. One passage that answers several parts at once may do better than
    that, which counts as 1.
    """
    open_parts = list(gold)
    gain = 0.0
    for rank, places in enumerate(ranking[:depth], 1):
        still_open = [part for part in open_parts if set(places).isdisjoint(part)]
        gain += (len(open_parts) - len(still_open)) / math.log2(rank + 1)
        open_parts = still_open
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(gold), depth) + 1))
    return min(gain / ideal, 1.0)


def score_ranking(ranking: Sequence[Places], gold: Sequence[Places]) -> RankingScores:
    """Measure one ranking. ``gold`` has at least one part."""
    rank = first_hit(ranking, gold)
    return RankingScores(
        hit_1=float(rank == 1),
        hit_5=float(rank is not None and rank <= 5),
        ndcg_10=ndcg(ranking, gold),
        mrr=0.0 if rank is None else 1 / rank,
    )
