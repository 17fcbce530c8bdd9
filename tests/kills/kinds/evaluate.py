"""An evaluation is killed and started again: it continues, and gives the numbers of one that was not killed."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path
from typing import ClassVar

from robustgui.measurements.store import load_all
from robustgui.runs.folder import UNFINISHED

from ...support.rising_lines import write_rising_lines
from ..command import Home, Process, start
from ..life import Kind
from ..tiny_data import settings
from ..whole import left_behind, unreadable_files
from .train import run_folders

_TIMES = re.compile(r"(seconds|created)'?(=|: )('[^']*'|[\d.e+-]+)")


class Evaluate(Kind):
    """`robustgui evaluate` with four attacks, one of each way to try budgets."""

    files: ClassVar[dict[str, tuple[str, int]]] = {
        "kept result": (rf"{UNFINISHED}/.*\.jsonl$", 12),
        "lock": (rf"{UNFINISHED}/.*\.lock$", 1),
        "part of a file": (r"\.part$", 1),
        "stored": (r"(evaluations|audits)/.*\.json$", 1),
    }
    work_s: ClassVar[float] = 1.5
    arguments: ClassVar[list[str]] = [
        "evaluate", "--eps", "0,0.1,0.2,0.4,0.8", "--attack", "noise", "--attack", "pgd", "--attack", "fmn",
        "--attack", "square", "--set", "pgd.steps=10", "--set", "fmn.steps=20", "--set", "square.queries=50",
    ]  # fmt: skip

    def prepare(self) -> None:
        """See `Kind.prepare`."""
        home = Home(self.shared / "undisturbed")
        home.runs.mkdir(parents=True)
        data = write_rising_lines(self.shared, 24, 260, noise=0.6)
        self.run(home, "run", "default", *settings(data), "--set", "training.epochs=3")
        (trained,) = run_folders(home)
        self.trained = self.shared / trained.name
        shutil.copytree(trained, self.trained)
        self.run(home, *self.arguments, str(trained))
        (self.expected,) = stored(trained)

    def begin(self, home: Home) -> None:
        """See `Kind.begin`."""
        shutil.copytree(self.trained, home.runs / self.trained.name)

    def command(self, home: Home, stream: random.Random) -> Process:
        """See `Kind.command`."""
        return start(home, [*self.arguments, str(run_folders(home)[0])])

    def check(self, home: Home) -> list[str]:
        """See `Kind.check`."""
        (run,) = run_folders(home)
        return unreadable_files(run) + ["a stored result is another one" for one in stored(run) if one != self.expected]

    def check_end(self, home: Home) -> list[str]:
        """See `Kind.check_end`."""
        (run,) = run_folders(home)
        problems = left_behind(home.folder)
        if not stored(run):
            problems.append("nothing was stored")
        if (run / UNFINISHED).exists():
            problems.append(f"left: {[path.name for path in (run / UNFINISHED).iterdir()]}")
        return problems


def stored(run: Path) -> list[str]:
    """Results of all measurements of a run, but for times."""
    return [_TIMES.sub("", repr(vars(result))) for result in load_all(run).results]
