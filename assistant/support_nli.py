"""An NLI cross-encoder as the entailment checker: optional, from a folder on this machine."""

import importlib
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.support import Support, SupportVerdict
from assistant.support_features import nearest
from assistant.support_text import MAX_CHARACTERS, MAX_CLAIM, read_sentence
from corpus.errors import EmbeddingError

SINGLY = 4
"""Sentences of the evidence that are read one by one, those with most of the claim's words."""
_MEANINGS = {
    "entail": Support.SUPPORTED,
    "contradict": Support.CONTRADICTED,
    "neutral": Support.BEYOND,
    "not_entail": Support.BEYOND,
}


class NliModel:
    """A sentence-transformers ``CrossEncoder`` with NLI labels; nothing is downloaded, loaded at first use.

    The claim is read against all of the evidence and against its nearest sentences one by one. It is
    supported where any of them entails it; else it contradicts them or goes beyond them, whichever the surest
    says.
    """

    def __init__(self, folder: Path, *, supported_from: float = 0.5, threads: int | None = None) -> None:
        """Names the model.

        Args:
            folder: of the model, with the names of its labels in ``config.json``.
            supported_from: probability of entailment from which a claim is supported.
            threads: processor cores to use; None leaves it to torch.
        """
        self._folder = folder
        self._supported_from = supported_from
        self._threads = threads
        self._lock = threading.Lock()
        self._loaded: tuple[Any, dict[Support, int]] | None = None

    @property
    def name(self) -> str:
        """The folder's own name: paths differ between machines."""
        return f"nli/{self._folder.name}"

    def check(self, claim: str, evidence: Sequence[str]) -> SupportVerdict:
        """See :class:`assistant.support.SupportChecker`.

        Raises:
            corpus.errors.EmbeddingError: the model is not there, names no NLI labels or failed.
        """
        said = claim[:MAX_CLAIM].strip()
        premises = _premises(said, evidence)
        if not premises or not said:
            reason = "Tidak ada teks rujukan, atau tidak ada yang bisa dibandingkan dengannya."
            return SupportVerdict(label=Support.BEYOND, probability=1.0, reason=reason)
        chances = self._chances(said, premises)
        entailed = max(one[Support.SUPPORTED] for one in chances)
        if entailed >= self._supported_from:
            return SupportVerdict(
                label=Support.SUPPORTED, probability=entailed, reason="Model NLI: sejalan dengan rujukan."
            )
        contrary = max(one.get(Support.CONTRADICTED, 0.0) for one in chances)
        beyond = min(one[Support.BEYOND] for one in chances)
        if contrary > beyond:
            return SupportVerdict(
                label=Support.CONTRADICTED,
                probability=contrary,
                reason="Model NLI: bertentangan dengan rujukan.",
            )
        return SupportVerdict(
            label=Support.BEYOND, probability=1 - entailed, reason="Model NLI: tidak tersurat dalam rujukan."
        )

    def _chances(self, claim: str, premises: Sequence[str]) -> list[dict[Support, float]]:
        model, places = self._model()
        try:
            logits = model.predict(
                [(premise, claim) for premise in premises], convert_to_numpy=True, show_progress_bar=False
            )
        except (RuntimeError, ValueError, MemoryError) as error:
            raise EmbeddingError(
                f"Model NLI di “{self._folder}” gagal membaca ({error}). Periksa sisa memori, lalu ulangi."
            ) from error
        rows = _softmax(np.asarray(logits, dtype=np.float64))
        return [{label: float(row[place]) for label, place in places.items()} for row in rows]

    def _model(self) -> tuple[Any, dict[Support, int]]:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> tuple[Any, dict[Support, int]]:
        if not self._folder.is_dir():
            raise EmbeddingError(
                f"Folder model NLI “{self._folder}” tidak ada. Unduh modelnya lebih dahulu, atau kosongkan "
                "pengaturannya agar pemeriksa bawaan dipakai."
            )
        try:
            library = importlib.import_module("sentence_transformers")
        except ImportError as error:
            raise EmbeddingError(
                f"Model NLI “{self._folder}” memerlukan paket sentence-transformers yang belum terpasang. "
                "Pasang dengan `pip install 'sentence-transformers>=5,<7'`."
            ) from error
        if self._threads is not None:
            importlib.import_module("torch").set_num_threads(self._threads)
        try:
            model = library.CrossEncoder(str(self._folder), device="cpu", local_files_only=True)
        except (OSError, ValueError, RuntimeError) as error:
            raise EmbeddingError(
                f"Model NLI di “{self._folder}” rusak atau tidak lengkap ({error}). Unduh ulang modelnya."
            ) from error
        return model, self._places(model.config.id2label)

    def _places(self, names: dict[int, str]) -> dict[Support, int]:
        """Where each label stands in the model's output, by the names its configuration gives."""
        found = {
            meaning: int(place)
            for place, name in names.items()
            for beginning, meaning in _MEANINGS.items()
            if name.lower().replace("-", "_").startswith(beginning)
        }
        if not {Support.SUPPORTED, Support.BEYOND} <= found.keys():
            raise EmbeddingError(
                f"Model di “{self._folder}” bukan model NLI: labelnya {sorted(names.values())}. "
                "Pakai model dengan label entailment, neutral, dan contradiction."
            )
        return found


def _premises(claim: str, evidence: Sequence[str]) -> list[str]:
    """All of the evidence as one text, and its sentences nearest to the claim."""
    whole = " ".join(" ".join(text.split()) for text in evidence)[:MAX_CHARACTERS].strip()
    near = nearest(read_sentence(claim), evidence, lambda _: 1.0)[:SINGLY]
    return list(dict.fromkeys(text for text in (whole, *(one.sentence.text for one in near)) if text))


def _softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))
