"""Stand-ins that are quick and exact enough to reason about by hand."""

import hashlib
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.embeddings.protocol import Vectors
from corpus.errors import EmbeddingError
from corpus.search_words import search_words

DIMENSION = 64
SHARED = 0.78


class WordEmbedder:
    """Embeds a text as the sum of one fixed direction for each of its stemmed words.

    Texts that share words are near each other, so retrieval by meaning can be tested by hand.
    """

    model_id = "words-1"
    dimension = DIMENSION

    def __init__(self) -> None:
        self.passages_embedded = 0

    def embed_query(self, text: str) -> NDArray[np.float32]:
        return self._embed(text)

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        self.passages_embedded += len(texts)
        if progress is not None:
            progress(len(texts))
        return (
            np.stack([self._embed(text) for text in texts]) if texts else np.empty((0, DIMENSION), np.float32)
        )

    def _embed(self, text: str) -> NDArray[np.float32]:
        # Like E5, whose cosines all lie in a narrow band: a large part that all texts share.
        own = self._direction(text)
        return np.concatenate(([np.sqrt(SHARED)], np.sqrt(1.0 - SHARED) * own)).astype(np.float32)

    def _direction(self, text: str) -> NDArray[np.float32]:
        total = np.full(DIMENSION - 1, 1e-3, dtype=np.float32)
        for word in search_words(text):
            seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
            total += np.random.default_rng(seed).standard_normal(DIMENSION - 1).astype(np.float32)
        return np.asarray(total / np.linalg.norm(total), dtype=np.float32)


class BrokenEmbedder(WordEmbedder):
    """A backend whose endpoint is dead."""

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        raise EmbeddingError("Layanan embedding tidak menjawab.")

    def embed_query(self, text: str) -> NDArray[np.float32]:
        raise EmbeddingError("Layanan embedding tidak menjawab.")
