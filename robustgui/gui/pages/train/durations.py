"""How long a run takes: throughput and remaining time while it runs, and an estimate before it starts."""

from __future__ import annotations

import math
import time
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ....runs.duration import estimate_run_seconds
from ...i18n.numbers import format_duration
from ...resolved_spec import resolve_spec

if TYPE_CHECKING:
    from ...jobs import Jobs
    from ...session import Session

_WINDOW = 3.0  # seconds that the throughput is averaged over


class Pace:
    """The speed of a run, from the times of some of its steps."""

    def __init__(self) -> None:
        self._marks: deque[tuple[float, int]] = deque()
        self._busy = 0.0  # seconds of training and evaluation, without pauses
        self._first: int | None = None
        self._last: tuple[float, int] | None = None

    def mark(self, step: int, now: float | None = None) -> None:
        """The run is at `step`."""
        now = time.monotonic() if now is None else now
        if self._first is None:
            self._first = step
        if self._last is not None:
            self._busy += now - self._last[0]
        self._last = (now, step)
        self._marks.append((now, step))
        while now - self._marks[0][0] > _WINDOW and len(self._marks) > 2:
            self._marks.popleft()

    def pause(self) -> None:
        """The time until the next mark is not counted."""
        self._last = None
        self._marks.clear()

    def steps_per_second(self) -> float:
        """Over the last seconds; NaN until two marks are far enough apart."""
        if len(self._marks) < 2:
            return math.nan
        (t0, s0), (t1, s1) = self._marks[0], self._marks[-1]
        return (s1 - s0) / (t1 - t0) if t1 - t0 > 0.05 else math.nan

    def remaining(self, total: int) -> float:
        """Seconds until step `total`, at the mean speed so far, evaluations included; NaN if not known."""
        if self._last is None or self._first is None or self._last[1] <= self._first:
            return math.nan
        return self._busy / (self._last[1] - self._first) * (total - self._last[1])


def describe_estimate(session: Session, jobs: Jobs) -> str:
    """Such as "A run takes about 0:40"; empty without data or valid settings."""
    dataset, spec = session.dataset, resolve_spec(session)
    if dataset is None or spec is None or session.problem:
        return ""
    seconds = estimate_run_seconds(spec, dataset, _slowness(jobs, spec.device.device))
    unit = 5 if seconds < 120 else 30  # an estimate has two digits at most
    rounded = max(unit, unit * round(seconds / unit))
    words = QCoreApplication.translate("RunEstimate", "A run takes about {duration}")
    return words.format(duration=format_duration(rounded))


def _slowness(jobs: Jobs, device: str) -> float:
    """Of the device of the run, as the engine has measured it; 1 before that."""
    ready = jobs.ready
    if ready is None or not ready.slowness:
        return 1.0
    name = ready.devices[0] if device == "auto" else device
    return dict(zip(ready.devices, ready.slowness, strict=True)).get(name, 1.0)
