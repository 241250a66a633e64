"""multilingual-e5-small in plain float32 NumPy: what the fast encoder is measured against."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from corpus.embeddings.e5_tokenizer import E5Tokenizer
from corpus.embeddings.e5_weights import E5Weights

_Array = NDArray[np.float32]
# Abramowitz and Stegun 7.1.26: the error function to 1.5e-7.
_ERF = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)


def _gelu(x: _Array) -> _Array:
    z = np.abs(x) / np.float32(np.sqrt(2))
    t = np.asarray(1 / (1 + np.float32(0.3275911) * z), np.float32)
    polynomial = np.zeros_like(x)
    for coefficient in reversed(_ERF):
        polynomial = (polynomial + np.float32(coefficient)) * t
    erf = np.sign(x) * (1 - polynomial * np.exp(-z * z))
    return np.asarray(0.5 * x * (1 + erf), np.float32)


class ReferenceEncoder:
    """The encoder as its definition reads, one text at a time; slow."""

    def __init__(self, weights: E5Weights) -> None:
        """Dequantises every matrix but the word embeddings: about 85 MB."""
        self._weights = weights
        self._tokenizer = E5Tokenizer(weights.vocabulary)
        shape = weights.shape
        self._matrices = {
            f"l{layer}.{part}": weights.matrix(
                f"l{layer}.{part}.w", weights.vector(f"l{layer}.{part}.b").size
            ).T
            for layer in range(shape.layers)
            for part in ("q", "k", "v", "ao", "fi", "fo")
        }
        self._positions = weights.vector("emb.pos").reshape(shape.positions, shape.hidden)
        self._positions = self._positions + weights.vector("emb.type")[: shape.hidden]

    def embed(self, texts: Iterable[str]) -> _Array:
        """Texts with their prefix already on → shape (n, hidden), of unit length.

        A text beyond one window is embedded by its first window only.
        """
        vocabulary, room = self._weights.vocabulary, self._weights.shape.positions - 2
        vectors = []
        for text in texts:
            ids = [vocabulary.bos, *self._tokenizer.encode(text)[:room], vocabulary.eos]
            mean = self._encode(ids).mean(axis=0)
            vectors.append(mean / np.linalg.norm(mean))
        return np.stack(vectors)

    def _encode(self, ids: list[int]) -> _Array:
        heads = self._weights.shape.heads
        words = self._weights.word_vectors(ids)
        state = self._normalized(words + self._positions[: len(ids)], "emb.ln")
        for layer in (f"l{index}" for index in range(self._weights.shape.layers)):
            query, key, value = (
                self._linear(state, f"{layer}.{part}").reshape(len(ids), heads, -1).transpose(1, 0, 2)
                for part in "qkv"
            )
            scores = query @ key.transpose(0, 2, 1) / np.float32(np.sqrt(query.shape[-1]))
            scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
            scores /= scores.sum(axis=-1, keepdims=True)
            mixed = (scores @ value).transpose(1, 0, 2).reshape(len(ids), -1)
            state = self._normalized(state + self._linear(mixed, f"{layer}.ao"), f"{layer}.aln")
            inner = self._linear(_gelu(self._linear(state, f"{layer}.fi")), f"{layer}.fo")
            state = self._normalized(state + inner, f"{layer}.oln")
        return state

    def _linear(self, x: _Array, name: str) -> _Array:
        return np.asarray(x @ self._matrices[name] + self._weights.vector(f"{name}.b"), np.float32)

    def _normalized(self, x: _Array, name: str) -> _Array:
        centred = x - x.mean(axis=-1, keepdims=True)
        variance = (centred * centred).mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt(variance + np.float32(self._weights.shape.epsilon))
        return np.asarray(
            scaled * self._weights.vector(f"{name}.w") + self._weights.vector(f"{name}.b"), np.float32
        )
