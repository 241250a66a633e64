"""The index by meaning: vectors in Chroma, embedded in a snapshot's folder or on a server.

Nothing else knows Chroma. Vectors are always supplied, so Chroma never loads a model; telemetry
is off. A collection is filled once, before anyone reads it, and never written again; embedded
Chroma, which writes when it only opens, reads from a private copy.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Self, cast
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from chromadb.config import Settings as ChromaSettings
from chromadb.errors import ChromaError, InternalError, NotFoundError
from numpy.typing import NDArray

from corpus.errors import CorruptIndex, StorageError
from corpus.private_copy import PrivateCopy

BATCH = 2_000
HNSW: CreateCollectionConfiguration = {
    "hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 400, "max_neighbors": 32}
}
"""ef_search above the deepest candidate list that retrieval asks for, so few neighbours are missed."""
_PANIC = "PanicException"
"""What a failure inside Chroma's Rust core is called; it is no Exception and cannot be imported."""


class DenseIndex:
    """Nearest units to a query vector. ``size`` counts vectors."""

    def __init__(self, collection: chromadb.Collection, size: int, files: "_Files | None") -> None:
        self._collection = collection
        self._files = files
        self.size = size

    @classmethod
    def build(
        cls, rows: Sequence[int], vectors: NDArray[np.floating], *, folder: Path, url: str, name: str
    ) -> None:
        """Fill a new collection.

        Args:
            rows: the unit number of each vector.
            vectors: shape (len(rows), dimension).
            folder: where embedded Chroma keeps its files.
            url: a Chroma server instead, or empty.
            name: of the collection; an unfinished one of this name is replaced.

        Raises:
            StorageError: the disk is full or the server is not there.
        """
        with _failing_as_storage_error(url), _filling(folder, url) as client:
            _delete(client, name)
            collection = client.create_collection(name, embedding_function=None, configuration=HNSW)
            for start in range(0, len(rows), BATCH):
                part = slice(start, start + BATCH)
                collection.add(
                    ids=[str(row) for row in rows[part]],
                    embeddings=np.asarray(vectors[part], dtype=np.float32),
                )

    @classmethod
    def open(cls, *, folder: Path, url: str, name: str, size: int, copies: Path) -> Self:
        """Open a filled collection and check that it holds ``size`` vectors and answers.

        Args:
            copies: where embedded Chroma's private copy of ``folder`` lives until ``close``.

        Raises:
            CorruptIndex: it is missing, unreadable or not whole; build it again from the store.
            StorageError: the server is not there, or the private copy cannot be written.
        """
        files: _Files | None = None
        try:
            with _failing_as_corrupt_index(url, name):
                if not url:
                    files = _Files(folder, copies)
                collection = (files.client if files else _server(url)).get_collection(
                    name, embedding_function=None
                )
                _check(collection, size)
        except (CorruptIndex, StorageError):
            if files is not None:
                files.close()
            raise
        return cls(collection, size, files)

    def nearest(
        self, vector: NDArray[np.float32], limit: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Unit numbers and cosines of the ``limit`` nearest units, nearest first.

        Raises:
            CorruptIndex: the index was damaged after it was opened.
            StorageError: the server is not there any more.
        """
        count = min(limit, self.size)
        if count <= 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        with _failing_as_corrupt_index("" if self._files else "server", self._collection.name):
            found = self._collection.query(
                query_embeddings=vector[np.newaxis, :], n_results=count, include=["distances"]
            )
        distances = found["distances"]
        rows = np.array([int(row) for row in found["ids"][0]], dtype=np.int64)
        return rows, 1.0 - np.array(distances[0] if distances else [], dtype=np.float32)

    def close(self) -> None:
        """Let go of the files."""
        if self._files is not None:
            self._files.close()


class _Files:
    """Embedded Chroma over a private copy of a snapshot's folder."""

    def __init__(self, folder: Path, copies: Path) -> None:
        if not folder.is_dir():
            raise CorruptIndex(f"Folder indeks vektor {folder} tidak ada.")
        try:
            self._copy = PrivateCopy(folder, copies)
        except OSError as error:
            raise StorageError(
                f"Indeks vektor tidak dapat disiapkan di {copies} ({error.strerror}). "
                "Periksa ruang disk dan izin folder."
            ) from error
        try:
            self.client = _embedded(self._copy.path)
        except BaseException:
            self._copy.close()
            raise

    def close(self) -> None:
        self.client.close()
        self._copy.close()


def drop_collection(name: str, url: str) -> None:
    """Remove a superseded collection from a Chroma server; a missing one is fine.

    Raises:
        StorageError: the server is not there.
    """
    with _failing_as_storage_error(url):
        _delete(_server(url), name)


def _check(collection: chromadb.Collection, size: int) -> None:
    count = collection.count()
    if count != size:
        raise CorruptIndex(f"Indeks vektor “{collection.name}” berisi {count} vektor, seharusnya {size}.")
    if size:
        probe = collection.get(limit=1, include=["embeddings"])["embeddings"]
        if probe is None or len(collection.query(query_embeddings=probe, n_results=1)["ids"][0]) != 1:
            raise CorruptIndex(f"Indeks vektor “{collection.name}” tidak menjawab.")


def _delete(client: Client, name: str) -> None:
    try:
        client.delete_collection(name)
    except NotFoundError:
        return


@contextmanager
def _failing_as_storage_error(url: str) -> Iterator[None]:
    try:
        yield
    except (ChromaError, httpx.HTTPError, OSError, ValueError) as error:
        raise _storage_error(url, error) from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise _storage_error(url, error) from error


@contextmanager
def _failing_as_corrupt_index(url: str, name: str) -> Iterator[None]:
    """Tell an index that must be built again from a server that must be started again."""
    try:
        yield
    except (NotFoundError, InternalError) as error:
        raise _corrupt_index(name, error) from error
    except (ChromaError, httpx.HTTPError, OSError, ValueError) as error:
        raise (_storage_error(url, error) if url else _corrupt_index(name, error)) from error
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise _corrupt_index(name, error) from error


def _corrupt_index(name: str, error: BaseException) -> CorruptIndex:
    return CorruptIndex(f"Indeks vektor “{name}” tidak terbaca ({_line(error)}).")


def _storage_error(url: str, error: BaseException) -> StorageError:
    if url:
        return StorageError(
            f"Server Chroma tidak dapat dipakai ({_line(error)}). "
            "Jalankan server itu atau periksa TANYA_CHROMA_URL."
        )
    return StorageError(f"Indeks vektor gagal ditulis ({_line(error)}). Periksa ruang disk.")


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:300]


@contextmanager
def _filling(folder: Path, url: str) -> Iterator[Client]:
    if url:
        yield _server(url)
        return
    client = _embedded(folder)
    try:
        yield client
    finally:
        client.close()


def _embedded(folder: Path) -> Client:
    return cast("Client", chromadb.PersistentClient(path=str(folder), settings=_settings()))


@cache
def _server(url: str) -> Client:
    """One client for each server, for the life of the process: closing one leaves its connections open."""
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        # "localhost:8001" has the scheme "localhost"; guessing would reach some other server.
        raise StorageError(
            f"Alamat server Chroma “{url}” tidak sah. Tulis TANYA_CHROMA_URL seperti http://127.0.0.1:8001."
        )
    client = chromadb.HttpClient(
        host=parts.hostname,
        port=parts.port or (443 if secure else 8000),
        ssl=secure,
        settings=_settings(),
    )
    return cast("Client", client)


def _settings() -> ChromaSettings:
    return ChromaSettings(anonymized_telemetry=False)
