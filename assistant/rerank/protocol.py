"""What re-orders the best passages: the interface, and the error of one that cannot."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import TanyaError


class RerankError(TanyaError):
    """A re-ranker gave no scores; the passages stay as retrieval ordered them."""


class Reranker(Protocol):
    """Reads a question together with each of a few passages, slower and closer than retrieval does.

    An implementation batches, cuts texts to the length it can read and keeps to its own time limit.
    """

    @property
    def name(self) -> str:
        """What it is with everything its scores depend on, as in manifests."""
        ...

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """How well each text answers the question.

        Args:
            texts: headings and words of passages, best first as retrieval ordered them.

        Returns:
            Shape (len(texts),), finite, higher is better; comparable within one call only. All
            equal where it has no opinion.

        Raises:
            RerankError: it cannot score, or not in its time.
        """
        ...
