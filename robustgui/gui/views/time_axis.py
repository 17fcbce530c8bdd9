"""Time in the views of one sequence: input steps, the states that belong to them, seconds, and what lies ahead."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from ...evaluation.inspect_request import Inspection
from ..plots import Plot
from .dates import date_at
from .forecast import horizon
from .meaning import seen_as

Steps = NDArray[np.int64]
_MOVES = 400  # at most so many moves of the cursor from one end of a long sequence to the other


def state_steps(found: Inspection) -> Steps:
    """The input step behind which each state is complete, (S,)."""
    states = len(found.hidden_clean)
    return found.steps if len(found.steps) == states else np.arange(states)


def state_at(found: Inspection, step: int) -> int:
    """The state nearest to an input step; of two the earlier one."""
    steps = state_steps(found)
    return int(np.abs(steps - step).argmin()) if len(steps) else 0


def state_width(found: Inspection) -> float:
    """Input steps from one state to the next."""
    steps = state_steps(found)
    return float(steps[-1] - steps[0]) / (len(steps) - 1) if len(steps) > 1 else 1.0


def stride(found: Inspection) -> int:
    """Steps that the cursor moves at a time: from state to state, or through a long sequence in a few hundred moves."""
    return max(1, round(state_width(found)), len(found.clean) // _MOVES)


def seconds_rate(found: Inspection) -> float | None:
    """Steps a second, where people of the field count time in seconds and the rate is known."""
    return found.sample_rate if seen_as(found) in ("speech", "beats") and found.sample_rate else None


def sequence_key(found: Inspection, original: NDArray[np.floating] | None) -> Hashable:
    """What tells one sequence from another: its run, its place in the data and its values before any edit by hand."""
    values = found.clean if original is None else original
    question = found.question
    return question.folder, question.split, question.index, found.features, values.shape, hash(values.tobytes())


def lay_out(plot: Plot, found: Inspection) -> None:
    """`plot` shows the whole sequence, and what is predicted behind it, in steps or seconds."""
    rate = seconds_rate(found)
    plot.set_x_scale(1.0 if rate is None else 1.0 / rate)
    ahead = horizon(found) if seen_as(found) == "prices" else 0
    plot.set_x_range(-0.5, max(0.5, len(found.clean) - 0.5 + ahead))
    plot.read_x = partial(_heading, found)
    plot.axes.bottom.words = partial(date_at, found.dates) if len(found.dates) else None


def time_name(found: Inspection | None) -> str:
    """What the time axis is called."""
    translate = QCoreApplication.translate
    if found is None:
        return translate("TimeAxis", "step")
    if seconds_rate(found) is not None:
        return translate("TimeAxis", "time")
    if len(found.dates):
        return translate("TimeAxis", "date")
    return {
        "text": translate("TimeAxis", "token"),
        "image": translate("TimeAxis", "row"),
    }.get(seen_as(found), translate("TimeAxis", "step"))


def time_unit(found: Inspection | None) -> str:
    """Its unit."""
    return "s" if found is not None and seconds_rate(found) is not None else ""


def moment(found: Inspection, step: int) -> str:
    """A step as people of the field name it: "step 12", "0.125 s", "2024-05-17"."""
    rate = seconds_rate(found)
    if rate is None and 0 <= step < len(found.dates):
        return date_at(found.dates, step)
    return f"{time_name(found)} {step}" if rate is None else f"{step / rate:.3f} s"


def _heading(found: Inspection, x: float) -> str:
    """Of a read-out: the step, and the token there."""
    step = round(x)
    if not found.tokens:
        return moment(found, step)
    step = min(max(step, 0), len(found.tokens) - 1)
    return f"{step}: {found.tokens[step]}"
