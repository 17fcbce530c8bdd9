"""The ranges of the axes of a plot: held where the user moved them, fixed by the owner, or following the data."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from .ranges import Range, round_range

if TYPE_CHECKING:
    from .plot import Plot

X, Y = 0, 1


class PlotRange(QObject):
    """Decides the ranges of both axes of one plot.

    Signals:
        moved: the user zoomed or panned.
        fitted: all data are shown again.
    """

    moved = Signal()
    fitted = Signal()

    def __init__(self, plot: Plot) -> None:
        super().__init__(plot)
        self._plot = plot
        self._fixed: list[Range | None] = [None, None]
        self._held: list[Range | None] = [None, None]
        self._follows = False  # the range is being changed from here
        plot.area.sigRangeChanged.connect(self._on_range_changed)
        plot.area.sigRangeChangedManually.connect(self._on_moved_by_hand)

    def fix(self, axis: int, fixed: Range | None) -> None:
        """The owner's range of an axis, until the user zooms; None: follow the data."""
        self._fixed[axis] = fixed
        self.follow()

    def hold(self, axis: int, held: Range | None) -> None:
        """A range that stays whatever the data; None: no more."""
        if self._held[axis] != held:
            self._held[axis] = held
            self.follow()

    def release(self) -> None:
        """Forget where the user zoomed or panned to."""
        self._held = [None, None]
        self.follow(afresh=True)

    def fit(self) -> None:
        """Show all data, and follow it from here on."""
        self.release()
        self.fitted.emit()

    def visible(self, axis: int) -> Range:
        """The range that an axis has now."""
        low, high = self._plot.area.viewRange()[axis]
        return float(low), float(high)

    def follow(self, afresh: bool = False) -> None:
        """Move the axes to where they belong; following the data, in round steps."""
        plot = self._plot
        if plot.paused:
            return
        (x0, x1), (y0, y1) = plot.area.state["targetRange"]
        now: list[Range] = [(x0, x1), (y0, y1)]
        data = self._of_data(None, None) if afresh else self._of_data(*now)
        new = [held or fixed or followed for held, fixed, followed in zip(self._held, self._fixed, data, strict=True)]
        targets: list[Range | None] = list(new)
        if plot.equal and (self._held[X] is None) != (self._held[Y] is None):
            targets[X if self._held[X] is None else Y] = None  # one unit stays as long on both axes
        if afresh or any(a is not None and a != b for a, b in zip(targets, now, strict=True)):
            self._follows = True
            plot.area.setRange(xRange=targets[X], yRange=targets[Y], padding=0, disableAutoRange=True)
            self._follows = False
            plot.axes.thin_names()

    def _of_data(self, x_now: Range | None, y_now: Range | None) -> tuple[Range, Range]:
        """The range of all that is visible, in round steps that keep to the present ones where they can."""
        plot = self._plot
        layers = [layer for layer in plot.layers if layer.visible]
        extents = [extent for layer in layers if (extent := layer.extent) is not None]
        if not extents:
            return (0.0, 1.0), (0.0, 1.0)
        left, right = min(e.left for e in extents), max(e.right for e in extents)
        bottom, top = min(e.bottom for e in extents), max(e.top for e in extents)
        tight = any(layer.tight for layer in layers)
        if plot.whole_x or tight:
            x = (left, right) if right > left else (left - 0.5, right + 0.5)
        else:
            x = round_range(left, right, x_now)
        if plot.log_y:
            return x, (math.log10(bottom), math.log10(max(top, bottom * 1.01)))
        return x, (bottom, top) if tight else round_range(bottom, top, y_now)

    def _on_range_changed(self, area: Any, ranges: Any, changed: list[bool]) -> None:
        """The user set a range; where both axes have one scale they also change with the size of the plot."""
        if not self._follows and not self._plot.equal:
            self._hold_visible(*changed)

    def _on_moved_by_hand(self) -> None:
        self._hold_visible(True, True)

    def _hold_visible(self, x: bool, y: bool) -> None:
        before = list(self._held)
        for axis, moved in ((X, x), (Y, y)):
            if moved:
                self._held[axis] = self.visible(axis)
        if self._held != before:
            self.moved.emit()
