"""Which answered questions ask the same: near in meaning, and answered from the same pasal.

Questions are joined where the cosine of their vectors reaches a bound; where their replies cite a pasal in
common, a lower one. Groups are what is joined, directly or through others. The bounds were fitted on
``evals/datasets/faq_groups``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.identifiers import pasal_of

SAME_PASAL = 0.95
"""Cosine from which questions whose replies share a pasal ask the same."""
ALONE = 0.97
"""Cosine from which any two questions do."""
_ROWS = 1_000
"""Questions that are compared with all others at once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An answered question.

    Attributes:
        id: of the reply.
        vector: of the question, of length 1.
        cites: provisions that the reply cites.
    """

    id: str
    vector: NDArray[np.float32]
    cites: tuple[str, ...]

    @property
    def pasal(self) -> frozenset[str]:
        """The pasal that the reply cites."""
        return frozenset(map(pasal_of, self.cites))


def ask_the_same(cosine: float, *, share_pasal: bool) -> bool:
    """Whether two questions ask the same."""
    return cosine >= (SAME_PASAL if share_pasal else ALONE)


def groups(asked: Sequence[Asked]) -> list[list[int]]:
    """Places of the questions that ask the same, each group in the order given; single ones are left out."""
    if not asked:
        return []
    leader = list(range(len(asked)))

    def find(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    vectors = np.stack([one.vector for one in asked])
    pasal = [one.pasal for one in asked]
    for start in range(0, len(asked), _ROWS):
        cosines = vectors[start : start + _ROWS] @ vectors.T
        for row, other in np.argwhere(cosines >= SAME_PASAL):
            one = start + int(row)
            if one < other and ask_the_same(
                float(cosines[row, other]), share_pasal=bool(pasal[one] & pasal[other])
            ):
                leader[find(int(other))] = find(one)
    found: dict[int, list[int]] = {}
    for place in range(len(asked)):
        found.setdefault(find(place), []).append(place)
    return [group for group in found.values() if len(group) > 1]


def most_central(asked: Sequence[Asked]) -> int:
    """Place of the question that is nearest to the others; the first of equals."""
    vectors = np.stack([one.vector for one in asked])
    return int(np.argmax((vectors @ vectors.T).sum(axis=1)))
