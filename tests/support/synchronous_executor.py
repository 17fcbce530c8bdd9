"""The smallest executor: runs jobs in this process, several at once, a few events of each whenever it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import ClassVar

from robustgui.base.events import Event
from robustgui.engine.executor import Executor
from robustgui.engine.messages import Job, RunEvent
from robustgui.engine.work import MakeRun


class SynchronousExecutor(Executor):
    """Writes the three methods that an executor must write, and nothing else."""

    slots: ClassVar[int] = 2

    def __init__(self, make_run: MakeRun, at_once: int = 1) -> None:
        self._make_run, self._at_once = make_run, at_once
        self._runs: dict[str, Iterator[Event]] = {}
        self._cancelled: set[str] = set()

    def submit(self, run: str, job: Job) -> None:
        stop: Callable[[], bool] = lambda: run in self._cancelled  # noqa: E731
        self._runs[run] = iter(self._make_run(job, stop).events())

    def events(self) -> list[RunEvent]:
        return [RunEvent(run, event) for run, events in self._runs.items() for event in islice(events, self._at_once)]

    def cancel(self, run: str) -> None:
        self._cancelled.add(run)
