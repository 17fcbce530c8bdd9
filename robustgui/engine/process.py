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
import threading
import time
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import BinaryIO

from ..base.allocator import keep_freed_memory
from ..base.child_process import take_pipes
from ..base.lazy import torch
from ..base.registries import load_plugins
from ..base.wire import pack_message, receive
from ..training.cost import measure_slowness
from ..training.devices import count_cores, get_device_name, list_devices
from .client import CANNOT_START, DEVICE_LOST
from .gpu_thread import GpuThread
from .messages import LogLine, Ready, Report, Shutdown
from .work import MakeRun

HEARTBEAT_S = 1.0  # after so long without a report an empty batch says that the process is alive
INTERVAL_S = 0.033  # one batch costs as much as hundreds of events: sending each alone costs 27 % of training speed


class Sender:
    """A thread that writes what other threads `put`. The first report after a silence leaves at once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._waiting: SimpleQueue[Report | None] = SimpleQueue()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sender", daemon=True)
        self._thread.start()

    def put(self, report: Report) -> None:
        """Send `report` soon; never blocks, from any thread."""
        self._waiting.put(report)

    def close(self, patience_s: float) -> None:
        """Send the remaining reports, if the window is still there."""
        self._closing.set()
        self._waiting.put(None)
        self._thread.join(patience_s)

    def _run(self) -> None:
        connected, last = True, False
        while not last:
            batch: list[Report | None] = []
            with suppress(Empty):
                batch.append(self._waiting.get(timeout=HEARTBEAT_S))
            while True:
                try:
                    batch.append(self._waiting.get_nowait())
                except Empty:
                    break
            last = None in batch
            if connected:
                connected = self._send([report for report in batch if report is not None])
            self._closing.wait(INTERVAL_S)

    def _send(self, batch: Sequence[Report]) -> bool:
        """Write one batch; returns whether the window is still there."""
        try:
            for piece in _pack(batch):
                self._stream.write(piece)
            self._stream.flush()
        except OSError:  # the window is gone: the reader of commands notices too, and ends the engine
            return False
        return True


def _pack(batch: Sequence[Report]) -> list[bytes | memoryview]:
    """The batch; a report that cannot travel, which is a bug, is replaced by a log line that says so."""
    try:
        return pack_message(list(batch))
    except Exception as error:
        if len(batch) == 1:
            text = f"A report could not be sent: {error!r} in {type(batch[0]).__name__}"
            return pack_message([LogLine(logging.getLevelName(logging.ERROR), text, time.time())])
        return [piece for report in batch for piece in _pack([report])]


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
    keep_freed_memory()
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
