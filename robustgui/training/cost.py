"""How long an optimiser step takes: a formula calibrated on one laptop core, and the speed of this machine."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ..base.lazy import torch
from ..models.gru import GRU
from ..models.lstm import LSTM

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


_BATCH, _STEPS, _FEATURES, _TRIES = 16, 64, 2, 8
_LONGEST_S = 1.0  # beyond which no more tries are made


def measure_slowness(device: str) -> float:
    """Seconds that one second of the formulas takes on `device`: the fastest of a few passes through a small LSTM."""
    settings = LSTM()
    with torch.random.fork_rng(devices=[0] if device == "cuda" else []):
        cell = torch.nn.LSTM(_FEATURES, settings.hidden, batch_first=True).to(device)
        x = torch.ones(_BATCH, _STEPS, _FEATURES, device=device, requires_grad=True)
        times = []
        for _ in range(_TRIES):
            began = time.perf_counter()
            cell(x)[0].sum().backward()
            x.detach().sum().item()  # waits for the device
            times.append(time.perf_counter() - began)
            if sum(times) > _LONGEST_S:
                break
    return min(times) / estimate_layer_seconds(settings, batch=_BATCH, steps=_STEPS, features=_FEATURES)
