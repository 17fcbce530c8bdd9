"""The settings that all recurrent networks share, and how they become a stack of layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast

from ..base.errors import RunError, Sentence
from ..base.settings import setting
from .base import MODELS, Block, Model, RecurrentShape
from .cells import CELLS, CHOICES, Readout, poolings

if TYPE_CHECKING:
    from .imported import ImportedRecurrent
    from .nets.stack import RecurrentStack


class Recurrent(Model):
    """A stack of single-direction or two-direction recurrent layers with a linear readout."""

    cell: ClassVar[str]  # a key of `cells.CELLS`
    readouts: ClassVar[dict[str, str]] = CHOICES  # those that can be chosen, with their labels

    hidden: int = setting(64, ge=1, le=4096, title="Hidden units", help="Size of the hidden state of each layer.")
    layers: int = setting(1, ge=1, le=8, title="Layers", help="Number of stacked recurrent layers.")
    bidirectional: bool = setting(
        False, title="Bidirectional", help="Process each sequence forwards and backwards and concatenate both states."
    )
    readout: Readout = setting(
        "concat",
        title="Readout",
        choices=CHOICES,
        help="Hidden states that the output layer reads; the choice can change accuracy by 25 points.",
    )
    initialisation: Literal["orthogonal", "uniform"] = setting(
        "orthogonal",
        title="Initialisation",
        advanced=True,
        choices={"orthogonal": "orthogonal, forget gate open", "uniform": "uniform (torch's own)"},
        help="Weights before the first step. Orthogonal recurrent weights carry gradients over many steps.",
    )
    dropout: float = setting(
        0.0,
        ge=0,
        lt=1,
        title="Dropout",
        help="Share of values set to zero between layers and before the readout while training.",
    )

    def nonlinearity(self) -> str | None:
        """The activation of an Elman cell; None for gated cells."""
        return None

    def sizes(self) -> tuple[int, ...]:
        """The hidden units of each layer."""
        return (self.hidden,) * self.layers

    @property
    def state_width(self) -> int:
        """Values of the last layer at one step, both directions together."""
        return self.sizes()[-1] * (2 if self.bidirectional else 1)

    @property
    def read_width(self) -> int:
        """Values that the head reads of one sequence."""
        return self.state_width * len(poolings(self.readout))

    @property
    def cell_title(self) -> str:
        """What papers call the cell."""
        return CELLS[self.cell].title

    def recurrent_layers(self, features: int) -> tuple[RecurrentShape, ...]:
        directions = 2 if self.bidirectional else 1
        sizes = self.sizes()
        inputs = (features, *(size * directions for size in sizes))
        cell = CELLS[self.cell]
        return tuple(RecurrentShape(cell, n, size, directions) for n, size in zip(inputs, sizes, strict=False))

    def list_easier(self, every_step: bool) -> tuple[tuple[Sentence, dict[str, Any]], ...]:
        easier: list[tuple[Sentence, dict[str, Any]]] = []
        if self.readout != "concat" and not every_step:
            easier.append((Sentence("Read out last step, max and mean pooling"), {"readout": "concat"}))
        if self.initialisation != "orthogonal":
            easier.append((Sentence("Start from orthogonal weights"), {"initialisation": "orthogonal"}))
        return tuple(easier)

    def as_imported(self) -> ImportedRecurrent:
        values = {name: getattr(self, name) for name in ("hidden", "layers", "bidirectional", "readout")}
        cell = {"kind": self.cell, "activation": self.nonlinearity() or "tanh"}
        return cast("ImportedRecurrent", MODELS["imported"](**cell, **values))

    def head_parameters(self, inputs: int, outputs: int) -> int:
        """Trainable parameters of what follows the readout of `inputs` values."""
        return (inputs + 1) * outputs

    def blocks(self, features: int | None, outputs: int | None, every_step: bool = False) -> tuple[Block, ...]:
        layers = self.recurrent_layers(features or 0)
        recurrent = [
            Block(
                "model", self.cell_title, number if len(layers) > 1 else None, layer.directions, layer.hidden,
                dropout=self.dropout, module=f"layers.{number - 1}",
                parameters=layer.directions * layer.cell.count_parameters(layer.inputs, layer.hidden)
                if features else None,
            )
            for number, layer in enumerate(layers, 1)
        ]  # fmt: skip
        read = self.state_width if every_step else self.read_width
        count = self.head_parameters(read, outputs) if features and outputs else None
        head = Block("model.readout", "Readout", detail=self.readouts[self.readout], parameters=count, module="head")
        return (*recurrent, head)

    def build(self, features: int, outputs: int, every_step: bool = False) -> RecurrentStack:
        """A freshly initialised stack, (B, T, features) -> (B, outputs), or (B, T, outputs) with `every_step`."""
        from .nets.stack import RecurrentStack

        self.check_every_step(every_step)
        return RecurrentStack(self, features, outputs, every_step)

    def check_every_step(self, every_step: bool) -> None:
        """Raises `RunError` if outputs at every step are asked of a network that has read what comes next."""
        if every_step and self.bidirectional:
            raise RunError("A bidirectional network has already read the next token. Switch off 'Bidirectional'.")
