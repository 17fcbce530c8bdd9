"""A picture of a matrix with fixed levels and a colour map that the colour-blind can read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike
from PySide6.QtCore import QRectF

from .layer import Bounds, Floats, Key, Layer, Table, number
from .style import PlotStyle


class HeatMap(Layer):
    """values[row, column]: column 0 is centred at x = x0, row 0 at y = 0; blue is low, vermilion high, background zero.

    With `diverging=False` zero is the background and the highest level is blue.
    """

    tight = True

    def __init__(self, *, name: str = "", diverging: bool = True) -> None:
        super().__init__(name)
        self.diverging = diverging
        self.in_legend = False
        self.values: Floats = np.empty((0, 0))
        self.row_names: tuple[str, ...] = ()
        self.column_names: tuple[str, ...] = ()
        self.x0 = 0.0
        self.item = pg.ImageItem(axisOrder="row-major", levels=(-1.0, 1.0), autoDownsample=True)
        self.items = [self.item]

    def set(
        self,
        values: ArrayLike,
        levels: tuple[float, float],
        *,
        x0: float = 0.0,
        row_names: Sequence[str] = (),
        column_names: Sequence[str] = (),
    ) -> None:
        """New values (rows, columns); `levels` are where the colour map begins and ends."""
        self.values = np.asarray(values, float)
        self.x0, self.row_names, self.column_names = x0, tuple(row_names), tuple(column_names)
        if not self.values.size:
            self.item.clear()
            self._changed()
            return
        low, high = levels
        if not high > low:
            low, high = low - 0.5, high + 0.5
        self.item.setImage(np.asarray(values, np.float32), autoLevels=False)
        self.item.setLevels((low, high))  # given to setImage they are lost the first time
        rows, columns = self.values.shape
        self.item.setRect(QRectF(x0 - 0.5, -0.5, columns, rows))
        self._changed()

    def restyle(self, style: PlotStyle) -> None:
        """See `Layer`."""
        blue, red = style.colour("clean"), style.colour("attacked")
        ends: list[Any] = [blue, style.background, red] if self.diverging else [style.background, blue]
        self.item.setColorMap(pg.ColorMap(np.linspace(0, 1, len(ends)), [c.getRgb() for c in ends]))

    def bounds(self) -> Bounds | None:
        """See `Layer`."""
        rows, columns = self.values.shape
        return Bounds(self.x0 - 0.5, self.x0 + columns - 0.5, -0.5, rows - 0.5) if self.values.size else None

    def key(self) -> Key | None:
        """A picture has no entry in the legend."""
        return None

    def table(self, x_name: str, y_name: str) -> Table | None:
        """One row for each column of the picture, one column for each of its rows."""
        if not self.values.size:
            return None
        rows, columns = self.values.shape
        names = self.row_names or tuple(f"{y_name} {row}" for row in range(rows))
        x = np.array(self.column_names) if self.column_names else self.x0 + np.arange(columns)
        return Table((x_name, *names), (x, *self.values))

    def read(self, x: float, y: float) -> list[tuple[Key, str]]:
        """The value of the cell under the mouse."""
        rows, columns = self.values.shape
        row, column = int(np.floor(y + 0.5)), int(np.floor(x - self.x0 + 0.5))
        if not (0 <= row < rows and 0 <= column < columns):
            return []
        name = self.row_names[row] if self.row_names else f"{row}"
        if self.column_names:
            name = f"{name}, {self.column_names[column]}"
        return [(Key(name), number(self.values[row, column]))]
