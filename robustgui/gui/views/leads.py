"""Several leads of an electrocardiogram below each other, at one and the same scale."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..plots.layer import Bounds, Floats, Key, Table, number
from ..plots.line import Line
from ..plots.style import Role
from .lanes import stacked


class Leads(Line):
    """values (T, F) in their own unit; lead f is drawn f * `spacing` lower, all leads as one item, which is fast."""

    tight = True

    def __init__(self, role: Role, *, name: str = "", width: float = 1.6) -> None:
        super().__init__(role, name=name, width=width)
        self.item.setDownsampling(auto=False)
        self.item.setClipToView(False)
        self.values: Floats = np.empty((0, 0))
        self.names: tuple[str, ...] = ()
        self.spacing = 1.0
        self._ends = (0.0, 1.0)

    def set_leads(self, values: ArrayLike, names: tuple[str, ...], spacing: float, ends: tuple[float, float]) -> None:
        """New values (T, F), and the lowest and highest y that the plot shows."""
        self.values, self.names, self.spacing, self._ends = np.asarray(values, float), names, spacing, ends
        x, y = stacked(self.values - spacing * np.arange(self.values.shape[1]))
        self.set(y, x)

    def bounds(self) -> Bounds | None:
        """Whole leads."""
        steps = len(self.values)
        return Bounds(0.0, max(1.0, steps - 1.0), *self._ends) if steps else None

    def table(self, x_name: str, y_name: str) -> Table | None:
        """The true values, a column a lead."""
        steps = len(self.values)
        if not steps:
            return None
        names = (f"{self.name} {name}".strip() for name in self.names)
        return Table((x_name, *names), (np.arange(steps), *self.values.T))

    def read(self, x: float, y: float) -> list[tuple[Key, str]]:
        """The value of the lead nearest to the mouse."""
        lead, step = min(max(round(-y / self.spacing), 0), self.values.shape[1] - 1), round(x)
        if not 0 <= step < len(self.values):
            return []
        return [(Key(f"{self.name} {self.names[lead]}", pen=self._pen), number(self.values[step, lead]))]
