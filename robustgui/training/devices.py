"""Which device computes, and with how many threads."""

from __future__ import annotations

import os
import platform

from ..base.errors import DeviceError
from ..base.lazy import torch
from .settings import DeviceSettings


def available() -> tuple[str, ...]:
    """The devices of this machine, fastest first; "cpu" is always there."""
    found = []
    if torch.cuda.is_available():
        found.append("cuda")
    if torch.backends.mps.is_available():
        found.append("mps")
    return (*found, "cpu")


def device_name(device: str) -> str:
    """What people call `device`, such as "NVIDIA H200"."""
    if device.startswith("cuda"):
        return str(torch.cuda.get_device_name(device))
    return "Apple GPU" if device == "mps" else platform.processor() or platform.machine()


def resolve(settings: DeviceSettings) -> str:
    """The torch device that `settings` mean: "cpu", "cuda" or "mps".

    Raises:
        DeviceError: it is not there, or cannot do what is asked.
    """
    known = available()
    device = known[0] if settings.device == "auto" else settings.device
    if device not in known:
        if device == "cuda":
            raise DeviceError(
                "No NVIDIA GPU can be used: this torch ({version}) finds none. "
                "Choose another device, or install a driver and a torch with CUDA.",
                version=torch.__version__,
            )
        raise DeviceError("No Apple GPU can be used on this machine. Choose another device.")
    if settings.mixed_precision and not (device == "cuda" and torch.cuda.is_bf16_supported()):
        raise DeviceError(
            "Mixed precision needs an NVIDIA GPU that computes in bfloat16; '{device}' is used here. Switch it off.",
            device=device,
        )
    return device


def threads(settings: DeviceSettings) -> int:
    """How many processor threads compute: at most one a core, as threads that share one wait for each other."""
    return min(settings.threads, cores()) or max(1, cores() - 1)


def cores() -> int:
    """Processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def prepare(settings: DeviceSettings) -> str:
    """Set the number of threads of this process and give the device; errors as in `resolve`."""
    torch.set_num_threads(threads(settings))
    return resolve(settings)
