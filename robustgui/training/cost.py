"""How long an optimiser step takes, from the sizes of network and batch: a formula calibrated on one laptop core."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models.gru import GRU
from ..models.recurrent import Recurrent

if TYPE_CHECKING:
    from ..models import Model

_LAUNCH = {"RNN": 40e-6, "GRU": 135e-6, "LSTM": 16e-6}  # seconds a step of time, forward and backward, of one layer
_GATES = {"RNN": 1, "GRU": 3, "LSTM": 4}
_PRODUCT = 85e-12  # seconds for one multiplication of a weight with a value, forward and backward
_PASS = 1e-3  # seconds a pass for all else: readout, head, loss, what an attack does with a gradient
_OPTIMISER = 1e-3  # seconds a step for clipping and the optimiser
_OTHER = GRU(hidden=64)  # a model of any other kind is estimated as this one


def estimate_pass_seconds(model: Model, *, batch: int, steps: float, features: int) -> float:
    """Forward and backward pass of a batch of `batch` sequences of `steps` steps, in seconds on one core."""
    return _PASS + estimate_layer_seconds(model, batch=batch, steps=steps, features=features)


def estimate_layer_seconds(model: Model, *, batch: int, steps: float, features: int) -> float:
    """The share of its recurrent layers.

    torch's kernels for a processor run the steps of a GRU and an Elman network one by one, those of an LSTM as one:
    small networks cost what their steps cost, large ones what their products cost.
    """
    recurrent = model if isinstance(model, Recurrent) else _OTHER
    directions = 2 if recurrent.bidirectional else 1
    seconds, inputs = 0.0, features
    for size in recurrent.sizes():
        products = _GATES[recurrent.cell] * size * (inputs + size) * batch
        seconds += directions * steps * (_LAUNCH[recurrent.cell] + _PRODUCT * products)
        inputs = size * directions
    return seconds


def estimate_step_seconds(once: float, gradients: int = 0) -> float:
    """An optimiser step whose passes take `once` seconds each, and with `gradients` more gradients of the input."""
    passes = 1 if gradients == 0 else 2 + gradients
    return passes * once + _OPTIMISER
