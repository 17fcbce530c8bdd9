"""Scrolls lanes of a plot up and down where there are more than the screen has room for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtWidgets import QScrollBar

from ..plots import Plot

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
