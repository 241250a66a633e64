"""Builds the encoder of multilingual-e5-small as an ONNX graph with 8-bit matrix products.

Every weight matrix is quantised once, symmetrically, with a scale per output; every activation at run time
with a scale per token, so that one token's outlier costs no other token its precision and a text's vector does
not depend on its neighbours. Before that, inputs are levelled: channels that layer normalisation
makes large are divided by a fixed factor and their weights multiplied by it.

Layer normalisation is written as Add and LayerNormalization because onnxruntime's fused
SkipLayerNormalization is several times slower on a CPU.
"""

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from corpus.embeddings.e5_weights import E5Weights

_Array = NDArray[np.float32]
_MICROSOFT = "com.microsoft"


class _Builder:
    """Collects nodes and constants."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """A named constant; the same name again is the same constant."""
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def add(self, kind: str, *inputs: str, domain: str = "", **attributes: float) -> str:
        """One node with one output, whose name is returned."""
        return self.add_many(kind, 1, *inputs, domain=domain, **attributes)[0]

    def add_many(
        self, kind: str, outputs: int, *inputs: str, domain: str = "", **attributes: float
    ) -> list[str]:
        """One node with several outputs."""
        names = [f"{kind}_{len(self.nodes)}_{index}" for index in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names


def _linear(
    graph: _Builder, name: str, activation: str, weight: _Array, bias: _Array, *, positive: bool
) -> str:
    """``activation · weightᵀ + bias`` in 8 bits; ``positive``: the activation is a GELU's output.

    A GELU never falls below −0.17, so its range is laid at −0.17…maximum instead of −maximum…maximum, which
    makes the steps almost half as large. The maximum is taken as 1.6 at least, so that the low end fits.
    """
    axis = graph.constant("last_axis", np.array([-1], np.int64))
    if positive:
        step, zero, floor = 1 / 229, 26, 1.6
        largest = graph.add("ReduceMax", activation, axis, keepdims=1)
    else:
        step, zero, floor = 1 / 127, 128, 1e-9
        largest = graph.add("ReduceMax", graph.add("Abs", activation), axis, keepdims=1)
    kind = "positive" if positive else "signed"
    step_name = graph.constant(f"{kind}_step", np.array(step, np.float32))
    zero_name = graph.constant(f"{kind}_zero", np.array(zero, np.uint8))
    largest = graph.add("Max", largest, graph.constant(f"{kind}_floor", np.array(floor, np.float32)))
    quantized = graph.add("QuantizeLinear", graph.add("Div", activation, largest), step_name, zero_name)
    scales = np.maximum(np.abs(weight).max(axis=1) / 127, 1e-12).astype(np.float32)
    levels = np.rint(weight / scales[:, None]).astype(np.int8)
    product = graph.add(
        "MatMulIntegerToFloat",
        quantized,
        graph.constant(f"{name}.levels", levels.T),
        step_name,
        graph.constant(f"{name}.scales", scales),
        zero_name,
        domain=_MICROSOFT,
    )
    return graph.add("Add", graph.add("Mul", product, largest), graph.constant(f"{name}.bias", bias))


def build_graph(weights: E5Weights) -> bytes:
    """The serialised ONNX model.

    Its input ``words`` is the word vectors of one window, shape (1, tokens, hidden), tokens up to the
    number of positions; its output ``mean`` is the mean of the last layer, shape (1, hidden), not normalised.
    """
    shape, graph = weights.shape, _Builder()
    hidden = shape.hidden

    def normalized(values: str, prefix: str) -> str:
        gain = graph.constant(f"{prefix}.w", weights.vector(f"{prefix}.w"))
        offset = graph.constant(f"{prefix}.b", weights.vector(f"{prefix}.b"))
        return graph.add("LayerNormalization", values, gain, offset, axis=-1, epsilon=shape.epsilon)

    def joined(*names: str) -> tuple[_Array, _Array]:
        matrices = [weights.matrix(f"{name}.w", weights.vector(f"{name}.b").size) for name in names]
        return np.concatenate(matrices), np.concatenate([weights.vector(f"{name}.b") for name in names])

    positions = (
        weights.vector("emb.pos").reshape(shape.positions, hidden) + weights.vector("emb.type")[:hidden]
    )
    start = graph.constant("start", np.array([0], np.int64))
    length = graph.add("Shape", "words", start=1, end=2)
    places = graph.add("Slice", graph.constant("positions", positions), start, length, start)
    state = normalized(graph.add("Add", "words", places), "emb.ln")
    thirds = graph.constant("thirds", np.array([hidden] * 3, np.int64))
    for layer in (f"l{index}" for index in range(shape.layers)):
        weight, bias = joined(f"{layer}.q", f"{layer}.k", f"{layer}.v")
        packed = _linear(graph, f"{layer}.qkv", state, weight, bias, positive=False)
        parts = graph.add_many("Split", 3, packed, thirds, axis=-1)
        mixed = graph.add("MultiHeadAttention", *parts, domain=_MICROSOFT, num_heads=shape.heads)
        weight, bias = joined(f"{layer}.ao")
        mixed = _linear(graph, f"{layer}.ao", mixed, weight, bias, positive=False)
        state = normalized(graph.add("Add", state, mixed), f"{layer}.aln")
        weight, bias = joined(f"{layer}.fi")
        inner = _linear(graph, f"{layer}.fi", state, weight, bias, positive=False)
        inner = graph.add("Gelu", inner, domain=_MICROSOFT)
        weight, bias = joined(f"{layer}.fo")
        inner = _linear(graph, f"{layer}.fo", inner, weight, bias, positive=True)
        state = normalized(graph.add("Add", state, inner), f"{layer}.oln")
    token_axis = graph.constant("token_axis", np.array([1], np.int64))
    graph.nodes.append(helper.make_node("ReduceMean", [state, token_axis], ["mean"], keepdims=0))
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "multilingual-e5-small",
            [helper.make_tensor_value_info("words", TensorProto.FLOAT, [1, "tokens", hidden])],
            [helper.make_tensor_value_info("mean", TensorProto.FLOAT, [1, hidden])],
            list(graph.constants.values()),
        ),
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(_MICROSOFT, 1)],
        ir_version=9,
    )
    return bytes(model.SerializeToString())
