"""How large the index is on disk. Vectors are random: theirs weigh as much as real ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from corpus.database import open_database
from corpus.embeddings.keys import text_key
from corpus.home import Home
from corpus.knowledge import Knowledge
from corpus.models import PassageKind, PassageUnit, Provision
from corpus.snapshots import Snapshots, embedding_texts
from corpus.store import SourceContent, Store

MODEL = "random"
SEED = 384


@dataclass(frozen=True, slots=True)
class IndexSize:
    """Bytes on disk of a library with this many provisions and searchable passages."""

    provisions: int
    passages: int
    store_bytes: int
    texts_bytes: int
    lexical_bytes: int
    vectors_bytes: int

    @property
    def index_bytes(self) -> int:
        """Everything a snapshot takes."""
        return self.texts_bytes + self.lexical_bytes + self.vectors_bytes


@dataclass(frozen=True, slots=True)
class _Copy:
    knowledge: Knowledge
    source_id: str
    generation: int


def measure_size(knowledge: Knowledge, provisions: int, dimension: int, folder: Path) -> IndexSize:
    """Build an index over ``provisions`` provisions copied from a library.

    A library that has fewer is copied again under new identifiers until there are enough.
    """
    home = Home(folder)
    home.create()
    store = Store(open_database(home.database_url))
    try:
        count = _fill(store, knowledge, provisions)
        units = list(store.units())
        texts = [text for unit in units for text in embedding_texts(unit)]
        vectors = np.random.default_rng(SEED).standard_normal((len(texts), dimension)).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        keys = [text_key(MODEL, text) for text in texts]
        store.put_vectors(MODEL, dict(zip(keys, vectors, strict=True)))
        with home.writer_lock():
            snapshot = Snapshots(home.index).build(store, MODEL)
    finally:
        store.close()
    built = home.index / snapshot.id
    return IndexSize(
        provisions=count,
        passages=len(units),
        store_bytes=sum(file.stat().st_size for file in folder.glob("tanya.sqlite3*")),
        texts_bytes=_bytes(built / "knowledge.sqlite3") + _bytes(built / "unit_ids.json"),
        lexical_bytes=_bytes(built / "lexical"),
        vectors_bytes=_bytes(built / "chroma"),
    )


def _fill(store: Store, knowledge: Knowledge, wanted: int) -> int:
    copied = 0
    sources = [source for source, held in knowledge.sources(limit=100_000) if held]
    generation = 0
    while sources and copied < wanted:
        for source in sources:
            copy = _Copy(knowledge, source.id, generation)
            provisions = _renamed(copy, wanted - copied)
            kept = {provision.id for provision in provisions}
            units = [unit for unit in _units(copy) if _owner(unit) in kept]
            renamed = source.model_copy(
                update={"id": _name(copy, source.id), "added_at": datetime(2026, 1, 1, tzinfo=UTC)}
            )
            store.replace(SourceContent(renamed, tuple(provisions), (), (), tuple(units)))
            copied += len(provisions)
            if copied >= wanted:
                break
        generation += 1
    return copied


def _renamed(copy: _Copy, limit: int) -> list[Provision]:
    found = copy.knowledge.provisions_of(copy.source_id)[:limit]
    return [
        provision.model_copy(
            update={
                "id": _name(copy, provision.id),
                "parent_id": _name(copy, provision.parent_id) if provision.parent_id else "",
                "regulation_id": _name(copy, provision.regulation_id),
            }
        )
        for provision in found
    ]


def _units(copy: _Copy) -> Iterable[PassageUnit]:
    for unit in copy.knowledge.units_of(copy.source_id):
        if unit.kind in {PassageKind.PROVISION, PassageKind.DIGEST}:
            # The path differs too, so every copy has vectors of its own.
            path = (f"{unit.path[0]} ({copy.generation})", *unit.path[1:]) if copy.generation else unit.path
            yield unit.model_copy(
                update={
                    "id": _name(copy, unit.id),
                    "source_id": _name(copy, unit.source_id),
                    "path": path,
                    "kind": PassageKind.PROVISION,
                }
            )


def _owner(unit: PassageUnit) -> str:
    head, _, last = unit.id.rpartition("/")
    return head if last.startswith("bagian-") else unit.id


def _name(copy: _Copy, identifier: str) -> str:
    """The identifier of a later copy: its first segment gets a number in front of the year."""
    if not copy.generation:
        return identifier
    head, slash, rest = identifier.partition("/")
    start, _, year = head.rpartition("-")
    return f"{start}-salinan{copy.generation}-{year}{slash}{rest}"


def _bytes(path: Path) -> int:
    files: Sequence[Path] = [path] if path.is_file() else list(path.rglob("*"))
    return sum(file.stat().st_size for file in files if file.is_file())
