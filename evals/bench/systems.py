"""The rankers that are compared: the product, and three simpler ones over the same indexed units."""

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np

from assistant.answer import Assistant
from assistant.models import Question
from corpus.embeddings.protocol import Embedder
from corpus.open_snapshot import OpenSnapshot
from corpus.search_words import search_words
from evals.datasets import Item
from evals.places import Places, places_of_unit

PASSAGES = 50
"""How deep every system is asked; measures look at ten places."""
RRF_K = 60
"""Cormack, Clarke and Büttcher (2009), Reciprocal Rank Fusion: the customary constant."""
TODAY = date(2026, 11, 1)
"""The day of asking, fixed so that runs can be compared."""

Ranker = Callable[[Item], list[Places]]


def asked(item: Item) -> Question:
    """The question on its day."""
    return Question(text=item.question, on=item.on or TODAY)


def rankers(snapshot: OpenSnapshot, embedder: Embedder, assistant: Assistant) -> dict[str, Ranker]:
    """The systems over our own units by name: ``tanya``, ``bm25``, ``dense``, ``rrf``."""

    def ours(item: Item) -> list[Places]:
        found = assistant.search(asked(item), k=PASSAGES)
        return [places_of_unit(passage.unit, snapshot.knowledge) for passage in found]

    def bm25(item: Item) -> list[int]:
        scores = snapshot.lexical.scores(search_words(item.question))
        order = np.argsort(-scores, kind="stable")[:PASSAGES]
        return [int(row) for row in order if scores[row] > 0]

    def dense(item: Item) -> list[int]:
        # A unit may have several vectors, so more than PASSAGES are asked for.
        rows, _ = snapshot.dense.nearest(embedder.embed_query(item.question), 4 * PASSAGES)
        return [int(row) for row in rows[:PASSAGES]]

    def rrf(item: Item) -> list[int]:
        total: dict[int, float] = {}
        for ranked in (bm25(item), dense(item)):
            for rank, row in enumerate(ranked, 1):
                total[row] = total.get(row, 0.0) + 1 / (RRF_K + rank)
        return sorted(total, key=lambda row: (-total[row], row))[:PASSAGES]

    def placed(rank: Callable[[Item], list[int]]) -> Ranker:
        return lambda item: _places(snapshot, rank(item))

    return {"tanya": ours, "bm25": placed(bm25), "dense": placed(dense), "rrf": placed(rrf)}


def _places(snapshot: OpenSnapshot, rows: Sequence[int]) -> list[Places]:
    ids = [snapshot.unit_ids[row] for row in rows]
    units = snapshot.knowledge.units_by_id(ids)
    return [places_of_unit(units[unit_id], snapshot.knowledge) for unit_id in ids]
