"""Events that all measurements share."""

from __future__ import annotations

from dataclasses import dataclass

from ..base.events import Ending, Event
from ..base.quantities import Seconds


@dataclass(frozen=True)
class MeasurementContinued(Event):
    """Results of an interrupted measurement with the same settings are used; only what is missing is computed."""

    run: str
    results: int  # groups of sequences, checks and rows


@dataclass(frozen=True)
class MeasurementFinished(Ending):
    """The measurement is complete, and its results are stored in the folders of the runs."""

    runs: tuple[str, ...] = ()  # names of their folders
    measurement: str = ""  # registry key; empty: an ending that an earlier version wrote
    seconds: Seconds = 0.0
