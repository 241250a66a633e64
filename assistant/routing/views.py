"""How alike texts are: by meaning, by their words, and by their letters, which survive slips of the pen."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.embeddings.protocol import Embedder, Vectors
from corpus.search_words import search_words
from corpus.text import words

Floats = NDArray[np.float64]
GRAMS = (3, 4, 5)
"""Lengths of runs of letters; words are held apart by spaces, which count as letters."""
LONGEST = 4_000
"""Characters of a text that are looked at by words and letters."""
FREQUENT, BLOCK = 48, 512
"""Features of more texts than this are multiplied as matrices, so many at a time; others one by one."""


class View(Protocol):
    """One way in which the examples are alike, as cosines."""

    def gram(self) -> Floats:
        """Of all examples with one another, shape (n, n)."""

    def similar(self, text: str) -> Floats:
        """Of all examples with a text, shape (n,).

        Raises:
            corpus.errors.EmbeddingError: the backend failed.
        """


class Meaning:
    """Cosines of embeddings, less what all examples have in common: E5's lie in a narrow band."""

    def __init__(self, vectors: Vectors, embedder: Embedder) -> None:
        """Args:
        vectors: of the examples, embedded as questions.
        embedder: that made them.
        """
        self._embedder = embedder
        self._mean = vectors.mean(axis=0)
        self._rows = _normalised(vectors - self._mean)

    def gram(self) -> Floats:
        """See ``View``."""
        return np.asarray(self._rows @ self._rows.T, dtype=np.float64)

    def similar(self, text: str) -> Floats:
        """See ``View``."""
        asked = _normalised(self._embedder.embed_query(text)[None] - self._mean)[0]
        return np.asarray(self._rows @ asked, dtype=np.float64)


class Features:
    """Cosines of counted features, (1 + log tf) · (1 + log(N / df)) after Manning et al. (2008), 6.4.

    Rows are kept by feature, since few texts share one.
    """

    def __init__(self, texts: Sequence[str], features: Callable[[str], Sequence[str]]) -> None:
        self._features = features
        counts = [Counter(features(text)) for text in texts]
        self._size = len(texts)
        frequency = Counter(feature for count in counts for feature in count)
        self._rarity = {name: 1 + math.log(len(texts) / times) for name, times in frequency.items()}
        self._texts = [self._weighed(count) for count in counts]
        rows: dict[str, list[int]] = {}
        values: dict[str, list[float]] = {}
        for row, text in enumerate(self._texts):
            for name, value in text.items():
                rows.setdefault(name, []).append(row)
                values.setdefault(name, []).append(value)
        self._rows = {name: np.array(found, dtype=np.int64) for name, found in rows.items()}
        self._values = {name: np.array(found) for name, found in values.items()}

    def gram(self) -> Floats:
        """See ``View``."""
        alike = np.zeros((self._size, self._size))
        shared = []
        for name, rows in self._rows.items():
            if len(rows) > FREQUENT:
                shared.append(name)
            elif len(rows) > 1:
                alike[np.ix_(rows, rows)] += np.outer(self._values[name], self._values[name])
        for start in range(0, len(shared), BLOCK):
            columns = np.zeros((self._size, BLOCK), dtype=np.float32)
            for column, name in enumerate(shared[start : start + BLOCK]):
                columns[self._rows[name], column] = self._values[name]
            alike += columns @ columns.T
        # What a text alone has counts for its likeness to itself.
        np.fill_diagonal(alike, [float(bool(text)) for text in self._texts])
        return alike

    def similar(self, text: str) -> Floats:
        """See ``View``."""
        return self._cosines(self._weighed(Counter(self._features(text))))

    def _weighed(self, counts: Counter[str]) -> dict[str, float]:
        """Known features with their weights in a text of length 1; what is unknown makes them weigh less."""
        unknown = 1 + math.log(max(self._size, 1))
        weights = {
            name: (1 + math.log(times)) * self._rarity.get(name, unknown) for name, times in counts.items()
        }
        length = math.sqrt(math.fsum(weight**2 for weight in weights.values()))
        return {name: weight / length for name, weight in weights.items() if name in self._rarity}

    def _cosines(self, weights: dict[str, float]) -> Floats:
        if not weights:
            return np.zeros(self._size)
        rows = np.concatenate([self._rows[name] for name in weights])
        products = np.concatenate([self._values[name] * weight for name, weight in weights.items()])
        return np.bincount(rows, weights=products, minlength=self._size).astype(np.float64)


def stems(text: str) -> list[str]:
    """The stemmed words of a text, for ``Features``."""
    return search_words(text[:LONGEST])


def letters(text: str) -> list[str]:
    """Runs of letters of a text, for ``Features``."""
    line = f" {' '.join(words(text[:LONGEST]))} "
    return [line[start : start + size] for size in GRAMS for start in range(len(line) - size + 1)]


def _normalised(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)
