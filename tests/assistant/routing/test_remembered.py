"""Vectors are embedded once, and kept on the disk where there is one."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.routing.classifier import standard
from assistant.routing.examples import starter_examples
from assistant.routing.remembered import SHIPPED, RememberedVectors
from corpus.embeddings import create_embedder, text_key
from tests.fakes import WordEmbedder


class CountingEmbedder(WordEmbedder):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def embed_query(self, text: str) -> NDArray[np.float32]:
        self.asked.append(text)
        return super().embed_query(text)


def test_a_text_is_embedded_once(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    vectors = RememberedVectors(embedder, tmp_path / "v.npz")
    first = vectors.of(["satu", "dua", "satu"])
    assert vectors.of(["dua", "satu", "tiga"])[1].tolist() == first[0].tolist()
    assert embedder.asked == ["satu", "dua", "tiga"]
    again = CountingEmbedder()
    assert RememberedVectors(again, tmp_path / "v.npz").of(["tiga", "satu"])[1].tolist() == first[0].tolist()
    assert again.asked == []
    assert [path.name for path in tmp_path.iterdir()] == ["v.npz"]


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "v.npz"
    path.write_bytes(b"PK\x03\x04rusak")
    embedder = CountingEmbedder()
    RememberedVectors(embedder, path).of(["satu"])
    RememberedVectors(embedder, path).of(["satu"])
    assert embedder.asked == ["satu"]


def test_a_disk_that_takes_nothing_only_costs_time(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    assert len(RememberedVectors(embedder, tmp_path / "tidak-ada" / "v.npz").of(["satu"])) == 1


def test_shipped_vectors_are_taken_and_never_written(tmp_path: Path) -> None:
    shipped = tmp_path / "shipped.npz"
    RememberedVectors(WordEmbedder(), shipped).of(["satu", "dua"])
    before = shipped.read_bytes()
    embedder = CountingEmbedder()
    vectors = RememberedVectors(embedder, tmp_path / "v.npz", shipped=shipped)
    assert vectors.of(["dua", "tiga"])[0].tolist() == WordEmbedder().embed_query("dua").tolist()
    assert embedder.asked == ["tiga"]
    assert shipped.read_bytes() == before


def test_the_shipped_vectors_are_of_the_examples_as_they_are() -> None:
    with np.load(SHIPPED) as kept:
        keys, vectors = kept["keys"].tolist(), kept["vectors"]
    embedder = create_embedder("e5", cache_dir=Path())
    texts = {
        text_key(embedder.model_id, standard(one.text)): standard(one.text) for one in starter_examples()
    }
    assert set(keys) == set(texts)
    for row in range(0, len(keys), 200):
        assert float(vectors[row] @ embedder.embed_query(texts[keys[row]])) == pytest.approx(1, abs=0.002)


def test_no_texts() -> None:
    assert RememberedVectors(WordEmbedder()).of([]).shape == (0, 64)
