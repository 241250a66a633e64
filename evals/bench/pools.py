"""Question sets that bring their own passages: every system over a small library made of one set each."""

import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from assistant.answer import Assistant
from corpus.database import open_database
from corpus.embeddings.keys import text_key
from corpus.embeddings.protocol import Embedder
from corpus.home import Home
from corpus.models import PassageUnit, Source, SourceKind
from corpus.snapshots import Snapshots, embedding_texts
from corpus.store import SourceContent, Store
from evals.bench.corpus_text import source_texts
from evals.bench.held_out import HeldOutSet
from evals.bench.quality import STOCK, QualityReport, measure_quality
from evals.bench.stock import StockPipeline
from evals.bench.systems import PASSAGES, Ranker, rankers
from evals.datasets import Item
from evals.places import Places


def measure_pools(
    sets: Sequence[HeldOutSet], embedder: Embedder, *, cache: Path, scratch: Path, note: Callable[[str], None]
) -> QualityReport:
    """Rank every set's passages for its question with every system.

    Args:
        cache: keeps the vectors and stock indexes of unchanged passages.
        scratch: for the libraries, one at a time.
    """
    home = Home(cache / "kolam")
    home.create()
    vectors = Store(open_database(home.database_url))
    ranked: dict[str, dict[str, list[Places]]] = {}
    try:
        for number, one in enumerate(sets, 1):
            if number % 10 == 1:
                note(f"Himpunan bagian {number}–{min(number + 9, len(sets))} dari {len(sets)}")
            _embed(one.passages, embedder, vectors)
            folder = scratch / "kolam"
            for name, ranking in _ranked(one, embedder, vectors, folder, cache).items():
                ranked.setdefault(name, {})[one.item.id] = ranking
            shutil.rmtree(folder)
    finally:
        vectors.close()
    systems = {name: _looked_up(found) for name, found in ranked.items()}
    return measure_quality([one.item for one in sets], systems)


def _ranked(
    one: HeldOutSet, embedder: Embedder, vectors: Store, folder: Path, cache: Path
) -> dict[str, list[Places]]:
    home = Home(folder)
    home.create()
    store = Store(open_database(home.database_url))
    try:
        for unit in one.passages:
            store.replace(_source(unit))
        keys = [text_key(embedder.model_id, text) for unit in one.passages for text in embedding_texts(unit)]
        store.put_vectors(embedder.model_id, vectors.vectors(keys))
        snapshots = Snapshots(home.index)
        with home.writer_lock():
            snapshots.build(store, embedder.model_id)
    finally:
        store.close()
    snapshot = snapshots.open_current()
    try:
        systems = rankers(snapshot, embedder, Assistant(lambda: snapshot, embedder, contact="petugas"))
        stock = StockPipeline.open(source_texts(snapshot.knowledge), embedder, cache / "stock")
        systems[STOCK] = lambda item: stock.retrieve(item.question, PASSAGES)
        return {name: rank(one.item) for name, rank in systems.items()}
    finally:
        snapshot.close()


def _source(unit: PassageUnit) -> SourceContent:
    source = Source(
        id=unit.source_id,
        kind=SourceKind.OTHER,
        title=unit.path[0] if unit.path else unit.source_id,
        origin=unit.source_id,
        sha256="",
        media_type="text/plain",
        added_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return SourceContent(source, units=(unit,))


def _embed(units: Sequence[PassageUnit], embedder: Embedder, vectors: Store) -> None:
    texts = {text_key(embedder.model_id, text): text for unit in units for text in embedding_texts(unit)}
    known = vectors.vectors(list(texts))
    missing = [key for key in texts if key not in known]
    if missing:
        made = np.asarray(embedder.embed_passages([texts[key] for key in missing]))
        vectors.put_vectors(embedder.model_id, dict(zip(missing, made, strict=True)))


def _looked_up(found: dict[str, list[Places]]) -> Ranker:
    def rank(item: Item) -> list[Places]:
        return found[item.id]

    return rank
