"""A picture of a matrix with fixed levels and a colour map that the colour-blind can read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor

from .layer import Bounds, Floats, Key, Layer, Table, amount, number
from .style import PlotStyle

_FEW_ROWS = 12  # that fit in a read-out

Shades = Literal["diverging", "rising", "grey"]


class HeatMap(Layer):
    """values[row, column]: column 0 is centred at x0, row 0 at 0; a colour bar in the legend says what colours mean.

    Shades:
        diverging: purple below zero, green above it, the background at zero (after Brewer's PRGn).
        rising: from the background to the colour of text.
        grey: a picture from black to white in every theme.
    """

    tight = True

    def __init__(self, shades: Shades = "diverging") -> None:
        super().__init__()
        self.shades: Shades = shades
        self._ramp: tuple[QColor, ...] = ()
        self._ends = ("", "")  # of the colour bar
        self.values: Floats = np.empty((0, 0))
        self.unit = ""
        self.row_names: tuple[str, ...] = ()
        self.x0, self.dx, self.dy = 0.0, 1.0, 1.0
        self.item = pg.ImageItem(axisOrder="row-major", levels=(-1.0, 1.0), autoDownsample=True)
        self.items = [self.item]

    def set(
        self,
        values: ArrayLike,
        levels: tuple[float, float],
        *,
        x0: float = 0.0,
        dx: float = 1.0,
        dy: float = 1.0,
        row_names: Sequence[str] = (),
        unit: str = "",
        ends: tuple[str, str] | None = None,
        shares: ArrayLike | None = None,
    ) -> None:
        """New values (rows, columns).

        Args:
            values: finite numbers.
            levels: where the colour map begins and ends.
            x0, dx: middle of the first column, and from one column to the next.
            dy: from one row to the next.
            row_names: for read-out and CSV.
            unit: of the values, for colour bar and read-out.
            ends: what the colour bar says of the two levels, where they are no values.
            shares: (rows, columns) what the colours show, where that is not the values themselves.
        """
        self.values = np.asarray(values)
        self.x0, self.dx, self.dy = x0, dx, dy
        self.row_names = tuple(row_names)
        if not self.values.size:
            self.item.clear()
            self._notify()
            return
        low, high = levels
        if not high > low:
            low, high = low - 0.5, high + 0.5
        self.unit = unit
        tiny = 1e-4 * (high - low)  # a rounding error reads as 0
        self._ends = ends or (number(0.0 if abs(low) < tiny else low, 3), amount(high, unit, 3))
        self.item.setImage(np.asarray(values if shares is None else shares, np.float32), autoLevels=False)
        self.item.setLevels((low, high))  # given to setImage they are lost the first time
        rows, columns = self.values.shape
        self.item.setRect(QRectF(x0 - 0.5 * dx, -0.5 * dy, columns * dx, rows * dy))
        self._notify()

    def restyle(self, style: PlotStyle) -> None:
        self._ramp = {
            "diverging": (style.colour("negative"), style.background, style.colour("positive")),
            "rising": (style.background, style.text),
            "grey": (QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white)),
        }[self.shades]
        colours: Any = [colour.getRgb() for colour in self._ramp]
        self.item.setColorMap(pg.ColorMap(np.linspace(0, 1, len(colours)), colours))

    def bounds(self) -> Bounds | None:
        rows, columns = self.values.shape
        if not self.values.size:
            return None
        left, bottom = self.x0 - 0.5 * self.dx, -0.5 * self.dy
        return Bounds(left, left + columns * self.dx, bottom, bottom + rows * self.dy)

    def key(self) -> Key | None:
        """The colour bar."""
        low, high = self._ends
        return Key(high, ramp=self._ramp, low=low) if self.values.size and self._ramp else None

    def table(self, x_name: str, y_name: str) -> Table | None:
        """One row for each column of the picture, one column for each of its rows."""
        if not self.values.size:
            return None
        rows, columns = self.values.shape
        names = self.row_names or tuple(f"{y_name} {row}" for row in range(rows))
        return Table((x_name, *names), (self.x0 + self.dx * np.arange(columns), *self.values))

    def nearest_x(self, x: float) -> float | None:
        """See `Layer`: the middle of the column."""
        column = self._column(x)
        return None if column is None else self.x0 + column * self.dx

    def read(self, x: float, y: float) -> list[tuple[Key, str]]:
        """The value of the cell under the mouse; where y is not known, the whole column of a small picture."""
        rows = len(self.values)
        column = self._column(x)
        if column is None:
            return []
        if np.isnan(y):
            return [self._cell(row, column) for row in reversed(range(rows))] if rows <= _FEW_ROWS else []
        row = int(np.floor(y / self.dy + 0.5))
        return [self._cell(row, column)] if 0 <= row < rows else []

    def _column(self, x: float) -> int | None:
        column = np.floor((x - self.x0) / self.dx + 0.5)
        return int(column) if self.values.size and 0 <= column < self.values.shape[1] else None

    def _cell(self, row: int, column: int) -> tuple[Key, str]:
        return Key(self.row_names[row] if self.row_names else f"{row}"), amount(self.values[row, column], self.unit)
