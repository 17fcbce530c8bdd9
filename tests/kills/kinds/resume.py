"""A resumed training is killed, resumed and killed again."""

from __future__ import annotations

import shutil
from pathlib import Path

from ..command import Home, kill, start
from ..moments import Moment
from ..tiny_data import settings
from .train import Train, run_folders


class Resume(Train):
    """`robustgui resume` of a run that was killed within its fourth epoch or so."""

    def prepare(self) -> None:
        """See `Kind.prepare`."""
        super().prepare()
        home = Home(self.shared / "killed")
        home.runs.mkdir(parents=True)
        process = start(home, ["run", "default", *settings(self.data)])
        if not Moment("", r"checkpoint/step_\d+\.safetensors$", 4, 0.03).wait(process, home.runs):
            raise RuntimeError("the training ended before it could be killed")
        kill(process)
        (self.killed,) = run_folders(home)

    def begin(self, home: Home) -> None:
        """See `Kind.begin`."""
        shutil.copytree(self.killed, home.runs / Path(self.killed).name)
