"""Pays before the first Train for what would freeze it: torch, its optimisers, the first pass through a network."""

from __future__ import annotations

import importlib
import platform

from ..base.lazy import torch
from ..training.devices import count_cores, get_device_name, list_devices
from ..training.speed import measure_slowness
from .messages import Ready


def warm_up() -> Ready:
    """Import and compute everything once that is slow the first time; says what this machine offers."""
    torch.set_num_threads(max(1, count_cores() - 1))  # two OpenMP threads on two busy cores spin against each other
    devices = list_devices()
    for device in devices:
        _touch(device)
    importlib.import_module("scipy.stats")  # the intervals of measured accuracies
    versions = {"python": platform.python_version(), "torch": str(torch.__version__)}
    names = tuple(get_device_name(device) for device in devices)
    return Ready(devices, names, versions, tuple(measure_slowness(device) for device in devices))


def _touch(device: str) -> None:
    """One optimiser step of a tiny network, and a gradient at its input: loads kernels and torch's lazy parts."""
    with torch.random.fork_rng(devices=[0] if device == "cuda" else []):
        cell = torch.nn.GRU(2, 4, batch_first=True).to(device)
        optimiser = torch.optim.Adam(cell.parameters())  # the first one imports torch._dynamo: 1.4 to 2.1 s
        x = torch.ones(2, 3, 2, device=device, requires_grad=True)
        states, _ = cell(x)
        states.sum().backward()
        optimiser.step()
        states.detach().cpu().numpy()
