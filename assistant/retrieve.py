"""Retrieval: by meaning and by words, fused, with named provisions first and legal force known."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

import numpy as np
import structlog
from numpy.typing import NDArray

from assistant.evidence import CONTEXT, Evidence
from assistant.ordered import Ordered
from assistant.ranking import Candidates, RankingWeights, likeness, order, ranking_weights, scores, z_scores
from assistant.rerank import Reranker
from assistant.rerank.mixing import TOP, read_again, reordered
from assistant.second_look import Looked, SecondLook, look, second_look
from assistant.understand import EMPLOYEES, Understood
from corpus.embeddings.protocol import Embedder
from corpus.errors import CorruptIndex, EmbeddingError, StorageError
from corpus.identifiers import pasal_of
from corpus.models import Passage, PassageKind, PassageUnit
from corpus.open_snapshot import LAW, OpenSnapshot
from corpus.validity import ForceStatus

CANDIDATES = 200
"""Depth of each list before fusion."""
QUESTION_OFFSET = 0.03
"""Taken from the cosine with a way to ask: two questions are alike by being questions."""
ENTRIES = 10
"""The best approved entries, which lend to their legal basis."""
_ASKS_MEANING = re.compile(r"\b(?:definisi|pengertian|arti|dimaksud dengan|apa itu)\b", re.IGNORECASE)
_DEFINITION = re.compile(r"/pasal-1/")
_ENTRY_KINDS = frozenset({PassageKind.FAQ, PassageKind.SOP, PassageKind.FORUM})


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Passages best first, each with its evidence."""

    passages: tuple[Passage, ...]
    evidence: tuple[Evidence, ...]


class Retriever:
    """One retriever serves the chat, the search page, the drafts and the benchmarks."""

    def __init__(
        self,
        embedder: Embedder,
        weights: RankingWeights | None = None,
        *,
        looking: SecondLook | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        """A retriever.

        Args:
            weights: others than those that ship with the product, to measure them.
            looking: the same for the second look.
            reranker: reads the ``TOP`` best passages again; none where None.
        """
        self._embedder = embedder
        self._weights = weights or ranking_weights()
        self._looking = looking or second_look()
        self._reranker = reranker

    def retrieve(self, snapshot: OpenSnapshot, understood: Understood, k: int) -> Retrieved:
        """The ``k`` best passages; by words alone while the question cannot be embedded or compared."""
        first = self._first_order(snapshot, understood, max(k, TOP))
        theirs = self._looking.scores(self._looked(snapshot, understood, first))
        best = first.moved(reordered(first.scores[:TOP], first.groups(TOP), theirs, 1.0))
        if self._reranker is not None:
            places = read_again(
                self._reranker, understood.text, best.units[:TOP], best.scores[:TOP], best.groups(TOP)
            )
            best = best.moved(places)
        passages = zip(best.positions, best.scores, best.units, best.evidence, strict=True)
        return Retrieved(
            passages=tuple(
                Passage(
                    unit=unit,
                    score=round(score, 6),
                    status=snapshot.status(unit.id, understood.on),
                    holds=bool(best.candidates.holds[position]),
                    why={"makna": round(one.dense_z, 4), "kata": round(one.bm25_z, 4)},
                )
                for position, score, unit, one in islice(passages, k)
            ),
            evidence=best.evidence[:k],
        )

    def _first_order(self, snapshot: OpenSnapshot, understood: Understood, most: int) -> Ordered:
        """The best candidates before they are looked at again."""
        candidates = self.candidates(snapshot, understood)
        total = scores(candidates, self._weights)
        best = order(candidates, total)[:most]
        dense_z, bm25_z = z_scores(candidates.cosine), z_scores(candidates.bm25)
        units = snapshot.knowledge.units_by_id([candidates.ids[position] for position in best])
        return Ordered(
            candidates,
            positions=tuple(best),
            scores=tuple(float(total[position]) for position in best),
            units=tuple(units[candidates.ids[position]] for position in best),
            evidence=tuple(
                Evidence(
                    float(candidates.cosine[position]),
                    float(candidates.bm25[position]),
                    float(dense_z[position]),
                    float(bm25_z[position]),
                )
                for position in best
            ),
        )

    def first_look(self, snapshot: OpenSnapshot, understood: Understood) -> list[tuple[PassageUnit, Looked]]:
        """The passages that are looked at again, in the first order, each with what is seen of it."""
        first = self._first_order(snapshot, understood, TOP)
        units = [unit for unit, free in zip(first.units, _free(first), strict=True) if free]
        return list(zip(units, self._looked(snapshot, understood, first), strict=True))

    def _looked(self, snapshot: OpenSnapshot, understood: Understood, first: Ordered) -> list[Looked]:
        """What is seen of the ``TOP`` best; of one that keeps its place nothing."""
        places = [place for place, free in enumerate(_free(first)) if free]
        near = likeness(first.candidates, self._weights)
        return look(understood, first, places, near, snapshot.lexical.weight)

    def candidates(self, snapshot: OpenSnapshot, understood: Understood) -> Candidates:
        """Everything that may be what was asked for, measured; no unit twice."""
        lexical = snapshot.lexical.scores(understood.words)
        cosines = self._cosines(snapshot, understood)
        by_name = self._named_rows(snapshot, understood)
        rows = list(dict.fromkeys([*cosines, *_top(lexical, CANDIDATES), *by_name]))
        entries = _best_entries(snapshot, rows, cosines, lexical)
        bases = {row: snapshot.basis_rows(snapshot.unit_ids[row], understood.on) for row in entries}
        rows = list(dict.fromkeys([*rows, *(basis for lent in bases.values() for basis in lent)]))
        positions = {row: position for position, row in enumerate(rows)}
        ids = [snapshot.unit_ids[row] for row in rows]
        kinds = [snapshot.kind(unit_id) for unit_id in ids]
        standing = [snapshot.standing(unit_id, understood.on) for unit_id in ids]
        named = {snapshot.force.wording_on(name, understood.on) or name for name in understood.named}
        pasals: dict[str, int] = {}
        return Candidates(
            ids=ids,
            cosine=np.array([cosines.get(row, np.nan) for row in rows], dtype=np.float32),
            bm25=lexical[rows] if rows else np.empty(0, dtype=np.float32),
            is_entry=np.array([kind in _ENTRY_KINDS for kind in kinds], dtype=bool),
            is_forum=np.array([kind is PassageKind.FORUM for kind in kinds], dtype=bool),
            is_context=_flags(kinds, ids, CONTEXT.search),
            is_definition=_flags(kinds, ids, _DEFINITION.search),
            holds=np.array([holds for _, holds in standing], dtype=bool),
            partly_repealed=np.array(
                [holds and status == ForceStatus.DICABUT_SEBAGIAN for status, holds in standing], dtype=bool
            ),
            of_others=_of_others(snapshot, understood.employees, rows),
            named=np.array([_named_share(unit_id, named) for unit_id in ids], dtype=np.float32),
            pasal=np.array(
                [pasals.setdefault(pasal_of(unit_id), len(pasals)) for unit_id in ids], dtype=np.int64
            ),
            rests_on={positions[row]: [positions[basis] for basis in lent] for row, lent in bases.items()},
            asks_meaning=_ASKS_MEANING.search(understood.text) is not None,
            library=len(snapshot.unit_ids),
        )

    def _cosines(self, snapshot: OpenSnapshot, understood: Understood) -> dict[int, float]:
        """Cosines by row of the nearest units and of the entries whose questions are as near."""
        vector = self._embed(understood) if self._can_compare(snapshot) else None
        if vector is None:
            return {}
        cosines = _nearest(snapshot, vector)
        floor = min(cosines.values(), default=0.0)
        for row, asked in snapshot.asked.cosines(vector).items():
            lowered = asked - QUESTION_OFFSET
            if lowered > max(floor, cosines.get(row, floor)):
                cosines[row] = lowered
        return cosines

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


def _free(first: Ordered) -> list[bool]:
    """Which of the ``TOP`` best may change their place."""
    return [group is not None for group in first.groups(TOP)]


def _nearest(snapshot: OpenSnapshot, vector: NDArray[np.float32]) -> dict[int, float]:
    """Cosines of the nearest units by row; none while a Chroma server is away, words still find."""
    try:
        found, similarity = snapshot.dense.nearest(vector, CANDIDATES)
    except (StorageError, CorruptIndex) as error:
        structlog.get_logger().warning("index by meaning not reached", reason=str(error))
        return {}
    return dict(zip(found.tolist(), similarity.tolist(), strict=True))


def _best_entries(
    snapshot: OpenSnapshot, rows: list[int], cosines: dict[int, float], lexical: NDArray[np.float32]
) -> list[int]:
    """Rows of the entries that stand highest by meaning and words alike, ties by row."""
    if not rows:
        return []
    cosine = np.array([cosines.get(row, np.nan) for row in rows], dtype=np.float32)
    both = z_scores(cosine) + z_scores(lexical[rows])
    ranked = sorted(zip(rows, both.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0]))
    return [row for row, _ in ranked if snapshot.kind(snapshot.unit_ids[row]) in _ENTRY_KINDS][:ENTRIES]


