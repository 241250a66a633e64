"""A cross-encoder of sentence-transformers as re-ranker: an optional extra, from a folder on this machine."""

import importlib
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.rerank.protocol import RerankError

BATCH = 8
"""Pairs between two looks at the clock."""
LONGEST = 512
"""Tokens of question and passage together; what most cross-encoders were trained with."""
SECONDS = 5.0


class CrossEncoderReranker:
    """Scores every pair of question and passage with one model. Loaded at first use, never downloaded."""

    def __init__(self, model: str, *, seconds: float = SECONDS, longest: int = LONGEST) -> None:
        """Names the model.

        Args:
            model: its folder, or its name in the user's model cache.
            seconds: one call may take, without the loading; after that there are no scores.
            longest: tokens of a pair; what is longer is cut.
        """
        self._model_name = model
        self._seconds = seconds
        self._longest = longest
        self._lock = threading.Lock()
        self._loaded: Any = None

    @property
    def name(self) -> str:
        """The model with the length it reads."""
        return f"cross-encoder/{Path(self._model_name).name}/{self._longest}"

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """The model's score of every pair, shape (len(texts),).

        Raises:
            RerankError: the extra or the model is absent, the model has other than one output, or time is up.
        """
        model = self._model()
        deadline = time.monotonic() + self._seconds
        found = np.empty(len(texts), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            if time.monotonic() > deadline:
                raise RerankError(
                    f"Pengurut “{self._model_name}” tidak selesai dalam {self._seconds:g} detik. "
                    "Pakai model yang lebih kecil."
                )
            batch = texts[start : start + BATCH]
            found[start : start + len(batch)] = self._batch(model, question, batch)
        return found

    def _batch(self, model: Any, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        try:
            made = model.predict(
                [(question, text) for text in texts],
                batch_size=BATCH,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        except (RuntimeError, ValueError, MemoryError) as error:
            raise RerankError(
                f"Pengurut “{self._model_name}” gagal menghitung ({error}). Periksa sisa memori, lalu ulangi."
            ) from error
        scores = np.asarray(made, dtype=np.float32)
        if scores.shape != (len(texts),) or not np.isfinite(scores).all():
            raise RerankError(
                f"Model “{self._model_name}” tidak memberi satu nilai per pasangan, jadi bukan pengurut. "
                "Pakai model cross-encoder dengan satu keluaran."
            )
        return scores

    def _model(self) -> Any:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> Any:
        try:
            library = importlib.import_module("sentence_transformers")
        except ImportError as error:
            raise RerankError(
                f"Pengurut “{self._model_name}” memerlukan paket sentence-transformers yang belum terpasang. "
                "Pasang dengan `pip install 'sentence-transformers>=5,<7'`, atau kosongkan TANYA_RERANKER."
            ) from error
        try:
            return library.CrossEncoder(
                self._model_name, max_length=self._longest, device="cpu", local_files_only=True
            )
        except (OSError, ValueError, RuntimeError) as error:
            raise RerankError(
                f"Pengurut “{self._model_name}” tidak ada di komputer ini atau rusak ({error}). "
                "Unduh lebih dahulu dan beri alamat foldernya."
            ) from error
