"""The speed of this machine relative to the laptop core that the formulas of `training.cost` are calibrated on."""

from __future__ import annotations

import time

from ..base.lazy import torch
from ..models.lstm import LSTM
from .cost import estimate_layer_seconds

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