def _flags(kinds: list[PassageKind], ids: list[str], test: Callable[[str], object]) -> NDArray[np.bool_]:
    """Which of the units are law and have an identifier that passes."""
    found = (kind in LAW and bool(test(unit_id)) for kind, unit_id in zip(kinds, ids, strict=True))
    return np.array(list(found), dtype=bool)


def _of_others(snapshot: OpenSnapshot, asked: frozenset[str], rows: list[int]) -> NDArray[np.bool_]:
    """Which rows name kinds of employee but none of ``asked``; none where ``asked`` is empty."""
    if not asked:
        return np.zeros(len(rows), dtype=bool)
    naming = {kind: np.isin(rows, snapshot.lexical.rows_of(kind)) for kind in EMPLOYEES}
    any_named = np.logical_or.reduce([naming[kind] for kind in EMPLOYEES])
    asked_named = np.logical_or.reduce([naming[kind] for kind in asked])
    return np.asarray(any_named & ~asked_named, dtype=bool)


def _named_share(unit_id: str, named: set[str]) -> float:
    """1 for a unit in or around a named provision, .3 for one of a regulation named as a whole."""
    if any(unit_id == name or unit_id.startswith(f"{name}/") for name in named if "/" in name):
        return 1.0
    if any(name.startswith(f"{unit_id}/") for name in named):
        return 1.0
    return 0.3 if unit_id.split("/")[0] in named else 0.0


def _top(values: NDArray[np.float32], limit: int) -> list[int]:
    """Rows of the highest positive scores, ties by row."""
    positive = np.flatnonzero(values > 0)
    if positive.size > limit:
        cut = np.partition(values[positive], positive.size - limit)[positive.size - limit]
        positive = positive[values[positive] >= cut]
    ordered = np.lexsort((positive, -values[positive]))
    return [int(row) for row in positive[ordered][:limit]]
