"""Collects what an engine reports and waits for it, without sleeping."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from robustgui.base.events import Ending, Event
from robustgui.engine.messages import Report, RunEvent

PATIENCE_S = 60.0


class Listener:
    """Give its `put` to whatever reports."""

    def __init__(self) -> None:
        self.reports: list[Report] = []
        self._arrived = threading.Condition()

    def put(self, report: Report) -> None:
        with self._arrived:
            self.reports.append(report)
            self._arrived.notify_all()

    def wait_for(self, wanted: Callable[[Any], bool], count: int = 1) -> Any:
        """The `count`-th report that is `wanted`."""

        def found() -> list[Report]:
            return [report for report in self.reports if wanted(report)]

        with self._arrived:
            if not self._arrived.wait_for(lambda: len(found()) >= count, PATIENCE_S):
                raise TimeoutError(f"did not come; there are {self.reports[-5:]}")
            return found()[count - 1]

    def wait_for_ending(self, run: str = "1") -> Ending:
        """How the job ended."""
        report = self.wait_for(lambda r: isinstance(r, RunEvent) and r.run == run and isinstance(r.event, Ending))
        return report.event

    def events(self, run: str = "1") -> list[Event]:
        """What the job reported."""
        return [r.event for r in self.reports if isinstance(r, RunEvent) and r.run == run]
