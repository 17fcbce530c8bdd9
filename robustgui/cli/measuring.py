"""Measures runs on the terminal, whatever the measurement: bars, tables of results, and an exit code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import typer
from rich.table import Table

from ..base.events import Event, RunStopped
from ..base.interrupts import stop_on_interrupt
from ..evaluation.events import NotCompared, RunsCompared
from ..measurements import Measurement
from ..measurements.run import MeasurementRun
from .evaluation_tables import format_evaluation, make_comparison_table
from .following import STOPPED, follow
from .output import note
from .result_tables import audit_tables, cross_check_tables, plain_tables

_TABLES: dict[str, Callable[[Any], list[str | Table]]] = {  # of results that have a layout of their own
    "audit": audit_tables,
    "cross_check": cross_check_tables,
    "evaluate": format_evaluation,
}


def measure_runs(
    runs: Sequence[Path],
    measurement: Measurement,
    *,
    as_json: bool,
    use: Callable[[MeasurementRun], None] = lambda run: None,
) -> None:
    """Measure `runs`, each once, and show the results; `use` gets them too, also what was measured before a stop.

    Raises:
        typer.Exit: it failed, see `follow`, or was stopped.
    """
    with stop_on_interrupt() as stop:
        run = MeasurementRun([*dict.fromkeys(runs)], measurement, stop=stop)
        ending = follow(run.events(), as_json=as_json, show=_ResultPrinter(run))
        use(run)
    if isinstance(ending, RunStopped):
        note(
            "Stopped. What was measured so far is kept: the same command continues where it stopped, and so does "
            "'robustgui resume RUN --measurements'."
        )
        raise typer.Exit(STOPPED)


class _ResultPrinter:
    """What is shown of the events of a measurement: tables when a run is measured, and when two are compared."""

    def __init__(self, run: MeasurementRun) -> None:
        self._run = run
        self._count = 0  # results that were shown
        self._differences: list[RunsCompared] = []

    def __call__(self, event: Event) -> list[str | Table]:
        blocks: list[str | Table] = []
        for result in self._run.results[self._count :]:
            blocks += _TABLES.get(result.measurement.name, plain_tables)(result)
        self._count = len(self._run.results)
        before = self._differences
        if before and not (isinstance(event, RunsCompared) and event.second == before[0].second):
            blocks += make_comparison_table(before)
            self._differences = []
        if isinstance(event, RunsCompared):
            self._differences.append(event)
        elif isinstance(event, NotCompared):
            blocks.append(f"{event.second} is not compared with {event.first}: {event.reason}")
        return blocks
