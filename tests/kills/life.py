"""One life: a command is killed, started again and killed again, until it is let go to its end; all is checked."""

from __future__ import annotations

import random
import shutil
import tempfile
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from .command import Home, Process, finish, kill, start
from .moments import draw

_KILLS = 4  # in one life at most


@dataclass
class Kill:
    """One kill, or the end of a life.

    Attributes:
        seed: of the life.
        moment: when, in words.
        group: the kind of moment, for the table.
        hit: whether a process was killed; False: the end.
        problems: what was found after it.
    """

    seed: int
    moment: str
    group: str = ""
    hit: bool = True
    problems: list[str] = field(default_factory=list)


class Kind(ABC):
    """What is killed. The folder `shared` holds what all lives have in common: data, and what an undisturbed one gives.

    Attributes:
        files: by name, patterns of the files whose changes are moments, and at most how many changes are waited for.
        work_s: for how long a process works once it has begun to write.
        watched: the folder below a life's folder that is looked at.
    """

    files: ClassVar[dict[str, tuple[str, int]]]
    work_s: ClassVar[float]
    watched: ClassVar[str] = "runs"

    def __init__(self, shared: Path) -> None:
        self.shared = shared

    @abstractmethod
    def prepare(self) -> None:
        """Make what all lives share, once."""

    def begin(self, home: Home) -> None:  # noqa: B027 (not every kind begins with something)
        """Make what a life begins with."""

    @abstractmethod
    def command(self, home: Home, stream: random.Random) -> Process:
        """Start the process that is to be killed, or goes on where the last one was killed."""

    @abstractmethod
    def check(self, home: Home) -> list[str]:
        """What is wrong after a kill; remembers what is there, which no later kill may take away."""

    @abstractmethod
    def check_end(self, home: Home) -> list[str]:
        """What is wrong when a process went to its end: differences from an undisturbed life."""

    def children(self, stream: random.Random) -> str:
        """Whether children are killed: "too", "only", or not."""
        return ""

    def run(self, home: Home, *command: str, code: str = "") -> str:
        """Carry out a command to its end; raises `RuntimeError` if it fails."""
        code_, written = finish(start(home, list(command), code=code), home)
        if code_:
            raise RuntimeError(f"{' '.join(command)} ended with {code_}: {written[-2000:]}")
        return written


def live(kind: Kind, seed: int, most: int = _KILLS, keep: Path | None = None) -> list[Kill]:
    """Kill a process and those that follow it a few times, then let one go to its end.

    Args:
        kind: what is killed.
        seed: of everything random.
        most: kills.
        keep: a folder where what is left of a life with problems is put.
    """
    stream = random.Random(f"{type(kind).__name__} {seed}")
    done: list[Kill] = []
    with tempfile.TemporaryDirectory(dir=kind.shared) as folder:
        home = Home(Path(folder))
        for part in (home.runs, home.cache, home.folder / "out"):
            part.mkdir()
        kind.begin(home)
        ended: tuple[int, str] | None = None
        for _ in range(min(most, stream.randint(1, _KILLS))):
            moment, process = draw(stream, kind.files, kind.work_s), kind.command(home, stream)
            if not moment.wait(process, home.folder / kind.watched):
                ended = finish(process, home)
                break
            kill(process, kind.children(stream))
            done.append(Kill(seed, str(moment), moment.name, problems=kind.check(home)))
        code, written = ended or finish(kind.command(home, stream), home)
        problems = kind.check(home) + kind.check_end(home)
        if code:
            problems.append(f"it ended with {code}: {written[-1000:]}")
        done.append(Kill(seed, "the end", hit=False, problems=problems))
        if keep is not None and any(one.problems for one in done):
            shutil.copytree(folder, keep / f"{type(kind).__name__}_{seed}", dirs_exist_ok=True)
    return done
