"""An export is killed: its files are complete or absent, and what was there before stays or is replaced whole."""

from __future__ import annotations

import random
from pathlib import Path
from typing import ClassVar

from ...support.rising_lines import write_rising_lines
from ..command import Home, Process, start
from ..life import Kind
from ..tiny_data import settings
from ..whole import left_behind
from .train import run_folders

FORMATS = ("net.pt", "net.safetensors", "net.onnx")


class Export(Kind):
    """`robustgui export --overwrite` of one of two networks over the export of the other, in one of several formats."""

    files: ClassVar[dict[str, tuple[str, int]]] = {
        "part of a file": (r"\.(part|old)$", 3),
        "file": (r"net\.\w+$", 2),
    }
    work_s: ClassVar[float] = 0.05
    watched: ClassVar[str] = "out"

    def prepare(self) -> None:
        """See `Kind.prepare`."""
        home = Home(self.shared / "undisturbed")
        data = write_rising_lines(self.shared, 24, 20, noise=0.6)
        home.runs.mkdir(parents=True)
        self.exports: dict[str, list[dict[str, bytes]]] = {name: [] for name in FORMATS}
        for seed in (0, 1):
            self.run(home, "run", "default", *settings(data), "--set", "training.epochs=2", "--set", f"seed={seed}")
        self.networks = run_folders(home)
        for number, run in enumerate(self.networks):
            for name in FORMATS:
                out = self.shared / f"out{number}_{name}"
                out.mkdir()
                self.run(home, "export", str(run), str(out / name))
                self.exports[name].append(_contents(out))

    def begin(self, home: Home) -> None:
        """See `Kind.begin`: half of the lives have an earlier export to replace."""
        self.format = random.Random(home.folder.name).choice(FORMATS)
        if random.Random(f"old {home.folder.name}").random() < 0.5:
            for name, content in self.exports[self.format][0].items():
                (home.folder / "out" / name).write_bytes(content)

    def command(self, home: Home, stream: random.Random) -> Process:
        """See `Kind.command`."""
        return start(home, ["export", str(self.networks[1]), str(home.folder / "out" / self.format), "--overwrite"])

    def check(self, home: Home) -> list[str]:
        """See `Kind.check`: each file is whole, old or new, and the network never lacks what it needs."""
        found, problems = _contents(home.folder / "out"), []
        old, new = self.exports[self.format]
        for name, content in found.items():
            if content not in (old.get(name), new.get(name)):
                problems.append(f"{name} is neither the old nor the new one")
        if self.format in found and found.keys() != new.keys():
            problems.append(f"{self.format} is there without {sorted(new.keys() - found.keys())}")
        return problems

    def check_end(self, home: Home) -> list[str]:
        """See `Kind.check_end`."""
        problems = left_behind(home.folder)
        if _contents(home.folder / "out") != self.exports[self.format][1]:
            problems.append("the export is another one than without kills")
        return problems


def _contents(folder: Path) -> dict[str, bytes]:
    """The files of an export by name; what is being written has a hidden name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}
