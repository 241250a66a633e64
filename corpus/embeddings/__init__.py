"""Embedding backends behind one protocol."""

from pathlib import Path

from corpus.embeddings.keys import text_key
from corpus.embeddings.protocol import Embedder, Vectors
from corpus.errors import InvalidInput

__all__ = ["Embedder", "Vectors", "create_embedder", "text_key"]


def create_embedder(spec: str, *, cache_dir: Path, api_key: str = "", threads: int | None = None) -> Embedder:
    """The embedder that a setting names. Cheap: models load at first use.

    Args:
        spec: ``"e5"``.
        cache_dir: where a backend may keep what it built.
        api_key: sent to an OpenAI-compatible service, where it asks for one.
        threads: processor cores to use; None for all that the process may use.

    Raises:
        corpus.errors.InvalidInput: ``spec`` names no backend.
        corpus.errors.EmbeddingError: the backend is not installed.
    """
    # Backends are imported where they are chosen: each brings a runtime along.
    if spec == "e5":
        from corpus.embeddings.e5 import E5Embedder

        return E5Embedder(cache_dir, threads)
    raise InvalidInput(
        f"Model embedding “{spec}” tidak dikenal. Pakai “e5”, “sentence-transformers:<nama atau folder model>”, atau "
        "“openai:<model>@<alamat layanan>”."
    )
