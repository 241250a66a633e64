"""The adapter for an NLI cross-encoder, with a stand-in for the library."""

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from assistant.support import Support
from assistant.support_nli import NliModel
from corpus.errors import EmbeddingError

CLAIM = "Cuti tahunan lamanya 12 hari kerja."
YES, NO, NEITHER = (8.0, 0.0, 0.0), (0.0, 0.0, 8.0), (0.0, 8.0, 0.0)


class CrossEncoder:
    """Answers by marks in the premise."""

    labels = {0: "entailment", 1: "neutral", 2: "contradiction"}

    def __init__(self, folder: str, *, device: str, local_files_only: bool) -> None:
        assert local_files_only
        self.config = SimpleNamespace(id2label=self.labels)

    def predict(self, pairs: list[tuple[str, str]], **_: object) -> np.ndarray:
        if any("PECAH" in premise for premise, _ in pairs):
            raise RuntimeError("out of memory")
        return np.array([self._logits(premise) for premise, _ in pairs])

    def _logits(self, premise: str) -> tuple[float, float, float]:
        if "YA" in premise:
            return YES
        return NO if "BUKAN" in premise else NEITHER


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NliModel:
    library = ModuleType("sentence_transformers")
    library.CrossEncoder = CrossEncoder
    monkeypatch.setitem(sys.modules, "sentence_transformers", library)
    return NliModel(tmp_path)


def test_one_sentence_that_entails_supports(model: NliModel):
    verdict = model.check(CLAIM, ["Hal lain. YA, cuti tahunan.", "Cuti tahunan BUKAN 12 hari."])
    assert verdict.label is Support.SUPPORTED
    assert verdict.probability > 0.99


def test_a_contradiction_and_silence_are_told_apart(model: NliModel):
    assert model.check(CLAIM, ["Cuti tahunan BUKAN 12 hari."]).label is Support.CONTRADICTED
    assert model.check(CLAIM, ["Pegawai hadir."]).label is Support.BEYOND


def test_without_evidence_the_model_is_not_asked(tmp_path: Path):
    assert NliModel(tmp_path / "tidak-ada").check(CLAIM, []).label is Support.BEYOND
    assert NliModel(tmp_path / "tidak-ada").check(CLAIM, [" \n"]).label is Support.BEYOND


def test_a_missing_folder_is_said(tmp_path: Path):
    with pytest.raises(EmbeddingError, match="tidak ada"):
        NliModel(tmp_path / "tidak-ada").check(CLAIM, ["Teks."])


def test_a_missing_package_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EmbeddingError, match="pip install"):
        NliModel(tmp_path).check(CLAIM, ["Teks."])


def test_a_model_without_such_labels_is_refused(model: NliModel, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(CrossEncoder, "labels", {0: "LABEL_0", 1: "LABEL_1"})
    with pytest.raises(EmbeddingError, match="bukan model NLI"):
        model.check(CLAIM, ["Teks."])


def test_a_model_that_fails_is_said(model: NliModel):
    with pytest.raises(EmbeddingError, match="gagal"):
        model.check(CLAIM, ["PECAH."])


def test_two_labels_are_enough(model: NliModel, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(CrossEncoder, "labels", {0: "entailment", 1: "not_entailment"})
    monkeypatch.setattr(CrossEncoder, "_logits", lambda self, premise: (0.0, 5.0))
    assert model.check(CLAIM, ["Cuti tahunan."]).label is Support.BEYOND
