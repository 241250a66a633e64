"""The starter corpus ships a vector for every text it is searched by."""

from pathlib import Path

import numpy as np
import pytest

from corpus.embeddings import create_embedder, text_key
from corpus.snapshots import embedding_texts
from corpus.starter_vectors import load_starter_vectors, save_starter_vectors
from ingestion.files import content_hash, find_files
from ingestion.intake import take_in
from ingestion.isolated_reader import IsolatedReader
from tests.workbench import Workbench

STARTER = Path(__file__).parents[2] / "corpus" / "starter"
FOLDERS = ("digests", "faq", "sop", "forum")


@pytest.fixture(scope="module")
def starter_texts() -> list[str]:
    """Every text of the starter corpus that gets a vector."""
    texts: list[str] = []
    with IsolatedReader() as reader:
        for file in find_files([STARTER / folder for folder in FOLDERS]):
            content, refused = take_in(file, content_hash(file.path), reader)
            assert refused == ()
            texts += [text for unit in content.units for text in embedding_texts(unit)]
    return texts


def test_every_starter_text_has_its_vector(
    starter_texts: list[str], bench: Workbench, tmp_path: Path
) -> None:
    model = create_embedder("e5", cache_dir=tmp_path).model_id
    shipped = load_starter_vectors(bench.store, model)
    wanted = {text_key(model, text) for text in starter_texts}
    missing = wanted - bench.store.vector_keys()
    assert missing == set(), f"{len(missing)} texts have no vector: run make starter-vectors"
    assert shipped == len(wanted), "vectors of texts that are gone: run make starter-vectors"


def test_shipped_vectors_are_what_the_embedder_gives(
    starter_texts: list[str], bench: Workbench, tmp_path: Path
) -> None:
    embedder = create_embedder("e5", cache_dir=tmp_path)
    load_starter_vectors(bench.store, embedder.model_id)
    sample = starter_texts[::97]
    keys = [text_key(embedder.model_id, text) for text in sample]
    shipped = bench.store.vectors(keys)
    made = embedder.embed_passages(sample)
    cosines = [
        float(shipped[key].astype(np.float32) @ vector) for key, vector in zip(keys, made, strict=True)
    ]
    assert min(cosines) > 0.999


def test_vectors_of_another_model_are_left_alone(bench: Workbench) -> None:
    assert load_starter_vectors(bench.store, "another-model") == 0
    assert bench.store.vector_keys() == set()


def test_vectors_of_texts_that_are_gone_are_not_shipped(bench: Workbench, tmp_path: Path) -> None:
    file = tmp_path / "jam.txt"
    for text in ("Loket buka pukul 08.00.", "Loket buka pukul 09.00."):
        file.write_text(text, encoding="utf-8")
        bench.ingest(file)
    assert len(bench.store.vector_keys()) == 2
    target = tmp_path / "vectors.npz"
    assert save_starter_vectors(bench.store, bench.embedder.model_id, target) == 1
    with np.load(target) as archive:
        (unit,) = bench.store.units()
        assert archive["keys"].tolist() == [
            text_key(bench.embedder.model_id, text) for text in embedding_texts(unit)
        ]
