"""Vectors of examples, kept from fit to fit and, in a file, from start to start: embedding is slow."""

import os
import secrets
import threading
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.embeddings.keys import text_key
from corpus.embeddings.protocol import Embedder, Vectors

SHIPPED = Path(__file__).parents[1] / "data" / "routing_vectors.npz"
"""Vectors of ``examples.starter_examples`` by the default embedder: a first start embeds few texts."""


class RememberedVectors:
    """Safe to share between threads. What the file cannot give or take is embedded again the next time."""

    def __init__(self, embedder: Embedder, path: Path | None = None, *, shipped: Path | None = None) -> None:
        """Args:
        embedder: whose ``embed_query`` makes the vectors.
        path: an ``.npz`` file of our own; None keeps nothing on the disk.
        shipped: a file of such vectors to begin with, only read (``save_vectors``).
        """
        self._embedder = embedder
        self._path = path
        self._shipped = shipped
        self._lock = threading.Lock()
        self._known: dict[str, NDArray[np.float32]] | None = None

    def of(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts as questions, shape (texts, dimension); others than these are forgotten.

        Raises:
            corpus.errors.EmbeddingError: the backend failed.
        """
        with self._lock:
            known = _load(self._shipped) | _load(self._path) if self._known is None else self._known
            keys = [text_key(self._embedder.model_id, text) for text in texts]
            missing = dict.fromkeys(key for key in keys if key not in known)
            asked = dict(zip(keys, texts, strict=True))
            found = known | {key: self._embedder.embed_query(asked[key]) for key in missing}
            self._known = {key: found[key] for key in keys}
            if missing:
                self._save()
            rows = [found[key] for key in keys]
            return np.stack(rows) if rows else np.empty((0, self._embedder.dimension), np.float32)

    def _save(self) -> None:
        if self._path is None or not self._known:
            return
        beside = self._path.with_name(f"{self._path.stem}-{os.getpid()}-{secrets.token_hex(4)}.npz")
        try:
            save_vectors(self._known, beside)
            beside.replace(self._path)
        except OSError:
            # A full disk costs the time of embedding them again, nothing else.
            beside.unlink(missing_ok=True)


def save_vectors(known: Mapping[str, NDArray[np.floating]], path: Path) -> None:
    """Write vectors with their keys.

    Raises:
        OSError: the file cannot be written.
    """
    np.savez(path, keys=np.array(list(known)), vectors=np.stack(list(known.values())))


def _load(path: Path | None) -> dict[str, NDArray[np.float32]]:
    if path is None:
        return {}
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            vectors = kept["vectors"].astype(np.float32)
            return dict(zip(kept["keys"].tolist(), vectors, strict=True))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return {}
