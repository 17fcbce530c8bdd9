"""The engine process: reads commands, keeps the GPU thread, sends reports; ends when the window does.

Started as `python -m robustgui.engine.process MODULE:FUNCTION warm|cold`, where the function makes a run of a job.
Commands come in through standard input and reports leave through standard output; standard error is a file that the
window reads when the engine has died.
"""

from __future__ import annotations

import importlib
import logging
import os
import platform
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path

from ..base.child_process import take_pipes
from ..base.lazy import torch
from ..base.registries import load_plugins
from ..base.wire import receive
from ..training.devices import count_cores, get_device_name, list_devices
from ..training.speed import measure_slowness
from .crash_report import CANNOT_START, DEVICE_LOST
from .gpu_thread import GpuThread
from .messages import LogLine, Ready, Shutdown
from .sender import Sender
from .work import MakeRun

ORPHAN_PATIENCE_S = 60.0  # for the last step and the checkpoint when the window is gone
SENDING_PATIENCE_S = 5.0


class _LogToWindow(logging.Handler):
    """Log records become reports."""

    def __init__(self, sender: Sender) -> None:
        super().__init__()
        self._sender = sender

    def emit(self, record: logging.LogRecord) -> None:
        self._sender.put(LogLine(record.levelname, self.format(record), record.created))


def main() -> None:
    """Run until the window sends `Shutdown`, or is gone."""
    commands, reports = take_pipes()
    _lower_priority()
    sender = Sender(reports)
    logging.basicConfig(level=logging.INFO, handlers=[_LogToWindow(sender)], format="%(message)s")
    logging.captureWarnings(True)

    def device_lost() -> None:
        sender.close(SENDING_PATIENCE_S)
        os._exit(DEVICE_LOST)

    prepare = _warm_up_or_end if sys.argv[2] == "warm" else _describe_cold_machine
    gpu = GpuThread(sender.put, _import_make_run(sys.argv[1]), warm_up=prepare, on_fatal=device_lost)
    load_plugins()  # their settings could not be unpickled otherwise
    gpu.start()
    with suppress(EOFError):
        while not isinstance(command := receive(commands), Shutdown):
            gpu.handle(command)
    ended = gpu.close(ORPHAN_PATIENCE_S)
    sender.close(SENDING_PATIENCE_S)
    os._exit(0 if ended else 1)  # tearing torch down would take half a second


def _lower_priority() -> None:
    """Prefer the window, for the processor and when memory is short."""
    if hasattr(os, "nice"):
        os.nice(10)
    with suppress(OSError):  # Linux only
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")


def _warm_up_or_end() -> Ready:
    try:
        began = time.monotonic()
        ready = warm_up()
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(CANNOT_START)
    logging.getLogger(__name__).info("The engine is ready after %.1f s.", time.monotonic() - began)
    return ready


def _describe_cold_machine() -> Ready:
    """What is known of this machine without torch."""
    return Ready(("cpu",), (platform.processor() or platform.machine(),), {"python": platform.python_version()})


def _import_make_run(name: str) -> MakeRun:
    module, _, function = name.partition(":")
    make_run: MakeRun = getattr(importlib.import_module(module), function)
    return make_run


def warm_up() -> Ready:
    """Import and compute once what is slow the first time; returns what this machine offers."""
    torch.set_num_threads(max(1, count_cores() - 1))  # two OpenMP threads on two busy cores spin against each other
    devices = list_devices()
    for device in devices:
        _touch(device)
    import scipy.stats  # noqa: F401  (the intervals of measured accuracies)

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


if __name__ == "__main__":
    main()
