"""Builds the encoder of multilingual-e5-small as an ONNX graph with 8-bit matrix products.

Every weight matrix is quantised once, symmetrically, with a scale per output; every activation at run time
with a scale per token, so that one token's outlier costs no other token its precision and a text's vector
does not depend on its neighbours. What this loses, it loses mostly where the
inputs of the last layers are rounded; there the rounding error is quantised and multiplied as well.

Layer normalisation is written as Add and LayerNormalization because onnxruntime's fused
SkipLayerNormalization is several times slower on a CPU.
"""

from typing import NamedTuple

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from corpus.embeddings.e5_weights import E5Weights

_Array = NDArray[np.float32]
_MICROSOFT = "com.microsoft"
_FINE_ATTENTION = 8
_FINE_FEED_FORWARD = 6
"""In how many of the last layers the inputs of attention and of the feed-forward part are taken finely."""


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

    def add(self, kind: str, *inputs: str, domain: str = "", **attributes: int | float) -> str:
        """One node with one output, whose name is returned."""
        return self.add_many(kind, 1, *inputs, domain=domain, **attributes)[0]

    def add_many(
        self, kind: str, outputs: int, *inputs: str, domain: str = "", **attributes: int | float
    ) -> list[str]:
        """One node with several outputs."""
        names = [f"{kind}_{len(self.nodes)}_{index}" for index in range(outputs)]
        node = helper.make_node(kind, inputs, names, domain=domain)
        node.attribute.extend(helper.make_attribute(key, value) for key, value in attributes.items())
        self.nodes.append(node)
        return names


class _Range(NamedTuple):
    """How activations divided by their row's largest value are laid on the 256 levels of a byte."""

    name: str
    step: float
    zero: int
    floor: float
    """The largest value is taken as at least this."""


_SIGNED = _Range("signed", 1 / 127, 128, 1e-9)
_GELU = _Range("gelu", 1 / 229, 26, 1.6)
"""A GELU never falls below −0.17, so almost all levels serve the positive side; the floor makes −0.17 fit."""
_ERROR = _Range("error", 1 / 254 / 127, 128, 1e-9)
"""What rounding to ``_SIGNED`` leaves: at most half a step."""


class _Linear:
    """``activation · weightᵀ + bias`` in 8 bits."""

    def __init__(self, graph: _Builder, name: str, weight: _Array, bias: _Array) -> None:
        scales = np.maximum(np.abs(weight).max(axis=1) / 127, 1e-12).astype(np.float32)
        self._graph = graph
        self._name = name
        self._levels = np.rint(weight / scales[:, None]).astype(np.int8).T
        self._scales = graph.constant(f"{name}.scales", scales)
        self._bias = graph.constant(f"{name}.bias", bias)

    def apply(self, activation: str, span: _Range = _SIGNED, *, fine: bool = False) -> str:
        """Adds the product of one activation.

        Args:
            activation: name of a float32 value of shape (1, tokens, inputs).
            span: the range its values take.
            fine: the rounding error is multiplied too, which makes the activation 15 bits wide.

        Returns:
            name of a float32 value of shape (1, tokens, outputs).
        """
        graph = self._graph
        axis = graph.constant("last_axis", np.array([-1], np.int64))
        size = activation if span is _GELU else graph.add("Abs", activation)
        floor = graph.constant(f"{span.name}.floor", np.array(span.floor, np.float32))
        largest = graph.add("Max", graph.add("ReduceMax", size, axis, keepdims=1), floor)
        unit = graph.add("Mul", activation, graph.add("Reciprocal", largest))
        levels, product = self._product(unit, span)
        if fine:
            error = graph.add("Sub", unit, graph.add("DequantizeLinear", levels, *self._steps(span)))
            product = graph.add("Add", product, self._product(error, _ERROR)[1])
        return graph.add("Add", graph.add("Mul", product, largest), self._bias)

    def _steps(self, span: _Range) -> tuple[str, str]:
        step = self._graph.constant(f"{span.name}.step", np.array(span.step, np.float32))
        return step, self._graph.constant(f"{span.name}.zero", np.array(span.zero, np.uint8))

    def _product(self, unit: str, span: _Range) -> tuple[str, str]:
        """Names of the levels and of their product with the weights, as float32."""
        step, zero = self._steps(span)
        levels = self._graph.add("QuantizeLinear", unit, step, zero)
        # One constant per product: onnxruntime's conversion for processors without VNNI cannot share them.
        weights = self._graph.constant(f"{self._name}.{span.name}", self._levels)
        operands = (levels, weights, step, self._scales, zero)
        return levels, self._graph.add("MatMulIntegerToFloat", *operands, domain=_MICROSOFT)


