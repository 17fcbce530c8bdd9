"""How many numbers a recurrent network learns, computed from its settings alone, without torch."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ....models.imported import ImportedRecurrent
from ....models.recurrent import Recurrent

_GATES = {"RNN": 1, "GRU": 3, "LSTM": 4}


@dataclass(frozen=True)
class Counts:
    """Trainable parameters of each layer (both directions together) and of the linear readout."""

    layers: tuple[int, ...]
    readout: int

    @property
    def total(self) -> int:
        """Of the whole network."""
        return sum(self.layers) + self.readout


def count_parameters(model: Recurrent, features: int, outputs: int, every_step: bool = False) -> Counts:
    """Trainable parameters of `model` on sequences of `features` features with `outputs` outputs, or as many a step.

    A direction of a layer with G gates, inputs n and hidden size H holds G (n H + H^2 + 2 H) numbers (torch keeps two
    biases); the readout holds (width + 1) K.
    """
    directions = 2 if model.bidirectional else 1
    sizes, gates = model.sizes(), _GATES[model.cell]
    inputs = [features, *(size * directions for size in sizes)]
    layers = (directions * gates * size * (n + size + 2) for n, size in zip(inputs, sizes, strict=False))
    between, places = (model.head, model.layer_norms) if isinstance(model, ImportedRecurrent) else ((), ())
    widths = (model.state_width if every_step else model.read_width, *between, outputs)
    norms = sum(2 * widths[place] for place in places)
    return Counts(tuple(layers), norms + sum((n + 1) * k for n, k in pairwise(widths)))
