"""Many features in one plot: each in a lane of its own, or as leads at one scale; lanes are scrolled."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import QScrollBar

from ..plots import Plot
from ..plots.layer import Bounds, Floats, Key, Table, number
from ..plots.ordered_curve import OrderedCurve
from ..plots.style import Role

WIDTH = 8  # pixels of the plot's own margin, so that its area stays in line with those of other plots
LEAST = 20.0  # pixels of a lane at the usual text size: its name fits, and its shape can be seen


class LaneScroll(QScrollBar):
    """In the margin of a plot with lanes around y = 0, -1, -2 ...; hidden while all of them fit."""

    def __init__(self, plot: Plot) -> None:
        super().__init__(Qt.Orientation.Vertical, plot)
        self._plot, self._lanes = plot, 0
        plot.installEventFilter(self)
        self.valueChanged.connect(self._on_scrolled)
        self.hide()

    @property
    def shown(self) -> int:
        """How many lanes there is room for."""
        return max(1, int(self._plot.area.height() / (LEAST * self._plot.look.scale)))

    def set_lanes(self, lanes: int) -> None:
        """There are so many lanes; 0: the plot shows something else, and its y axis is not held."""
        if lanes != self._lanes:
            self._lanes = lanes
            with QSignalBlocker(self):
                self.setValue(0)
        self._fit()

    def _fit(self) -> None:
        """As many lanes as there is room for."""
        hidden = self._lanes - self.shown
        with QSignalBlocker(self):
            self.setMaximum(max(0, hidden))
            self.setPageStep(self.shown)
        self.setVisible(hidden > 0)
        self._on_scrolled(self.value())

    def _on_scrolled(self, first: int) -> None:
        if self.maximum() and self._lanes:
            self._plot.set_y_range(-(first + self.shown) + 0.5, -first + 0.5)
            self._plot.axes.thin_names()
        else:
            self._plot.set_y_range(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """The plot has another height."""
        if event.type() == QEvent.Type.Resize:
            top = round(self._plot.header.size().height())
            self.setGeometry(self._plot.width() - WIDTH, top, WIDTH, self._plot.height() - top)
            if self._lanes:
                self._fit()
        return False


_MOST = 8  # lanes in a read-out


class Lanes(OrderedCurve):
    """values (T, F): feature f runs through the lane around y = -f; all lanes are one item, which is fast."""

    tight = True

    def __init__(self, role: Role, *, width: float = 1.4) -> None:
        super().__init__(role, width=width)
        self.values: Floats = np.empty((0, 0))
        self.names: tuple[str, ...] = ()

    def set_lanes(self, values: ArrayLike, low: ArrayLike, high: ArrayLike, names: tuple[str, ...]) -> None:
        """New values (T, F); the lane of f reaches from low[f] to high[f], each (F,)."""
        self.values, self.names = np.asarray(values, float), names
        lanes = self.values.shape[1]
        low, high = np.asarray(low, float), np.asarray(high, float)
        span = np.where(high > low, high - low, 1.0)
        middle = np.where(high > low, (low + high) / 2, low)
        self.x = np.arange(len(self.values), dtype=float)
        self.y = ((self.values - middle) / span * 0.9 - np.arange(lanes)).T  # (F, T)
        self.draw_curves(self.x, self.y)

    def bounds(self) -> Bounds | None:
        """Whole lanes."""
        steps, lanes = self.values.shape
        return Bounds(0.0, max(1.0, steps - 1.0), -lanes + 0.5, 0.5) if steps else None

    def table(self, x_name: str, y_name: str) -> Table | None:
        """The true values, a column a feature."""
        steps = len(self.values)
        if not steps:
            return None
        return Table(
            (x_name, *(f"{self.name} {name}".strip() for name in self.names)), (np.arange(steps), *self.values.T)
        )

    def read(self, x: float, y: float) -> list[tuple[Key, str]]:
        """The value of the lane under the mouse; where y is not known, those of the first lanes."""
        step = round(x)
        if not 0 <= step < len(self.values):
            return []
        lanes = range(min(_MOST, len(self.names))) if np.isnan(y) else [round(-y)]
        return [self._lane(lane, step) for lane in lanes if 0 <= lane < len(self.names)]

    def _lane(self, lane: int, step: int) -> tuple[Key, str]:
        return Key(f"{self.name} {self.names[lane]}".strip(), pen=self._pen), number(self.values[step, lane])


class Leads(Lanes):
    """values (T, F) in their own unit; lead f is drawn f * `spacing` lower."""

    def __init__(self, role: Role) -> None:
        super().__init__(role, width=1.6)
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
