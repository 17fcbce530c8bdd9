"""A picture of a matrix with fixed levels and a colour map that the colour-blind can read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import pyqtgraph as pg
from numpy.typing import ArrayLike
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor

from .layer import Bounds, Floats, Key, Layer, Table, number
from .style import PlotStyle

_FEW_ROWS = 12  # that fit in a read-out

Shades = Literal["diverging", "rising", "grey"]


class HeatMap(Layer):
    """values[row, column]: column 0 is centred at x0, row 0 at y0; blue is low, vermilion high, background zero.

    With `diverging=False` zero is the background and the highest level is blue; with `shades="grey"` it is a picture
    from black to white in every theme.
    """

    tight = True

    def __init__(self, *, name: str = "", diverging: bool = True, shades: Shades | None = None) -> None:
        super().__init__(name)
        self.shades: Shades = shades or ("diverging" if diverging else "rising")
        self.in_legend = False
        self.values: Floats = np.empty((0, 0))
        self.row_names: tuple[str, ...] = ()
        self.column_names: tuple[str, ...] = ()
        self.x0, self.dx, self.y0, self.dy = 0.0, 1.0, 0.0, 1.0
        self.item = pg.ImageItem(axisOrder="row-major", levels=(-1.0, 1.0), autoDownsample=True)
        self.items = [self.item]

    def set(
        self,
        values: ArrayLike,
        levels: tuple[float, float],
        *,
        x0: float = 0.0,
        dx: float = 1.0,
        y0: float = 0.0,
        dy: float = 1.0,
        row_names: Sequence[str] = (),
        column_names: Sequence[str] = (),
    ) -> None:
        """New values (rows, columns).

        Args:
            values: finite numbers.
            levels: where the colour map begins and ends.
            x0, dx: middle of the first column, and from one column to the next.
            y0, dy: the same of rows.
            row_names, column_names: for read-out and CSV.
        """
        self.values = np.asarray(values)
        self.x0, self.dx, self.y0, self.dy = x0, dx, y0, dy
        self.row_names, self.column_names = tuple(row_names), tuple(column_names)
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
        self.item.setRect(QRectF(x0 - 0.5 * dx, y0 - 0.5 * dy, columns * dx, rows * dy))
        self._changed()

    def restyle(self, style: PlotStyle) -> None:
        """See `Layer`."""
        blue, red = style.colour("clean"), style.colour("attacked")
        ends: list[Any] = {
            "diverging": [blue, style.background, red],
            "rising": [style.background, blue],
            "grey": [QColor(Qt.GlobalColor.black), QColor(Qt.GlobalColor.white)],
        }[self.shades]
        self.item.setColorMap(pg.ColorMap(np.linspace(0, 1, len(ends)), [c.getRgb() for c in ends]))

    def bounds(self) -> Bounds | None:
        """See `Layer`."""
        rows, columns = self.values.shape
        if not self.values.size:
            return None
        left, bottom = self.x0 - 0.5 * self.dx, self.y0 - 0.5 * self.dy
        return Bounds(left, left + columns * self.dx, bottom, bottom + rows * self.dy)

    def key(self) -> Key | None:
        """A picture has no entry in the legend."""
        return None

    def table(self, x_name: str, y_name: str) -> Table | None:
        """One row for each column of the picture, one column for each of its rows."""
        if not self.values.size:
            return None
        rows, columns = self.values.shape
        names = self.row_names or tuple(f"{y_name} {row}" for row in range(rows))
        x = np.array(self.column_names) if self.column_names else self.x0 + self.dx * np.arange(columns)
        return Table((x_name, *names), (x, *self.values))

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
        row = int(np.floor((y - self.y0) / self.dy + 0.5))
        return [self._cell(row, column)] if 0 <= row < rows else []

    def _column(self, x: float) -> int | None:
        column = np.floor((x - self.x0) / self.dx + 0.5)
        return int(column) if self.values.size and 0 <= column < self.values.shape[1] else None

    def _cell(self, row: int, column: int) -> tuple[Key, str]:
        name = self.row_names[row] if self.row_names else f"{row}"
        if self.column_names:
            name = f"{name}, {self.column_names[column]}"
        return Key(name), number(self.values[row, column])
