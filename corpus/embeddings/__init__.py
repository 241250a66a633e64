"""Embedding backends behind one protocol."""

from pathlib import Path
from urllib.parse import urlsplit

from corpus.embeddings.keys import text_key
from corpus.embeddings.protocol import Embedder, Vectors
from corpus.errors import InvalidInput

__all__ = ["Embedder", "Vectors", "create_embedder", "text_key"]


def create_embedder(spec: str, *, cache_dir: Path, api_key: str = "", threads: int | None = None) -> Embedder:
    """The embedder that a setting names. Cheap: models load at first use.

    Args:
        spec: ``"e5"``, ``"sentence-transformers:<name or folder>"`` or ``"openai:<model>@<base URL>"``.
        cache_dir: holds folders of sentence-transformers models; the other backends keep nothing on disk.
        api_key: sent to an OpenAI-compatible service, where it asks for one.
        threads: processor cores to use; None for all that the process may use.

    Raises:
        corpus.errors.InvalidInput: ``spec`` names no backend, or ``api_key`` cannot be sent.
        corpus.errors.EmbeddingError: the backend's weights are not installed.
    """
    # Backends are imported where they are chosen: each brings a runtime along.
    kind, _, name = spec.strip().partition(":")
    if kind == "e5" and not name:
        from corpus.embeddings.e5 import E5Embedder, shared_embedder

        return shared_embedder() if threads is None else E5Embedder(threads)
    if kind == "sentence-transformers" and name:
        from corpus.embeddings.sentence_transformer import SentenceTransformerEmbedder

        return SentenceTransformerEmbedder(name, cache_dir, threads)
    model, _, base_url = name.partition("@")
    if kind == "openai" and model and _is_web_address(base_url):
        from corpus.embeddings.openai_compatible import OpenAICompatibleEmbedder

        return OpenAICompatibleEmbedder(model, base_url, api_key)
    raise InvalidInput(
        f"Model embedding “{spec}” tidak dikenal. Pakai “e5”, “sentence-transformers:<nama atau folder>”, "
        "atau “openai:<model>@<alamat layanan>”, misalnya “openai:bge-m3@http://127.0.0.1:11434/v1”."
    )


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
