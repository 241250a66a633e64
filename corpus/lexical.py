"""The index by words: BM25 over stemmed Indonesian words, in one folder of a snapshot."""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import bm25s
import numpy as np
from numpy.typing import NDArray

from corpus.errors import CorruptIndex
from corpus.models import PassageUnit
from corpus.search_words import search_words

K1, B = 1.2, 0.75
"""Robertson and Zaragoza (2009), The Probabilistic Relevance Framework: customary values."""
WEIGHTS_KEPT = 65_536
"""One answer asks for the weights of the same words hundreds of times."""


def unit_words(unit: PassageUnit) -> list[str]:
    """What a unit is found by: its headings, its text and its extra search words."""
    return search_words(" ".join((*unit.path, unit.text, unit.search_text)))


class LexicalIndex:
    """BM25 scores of every unit for a query."""

    def __init__(self, retriever: bm25s.BM25 | None, size: int) -> None:
        self._retriever = retriever
        self.size = size
        self._weight = lru_cache(maxsize=WEIGHTS_KEPT)(self._inverse_frequency)

    @classmethod
    def build(cls, documents: Iterable[Sequence[str]], folder: Path) -> "LexicalIndex":
        """Index the words of every unit, in order, and save the result in ``folder``."""
        tokens = [list(document) for document in documents]
        folder.mkdir(parents=True)
        if not any(tokens):
            return cls(None, len(tokens))
        retriever = bm25s.BM25(method="lucene", k1=K1, b=B)
        retriever.index(tokens, show_progress=False)
        retriever.save(folder, show_progress=False)
        return cls(retriever, len(tokens))

    @classmethod
    def open(cls, folder: Path, size: int) -> "LexicalIndex":
        """Open a saved index of ``size`` units; its arrays stay on disk.

        Raises:
            CorruptIndex: it is missing, damaged, or of another number of units.
        """
        try:
            if not any(folder.iterdir()):
                return cls(None, size)
            retriever = bm25s.BM25.load(folder, mmap=True)
            indexed = int(retriever.scores["num_docs"])
        except (OSError, ValueError, TypeError, KeyError, EOFError) as error:
            raise CorruptIndex(f"Indeks kata {folder} tidak terbaca ({error}).") from error
        if indexed != size:
            raise CorruptIndex(f"Indeks kata {folder} berisi {indexed} bagian, seharusnya {size}.")
        return cls(retriever, size)

    def weight(self, word: str) -> float:
        """Inverse document frequency of a search word: how much it tells units apart, above 0.

        The form of Robertson and Zaragoza (2009) that never turns negative; a word that no unit
        has weighs most.
        """
        return self._weight(word)

    def has(self, word: str) -> bool:
        """Whether any unit has this search word."""
        return self._retriever is not None and word in self._retriever.vocab_dict

    def _inverse_frequency(self, word: str) -> float:
        frequency = 0
        if self._retriever is not None:
            token = self._retriever.vocab_dict.get(word)
            if token is not None:
                bounds = self._retriever.scores["indptr"]
                frequency = int(bounds[token + 1] - bounds[token])
        return math.log1p((self.size - frequency + 0.5) / (frequency + 0.5))

    def rows_of(self, word: str) -> NDArray[np.int64]:
        """Rows of the units that have a search word, shape (units with it,)."""
        token = None if self._retriever is None else self._retriever.vocab_dict.get(word)
        if self._retriever is None or token is None:
            return np.empty(0, dtype=np.int64)
        bounds = self._retriever.scores["indptr"]
        return np.asarray(
            self._retriever.scores["indices"][bounds[token] : bounds[token + 1]], dtype=np.int64
        )

    def scores(self, query_words: Sequence[str]) -> NDArray[np.float32]:
        """BM25 score of every unit, shape (size,); zero where no word matches."""
        if self._retriever is None or not query_words:
            return np.zeros(self.size, dtype=np.float32)
        return np.asarray(self._retriever.get_scores(list(query_words)), dtype=np.float32)
