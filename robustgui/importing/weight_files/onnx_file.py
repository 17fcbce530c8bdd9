"""An exported classifier in ONNX: its RNN, GRU and LSTM nodes and linear layers as torch would name their weights.

Only called in a process of its own: a damaged file can crash the library that parses it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...base.errors import RunError, Sentence
from ...data.fingerprints import Fingerprints
from ...models.cells import BIASES, CELLS, WEIGHTS, Cell
from ...models.tensor_file import TRAINED_ON
from ..architecture.identification import Hints, check_layer_count
from ..architecture.layers import is_recurrent
from .contents import Contents, Floats, check_arrays, digest_of, read_content
from .onnx_graph import Graph, parse_onnx
from .onnx_trace import entry, linear_layers, readout_hints

with suppress(ImportError):
    import onnx  # type: ignore[import-not-found,unused-ignore]  # noqa: F401 (imported before limits apply)

Array = NDArray[Any]
_UNROLLED = 8  # more products than this are no head of linear layers


def read_onnx(path: Path) -> Contents:
    """The weights in the ONNX file `path`, with what its graph says about readout and activations.

    Raises:
        RunError: the extra is missing, the file is damaged, or the graph is no recurrent classifier.
    """
    content = read_content(path)
    graph, size = parse_onnx(content, path)
    nodes = [node for node in graph.nodes if node.op_type in CELLS]
    if not nodes:
        return Contents(_to_floats(_by_names(graph, path), size, path), path, digest_of(content))
    check_layer_count(len(nodes))
    arrays: dict[str, Array] = {}
    for number, node in enumerate(nodes):
        arrays |= _layer(graph, node, number, path)
    arrays |= linear_layers(graph, nodes[-1])
    arrays |= entry(graph, nodes[0])
    settings = readout_hints(graph, nodes[-1]) | _activation(graph, nodes, path)
    note = Sentence("Readout and activations are read from the graph.") if "readout" in settings else None
    trained_on = Fingerprints.from_text(graph.metadata.get(TRAINED_ON))
    return Contents(
        _to_floats(arrays, size, path), path, digest_of(content), hints=Hints(settings, note), trained_on=trained_on
    )  # fmt: skip


def _to_floats(arrays: dict[str, Array], size: int, path: Path) -> dict[str, Floats]:
    """`arrays` as float32, those of whole numbers left out."""
    floats = {name: value for name, value in arrays.items() if value.dtype.kind == "f"}
    check_arrays(floats, size, path)
    with np.errstate(over="ignore"):  # what is infinite in float32 is refused as such
        return {name: np.array(value, np.float32, order="C") for name, value in floats.items()}


def _by_names(graph: Graph, path: Path) -> dict[str, Array]:
    """A graph without recurrent nodes: perhaps its constants still have the names of the weights."""
    arrays = {name: value for name, value in graph.constants.items() if is_recurrent(name)}
    if sum(value.ndim == 2 for value in arrays.values()) < 2:
        raise _no_recurrence(graph, path)
    return arrays


def _no_recurrence(graph: Graph, path: Path) -> RunError:
    """Why a graph without recurrent nodes cannot be opened: quantised, a loop, unrolled, or another kind of network."""
    kinds = list(dict.fromkeys(node.op_type for node in graph.nodes))
    quantised = [
        kind for kind in kinds if kind.startswith(("DynamicQuantize", "QLinear", "Dequantize")) or "Integer" in kind
    ]
    if quantised:
        return RunError(
            "{file} is quantised ({nodes}): its weights are 8-bit integers, through which no gradient flows. "
            "Open the float32 network that it was made from.",
            file=str(path), nodes=", ".join(quantised),
        )  # fmt: skip
    loops = [kind for kind in kinds if kind in ("Loop", "Scan")]
    if loops:
        return RunError(
            "{file} writes its recurrence as a {node} node. Export it with torch.onnx.export(..., dynamo=False), "
            "which writes RNN, GRU or LSTM nodes, or open its state dict.",
            file=str(path), node=loops[0],
        )  # fmt: skip
    if sum(node.op_type in ("MatMul", "Gemm") for node in graph.nodes) > _UNROLLED:
        return RunError(
            "{file} has no RNN, GRU or LSTM nodes but many matrix products: its steps were probably unrolled when it "
            "was exported. Export it with torch.onnx.export(..., dynamo=False), or open its state dict.",
            file=str(path),
        )
    return RunError(
        "{file} has no RNN, GRU or LSTM nodes; its nodes are {nodes}. Only recurrent networks can be opened; "
        "others through a function of your own that builds the network (--entry).",
        file=str(path), nodes=", ".join(kinds[:8]) + (", …" if len(kinds) > 8 else ""),
    )  # fmt: skip


def _layer(graph: Graph, node: Any, number: int, path: Path) -> dict[str, Array]:
    """The weights of one node, in torch's order of gates."""
    kind = node.op_type
    W, R = (graph.constant(node, place) for place in (1, 2))
    if W is None or R is None:
        raise RunError(
            "{file}: the weights of {name} are computed, not stored.", file=str(path), name=node.name or kind
        )
    _check(graph, node, path)
    B = graph.constant(node, 3)
    cell = CELLS[kind]
    gates, directions = len(cell.gates), 2 if graph.attributes(node).get("direction") == b"bidirectional" else 1
    hidden, features = (array.shape[2] if array.ndim == 3 else 0 for array in (R, W))
    rows = gates * hidden
    B = np.zeros((directions, 2 * rows), np.float32) if B is None else B
    shapes = [(directions, rows, features), (directions, rows, hidden), (directions, 2 * rows)]
    if [array.shape for array in (W, R, B)] != shapes or not rows:
        raise RunError(
            "{file} is damaged: the weights of {name} have shapes that no {kind} layer has.",
            file=str(path), name=node.name or kind, kind=kind,
        )  # fmt: skip
    weights: dict[str, Array] = {}
    for direction in range(directions):
        end = f"_l{number}" + ("_reverse" if direction else "")
        parts = (W[direction], R[direction], B[direction, :rows], B[direction, rows:])
        for name, part in zip((*WEIGHTS, *BIASES), parts, strict=True):
            weights[f"rnn.{name}{end}"] = _reorder_gates(part, cell)
    return weights


