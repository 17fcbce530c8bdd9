"""A training is killed, and resumed: the same weights as of one that was not killed, bit for bit."""

from __future__ import annotations

import random
from pathlib import Path
from typing import ClassVar

from robustgui.runs.events import RunFinished
from robustgui.runs.folder import MODEL, RunFolder
from robustgui.training.events import EpochDone

from ...support.rising_lines import write_rising_lines
from ..command import Home, Process, start
from ..life import Kind
from ..tiny_data import settings
from ..whole import hidden_events, left_behind, unreadable_files


class Train(Kind):
    """`robustgui run`, then `robustgui resume`."""

    files: ClassVar[dict[str, tuple[str, int]]] = {
        "part of a file": (r"\.part$", 24),
        "checkpoint": (r"checkpoint/step_", 10),
        "snapshot": (r"snapshots/epoch_", 10),
        "network": (r"model\.safetensors$", 10),
        "events": (r"events\.jsonl$", 50),
        "new folder": (r"(spec\.toml|environment\.json|trained_on\.npz|\.lock)$", 3),
    }
    work_s: ClassVar[float] = 1.2

    def prepare(self) -> None:
        """See `Kind.prepare`."""
        self.data = write_rising_lines(self.shared, 24, 60, noise=0.6)
        home = Home(self.shared / "undisturbed")
        home.runs.mkdir(parents=True)
        self.run(home, "run", "default", *settings(self.data))
        (self.undisturbed,) = run_folders(home)

    def command(self, home: Home, stream: random.Random) -> Process:
        """See `Kind.command`."""
        found = run_folders(home)
        if found:
            return start(home, ["resume", str(found[0])])
        return start(home, ["run", "default", *settings(self.data)])

    def check(self, home: Home) -> list[str]:
        """See `Kind.check`."""
        return [problem for run in run_folders(home) for problem in unreadable_files(run) + hidden_events(run)]

    def check_end(self, home: Home) -> list[str]:
        """See `Kind.check_end`."""
        (run,) = run_folders(home)
        problems = left_behind(home.folder)
        for name in (MODEL, *(f"snapshots/{path.name}" for path in (self.undisturbed / "snapshots").iterdir())):
            if not (run / name).is_file() or (run / name).read_bytes() != (self.undisturbed / name).read_bytes():
                problems.append(f"{name} is another one than without kills")
        if _figures(run) != _figures(self.undisturbed):
            problems.append("epochs or final figures are others than without kills")
        return problems


def run_folders(home: Home) -> list[Path]:
    """The run folders of a life."""
    return sorted(path for path in home.runs.iterdir() if (path / "spec.toml").is_file() and path.name[0] != ".")


def _figures(run: Path) -> list[tuple[float, ...]]:
    """What must not depend on kills."""
    events = RunFolder(run).events()
    epochs = [(e.epoch, e.loss, e.clean, e.attacked) for e in events if isinstance(e, EpochDone)]
    return [*epochs, *((e.clean, e.attacked) for e in events if isinstance(e, RunFinished))]
