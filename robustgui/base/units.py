"""What a number means: the space in which a network sees values, and the way back to the data's units."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Space:
    """Per-feature statistics of the training data, each (F,), all in the data's units.

    A network sees (value - mean) / std. `std` is 1 where normalising is off or a feature is constant.
    `low` and `high` are the valid range of a feature, the box that an attack must not leave;
    `spread` is the true standard deviation, the unit "std" of a budget. `closed` is true for features that no attack
    can change, such as the marks of missing values; empty: none is.
    """

    mean: Array
    std: Array
    low: Array
    high: Array
    spread: Array
    closed: NDArray[np.bool_] = field(default_factory=lambda: np.zeros(0, bool))

    def to_network(self, values: NDArray[np.floating]) -> NDArray[np.float32]:
        """Data units to network units, (..., F) -> (..., F)."""
        return ((values - self.mean) / self.std).astype(np.float32)

    def to_data(self, values: NDArray[np.floating]) -> Array:
        """Network units to data units in float64, (..., F) -> (..., F)."""
        return np.asarray(values, np.float64) * self.std + self.mean

    def to_dict(self) -> dict[str, list[float]]:
        """Plain lists, for a file's metadata."""
        return {name: getattr(self, name).tolist() for name in ("mean", "std", "low", "high", "spread", "closed")}

    @classmethod
    def from_dict(cls, values: dict[str, list[float]]) -> Space:
        """The inverse of `to_dict`."""
        closed = np.asarray(values.get("closed", []), bool)
        numbers = {name: np.asarray(v, np.float64) for name, v in values.items() if name != "closed"}
        return cls(**numbers, closed=closed)
