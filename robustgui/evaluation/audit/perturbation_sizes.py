"""Perturbation norms, computed from the data and the threat's settings alone.

Independent of the regions that attacks use, so that an error there is detected here.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from ...base.units import Space
    from ...threats import ValueThreat
    from ...threats.ball_threat import BallThreat
    from ..partial_results import Arrays

Values = NDArray[np.floating]
Mask = NDArray[np.bool_]
SLACK = 1e-6  # of the budget and of each feature's range: float32 rounding of what was computed
PLAIN = ("linf", "l2", "l1")  # threat models whose norm is computed here


@dataclass(frozen=True)
class Compliance:
    """Compliance with a threat model, (B,) each; and the norms in its unit."""

    size: NDArray[np.float64]
    limit: NDArray[np.float64]  # the largest size that the budget allows: of a share of a text the whole edits
    box: Mask
    closed: Mask  # padding, closed steps and closed features are as they were

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> Compliance:
        """The inverse of `to_arrays`."""
        return cls(*(arrays[f"compliance_{each.name}"] for each in fields(cls)))

    def to_arrays(self) -> Arrays:
        """As details of a `GroupResult`."""
        return {f"compliance_{name}": values for name, values in vars(self).items()}

    @property
    def budget(self) -> Mask:
        """Sequences within the budget; NaN is outside."""
        return np.asarray(self.size <= self.limit * (1 + SLACK))

    @property
    def all(self) -> Mask:
        """Sequences that meet every constraint."""
        return self.budget & self.box & self.closed


def check_compliance(threat: BallThreat, clean: Values, attacked: Values, mask: Mask, space: Space) -> Compliance:
    """Compliance of `attacked` with the threat model around `clean` (B, T, F), both in network units, valid where
    `mask` (B, T)."""
    before, after = np.asarray(clean, np.float64), np.asarray(attacked, np.float64)
    unit = compute_units(threat, before, mask, space)  # (B or 1, 1, F)
    is_open = find_open_values(threat, mask, space) & np.isfinite(unit)
    closed = ~((before != after) & ~is_open).any((1, 2))  # NaN differs too
    moved = np.where(is_open, after - before, 0.0) * np.where(np.isfinite(unit), unit, 0.0)
    size = compute_norm(threat.name, moved)
    return Compliance(size, np.full(len(size), threat.eps), _in_box(threat, before, after, is_open, space), closed)


def compute_norm(name: str, moved: Values) -> NDArray[np.float64]:
    """Norm of `moved` (B, T, F) for the threat model `name`, one of `PLAIN`, (B,)."""
    flat = np.abs(np.asarray(moved, np.float64)).reshape(len(moved), -1)  # (B, T F)
    if name == "linf":
        return np.asarray(flat.max(1, initial=0.0))
    return np.asarray(np.sqrt((flat**2).sum(1)) if name == "l2" else flat.sum(1))


def compute_units(threat: BallThreat, clean: Values, mask: Mask, space: Space) -> NDArray[np.float64]:
    """Factors from network units to the threat's unit, (B or 1, 1, F); infinite for features without a unit."""
    unit = np.asarray(space.std, np.float64)[None, None, :]  # (1, 1, F)
    with np.errstate(divide="ignore"):
        if threat.unit == "std":
            unit = np.where(space.spread > 0, unit / space.spread, np.inf)
        elif threat.unit == "peak":
            counts = mask[:, :, None] & ~_marks(space)
            peak = np.where(counts, np.abs(clean * space.std + space.mean), 0.0).max((1, 2), keepdims=True)
            unit = unit / peak  # (B, 1, F)
        if threat.shares:
            unit = unit / np.asarray(threat.shares, np.float64)
    return np.asarray(unit)


def find_open_values(threat: ValueThreat, mask: Mask, space: Space) -> Mask:
    """Perturbable values, (B, T, F): valid steps inside the windows, open features."""
    steps = np.arange(mask.shape[1])
    window = np.zeros(len(steps), bool)
    for first, last in threat.open_ranges():
        window |= (steps >= first) & (steps <= (np.inf if last is None else last))
    features = len(space.std)
    is_open = np.isin(np.arange(features), threat.features) if threat.features else np.ones(features, bool)
    is_open_value: Mask = (mask & window)[:, :, None] & is_open & ~_marks(space)
    return is_open_value


def _marks(space: Space) -> Mask:
    """Features that cannot be perturbed, such as marks of missing values, (F,)."""
    return space.closed if space.closed.any() else np.zeros(len(space.std), bool)


def _in_box(threat: BallThreat, before: Values, after: Values, is_open: Mask, space: Space) -> Mask:
    """Sequences with values in the valid range, (B,); clean values outside may not move farther out."""
    finite = np.asarray(np.isfinite(after).all((1, 2)))
    if not threat.box:
        return finite
    low, high = space.low, space.high
    if threat.valid_range == "stated":
        low = np.asarray(threat.minimum or -np.inf, np.float64)  # (F,), or one for all
        high = np.asarray(threat.maximum or np.inf, np.float64)
    slack = SLACK * np.maximum(space.high - space.low, np.abs(space.high) + np.abs(space.low))
    clean_values, values = before * space.std + space.mean, after * space.std + space.mean
    inside = (values >= np.minimum(clean_values, low) - slack) & (values <= np.maximum(clean_values, high) + slack)
    is_inside: Mask = (inside | ~is_open).all((1, 2)) & finite
    return is_inside
