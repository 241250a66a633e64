"""A home of the benchmark, open to be asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistant.answer import Assistant
from corpus.embeddings import create_embedder
from corpus.embeddings.protocol import Embedder
from corpus.home import Home
from corpus.open_snapshot import OpenSnapshot
from corpus.snapshots import Snapshots

EMBEDDER = "e5"
CONTACT = "petugas kepegawaian"


def embedder_of(home: Path) -> Embedder:
    """The model that everything here is measured with."""
    return create_embedder(EMBEDDER, cache_dir=Home(home).models)


@contextmanager
def opened(home: Path) -> Iterator[tuple[OpenSnapshot, Assistant]]:
    """The snapshot that serves, and an assistant over it."""
    embedder = embedder_of(home)
    snapshot = Snapshots(Home(home).index).open_current()
    try:
        yield snapshot, Assistant(lambda: snapshot, embedder, contact=CONTACT)
    finally:
        snapshot.close()
