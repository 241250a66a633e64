"""Retrieval: by meaning and by words, fused, with named provisions first and legal force known."""

import re
from dataclasses import dataclass

import numpy as np
import structlog
from numpy.typing import NDArray

from assistant.understand import Understood
from corpus.embeddings.protocol import Embedder
from corpus.errors import CorruptIndex, EmbeddingError, StorageError
from corpus.models import Passage, PassageKind
from corpus.open_snapshot import LAW, OpenSnapshot
from corpus.validity import ForceStatus

CANDIDATES = 200
"""Depth of each list before fusion."""
DENSE_WEIGHT = 0.5
"""Share of the dense z-score in the fused score; the rest is BM25's."""
QUESTION_OFFSET = 0.03
"""Taken from the cosine with a way to ask: two questions are alike by being questions."""
NAMED_BONUS = 10.0
"""Lifts a provision that the question names above anything that is only similar."""
NOT_HOLDING_PENALTY = 2.0
"""In z-score units: words that do not hold are found only when nothing in force comes near."""
PARTLY_REPEALED_PENALTY = 1.0
"""The same for a rule that was repealed in part."""
KIND_PRIOR = {PassageKind.FORUM: -0.3}
"""A forum answer guides wording; at equal relevance the rule itself goes first."""
CONTEXT_PENALTY = 0.5
"""For considerations and general elucidation: they explain a law and rule nothing."""
DEFINITION_BONUS = 1.0
"""For the definitions of Pasal 1 when the question asks what something means."""
CONTEXT = re.compile(r"/(?:penjelasan_umum|menimbang|mengingat|pembukaan|penutup)(?:/|$)")
_ASKS_MEANING = re.compile(r"\b(?:definisi|pengertian|arti|dimaksud dengan|apa itu)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Scores of one candidate before fusion; the decision to answer rests on them.

    Attributes:
        cosine: of question and unit; NaN when the unit was not among the nearest.
        bm25: raw.
        dense_z, bm25_z: against the other candidates of this question.
    """

    cosine: float
    bm25: float
    dense_z: float
    bm25_z: float


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Passages best first, each with its evidence."""

    passages: tuple[Passage, ...]
    evidence: tuple[Evidence, ...]


class Retriever:
    """One retriever serves the chat, the search page, the drafts and the benchmarks."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def retrieve(self, snapshot: OpenSnapshot, understood: Understood, k: int) -> Retrieved:
        """The ``k`` best passages; by words alone while the question cannot be embedded or compared."""
        rows, cosine, bm25 = self._candidates(snapshot, understood)
        dense_z, bm25_z = _z_scores(cosine), _z_scores(bm25)
        fused = DENSE_WEIGHT * dense_z + (1 - DENSE_WEIGHT) * bm25_z if len(rows) else dense_z
        ids = [snapshot.unit_ids[row] for row in rows]
        named = {snapshot.force.wording_on(name, understood.on) or name for name in understood.named}
        asks_meaning = _ASKS_MEANING.search(understood.text) is not None
        scored: list[tuple[float, int]] = []
        for position, unit_id in enumerate(ids):
            kind = snapshot.kind(unit_id)
            score = float(fused[position]) + KIND_PRIOR.get(kind, 0.0)
            status, holds = snapshot.standing(unit_id, understood.on)
            if not holds:
                score -= NOT_HOLDING_PENALTY
            elif status == ForceStatus.DICABUT_SEBAGIAN:
                score -= PARTLY_REPEALED_PENALTY
            if kind in LAW:
                score += _place_prior(unit_id, asks_meaning)
            if named:
                score += NAMED_BONUS * _named_share(unit_id, named)
            scored.append((score, position))
        scored.sort(key=lambda pair: (-pair[0], ids[pair[1]]))
        best = scored[:k]
        units = snapshot.knowledge.units_by_id([ids[position] for _, position in best])
        return Retrieved(
            passages=tuple(
                Passage(
                    unit=units[ids[position]],
                    score=round(score, 6),
                    status=snapshot.status(ids[position], understood.on),
                    holds=snapshot.holds(ids[position], understood.on),
                    why={
                        "makna": round(float(dense_z[position]), 4),
                        "kata": round(float(bm25_z[position]), 4),
                    },
                )
                for score, position in best
            ),
            evidence=tuple(
                Evidence(
                    float(cosine[position]),
                    float(bm25[position]),
                    float(dense_z[position]),
                    float(bm25_z[position]),
                )
                for _, position in best
            ),
        )

    def _candidates(
        self, snapshot: OpenSnapshot, understood: Understood
    ) -> tuple[list[int], NDArray[np.float32], NDArray[np.float32]]:
        """Rows of either list with cosine (NaN where unknown) and BM25, shapes (n,)."""
        lexical = snapshot.lexical.scores(understood.words)
        by_words = _top(lexical, CANDIDATES)
        cosines: dict[int, float] = {}
        vector = self._embed(understood) if self._can_compare(snapshot) else None
        if vector is not None:
            cosines = _nearest(snapshot, vector)
            floor = min(cosines.values(), default=0.0)
            for row, asked in snapshot.asked.cosines(vector).items():
                lowered = asked - QUESTION_OFFSET
                if lowered > max(floor, cosines.get(row, floor)):
                    cosines[row] = lowered
        by_name = self._named_rows(snapshot, understood)
        rows = list(dict.fromkeys([*cosines, *by_words, *by_name]))
        cosine = np.array([cosines.get(row, np.nan) for row in rows], dtype=np.float32)
        return rows, cosine, lexical[rows] if rows else np.empty(0, dtype=np.float32)

    def _can_compare(self, snapshot: OpenSnapshot) -> bool:
        """Whether the snapshot has vectors, made by the model that embeds the question."""
        return snapshot.dense.size > 0 and snapshot.info.model == self._embedder.model_id

    def _embed(self, understood: Understood) -> NDArray[np.float32] | None:
        """The question's vector, None where there is none: words alone still find what they can."""
        try:
            return self._embedder.embed_query(understood.meaning)
        except EmbeddingError as error:
            structlog.get_logger().warning("question not embedded", reason=str(error))
            return None

    def _named_rows(self, snapshot: OpenSnapshot, understood: Understood) -> list[int]:
        rows: list[int] = []
        for name in understood.named:
            if "/" in name:
                rows.extend(snapshot.rows_under(snapshot.force.wording_on(name, understood.on) or name))
        return rows[:CANDIDATES]


def _nearest(snapshot: OpenSnapshot, vector: NDArray[np.float32]) -> dict[int, float]:
    """Cosines of the nearest units by row; none while a Chroma server is away, words still find."""
    try:
        found, similarity = snapshot.dense.nearest(vector, CANDIDATES)
    except (StorageError, CorruptIndex) as error:
        structlog.get_logger().warning("index by meaning not reached", reason=str(error))
        return {}
    return dict(zip(found.tolist(), similarity.tolist(), strict=True))


def _place_prior(unit_id: str, asks_meaning: bool) -> float:
    if CONTEXT.search(unit_id):
        return -CONTEXT_PENALTY
    return DEFINITION_BONUS if asks_meaning and "/pasal-1/" in unit_id else 0.0


def _named_share(unit_id: str, named: set[str]) -> float:
    """1 for a unit in or around a named provision, .3 for one of a regulation named as a whole."""
    if any(unit_id == name or unit_id.startswith(f"{name}/") for name in named if "/" in name):
        return 1.0
    if any(name.startswith(f"{unit_id}/") for name in named):
        return 1.0
    return 0.3 if unit_id.split("/")[0] in named else 0.0


def _z_scores(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Standard scores; what is NaN counts as the least of the known, no spread counts as zero."""
    known = values[~np.isnan(values)]
    if known.size == 0:
        return np.zeros_like(values)
    filled = np.where(np.isnan(values), known.min(), values)
    spread = float(filled.std())
    if spread < 1e-9:
        return np.zeros_like(filled)
    return np.asarray((filled - filled.mean()) / spread, dtype=np.float32)


def _top(scores: NDArray[np.float32], limit: int) -> list[int]:
    """Rows of the highest positive scores, ties by row."""
    positive = np.flatnonzero(scores > 0)
    if positive.size > limit:
        cut = np.partition(scores[positive], positive.size - limit)[positive.size - limit]
        positive = positive[scores[positive] >= cut]
    order = np.lexsort((positive, -scores[positive]))
    return [int(row) for row in positive[order][:limit]]
