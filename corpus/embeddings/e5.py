"""multilingual-e5-small on onnxruntime: the default embedder."""

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.embeddings.e5_weights import GRAPH_VERSION, E5Weights, find_weights
from corpus.embeddings.protocol import Vectors

if TYPE_CHECKING:
    from corpus.embeddings.e5_session import E5Encoder
    from corpus.embeddings.e5_tokenizer import E5Tokenizer

MAX_CHARACTERS = 65_536
"""Characters of a passage that are embedded, counted before and after normalising (which may lengthen a text
eighteenfold); the rest is left out, so that no input costs without bound."""
MAX_QUERY_CHARACTERS = 2_048
"""The same for a question, which somebody waits for."""
_QUERIES_KEPT = 512


def shared_embedder() -> "E5Embedder":
    """The process's own, so that the weights are in memory once.

    Raises:
        EmbeddingError: the weights are not installed.
    """
    return _shared(find_weights())


def available_cores() -> int:
    """Processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class E5Embedder:
    """multilingual-e5-small with 4-bit weights, run in 8 bits; safe to share between threads.

    Nothing is loaded before the first use. A text beyond the model's 512 tokens is cut into windows
    whose means are averaged by their number of tokens. Each window runs alone on one thread and several
    texts in parallel: nothing is padded, and a text's vector is the same to the bit whatever it is
    embedded with.
    """

    def __init__(self, threads: int | None = None) -> None:
        """Finds the weights.

        Args:
            threads: passages embedded at a time; None for one per core.

        Raises:
            EmbeddingError: the weights are not installed.
        """
        self._path = find_weights()
        self._threads = threads or available_cores()
        self._lock = threading.RLock()
        self._open_weights: E5Weights | None = None
        self._parts: tuple[E5Tokenizer, E5Encoder] | None = None
        self._query = lru_cache(maxsize=_QUERIES_KEPT)(self._embed_query)

    @property
    def model_id(self) -> str:
        """Model, the weights' digest and the graph's version.

        Raises:
            EmbeddingError: the weights cannot be read.
        """
        return f"multilingual-e5-small-q4-{self._weights().digest[:8]}/onnx-{GRAPH_VERSION}"

    @property
    def dimension(self) -> int:
        """384, as the weights say."""
        return self._weights().shape.hidden

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """One question → shape (dimension,), read-only; recent ones are remembered."""
        return self._query(text[:MAX_QUERY_CHARACTERS])

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Passages → shape (len(texts), dimension), in the order given; ``progress`` hears of each one."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        self._load()
        pool = ThreadPoolExecutor(self._threads, thread_name_prefix="e5")
        try:
            for row, vector in enumerate(pool.map(self._embed_passage, texts)):
                vectors[row] = vector
                if progress is not None:
                    progress(1)
        finally:
            pool.shutdown(cancel_futures=True)
        return vectors

    def _embed_query(self, text: str) -> NDArray[np.float32]:
        vector = self._embed("query: ", text, MAX_QUERY_CHARACTERS)
        vector.setflags(write=False)
        return vector

    def _embed_passage(self, text: str) -> NDArray[np.float32]:
        return self._embed("passage: ", text, MAX_CHARACTERS)

    def _embed(self, prefix: str, text: str, limit: int) -> NDArray[np.float32]:
        tokenizer, encoder = self._load()
        weights = self._weights()
        begin, end = weights.vocabulary.bos, weights.vocabulary.eos
        ids = tokenizer.encode(prefix + text[:limit], len(prefix) + limit)
        room = weights.shape.positions - 2
        total = np.zeros(weights.shape.hidden, np.float32)
        for start in range(0, len(ids), room):
            window = ids[start : start + room]
            total += len(window) * encoder.mean([begin, *window, end])
        return total / np.float32(np.linalg.norm(total))

    def _weights(self) -> E5Weights:
        with self._lock:
            if self._open_weights is None:
                self._open_weights = E5Weights(self._path)
            return self._open_weights

    def _load(self) -> "tuple[E5Tokenizer, E5Encoder]":
        with self._lock:
            if self._parts is None:
                # Imported here because they bring tokenizers and onnxruntime with them.
                from corpus.embeddings.e5_session import E5Encoder
                from corpus.embeddings.e5_tokenizer import E5Tokenizer

                weights = self._weights()
                self._parts = E5Tokenizer(weights.vocabulary), E5Encoder(weights)
            return self._parts


@cache
def _shared(_path: Path) -> E5Embedder:
    return E5Embedder()
