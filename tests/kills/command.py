"""Starts the command line as a user does, in folders of its own, and kills it.

A fresh interpreter imports for seconds before it writes anything. So a process is forked from this one, which has
imported everything, unless `COLD` is set: what it does after its imports is the same.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, Protocol

import psutil

_PACKAGE = Path(__file__).parents[2]
COLD = False


@dataclass(frozen=True)
class Home:
    """The folders of one life: everything that a process may write."""

    folder: Path

    @property
    def runs(self) -> Path:
        return self.folder / "runs"

    @property
    def cache(self) -> Path:
        return self.folder / "cache"

    @property
    def errors(self) -> Path:
        """What the last process wrote to standard error."""
        return self.folder / "stderr"

    def environment(self) -> dict[str, str]:
        """For a process that writes nowhere else."""
        paths = {"ROBUSTGUI_RUNS": self.runs, "ROBUSTGUI_CONFIG": self.folder / "config", "ROBUSTGUI_CACHE": self.cache}
        return {name: str(path) for name, path in paths.items()} | {
            "HOME": str(self.folder),
            "OMP_NUM_THREADS": "1",
            "PYTHONPATH": str(_PACKAGE),
        }


class Process(Protocol):
    """A process of the command line."""

    pid: int

    def poll(self) -> int | None:
        """The exit code; None: it lives."""


class _Forked:
    """A child of this process."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._code: int | None = None

    def poll(self) -> int | None:
        """See `Process`."""
        if self._code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
        return self._code


def start(home: Home, command: list[str], *, code: str = "") -> Process:
    """`robustgui COMMAND`, in a session of its own; `code` is run in its process before."""
    if COLD:
        program = ["-c", f"{code}\nfrom robustgui.cli.app import main\nmain()"] if code else ["-m", "robustgui"]
        with home.errors.open("wb") as errors:
            return subprocess.Popen(
                [sys.executable, *program, *command],
                cwd=home.folder,
                env=os.environ | home.environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                start_new_session=True,
            )
    import_everything()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if not pid:
        _become(home, command, code)
    return _Forked(pid)


def import_everything() -> None:
    """What a process of the command line imports, so that its forks need not."""
    import safetensors.torch  # noqa: F401
    from torch.optim import SGD, Adam  # noqa: F401

    import robustgui.api
    import robustgui.cli.app  # noqa: F401
    from robustgui.attacks import ATTACKS
    from robustgui.data.formats import READERS
    from robustgui.defences import DEFENCES
    from robustgui.models import MODELS
    from robustgui.threats import THREATS

    for registry in (ATTACKS, READERS, DEFENCES, MODELS, THREATS):
        len(registry)


def _become(home: Home, command: list[str], code: str) -> NoReturn:
    """The child: what a fresh interpreter does with these arguments."""
    status = 70
    try:
        os.setsid()
        for descriptor, path, flags in (
            (0, os.devnull, os.O_RDONLY),
            (1, os.devnull, os.O_WRONLY),
            (2, str(home.errors), os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
        ):
            os.dup2(os.open(path, flags, 0o644), descriptor)
        os.environ.update(home.environment())
        os.chdir(home.folder)
        sys.argv = ["robustgui", *command]
        exec(code, {})
        from robustgui.cli.app import main

        main()
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status)


def kill(process: Process, children: str = "") -> None:
    """End `process` as the system does when memory runs out; `children`: "too" or "only"."""
    below = _children(process)
    if children != "only":
        os.kill(process.pid, signal.SIGKILL)
    if children:
        _kill_all(below)
    if children == "only":  # it says that its child was ended, and ends
        _wait(process, 20)
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
        _wait(process, 60)
    psutil.wait_procs(below, timeout=10)  # those that were not killed end when they notice
    _kill_all(below)


def finish(process: Process, home: Home, patience_s: float = 300.0) -> tuple[int, str]:
    """Wait for the end: exit code and what was written to standard error."""
    code = _wait(process, patience_s)
    if code is None:
        kill(process, "too")
        return -1, f"it did not end within {patience_s:g} s"
    return code, home.errors.read_text("utf-8", "replace")


def _wait(process: Process, patience_s: float) -> int | None:
    until = time.monotonic() + patience_s
    while (code := process.poll()) is None and time.monotonic() < until:
        time.sleep(0.005)
    return code


def _children(process: Process) -> list[psutil.Process]:
    try:
        found: list[psutil.Process] = psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []
    return found


def _kill_all(processes: list[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()
