"""The stock LangChain pipeline: fixed-size chunks, the same embedding model, Chroma, nearest first."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.embeddings.protocol import Embedder
from corpus.errors import InvalidInput
from evals.bench.corpus_text import SourceText
from evals.places import Places

if TYPE_CHECKING:
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings

CHUNK_SIZE = 1_000
CHUNK_OVERLAP = 200
BATCH = 2_000
DONE = "done.json"


class StockPipeline:
    """RecursiveCharacterTextSplitter 1000/200, the same embedder, langchain-chroma."""

    def __init__(self, store: Any, texts: Sequence[SourceText], chunks: int) -> None:
        self._store = store
        self._texts = {text.source_id: text for text in texts}
        self.chunks = chunks

    @classmethod
    def open(cls, texts: Sequence[SourceText], embedder: Embedder, cache: Path) -> "StockPipeline":
        """Split, embed and index the texts; an index of the same texts and model is used again.

        Raises:
            InvalidInput: the LangChain packages of the ``bench`` extra are not installed.
        """
        try:
            from langchain_chroma import Chroma
            from langchain_core.documents import Document
            from langchain_text_splitters import RecursiveCharacterTextSplitter
        except ImportError as error:
            raise InvalidInput(
                f"Pembanding LangChain belum terpasang ({error.name}). Jalankan: pip install -e '.[bench]'"
            ) from error
        folder = cache / _key(texts, embedder.model_id)
        store = Chroma("stock", _as_langchain(embedder), persist_directory=str(folder))
        done = folder / DONE
        if not done.is_file():
            splitter = RecursiveCharacterTextSplitter(
                chunk_size=CHUNK_SIZE, chunk_overlap=CHUNK_OVERLAP, add_start_index=True
            )
            whole = [Document(page_content=t.text, metadata={"source": t.source_id}) for t in texts]
            documents = splitter.split_documents(whole)
            store.reset_collection()
            for start in range(0, len(documents), BATCH):
                store.add_documents(documents[start : start + BATCH])
            done.write_text(json.dumps({"chunks": len(documents)}), encoding="utf-8")
        return cls(store, texts, json.loads(done.read_bytes())["chunks"])

    def search(self, question: str, k: int) -> "list[Document]":
        """The ``k`` nearest chunks, nearest first."""
        found: list[Document] = self._store.similarity_search(question, k=k)
        return found

    def retrieve(self, question: str, k: int) -> list[Places]:
        """The places of every pasal that each of the ``k`` nearest chunks touches, nearest first."""
        ranking = []
        for document in self.search(question, k):
            start = document.metadata["start_index"]
            text = self._texts[document.metadata["source"]]
            ranking.append(text.places_between(start, start + len(document.page_content)))
        return ranking


def _as_langchain(embedder: Embedder) -> "Embeddings":
    from langchain_core.embeddings import Embeddings

    class SameEmbeddings(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            vectors: list[list[float]] = embedder.embed_passages(texts).tolist()
            return vectors

        def embed_query(self, text: str) -> list[float]:
            vector: list[float] = embedder.embed_query(text).tolist()
            return vector

    return SameEmbeddings()


def _key(texts: Sequence[SourceText], model: str) -> str:
    digest = hashlib.sha256(repr((CHUNK_SIZE, CHUNK_OVERLAP, model)).encode())
    for text in texts:
        digest.update(repr((text.source_id, text.text)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]
