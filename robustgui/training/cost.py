"""How long an optimiser step takes, from the sizes of network and batch: a formula calibrated on one laptop core."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models.gru import GRU

if TYPE_CHECKING:
    from ..models import Model

_PRODUCT = 85e-12  # seconds for one multiplication of a weight with a value, forward and backward
_PASS = 1e-3  # seconds a pass for all else: readout, head, loss, what an attack does with a gradient
_OPTIMISER = 1e-3  # seconds a step for clipping and the optimiser
_TYPICAL = GRU(hidden=64)  # in place of a network with unknown layers


def estimate_pass_seconds(model: Model, *, batch: int, steps: float, features: int) -> float:
    """Forward and backward pass of a batch of `batch` sequences of `steps` steps, in seconds on one core."""
    return _PASS + estimate_layer_seconds(model, batch=batch, steps=steps, features=features)


def estimate_layer_seconds(model: Model, *, batch: int, steps: float, features: int) -> float:
    """The share of its recurrent layers.

    torch's kernels for a processor run the steps of a GRU and an Elman network one by one, those of an LSTM as one:
    small networks cost what their steps cost, large ones what their products cost.
    """
    seconds = 0.0
    for layer in model.recurrent_layers(features) or _TYPICAL.recurrent_layers(features):
        products = len(layer.cell.gates) * layer.hidden * (layer.inputs + layer.hidden) * batch
        seconds += layer.directions * steps * (layer.cell.launch_seconds + _PRODUCT * products)
    return seconds


def estimate_step_seconds(once: float, gradients: int = 0) -> float:
    """A training step in seconds: passes of `once` seconds, and `gradients` gradients of the input for an attack."""
    passes = 1 if gradients == 0 else 2 + gradients
    return passes * once + _OPTIMISER
