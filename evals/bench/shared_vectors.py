"""Vectors that the benchmark's homes share: a text is embedded once for all of them."""

from pathlib import Path

from corpus.database import open_database
from corpus.home import Home
from corpus.store import Store

VECTORS_AT_ONCE = 5_000


def borrow_vectors(home: Path, cache: Path) -> None:
    """Make a home, where there is none, and take over the vectors that other homes in the cache have."""
    place = Home(home)
    place.create()
    target = Store(open_database(place.database_url))
    try:
        for other in sorted(cache.glob("*/tanya.sqlite3")):
            if other.parent != home:
                _copy_vectors(Store(open_database(Home(other.parent).database_url)), target)
    finally:
        target.close()


def _copy_vectors(source: Store, target: Store) -> None:
    try:
        for model in source.vector_models():
            missing = sorted(source.vector_keys(model) - target.vector_keys(model))
            for start in range(0, len(missing), VECTORS_AT_ONCE):
                target.put_vectors(model, source.vectors(missing[start : start + VECTORS_AT_ONCE]))
    finally:
        source.close()