def _reorder_gates(part: Array, cell: Cell) -> Array:
    gates = np.split(part, len(cell.gates))
    return np.concatenate([gates[place] for place in cell.from_onnx])


def _check(graph: Graph, node: Any, path: Path) -> None:
    """Raises `RunError` for what torch's layers do not have."""
    values = graph.attributes(node)
    problem = ""
    if node.op_type == "GRU" and not values.get("linear_before_reset", 0):
        raise RunError(
            "{file}: the GRU applies its reset gate before the matrix product (linear_before_reset = 0, in Keras "
            "reset_after=False); torch's GRU applies it after. Train or export it with reset_after=True, or name a "
            "function of your own that builds the network (--entry).",
            file=str(path),
        )
    if values.get("direction", b"forward") == b"reverse":
        problem = "it reads backwards alone"
    elif values.get("clip") or (node.op_type == "LSTM" and len(node.input) > 7 and node.input[7]):
        problem = "it clips its states or has peephole connections"
    for place in (5, 6):
        start = graph.constant(node, place)
        if start is not None and start.any():
            problem = "its first state is not zero"
    if problem:
        raise RunError(
            "{file}: the {kind} node {name} differs from torch's layers: {problem}. "
            "Name a function of your own that builds the network (--entry).",
            file=str(path), kind=node.op_type, name=node.name, problem=problem,
        )  # fmt: skip


def _activation(graph: Graph, nodes: list[Any], path: Path) -> dict[str, str]:
    """The nonlinearity of cells that leave a choice; the others must have those of torch."""
    cell = CELLS[nodes[0].op_type]
    usual, used = cell.onnx_activations, set[tuple[str, ...]]()
    possible: set[tuple[str, ...]] = {(name,) for name in cell.activations} or {usual}
    for node in nodes:
        names = tuple(name.decode(errors="replace").lower() for name in graph.attributes(node).get("activations", []))
        used.add(names[: len(usual)] or usual)
    if len(used) == 1 and used <= possible:
        return {"activation": used.pop()[0]} if cell.activations else {}
    raise RunError(
        "{file}: its {kind} cells use {names}; torch's use {usual}. Keras writes hard sigmoids where "
        "recurrent_activation is 'hard_sigmoid': train with 'sigmoid', or name a function of your own that builds "
        "the network (--entry).",
        file=str(path), kind=cell.name, usual=" / ".join(cell.activations) or ", ".join(usual),
        names=" / ".join(", ".join(names) for names in sorted(used)),
    )  # fmt: skip
