"""A re-ranker's scores and our own made one order of the best passages."""

from collections.abc import Hashable, Sequence

import numpy as np
import structlog
from numpy.typing import NDArray

from assistant.ranking import z_scores
from assistant.rerank.protocol import Reranker, RerankError
from corpus.models import PassageUnit

TOP = 20
"""Passages that are read again; one that retrieval places lower is hardly the answer."""
WEIGHT = 0.5
"""Share of the re-ranker in the mean of the two standard scores."""


def reading_text(unit: PassageUnit) -> str:
    """What a re-ranker reads of a unit: its headings, for what it belongs to, and its words."""
    return "\n".join((" › ".join(unit.path), unit.text)) if unit.path else unit.text


def reordered(
    own: Sequence[float], groups: Sequence[Hashable | None], theirs: NDArray[np.float32], weight: float
) -> list[int]:
    """Positions in their new order; passages change places within their group only.

    Args:
        own: our scores, best first.
        groups: of every position; None for what keeps its place.
        theirs: the re-ranker's scores of the positions that have a group, in order.
        weight: share of theirs in the mean of the standard scores, 0–1.
    """
    free = [position for position, group in enumerate(groups) if group is not None]
    ours = z_scores(np.array([own[position] for position in free], dtype=np.float32))
    mixed = (1 - weight) * ours + weight * z_scores(theirs)
    # Ties stay as they were.
    best = [free[place] for place in np.argsort(-mixed, kind="stable")]
    of_group = {group: iter([one for one in best if groups[one] == group]) for group in groups}
    return [position if group is None else next(of_group[group]) for position, group in enumerate(groups)]


def read_again(
    reranker: Reranker,
    question: str,
    units: Sequence[PassageUnit],
    own: Sequence[float],
    groups: Sequence[Hashable | None],
    weight: float = WEIGHT,
) -> list[int]:
    """Positions of the best units in the order of both scores; unchanged when the re-ranker fails.

    Args:
        units, own, groups: of the best passages, best first; see ``reordered``.
    """
    free = [unit for unit, group in zip(units, groups, strict=True) if group is not None]
    if len(free) < 2:
        return list(range(len(units)))
    try:
        theirs = reranker.scores(question, [reading_text(unit) for unit in free])
    except RerankError as error:
        structlog.get_logger().warning("passages not read again", reranker=reranker.name, reason=str(error))
        return list(range(len(units)))
    return reordered(own, groups, theirs, weight)
