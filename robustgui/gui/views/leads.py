"""Several leads of an electrocardiogram below each other, at one and the same scale."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..plots.layer import Bounds, Key
from ..plots.style import Role
from .lanes import Lanes


class Leads(Lanes):
    """values (T, F) in their own unit; lead f is drawn f * `spacing` lower."""

    def __init__(self, role: Role, *, name: str = "", width: float = 1.6) -> None:
        super().__init__(role, name=name, width=width)
        self.spacing = 1.0
        self._ends = (0.0, 1.0)

    def set_leads(self, values: ArrayLike, names: tuple[str, ...], spacing: float, ends: tuple[float, float]) -> None:
        """New values (T, F), and the lowest and highest y that the plot shows."""
        self.values, self.names, self.spacing, self._ends = np.asarray(values, float), names, spacing, ends
        self.x = np.arange(len(self.values), dtype=float)
        self.y = (self.values - spacing * np.arange(self.values.shape[1])).T  # (F, T)
        self.draw_curves(self.x, self.y)

    def bounds(self) -> Bounds | None:
        """Whole leads."""
        steps = len(self.values)
        return Bounds(0.0, max(1.0, steps - 1.0), *self._ends) if steps else None

    def read(self, x: float, y: float) -> list[tuple[Key, str]]:
        """The value of the lead nearest to the mouse."""
        return super().read(x, -min(max(round(-y / self.spacing), 0), len(self.names) - 1) if y == y else y)
