"""Runs the encoder graph of multilingual-e5-small on onnxruntime."""

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as failures

from corpus.embeddings.e5_graph import build_graph, build_probe
from corpus.embeddings.e5_weights import E5Weights
from corpus.errors import EmbeddingError

_RUN_FAILURES = (failures.Fail, failures.InvalidArgument, failures.RuntimeException, failures.EPFail)
_LOAD_FAILURES = (*_RUN_FAILURES, failures.InvalidGraph, failures.InvalidProtobuf, failures.NotImplemented)
_SLOWER_FUSIONS = ["SkipLayerNormFusion", "BiasGeluFusion"]
_ERRORS_RAISED_ONLY = 4


class E5Encoder:
    """Token ids of one window → mean of the last layer. Safe to share between threads."""

    def __init__(self, weights: E5Weights) -> None:
        """Builds the graph, which takes a fifth of a second, and loads it.

        Raises:
            EmbeddingError: onnxruntime refuses the graph.
        """
        self._weights = weights
        try:
            self._session = _session(build_graph(weights), exact=_overflows())
        except _LOAD_FAILURES as error:
            raise EmbeddingError(
                f"Model embedding e5: onnxruntime {onnxruntime.__version__} tidak dapat memuat model "
                f"({error}). Pasang ulang dengan `pip install --force-reinstall onnxruntime`."
            ) from error

    def mean(self, ids: list[int]) -> NDArray[np.float32]:
        """One window's token ids, marks of beginning and end included → shape (hidden,), not normalised.

        Raises:
            EmbeddingError: onnxruntime failed, for want of memory for instance.
        """
        words = self._weights.word_vectors(ids)[np.newaxis]
        try:
            (mean,) = self._session.run(["mean"], {"words": words})
        except _RUN_FAILURES as error:
            raise EmbeddingError(
                f"Model embedding e5 gagal menghitung vektor ({error}). Periksa sisa memori, lalu ulangi."
            ) from error
        return np.asarray(mean[0], np.float32)


def _session(model: bytes, *, exact: bool) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_RAISED_ONLY
    options.add_session_config_entry("session.x64quantprecision", "1" if exact else "0")
    providers = ["CPUExecutionProvider"]
    return onnxruntime.InferenceSession(
        model, options, providers=providers, disabled_optimizers=_SLOWER_FUSIONS
    )


def _overflows() -> bool:
    """Whether 8-bit products go wrong on this processor.

    x86 processors without VNNI add pairs of products in 16 bits. onnxruntime has an exact way, which is
    slower and which it would take on any x86 processor, so it is asked for only where a trial fails.
    """
    levels = np.full((1, 64), 255, np.uint8)
    (product,) = _session(build_probe(), exact=False).run(["product"], {"levels": levels})
    return bool(np.any(product != levels.sum(dtype=np.float32) * 127))
