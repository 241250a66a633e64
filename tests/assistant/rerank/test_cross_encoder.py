"""The cross-encoder as re-ranker, over a stand-in for its library, and over the real one where installed."""

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from assistant.rerank import RerankError, create_reranker
from assistant.rerank.cross_encoder import BATCH, CrossEncoderReranker
from corpus.errors import InvalidInput


class SharedWords:
    """Scores a pair by the words that both have; remembers how it was made."""

    made: list[tuple[str, dict[str, object]]] = []

    def __init__(self, name: str, **options: object) -> None:
        if name == "tidak-ada":
            raise OSError("no such model")
        self.made.append((name, options))

    def predict(self, pairs: Sequence[tuple[str, str]], **_: object) -> np.ndarray:
        return np.array([len(set(one.split()) & set(other.split())) for one, other in pairs])


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SharedWords, "made", [])
    monkeypatch.setitem(sys.modules, "sentence_transformers", SimpleNamespace(CrossEncoder=SharedWords))


@pytest.mark.usefixtures("library")
def test_every_pair_is_scored_in_order_over_several_batches() -> None:
    texts = ["cuti tahunan", "gaji", "cuti"] * BATCH
    assert CrossEncoderReranker("m").scores("cuti tahunan", texts).tolist() == [2, 0, 1] * BATCH


@pytest.mark.usefixtures("library")
def test_the_model_is_loaded_once_at_first_use_and_never_downloaded() -> None:
    reranker = CrossEncoderReranker("/model/kecil", longest=256)
    assert SharedWords.made == []
    reranker.scores("a", ["b"])
    reranker.scores("a", ["b"])
    options = {"max_length": 256, "device": "cpu", "local_files_only": True}
    assert SharedWords.made == [("/model/kecil", options)]
    assert reranker.name == "cross-encoder/kecil/256"


@pytest.mark.usefixtures("library")
def test_time_that_is_up_gives_no_scores() -> None:
    with pytest.raises(RerankError, match="tidak selesai"):
        CrossEncoderReranker("m", seconds=-1).scores("a", ["b"])


@pytest.mark.usefixtures("library")
def test_a_missing_model_says_so() -> None:
    with pytest.raises(RerankError, match="tidak ada di komputer ini"):
        CrossEncoderReranker("tidak-ada").scores("a", ["b"])


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("made", [np.zeros((1, 3)), np.array([np.nan])])
def test_a_model_that_is_no_reranker_says_so(made: np.ndarray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SharedWords, "predict", lambda *_, **__: made)
    with pytest.raises(RerankError, match="satu nilai per pasangan"):
        CrossEncoderReranker("m").scores("a", ["b"])


@pytest.mark.usefixtures("library")
def test_a_model_that_fails_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(SharedWords, "predict", fail)
    with pytest.raises(RerankError, match="out of memory"):
        CrossEncoderReranker("m").scores("a", ["b"])


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(RerankError, match="pip install"):
        CrossEncoderReranker("m").scores("a", ["b"])


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A real cross-encoder of one layer with weights drawn by chance, made here."""
    pytest.importorskip("sentence_transformers", reason="extra sentence-transformers is absent")
    torch = importlib.import_module("torch")
    transformers = importlib.import_module("transformers")
    folder = tmp_path_factory.mktemp("tiny")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "cuti", "tahunan", "gaji", "pegawai"]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=32,
        num_labels=1,
    )
    transformers.BertForSequenceClassification(config).save_pretrained(folder)
    transformers.BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    return str(folder)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_real_model_scores_every_pair(tiny_model: str) -> None:
    reranker = CrossEncoderReranker(tiny_model, longest=16)
    texts = ["cuti tahunan", "gaji pegawai " * 40, "pegawai"] * 4
    found = reranker.scores("cuti pegawai", texts)
    assert found.shape == (12,)
    assert found[:3] == pytest.approx(found[3:6], abs=1e-5)
    assert len(set(found[:3].tolist())) == 3


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_real_model_that_is_not_there_is_not_downloaded(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers", reason="extra sentence-transformers is absent")
    with pytest.raises(RerankError, match="tidak ada di komputer ini"):
        CrossEncoderReranker(str(tmp_path / "kosong")).scores("a", ["b"])


@pytest.mark.parametrize("spec", ["off", "", " off "])
def test_off_is_none(spec: str) -> None:
    assert create_reranker(spec) is None


def test_a_setting_names_the_cross_encoder() -> None:
    reranker = create_reranker("cross-encoder:/model/kecil")
    assert reranker is not None
    assert reranker.name == "cross-encoder/kecil/512"


@pytest.mark.parametrize("spec", ["cross-encoder:", "llm:x", "off:x", "bert", "llm"])
def test_what_names_no_reranker_is_refused(spec: str) -> None:
    with pytest.raises(InvalidInput):
        create_reranker(spec)
