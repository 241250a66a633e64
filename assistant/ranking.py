"""The order of the candidates: what was measured of each, and one score out of it.

The weights are in ``assistant/data/ranking.yaml``, made by ``python -m evals.fit_ranking`` from the dev
split of our question sets alone. docs/adr/0008-learned-fusion.md tells what every part is worth.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import yaml
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

MOST_MEANING = 2.5
"""Reached by libraries of forty units: a handful of passages."""
NAMED_BONUS = 10.0
"""Lifts a provision that the question names above anything that is only similar; never fitted."""


class RankingWeights(BaseModel):
    """What each part of the score is worth; bounds hold what meaning demands.

    Attributes:
        meaning, words: of the standard scores of cosine and BM25 among the candidates.
        small: beside ``words``, ``meaning`` counts 1 + ``small`` / units of the library times, at most
            ``MOST_MEANING``: how rare a word is, and so BM25, is known badly from few units.
        lending: how far a provision in force is drawn up to the score of an entry that rests on it, 0–1.
        entry: added to every approved entry after that, so that the rule goes before what tells of it.
        forum: added to a forum answer: it guides wording and rules nothing.
        sibling: share of the second best unit of a pasal that its best one gains.
        context: for considerations and general elucidation: they explain a law and rule nothing.
        definition: for the definitions of Pasal 1 when the question asks what something means.
        not_holding: words that do not hold are found only when nothing in force comes near.
        partly_repealed: the same for a rule that was repealed in part.
        others: for what speaks only of other kinds of employee than the question names.
        fitted_on: what the weights were made from.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    meaning: float = Field(ge=0)
    words: float = Field(ge=0)
    small: float = Field(ge=0)
    lending: float = Field(ge=0, le=1)
    entry: float = Field(le=0)
    forum: float = Field(le=0)
    sibling: float = Field(ge=0)
    context: float = Field(le=0)
    definition: float = Field(ge=0)
    not_holding: float = Field(le=0)
    partly_repealed: float = Field(le=0)
    others: float = Field(le=0)
    fitted_on: str


@cache
def ranking_weights() -> RankingWeights:
    """The weights that ship with the product."""
    text = files("assistant").joinpath("data/ranking.yaml").read_text(encoding="utf-8")
    return RankingWeights.model_validate(yaml.safe_load(text))


@dataclass(frozen=True, slots=True)
class Candidates:
    """What was measured of each candidate of one question; every array has shape (n,).

    Attributes:
        ids: of the units.
        cosine: of question and unit; NaN when the unit was not among the nearest.
        bm25: raw.
        is_entry, is_forum, is_context, is_definition: what the unit is.
        holds: its words may be relied on that day.
        partly_repealed: it holds, but part of its law was repealed.
        of_others: it speaks of kinds of employee, and of none that the question names.
        named: 1 in or around a provision that the question names, less for its regulation, else 0.
        pasal: equal numbers for the units of one pasal.
        rests_on: position of an entry → positions of the provisions in its legal basis.
        asks_meaning: the question asks what something means.
        library: units of the library they were drawn from.
    """

    ids: Sequence[str]
    cosine: Floats
    bm25: Floats
    is_entry: Flags
    is_forum: Flags
    is_context: Flags
    is_definition: Flags
    holds: Flags
    partly_repealed: Flags
    of_others: Flags
    named: Floats
    pasal: NDArray[np.int64]
    rests_on: Mapping[int, Sequence[int]]
    asks_meaning: bool
    library: int


def scores(candidates: Candidates, weights: RankingWeights) -> NDArray[np.float64]:
    """The score of every candidate, shape (n,): higher is better, comparable within one question."""
    own = (
        likeness(candidates, weights)
        + weights.forum * candidates.is_forum
        + weights.context * candidates.is_context
        + weights.not_holding * ~candidates.holds
        + weights.partly_repealed * candidates.partly_repealed
        + NAMED_BONUS * candidates.named
    )
    if candidates.asks_meaning:
        own = own + weights.definition * candidates.is_definition
    total = _lent(own, candidates, weights.lending) + weights.entry * candidates.is_entry
    # After lending: an entry on several kinds of employee lends to the rules of each.
    total = total + weights.others * candidates.of_others
    return _with_siblings(total, candidates.pasal, weights.sibling)


def likeness(candidates: Candidates, weights: RankingWeights) -> NDArray[np.float64]:
    """How near every candidate is by meaning and words together, shape (n,): before all other parts."""
    meaning, words = _shares(weights, candidates.library)
    return np.asarray(
        meaning * z_scores(candidates.cosine).astype(np.float64) + words * z_scores(candidates.bm25)
    )


def _shares(weights: RankingWeights, library: int) -> tuple[float, float]:
    """What meaning and words are worth in a library of so many units; their sum stays, and so does what the
    other parts are worth beside them.
    """
    meaning = weights.meaning * min(1 + weights.small / max(library, 1), MOST_MEANING)
    whole = meaning + weights.words
    scale = (weights.meaning + weights.words) / whole if whole > 0 else 0.0
    return scale * meaning, scale * weights.words


def order(candidates: Candidates, total: NDArray[np.float64]) -> list[int]:
    """Positions best first, ties by identifier."""
    return sorted(range(len(total)), key=lambda position: (-total[position], candidates.ids[position]))


def z_scores(values: Floats) -> Floats:
    """Standard scores; what is NaN counts as the least of the known, no spread counts as zero."""
    known = values[~np.isnan(values)]
    if known.size == 0:
        return np.zeros_like(values)
    filled = np.where(np.isnan(values), known.min(), values)
    spread = float(filled.std())
    if spread < 1e-9:
        return np.zeros_like(filled)
    return np.asarray((filled - filled.mean()) / spread, dtype=np.float32)


def _lent(own: NDArray[np.float64], candidates: Candidates, share: float) -> NDArray[np.float64]:
    """``own``, with provisions in force drawn towards the best entry that rests on them."""
    total = own.copy()
    for entry, provisions in candidates.rests_on.items():
        for position in provisions:
            if candidates.holds[position]:
                lent = share * own[entry] + (1 - share) * own[position]
                total[position] = max(total[position], lent)
    return total


def _with_siblings(total: NDArray[np.float64], pasal: NDArray[np.int64], share: float) -> NDArray[np.float64]:
    """``total``, with the best unit of each pasal lifted by a share of its second best above zero."""
    members: dict[int, list[int]] = defaultdict(list)
    for position, group in enumerate(pasal.tolist()):
        members[group].append(position)
    lifted = total.copy()
    for positions in members.values():
        if len(positions) > 1:
            best, second = sorted(positions, key=lambda position: -total[position])[:2]
            lifted[best] += share * max(total[second], 0.0)
    return lifted
