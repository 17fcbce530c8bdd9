"""A recurrent network that was trained elsewhere: what the layouts of others have and our own do not."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, Self

from pydantic import model_validator

from ..base.settings import AsTuple, setting, wrong
from .base import MODELS
from .cells import (
    ACTIVATION_CHOICES,
    CELL_ACTIVATION_CHOICES,
    CELL_CHOICES,
    CELLS,
    IMPORTED_CHOICES,
    JOINING_CHOICES,
    ActivationName,
    CellName,
    ImportedReadout,
    Joining,
    poolings,
)
from .recurrent import Recurrent

if TYPE_CHECKING:
    from .nets.stack import ImportedStack


@MODELS.register("imported")
class ImportedRecurrent(Recurrent):
    """A stack of recurrent layers as in `nn.RNN`, `nn.GRU` and `nn.LSTM`, followed by linear layers.

    Biases are always there: a network without any has zeros in their place, which changes no output.
    """

    title: ClassVar[str] = "Imported recurrent network"
    readouts: ClassVar[dict[str, str]] = IMPORTED_CHOICES

    kind: CellName = setting(
        "LSTM",
        title="Cell",
        choices=CELL_CHOICES,
        help="Type of the recurrent layers.",
    )
    activation: Literal["tanh", "relu"] = setting(
        "tanh",
        title="Activation",
        when=("kind", ("RNN",)),
        choices=CELL_ACTIVATION_CHOICES,
        help="Nonlinearity of the recurrent cell; it cannot be read from the weights.",
    )
    widths: Annotated[tuple[int, ...], AsTuple] = setting(
        (),
        title="Units per layer",
        advanced=True,
        help="Hidden units of each layer where they differ; empty: the same in all layers.",
    )
    readout: ImportedReadout = setting(  # type: ignore[assignment]
        "last",
        title="Readout",
        choices=IMPORTED_CHOICES,
        help="Hidden states that the output layer reads. For unidirectional networks the first two are the same.",
    )
    joining: Joining = setting(
        "both",
        title="Directions",
        when=("bidirectional", (True,)),
        choices=JOINING_CHOICES,
        help="How the two directions are combined for the linear layers.",
    )
    head: Annotated[tuple[int, ...], AsTuple] = setting(
        (),
        max_length=64,
        title="Hidden linear layers",
        help="Units of the linear layers between readout and output; empty: none.",
    )
    layer_norms: Annotated[tuple[int, ...], AsTuple] = setting(
        (),
        title="Layer normalisation",
        advanced=True,
        help="Positions of layer normalisation: 0 before the linear layers, k after the k-th hidden one; empty: none.",
    )
    head_activation: ActivationName = setting(
        "relu",
        title="Activation of linear layers",
        choices=ACTIVATION_CHOICES,
        help="Nonlinearity after each hidden linear layer; it cannot be read from the weights.",
    )
    origin: str = setting("", title="Origin", advanced=True, help="File that the weights were read from.")

    @property
    def cell(self) -> str:  # type: ignore[override]
        """The name of the torch module."""
        return self.kind

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.widths and len(self.widths) != self.layers:
            raise wrong(
                "needs one number for each of the {layers} {layers:layer|layers}", field="widths", layers=self.layers
            )
        for name in ("widths", "head"):
            if not all(1 <= size <= 65_536 for size in getattr(self, name)):
                raise wrong("must hold whole numbers from 1 to 65536", field=name)
        norms, count = set(self.layer_norms), len(self.head)
        if len(norms) < len(self.layer_norms) or not norms <= set(range(count + 1)):
            raise wrong("must hold different whole numbers from 0 to {count}", field="layer_norms", count=count)
        return self

    def linear_name(self, place: int) -> str:
        """The name of the linear layer `place` in the state of the stack."""
        return f"head.{2 * place}" if self.head or self.layer_norms else "head"

    def nonlinearity(self) -> str | None:
        """The activation of an Elman cell; None for gated cells."""
        return self.activation if CELLS[self.kind].activations else None

    def sizes(self) -> tuple[int, ...]:
        """The hidden units of each layer."""
        return self.widths or super().sizes()

    @property
    def read_width(self) -> int:
        width = self.state_width if self.joining == "both" else self.sizes()[-1]
        return width * len(poolings(self.readout))

    def as_imported(self) -> ImportedRecurrent:
        return self

    def head_parameters(self, inputs: int, outputs: int) -> int:
        """See `Recurrent.head_parameters`; a layer normalisation of n values has 2 n."""
        widths = (inputs, *self.head, outputs)
        linear = sum((n + 1) * k for n, k in pairwise(widths))
        return linear + sum(2 * widths[place] for place in self.layer_norms)

    def build(self, features: int, outputs: int, every_step: bool = False) -> ImportedStack:
        from .nets.stack import ImportedStack

        self.check_every_step(every_step)
        return ImportedStack(self, features, outputs, every_step)
