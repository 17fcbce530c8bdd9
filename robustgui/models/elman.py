"""Elman (plain recurrent)."""

from __future__ import annotations

from typing import ClassVar, Literal

from ..base.errors import Sentence
from ..base.settings import setting
from .base import MODELS
from .cells import CELL_ACTIVATION_CHOICES
from .recurrent import Recurrent


@MODELS.register("elman")
class Elman(Recurrent):
    """Elman (plain recurrent): Elman 1990, Cognitive Science 14(2)."""

    title: ClassVar[str] = "Elman (plain recurrent)"
    cell: ClassVar[str] = "RNN"

    activation: Literal["tanh", "relu"] = setting(
        "tanh",
        title="Activation",
        choices=CELL_ACTIVATION_CHOICES,
        help="Nonlinearity of the recurrent cell.",
    )

    def find_easier_network(self) -> tuple[Sentence, str]:
        """See `Model.find_easier_network`: gates carry gradients over more steps."""
        return Sentence("Use an LSTM"), "lstm"

    def nonlinearity(self) -> str | None:
        """The activation of the cell."""
        return self.activation
