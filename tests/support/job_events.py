"""Takes down everything that the jobs of a queue report: the window itself keeps only what it shows."""

from __future__ import annotations

from collections import defaultdict

from robustgui.base.events import Event
from robustgui.gui.jobs import JobRow, Jobs


class JobEvents:
    """By job: `JobEvents(jobs)[row]`."""

    def __init__(self, jobs: Jobs) -> None:
        self._events: defaultdict[int, list[Event]] = defaultdict(list)
        jobs.events_arrived.connect(lambda row, events: self._events[row.id].extend(events))

    def __getitem__(self, row: JobRow) -> list[Event]:
        return self._events[row.id]
