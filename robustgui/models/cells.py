"""Recurrent cells, activations and readouts, one table each: what the rest of the program needs to know of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

CellName = Literal["RNN", "GRU", "LSTM"]
ActivationName = Literal["relu", "tanh", "gelu", "elu", "leaky_relu", "sigmoid", "none"]

WEIGHTS = ("weight_ih", "weight_hh")  # torch's names: (G H, F) and (G H, H), the gates one below the other
BIASES = ("bias_ih", "bias_hh")  # (G H,) each; only their sum matters, but both are trained


@dataclass(frozen=True)
class Cell:
    """One kind of recurrent layer.

    Attributes:
        name: of its class in `torch.nn` and of its operator in ONNX.
        title: as papers call it.
        gates: in the order in which torch stacks their weights; n and g are the candidate states.
        onnx_gates: the same in the order of ONNX.
        onnx_activations: of one direction, as ONNX names those that torch computes.
        launch_seconds: that one layer takes for a time step, forward and backward, whatever its size: see
            `training.cost`.
        onnx_attributes: that make ONNX compute what torch does.
        states: what is carried from step to step.
        open_gate: whose bias begins at 1; empty: none.
        activations: between which settings choose; empty: the cell has its own.
    """

    name: CellName
    title: str
    gates: tuple[str, ...]
    onnx_gates: tuple[str, ...]
    onnx_activations: tuple[str, ...]
    launch_seconds: float
    onnx_attributes: dict[str, int] = field(default_factory=dict)
    states: tuple[Literal["hidden", "cell"], ...] = ("hidden",)
    open_gate: str = ""
    activations: tuple[str, ...] = ()

    def count_parameters(self, inputs: int, hidden: int) -> int:
        """Trainable parameters of one direction of one layer: G (H F + H^2 + 2 H)."""
        return len(self.gates) * hidden * (inputs + hidden + len(BIASES))

    @property
    def has_cell_state(self) -> bool:
        """Whether it carries a cell state beside the hidden state."""
        return "cell" in self.states

    @property
    def to_onnx(self) -> tuple[int, ...]:
        """The place in torch's order of each gate of ONNX's order."""
        return tuple(self.gates.index(gate) for gate in self.onnx_gates)

    @property
    def from_onnx(self) -> tuple[int, ...]:
        """The place in ONNX's order of each gate of torch's order."""
        return tuple(self.onnx_gates.index(gate) for gate in self.gates)


CELLS: dict[str, Cell] = {
    cell.name: cell
    for cell in (
        Cell("RNN", "Elman", ("n",), ("n",), ("tanh",), 40e-6, activations=("tanh", "relu")),
        Cell(
            "GRU", "GRU", ("r", "z", "n"), ("z", "r", "n"), ("sigmoid", "tanh"), 135e-6,
            onnx_attributes={"linear_before_reset": 1},
        ),
        Cell(
            "LSTM", "LSTM", ("i", "f", "g", "o"), ("i", "o", "f", "g"), ("sigmoid", "tanh", "tanh"), 16e-6,
            states=("hidden", "cell"), open_gate="f",
        ),
    )
}  # fmt: skip
CELL_BY_GATES: dict[int, Cell] = {len(cell.gates): cell for cell in CELLS.values()}


@dataclass(frozen=True)
class Activation:
    """A nonlinearity: the name of its class in `torch.nn`, and of its operator in ONNX."""

    module: str
    onnx: str


ACTIVATIONS: dict[ActivationName, Activation] = {
    "relu": Activation("ReLU", "Relu"),
    "tanh": Activation("Tanh", "Tanh"),
    "gelu": Activation("GELU", "Gelu"),
    "elu": Activation("ELU", "Elu"),
    "leaky_relu": Activation("LeakyReLU", "LeakyRelu"),
    "sigmoid": Activation("Sigmoid", "Sigmoid"),
    "none": Activation("Identity", "Identity"),
}

CELL_CHOICES = {"RNN": "Elman (plain recurrent)", "GRU": "GRU", "LSTM": "LSTM"}
CELL_ACTIVATION_CHOICES = {"tanh": "tanh", "relu": "ReLU"}
ACTIVATION_CHOICES: dict[str, str] = {
    "relu": "ReLU",
    "tanh": "tanh",
    "gelu": "GELU",
    "elu": "ELU",
    "leaky_relu": "leaky ReLU",
    "sigmoid": "sigmoid",
    "none": "none",
}


Readout = Literal["last", "mean", "max", "concat"]
ImportedReadout = Literal["last", "position", "mean", "max", "concat"]
Joining = Literal["both", "sum", "mean", "forwards", "backwards"]

CHOICES: dict[str, str] = {
    "last": "last step",
    "mean": "mean pooling",
    "max": "max pooling",
    "concat": "last step, max and mean pooling",
}
IMPORTED_CHOICES: dict[str, str] = {  # with one direction, the first two are the same
    "last": "last step of each direction (h_n)",
    "position": "last position (out[:, -1])",
    "mean": "mean pooling",
    "max": "max pooling",
    "concat": "last step, max and mean pooling",
}
JOINING_CHOICES: dict[str, str] = {
    "both": "concatenated",
    "sum": "summed",
    "mean": "averaged",
    "forwards": "forward only",
    "backwards": "backward only",
}
_POOLINGS = {"concat": ("last", "max", "mean")}


def poolings(readout: str) -> tuple[str, ...]:
    """The poolings that `readout` concatenates, in the order in which the head reads them.

    "concat" is the concat pooling of ULMFiT (Howard & Ruder 2018, arXiv:1801.06146).
    """
    return _POOLINGS.get(readout, (readout,))
