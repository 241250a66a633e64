"""The index by meaning: vectors in Chroma, embedded in a snapshot's folder or on a server.

Nothing else knows Chroma. Vectors are always supplied, so Chroma never loads a model; telemetry
is off. A collection is filled once, before anyone reads it, and never written again.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError
from numpy.typing import NDArray

from corpus.errors import CorruptIndex, StorageError

BATCH = 2_000
HNSW: CreateCollectionConfiguration = {
    "hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 400, "max_neighbors": 32}
}
"""ef_search above the deepest candidate list that retrieval asks for, so few neighbours are missed."""


class DenseIndex:
    """Nearest units to a query vector. ``size`` counts vectors."""

    def __init__(self, client: Client, collection: chromadb.Collection, size: int, *, owned: bool) -> None:
        self._client = client
        self._collection = collection
        self._owned = owned
        self.size = size

    @classmethod
    def build(
        cls, rows: Sequence[int], vectors: NDArray[np.floating], *, folder: Path, url: str, name: str
    ) -> None:
        """Fill a new collection.

        Args:
            rows: the unit number of each vector; a unit may have several.
            vectors: shape (len(rows), dimension).
            folder: where embedded Chroma keeps its files.
            url: a Chroma server instead, or empty.
            name: of the collection; an unfinished one of this name is replaced.

        Raises:
            StorageError: the disk is full or the server is not there.
        """
        try:
            client = _client(folder, url)
            if name in {collection.name for collection in client.list_collections()}:
                client.delete_collection(name)
            collection = client.create_collection(name, embedding_function=None, configuration=HNSW)
            for start in range(0, len(rows), BATCH):
                part = slice(start, start + BATCH)
                collection.add(
                    ids=[f"{number}.{row}" for number, row in enumerate(rows[part], start)],
                    embeddings=np.asarray(vectors[part], dtype=np.float32),
                )
            if not url:
                client.close()
        except (ChromaError, OSError, ValueError) as error:
            raise StorageError(
                f"Indeks vektor gagal ditulis ({error}). Periksa ruang disk atau TANYA_CHROMA_URL."
            ) from error

    @classmethod
    def open(cls, *, folder: Path, url: str, name: str, size: int) -> "DenseIndex":
        """Open a filled collection and check that it holds ``size`` vectors and answers.

        Raises:
            CorruptIndex: it is missing, unreadable or not whole; build it again from the store.
        """
        try:
            client = _client(folder, url)
            collection = client.get_collection(name, embedding_function=None)
            count = collection.count()
            if count == size and size:
                probe = collection.get(limit=1, include=["embeddings"])["embeddings"]
                if probe is None or len(collection.query(query_embeddings=probe, n_results=1)["ids"][0]) != 1:
                    count = -1
        except (ChromaError, OSError, ValueError) as error:
            raise CorruptIndex(f"Indeks vektor “{name}” tidak terbaca ({error}).") from error
        if count != size:
            raise CorruptIndex(f"Indeks vektor “{name}” berisi {count} vektor, seharusnya {size}.")
        return cls(client, collection, size, owned=not url)

    def nearest(
        self, vector: NDArray[np.float32], limit: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Unit numbers and cosines of the ``limit`` nearest vectors, nearest first, each unit once."""
        count = min(limit, self.size)
        if count == 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        found = self._collection.query(
            query_embeddings=vector[np.newaxis, :], n_results=count, include=["distances"]
        )
        distances = found["distances"]
        best: dict[int, float] = {}
        for identifier, distance in zip(found["ids"][0], distances[0] if distances else [], strict=True):
            best.setdefault(int(identifier.split(".")[1]), 1.0 - distance)
        return np.fromiter(best, dtype=np.int64), np.fromiter(best.values(), dtype=np.float32)

    def close(self) -> None:
        """Let go of the files."""
        if self._owned:
            self._client.close()


def drop_collection(name: str, url: str) -> None:
    """Remove a superseded collection from a Chroma server; a missing one is fine."""
    client = _client(Path(), url)
    if name in {collection.name for collection in client.list_collections()}:
        client.delete_collection(name)


def _client(folder: Path, url: str) -> Client:
    settings = ChromaSettings(anonymized_telemetry=False)
    if not url:
        client = chromadb.PersistentClient(path=str(folder), settings=settings)
    else:
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        client = chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or (443 if secure else 8000),
            ssl=secure,
            settings=settings,
        )
    # Declared as the abstract API, which lacks close().
    return cast(Client, client)
