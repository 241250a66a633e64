"""The index of ways to ask: vectors of the questions that approved entries answer.

Questions resemble each other by being questions, so their cosines lie above those of texts and the
two cannot share one list. There are few of them: an exact product is quick.
"""

from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from corpus.errors import CorruptIndex

FILE = "asked.npz"


class AskedIndex:
    """Cosine of a question with the nearest way to ask of every unit that has some."""

    def __init__(self, rows: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        self._units, self._groups = np.unique(rows, return_inverse=True)
        self._vectors = vectors
        self.size = len(rows)

    @staticmethod
    def build(rows: Sequence[int], vectors: NDArray[np.floating], folder: Path) -> None:
        """Save vectors, shape (n, dimension), and the unit number of each in ``folder``."""
        np.savez(folder / FILE, rows=np.array(rows, dtype=np.int64), vectors=vectors.astype(np.float16))

    @classmethod
    def open(cls, folder: Path) -> "AskedIndex":
        """Load what ``build`` saved.

        Raises:
            CorruptIndex: the file is missing or damaged.
        """
        try:
            with (folder / FILE).open("rb") as file, np.load(file, allow_pickle=False) as archive:
                rows, vectors = archive["rows"], archive["vectors"].astype(np.float32)
            if len(rows) != len(vectors):
                raise ValueError(f"{len(rows)} nomor untuk {len(vectors)} vektor")
            return cls(rows, vectors)
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            raise CorruptIndex(f"Indeks pertanyaan {folder / FILE} tidak terbaca ({error}).") from error

    def cosines(self, vector: NDArray[np.float32]) -> dict[int, float]:
        """Unit number → highest cosine among its ways to ask."""
        if not self.size:
            return {}
        best = np.full(len(self._units), -1.0, dtype=np.float32)
        np.maximum.at(best, self._groups, self._vectors @ vector)
        return dict(zip(self._units.tolist(), best.tolist(), strict=True))

    def neighbours(self, row: int) -> dict[int, float]:
        """Other unit → highest cosine of one of its ways to ask with one of unit ``row``'s."""
        place = int(np.searchsorted(self._units, row))
        if place == len(self._units) or self._units[place] != row:
            return {}
        own = self._vectors[self._groups == place]
        best = np.full(len(self._units), -1.0, dtype=np.float32)
        np.maximum.at(best, self._groups, (self._vectors @ own.T).max(axis=1))
        found = dict(zip(self._units.tolist(), best.tolist(), strict=True))
        del found[row]
        return found
