"""An embedder of somebody else's, asked without personal data."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.guard.personal_data import mask
from corpus.embeddings.protocol import Embedder, Vectors


class MaskedEmbedder:
    """Masks questions before an embedding service gets them; passages are the agency's own documents."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    @property
    def model_id(self) -> str:
        """That of the service: vectors are the same."""
        return self._embedder.model_id

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._embedder.dimension

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """One question, masked, → shape (dimension,).

        Raises:
            corpus.errors.EmbeddingError: the service failed.
        """
        return self._embedder.embed_query(mask(text).text)

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Passages as they are → shape (len(texts), dimension).

        Raises:
            corpus.errors.EmbeddingError: the service failed.
        """
        return self._embedder.embed_passages(texts, progress)