def build_probe() -> bytes:
    """A model of one 8-bit product whose result is wrong where the processor overflows.

    Its input ``levels`` has shape (1, 64), type uint8; its output ``product``, shape (1, 16), is
    127 times the sum of the input.
    """
    graph = _Builder()
    one = graph.constant("one", np.array(1, np.float32))
    weights = graph.constant("weights", np.full((64, 16), 127, np.int8))
    scales = graph.constant("scales", np.ones(16, np.float32))
    zero = graph.constant("zero", np.array(0, np.uint8))
    product = graph.add("MatMulIntegerToFloat", "levels", weights, one, scales, zero, domain=_MICROSOFT)
    given = helper.make_tensor_value_info("levels", TensorProto.UINT8, [1, 64])
    return _serialized(
        graph, given, product, helper.make_tensor_value_info("product", TensorProto.FLOAT, [1, 16])
    )


def _serialized(
    graph: _Builder, given: onnx.ValueInfoProto, result: str, named: onnx.ValueInfoProto
) -> bytes:
    """The model that takes ``given`` and returns ``result`` under the name of ``named``."""
    graph.nodes.append(helper.make_node("Identity", [result], [named.name]))
    body = helper.make_graph(graph.nodes, "e5", [given], [named], list(graph.constants.values()))
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(_MICROSOFT, 1)]
    return bytes(helper.make_model(body, opset_imports=opsets, ir_version=9).SerializeToString())


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

    def linear(*names: str) -> _Linear:
        """One matrix product for all of ``names``, whose outputs are laid side by side."""
        biases = [weights.vector(f"{name}.b") for name in names]
        matrices = [weights.matrix(f"{name}.w", bias.size) for name, bias in zip(names, biases, strict=True)]
        return _Linear(graph, "+".join(names), np.concatenate(matrices), np.concatenate(biases))

    positions = (
        weights.vector("emb.pos").reshape(shape.positions, hidden) + weights.vector("emb.type")[:hidden]
    )
    start = graph.constant("start", np.array([0], np.int64))
    length = graph.add("Shape", "words", start=1, end=2)
    places = graph.add("Slice", graph.constant("positions", positions), start, length, start)
    state = normalized(graph.add("Add", "words", places), "emb.ln")
    thirds = graph.constant("thirds", np.array([hidden] * 3, np.int64))
    for index in range(shape.layers):
        layer = f"l{index}"
        left = shape.layers - index
        packed = linear(f"{layer}.q", f"{layer}.k", f"{layer}.v").apply(state, fine=left <= _FINE_ATTENTION)
        parts = graph.add_many("Split", 3, packed, thirds, axis=-1)
        mixed = graph.add("MultiHeadAttention", *parts, domain=_MICROSOFT, num_heads=shape.heads)
        mixed = linear(f"{layer}.ao").apply(mixed)
        state = normalized(graph.add("Add", state, mixed), f"{layer}.aln")
        inner = graph.add(
            "Gelu", linear(f"{layer}.fi").apply(state, fine=left <= _FINE_FEED_FORWARD), domain=_MICROSOFT
        )
        inner = linear(f"{layer}.fo").apply(inner, _GELU)
        state = normalized(graph.add("Add", state, inner), f"{layer}.oln")
    token_axis = graph.constant("token_axis", np.array([1], np.int64))
    mean = graph.add("ReduceMean", state, token_axis, keepdims=0)
    words = helper.make_tensor_value_info("words", TensorProto.FLOAT, [1, "tokens", hidden])
    return _serialized(
        graph, words, mean, helper.make_tensor_value_info("mean", TensorProto.FLOAT, [1, hidden])
    )
