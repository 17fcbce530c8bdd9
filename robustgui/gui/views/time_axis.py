"""The time axis of the views of one sequence: input steps, the states that belong to them, seconds, dates, horizon."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import UTC, datetime
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from ...evaluation.inspect_request import Inspection
from ..plots import Plot
from .forecast import horizon
from .meaning import seen_as

Steps = NDArray[np.int64]
_MOVES = 400  # at most so many moves of the cursor from one end of a long sequence to the other


def state_steps(inspection: Inspection) -> Steps:
    """The input step behind which each state is complete, (S,)."""
    states = len(inspection.hidden_clean)
    return inspection.steps if len(inspection.steps) == states else np.arange(states)


def state_at(inspection: Inspection, step: int) -> int:
    """The state nearest to an input step; of two the earlier one."""
    steps = state_steps(inspection)
    return int(np.abs(steps - step).argmin()) if len(steps) else 0


def state_width(inspection: Inspection) -> float:
    """Input steps from one state to the next."""
    steps = state_steps(inspection)
    return float(steps[-1] - steps[0]) / (len(steps) - 1) if len(steps) > 1 else 1.0


def stride(inspection: Inspection) -> int:
    """Steps that the cursor moves at a time: from state to state, or through a long sequence in a few hundred moves."""
    return max(1, round(state_width(inspection)), len(inspection.clean) // _MOVES)


def seconds_rate(inspection: Inspection) -> float | None:
    """Steps a second for speech and ECG, if the rate is known; None: time is counted in steps."""
    return inspection.sample_rate if seen_as(inspection) in ("speech", "beats") and inspection.sample_rate else None


def sequence_key(inspection: Inspection, original: NDArray[np.floating] | None) -> Hashable:
    """What tells one sequence from another: its run, its place in the data and its values before any edit by hand."""
    values = inspection.clean if original is None else original
    request = inspection.request
    return request.folder, request.split, request.index, inspection.features, values.shape, hash(values.tobytes())


def lay_out(plot: Plot, inspection: Inspection) -> None:
    """`plot` shows the whole sequence, and what is predicted behind it, in steps or seconds."""
    rate = seconds_rate(inspection)
    plot.set_x_scale(1.0 if rate is None else 1.0 / rate)
    ahead = horizon(inspection) if seen_as(inspection) == "prices" else 0
    plot.set_x_range(-0.5, max(0.5, len(inspection.clean) - 0.5 + ahead))
    plot.read_x = partial(_heading, inspection)
    plot.axes.bottom.words = partial(date_at, inspection.dates) if len(inspection.dates) else None


def time_name(inspection: Inspection | None) -> str:
    """What the time axis is called."""
    translate = QCoreApplication.translate
    if inspection is None:
        return translate("TimeAxis", "step")
    if seconds_rate(inspection) is not None:
        return translate("TimeAxis", "time")
    if len(inspection.dates):
        return translate("TimeAxis", "date")
    return {
        "text": translate("TimeAxis", "token"),
        "image": translate("TimeAxis", "row"),
    }.get(seen_as(inspection), translate("TimeAxis", "step"))


def time_unit(inspection: Inspection | None) -> str:
    """Its unit."""
    return "s" if inspection is not None and seconds_rate(inspection) is not None else ""


def moment(inspection: Inspection, step: int) -> str:
    """A step in the unit of its kind of data: "step 12", "0.125 s", "2024-05-17"."""
    rate = seconds_rate(inspection)
    if rate is None and 0 <= step < len(inspection.dates):
        return date_at(inspection.dates, step)
    return f"{time_name(inspection)} {step}" if rate is None else f"{step / rate:.3f} s"


def _heading(inspection: Inspection, x: float) -> str:
    """Of a read-out: the step, and the token there."""
    step = round(x)
    if not inspection.tokens:
        return moment(inspection, step)
    step = min(max(step, 0), len(inspection.tokens) - 1)
    return f"{step}: {inspection.tokens[step]}"


_DAY = 86_400  # seconds


def date_at(dates: NDArray[np.float64], x: float) -> str:
    """The date of the step at `x`, with the time of day where steps are less than a day apart.

    Args:
        dates: (T,) seconds since 1970, UTC.
        x: a place on an axis that counts steps.

    Returns:
        Such as "2024-05-17"; empty where there is no step.
    """
    step = round(x)
    if not 0 <= step < len(dates):
        return ""
    apart = np.diff(dates).min(initial=np.inf)
    when = datetime.fromtimestamp(float(dates[step]), UTC)
    return when.strftime("%Y-%m-%d" if apart >= _DAY else "%Y-%m-%d %H:%M")
