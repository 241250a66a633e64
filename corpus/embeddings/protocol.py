"""What the rest of the product knows of an embedding model."""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Shape (n, dimension), every row of Euclidean length 1."""


class Embedder(Protocol):
    """Turns text into vectors whose dot product is their cosine."""

    @property
    def model_id(self) -> str:
        """Names model, weights and version: vectors of two different ids must not be mixed."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """One question → shape (dimension,).

        Raises:
            corpus.errors.EmbeddingError: the backend failed.
        """

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Passages → shape (len(texts), dimension), in the order given.

        Args:
            texts: any strings, empty ones included.
            progress: called with the number of passages done since the last call.

        Raises:
            corpus.errors.EmbeddingError: the backend failed.
        """
