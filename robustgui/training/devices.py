"""The compute device and the number of threads."""

from __future__ import annotations

import os
import platform

from ..base.errors import DeviceError
from ..base.lazy import torch
from .settings import DeviceSettings


def list_devices() -> tuple[str, ...]:
    """List the devices of this machine, fastest first; "cpu" is always available."""
    devices = []
    if torch.cuda.is_available():
        devices.append("cuda")
    if torch.backends.mps.is_available():
        devices.append("mps")
    return (*devices, "cpu")


def get_device_name(device: str) -> str:
    """The product name of `device`, such as "NVIDIA H200"."""
    if device.startswith("cuda"):
        return str(torch.cuda.get_device_name(device))
    return "Apple GPU" if device == "mps" else platform.processor() or platform.machine()


def resolve_device(settings: DeviceSettings) -> str:
    """The torch device for `settings`: "cpu", "cuda" or "mps".

    Raises:
        DeviceError: it is not available, or does not support the settings.
    """
    devices = list_devices()
    device = devices[0] if settings.device == "auto" else settings.device
    if device not in devices:
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


def count_threads(settings: DeviceSettings) -> int:
    """Number of CPU threads: at most one per core, because threads that share a core wait for each other."""
    return min(settings.threads, count_cores()) or max(1, count_cores() - 1)


def count_cores() -> int:
    """Number of processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def prepare_device(settings: DeviceSettings) -> str:
    """Set the number of threads of this process and return the device; errors as in `resolve_device`."""
    torch.set_num_threads(count_threads(settings))
    return resolve_device(settings)
