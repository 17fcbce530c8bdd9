"""One axis of several plots: they show the same part of it, and their read-outs speak of the same place on it."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from PySide6.QtCore import QObject

from .plot import Plot
from .plot_range import X, Y
from .ranges import Range


class SharedAxis(QObject):
    """Whichever plot is zoomed, panned or fitted along the axis, the others follow.

    Attributes:
        range: the part that was zoomed or panned to; None: each plot shows all that it has.
    """

    def __init__(self, parent: QObject | None = None, *, reads: bool = True) -> None:
        """
        Args:
            parent: owns it.
            reads: the read-outs of all plots follow the mouse in any of them.
        """
        super().__init__(parent)
        self.range: Range | None = None
        self._reads = reads
        self._plots: list[tuple[Plot, int]] = []
        self._shown: Hashable = None

    def add(self, plot: Plot, axis: int = X) -> None:
        """Let `plot` share its x axis, or (1) its y axis."""
        self._plots.append((plot, axis))
        plot.ranges.moved.connect(partial(self._on_moved, plot, axis))
        plot.ranges.fitted.connect(partial(self._on_fitted, plot, axis))
        if self._reads:
            plot.hovered.connect(partial(self._on_hovered, plot, axis))
        if self.range is not None:
            plot.ranges.hold(axis, self.range)

    def show_all_of(self, shown: Hashable) -> None:
        """The plots show `shown`; where that is something new, all of it is seen, whatever was zoomed before."""
        if shown != self._shown:
            self._shown = shown
            self.range = None
            for plot, _ in self._plots:
                plot.ranges.release()

    def _on_moved(self, source: Plot, axis: int) -> None:
        self._share(source, axis, source.ranges.visible(axis))

    def _on_fitted(self, source: Plot, axis: int) -> None:
        self._share(source, axis, None)

    def _share(self, source: Plot, axis: int, shown: Range | None) -> None:
        """Hold all other plots at the part that `source` shows; None: they show all again."""
        self.range = shown
        for plot, other_axis in self._plots:
            if plot is not source:
                plot.ranges.hold(other_axis, shown)
                if axis == other_axis == Y and plot.equal and source.equal:  # pictures of one size
                    plot.ranges.hold(X, None if shown is None else source.ranges.visible(X))

    def _on_hovered(self, source: Plot, axis: int, x: float | None, y: float | None) -> None:
        place = x if axis == X or y is None else float(round(y))
        for plot, other_axis in self._plots:
            if plot is not source:
                plot.read_at(place, other_axis)
