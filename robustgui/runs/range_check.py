"""Whether clean values lie in the valid range that a threat states."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..base.errors import RunError
from ..data import SequenceSet
from ..threats import BallThreat
from ..threats.valid_range import Bounds, read_stated_bounds

LISTED = 3  # features that the message names


def check_clean_values(threat: BallThreat, part: SequenceSet) -> None:
    """Raises `RunError` if values of `part` that `threat` may change lie outside the range that it states.

    Such a range contradicts the data, so it is refused before anything is measured rather than widened. Values are
    compared in single precision, in which the data are stored; missing values are left out.
    """
    if threat.valid_range != "stated" or part.symbolic:
        return
    bounds = read_stated_bounds(threat, len(part.features))
    outside = _outside(threat, part, bounds)  # (S, F)
    if not outside.any():
        return
    before = np.concatenate([[0], np.cumsum(outside.any(1))])  # (S + 1,) rows outside before each row
    counts = np.zeros(len(part.features), np.int64)
    low, high = np.full(len(counts), np.inf), np.full(len(counts), -np.inf)
    first = -1
    for i in np.flatnonzero(before[part.starts + part.lengths] > before[part.starts]).tolist():
        outside_here = outside[part.starts[i] : part.starts[i] + part.lengths[i]] & _open_steps(threat, part.lengths[i])
        if outside_here.any():
            first = i if first < 0 else first
            counts += outside_here.sum(0)
            low = np.minimum(low, np.where(outside_here, part[i], np.inf).min(0))
            high = np.maximum(high, np.where(outside_here, part[i], -np.inf).max(0))
    if not counts.any():
        return
    worst = np.argsort(-counts, kind="stable")[: int((counts > 0).sum())].tolist()
    named = ", ".join(
        f"{part.features[f]} ({counts[f]}; [{low[f]:g}, {high[f]:g}]; [{bounds.low[f]:g}, {bounds.high[f]:g}])"
        for f in worst[:LISTED]
    )
    raise RunError(
        "{count} clean values of {data} lie outside the valid range that the threat states, the first in sequence "
        "{sequence}. By feature (count; where these values lie; the stated range): {features}{more}. Widen the range, "
        "take it from the data, or set it to none.",
        count=int(counts.sum()), data=part.name, sequence=first + 1, features=named,
        more=", ..." if len(worst) > LISTED else "",
    )  # fmt: skip


def _outside(threat: BallThreat, part: SequenceSet, bounds: Bounds) -> NDArray[np.bool_]:
    """Which values that may change lie outside `bounds`, (S, F)."""
    features = np.isin(np.arange(len(part.features)), threat.features) if threat.features else True
    movable = features & ~np.isin(np.arange(len(part.features)), part.closed)
    with np.errstate(over="ignore"):  # a bound beyond single precision is none
        low, high = bounds.low.astype(np.float32), bounds.high.astype(np.float32)
    mask: NDArray[np.bool_] = ((part.values < low) | (part.values > high)) & movable
    return mask


def _open_steps(threat: BallThreat, length: int) -> NDArray[np.bool_]:
    """Which steps of a sequence of this length may change, (T, 1)."""
    steps = np.arange(length)[:, None]
    mask: NDArray[np.bool_] = np.zeros(steps.shape, bool)
    for first, last in threat.open_ranges():
        mask |= (steps >= first) & (steps <= (length if last is None else last))
    return mask
