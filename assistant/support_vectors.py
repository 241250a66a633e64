"""How near sentences are in meaning, by the product's embedder."""

import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.embeddings.protocol import Embedder

Vector = NDArray[np.float32]
COSINE_BAND = (0.80, 0.96)
"""The narrow band that multilingual E5 uses between sentences of one matter."""


class SentenceVectors:
    """Cosines of sentences by an embedder; vectors are kept, since the same provisions are cited all day."""

    def __init__(self, embedder: Embedder, *, kept: int = 4_096) -> None:
        self._embedder = embedder
        self._kept = kept
        self._vectors: dict[str, Vector] = {}
        self._lock = threading.Lock()

    def cosine(self, claim: str, others: Sequence[str]) -> float:
        """Of the claim and the nearest of the others, 0 and 1 at the ends of ``COSINE_BAND``.

        Raises:
            corpus.errors.EmbeddingError: the embedder failed.
        """
        vectors = self.of([claim, *others])
        best = max(float(vectors[claim] @ vectors[other]) for other in others)
        low, high = COSINE_BAND
        return min(max((best - low) / (high - low), 0.0), 1.2)

    def of(self, texts: Sequence[str]) -> dict[str, Vector]:
        """The vector of each text.

        Raises:
            corpus.errors.EmbeddingError: the embedder failed.
        """
        with self._lock:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            made = dict(zip(new, self._embedder.embed_passages(new), strict=True))
            known |= made
            with self._lock:
                if len(self._vectors) + len(made) > self._kept:
                    self._vectors.clear()
                self._vectors |= made
        return known
