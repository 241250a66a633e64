"""Any sentence-transformers model, by name or folder: an optional extra."""

import importlib
import threading
from collections.abc import Callable, Sequence
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
            name: a model's name in ``cache_dir`` or the user's model cache, or its folder.
            cache_dir: where models by name are looked for when ``name`` is in it.
            threads: processor cores to use; None leaves it to torch.
        """
        self._name = name
        self._folder = cache_dir / name
        self._threads = threads
        self._lock = threading.Lock()
        self._model: Any = None
        is_e5 = "e5" in Path(name).name.lower()
        self._query_prefix, self._passage_prefix = ("query: ", "passage: ") if is_e5 else ("", "")

    @property
    def model_id(self) -> str:
        """The model's name as it was given."""
        return f"sentence-transformers/{self._name}"

    @property
    def dimension(self) -> int:
        """As the model says.

        Raises:
            EmbeddingError: the model cannot be loaded.
        """
        size = self._loaded().get_embedding_dimension()
        if not size:
            raise EmbeddingError(
                f"Model embedding “{self._name}” tidak menyebut panjang vektornya; pilih model lain."
            )
        return int(size)

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
                f"Model embedding “{self._name}” memerlukan paket sentence-transformers, yang belum terpasang. "
                "Pasang dengan `pip install 'tanya-asn[sentence-transformers]'`, atau pakai model bawaan “e5”."
            ) from error
        if self._threads is not None:
            importlib.import_module("torch").set_num_threads(self._threads)
        place = str(self._folder) if self._folder.is_dir() else self._name
        try:
            return library.SentenceTransformer(place, device="cpu", local_files_only=True)
        except (OSError, ValueError, RuntimeError) as error:
            raise EmbeddingError(
                f"Model embedding “{self._name}” tidak ada di komputer ini atau rusak ({error}). "
                "Unduh lebih dahulu dan beri alamat foldernya, atau pakai model bawaan “e5”."
            ) from error
