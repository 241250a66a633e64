"""Any sentence-transformers model, by name or folder: an optional extra."""

import hashlib
import importlib
import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.embeddings.protocol import Vectors
from corpus.embeddings.text import without_unusable
from corpus.errors import EmbeddingError

_BATCH = 32


class SentenceTransformerEmbedder:
    """A sentence-transformers model that is already on this machine; nothing is downloaded.

    Loaded at first use. Where "e5" stands in the model's name, the prefixes that E5 models were
    trained with are put before each text.
    """

    def __init__(self, name: str, cache_dir: Path, threads: int | None = None) -> None:
        """Names the model.

        Args:
            name: a folder, a folder's name in ``cache_dir``, or a model's name in the user's model cache.
            cache_dir: where folders of models are kept.
            threads: processor cores to use; None leaves it to torch.
        """
        self._name = name
        inside = cache_dir / name
        self._place = inside if inside.is_dir() else Path(name)
        self._threads = threads
        self._lock = threading.Lock()
        self._model: Any = None
        is_e5 = "e5" in Path(name).name.lower()
        self._query_prefix, self._passage_prefix = ("query: ", "passage: ") if is_e5 else ("", "")

    @property
    def model_id(self) -> str:
        """The model's name; of a folder, its last part and a digest of all that is in it."""
        return f"sentence-transformers/{self._named}"

    @cached_property
    def _named(self) -> str:
        if not self._place.is_dir():
            return self._name
        digest = hashlib.sha256()
        for file in sorted(path for path in self._place.rglob("*") if path.is_file()):
            digest.update(file.relative_to(self._place).as_posix().encode() + b"\0")
            with file.open("rb") as content:
                digest.update(hashlib.file_digest(content, "sha256").digest())
        return f"{self._place.name}-{digest.hexdigest()[:8]}"

    @cached_property
    def dimension(self) -> int:
        """As the model's vectors have it.

        Raises:
            EmbeddingError: the model cannot be loaded.
        """
        return len(self.embed_query(""))

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """One question → shape (dimension,)."""
        vector: NDArray[np.float32] = self._encode([self._query_prefix + without_unusable(text)])[0]
        return vector

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Passages → shape (len(texts), dimension); ``progress`` hears of every 32."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        # Batches of like length waste least on padding.
        order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
        for start in range(0, len(order), _BATCH):
            rows = order[start : start + _BATCH]
            vectors[rows] = self._encode(
                [self._passage_prefix + without_unusable(texts[row]) for row in rows]
            )
            if progress is not None:
                progress(len(rows))
        return vectors

    def _encode(self, texts: list[str]) -> Vectors:
        model = self._loaded()
        try:
            vectors = model.encode(
                texts, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
            )
        except (RuntimeError, ValueError, MemoryError) as error:
            raise EmbeddingError(
                f"Model embedding “{self._name}” gagal menghitung vektor ({error}). "
                "Periksa sisa memori, lalu ulangi."
            ) from error
        return np.asarray(vectors, np.float32)

    def _loaded(self) -> Any:
        with self._lock:
            if self._model is None:
                self._model = self._load()
            return self._model

    def _load(self) -> Any:
        try:
            library = importlib.import_module("sentence_transformers")
        except ImportError as error:
            raise EmbeddingError(
                f"Model embedding “{self._name}” memerlukan paket sentence-transformers yang belum "
                "terpasang. Pasang dengan `pip install 'sentence-transformers>=5,<7'`, atau pakai model “e5”."
            ) from error
        if self._threads is not None:
            importlib.import_module("torch").set_num_threads(self._threads)
        try:
            return library.SentenceTransformer(str(self._place), device="cpu", local_files_only=True)
        except (OSError, ValueError, RuntimeError) as error:
            raise EmbeddingError(
                f"Model embedding “{self._name}” tidak ada di komputer ini atau rusak ({error}). "
                "Unduh lebih dahulu dan beri alamat foldernya, atau pakai model bawaan “e5”."
            ) from error
