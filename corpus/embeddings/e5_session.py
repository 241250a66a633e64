"""Runs the encoder graph of multilingual-e5-small on onnxruntime, and keeps the built graph on disk."""

import hashlib
import os
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as failures

from corpus.embeddings.e5_weights import GRAPH_VERSION, E5Weights
from corpus.errors import EmbeddingError

_DIGEST_BYTES = 32
_RUN_FAILURES = (failures.Fail, failures.InvalidArgument, failures.RuntimeException, failures.EPFail)
_SLOWER_FUSIONS = ["SkipLayerNormFusion", "BiasGeluFusion"]


class E5Encoder:
    """Token ids of one window → mean of the last layer. Safe to share between threads."""

    def __init__(self, weights: E5Weights, cache_dir: Path) -> None:
        """Loads the graph from ``cache_dir``, or builds it and tries to keep it there.

        Raises:
            EmbeddingError: onnxruntime refuses the graph.
        """
        self._weights = weights
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Processors without VNNI add products of 8 bits in 16 and overflow; this makes them exact there too.
        options.add_session_config_entry("session.x64quantprecision", "1")
        try:
            self._session = onnxruntime.InferenceSession(
                load_graph(weights, cache_dir),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=_SLOWER_FUSIONS,
            )
        except (
            *_RUN_FAILURES,
            failures.InvalidGraph,
            failures.InvalidProtobuf,
            failures.NotImplemented,
        ) as error:
            raise EmbeddingError(
                f"Model embedding e5: onnxruntime {onnxruntime.__version__} tidak dapat memuat model ({error}). "
                "Pasang ulang dengan `pip install --force-reinstall onnxruntime`."
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


def load_graph(weights: E5Weights, cache_dir: Path) -> bytes:
    """The serialised graph: from the cache where it is intact, else built anew.

    The file's name carries the weights' digest and the graph's version, and its first 32 bytes are
    the digest of the rest: a file that is cut short or altered is built anew.
    """
    path = cache_dir / f"e5-{weights.digest[:16]}-{GRAPH_VERSION}.onnx"
    cached = _read(path)
    if cached is not None:
        return cached
    # Imported only where a graph must be built.
    from corpus.embeddings.e5_graph import build_graph

    model = build_graph(weights)
    _keep(path, model)
    return model


def _read(path: Path) -> bytes | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, model = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
    return model if model and hashlib.sha256(model).digest() == digest else None


def _keep(path: Path, model: bytes) -> None:
    """Writes beside and renames, so that no reader sees half a file; a folder that cannot be written is let be."""
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".tmp")
        with os.fdopen(descriptor, "wb") as file:
            file.write(hashlib.sha256(model).digest())
            file.write(model)
        Path(temporary).replace(path)
    except OSError:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
