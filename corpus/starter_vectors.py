"""The starter corpus ships its vectors, so that a first start embeds nothing."""

from importlib.resources import files
from pathlib import Path

import numpy as np

from corpus.embeddings.keys import text_key
from corpus.snapshots import embedding_texts
from corpus.store import Store

FILE = "starter/vectors.npz"


def load_starter_vectors(store: Store, model: str) -> int:
    """Put the shipped vectors into the cache when they are of ``model``; how many there were."""
    resource = files("corpus").joinpath(FILE)
    if not resource.is_file():
        return 0
    with resource.open("rb") as file, np.load(file, allow_pickle=False) as archive:
        if str(archive["model"]) != model:
            return 0
        keys = [str(key) for key in archive["keys"]]
        vectors = archive["vectors"]
    store.put_vectors(model, dict(zip(keys, vectors, strict=True)))
    return len(keys)


def save_starter_vectors(store: Store, model: str, path: Path) -> int:
    """Write the vectors of what ``store`` holds now to ``path``; how many there were."""
    wanted = {text_key(model, text) for unit in store.units() for text in embedding_texts(unit)}
    cached = store.vectors(sorted(wanted))
    keys = sorted(cached)
    vectors = np.stack([cached[key] for key in keys])
    np.savez_compressed(path, model=np.array(model), keys=np.array(keys), vectors=vectors)
    return len(keys)
