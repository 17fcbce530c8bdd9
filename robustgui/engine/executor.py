"""What executes jobs: the interface between a window and the place where its runs are computed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from .messages import Command, Job, Report
from .silence import Silence


class Executor(ABC):
    """Executes jobs in a process of this machine, in several, or on a cluster.

    `submit`, `events` and `cancel` are all that an executor must write. They are called from one thread and return at
    once. A run is named by the id that its job was submitted with: a job has one before it has a folder, and several
    jobs may measure the run in one folder.

    Attributes:
        slots: how many runs it executes at once. The jobs that wait are kept by the caller, who can reorder them.
        commands: what `send` takes beside the three methods, such as `PauseRun`; the window offers nothing else.
        silence: its process is alive but does not respond; None: it does, or there is none.
    """

    slots: ClassVar[int] = 1
    commands: ClassVar[tuple[type, ...]] = ()
    silence: Silence | None = None

    @abstractmethod
    def submit(self, run: str, job: Job) -> None:
        """Execute `job`. Its events are reported under the id `run`, which no other job has."""

    @abstractmethod
    def events(self) -> Sequence[Report]:
        """What was reported since the last call, in order.

        Of each run `RunEvent`s, of which the last is its one `Ending`, whatever happens to the executor. Reports of
        other kinds follow from `commands`.
        """

    @abstractmethod
    def cancel(self, run: str) -> None:
        """Stop a run; a training saves its checkpoint. Its `Ending` follows."""

    def send(self, command: Command) -> None:
        """Take one of `commands`; never blocks."""
        raise NotImplementedError(f"{type(self).__name__} takes no {type(command).__name__}")

    @property
    def pid(self) -> int:
        """The process that computes; 0: none, or several."""
        return 0

    @property
    def is_ready(self) -> bool:
        """Whether it takes jobs now."""
        return True

    def start(self) -> None:  # noqa: B027 (not every executor has something to prepare)
        """Prepare for jobs."""

    def close(self, patience_s: float) -> None:  # noqa: B027
        """Stop all runs within `patience_s`; `events` then gives the last of their events."""
