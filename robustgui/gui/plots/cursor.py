"""Several plots at once: one axis that they share, and one moment in time that is shown and moved in all of them."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

import pyqtgraph as pg
from PySide6.QtCore import QObject, Qt, Signal

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
        self._content: Hashable = None

    def add(self, plot: Plot, axis: int = X) -> None:
        """Let `plot` share its x axis, or (1) its y axis."""
        self._plots.append((plot, axis))
        plot.ranges.moved.connect(partial(self._on_moved, plot, axis))
        plot.ranges.fitted.connect(partial(self._on_fitted, plot, axis))
        if self._reads:
            plot.hovered.connect(partial(self._on_hovered, plot, axis))
        if self.range is not None:
            plot.ranges.hold(axis, self.range)

    def show_all_of(self, content: Hashable) -> None:
        """The plots show `content`; where that is something new, all of it is seen, whatever was zoomed before."""
        if content != self._content:
            self._content = content
            self.range = None
            for plot, _ in self._plots:
                plot.ranges.release()

    def _on_moved(self, source: Plot, axis: int) -> None:
        self._share(source, axis, source.ranges.visible(axis))

    def _on_fitted(self, source: Plot, axis: int) -> None:
        self._share(source, axis, None)

    def _share(self, source: Plot, axis: int, visible: Range | None) -> None:
        """Hold all other plots at the part that `source` shows; None: they show all again."""
        self.range = visible
        for plot, other_axis in self._plots:
            if plot is not source:
                plot.ranges.hold(other_axis, visible)
                if axis == other_axis == Y and plot.equal and source.equal:  # pictures of one size
                    plot.ranges.hold(X, None if visible is None else source.ranges.visible(X))

    def _on_hovered(self, source: Plot, axis: int, x: float | None, y: float | None) -> None:
        place = x if axis == X or y is None else float(round(y))
        for plot, other_axis in self._plots:
            if plot is not source:
                plot.read_at(place, other_axis)


class TimeCursor(QObject):
    """The step that is looked at. Views follow `moved`; plots that it is attached to show a line that can be dragged.

    Signals:
        moved: another step is looked at; carries it (int), from 0.
        length_changed: the sequence has another number of steps; carries it (int).
    """

    moved = Signal(int)
    length_changed = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.step = 0  # that is looked at; changed by `move` alone
        self.length = 0  # in steps; 0: no sequence
        self.stride = 1  # steps that keys and playing move at a time
        self.rate: float | None = None  # steps a second, where time is read in seconds
        self.axis = SharedAxis(self)  # of all plots that it is attached to
        self._lines: list[tuple[Plot, CursorLine]] = []

    def set_length(self, length: int, *, stride: int = 1, rate: float | None = None) -> None:
        """The sequence has `length` steps; a step at the end stays at the end, any other where it was if it can.

        The first sequence is looked at from its end, where its whole path can be seen.

        Args:
            length: in steps; 0: no sequence.
            stride: steps that keys and playing move at a time.
            rate: steps a second, where time is read in seconds.
        """
        changed = (length, stride, rate) != (self.length, self.stride, self.rate)
        self.stride, self.rate = stride, rate
        if changed:
            step = length - 1 if self.step == max(0, self.length - 1) else self.step
            self.length = length
            self.length_changed.emit(length)
            for _, line in self._lines:
                line.setVisible(length > 0)
                line.setBounds((0, max(0, length - 1)))
            self.move(step)

    def move(self, step: int) -> None:
        """Look at `step`, or the nearest that there is."""
        step = max(0, min(int(step), self.length - 1))
        if step != self.step:
            self.step = step
            for _, line in self._lines:
                line.follow(step)
            self.moved.emit(step)

    def attach(self, plot: Plot, *, down: bool = False) -> None:
        """Show the step in `plot`, whose x axis counts steps from 0; a click in it moves the step there too.

        Zoom, pan and read-out along the axis are shared by all plots.

        Args:
            plot: gets the line.
            down: its y axis counts the steps instead, as the rows of a picture.
        """
        line = CursorLine(self, 0.0 if down else 90.0)
        line.restyle(plot)
        line.setBounds((0, max(0, self.length - 1)))
        line.follow(self.step)
        line.setVisible(self.length > 0)
        plot.area.addItem(line, ignoreBounds=True)
        plot.area.clicked.connect(self._on_row_clicked if down else self._on_clicked)
        self._lines.append((plot, line))
        self.axis.add(plot, Y if down else X)

    def restyle(self) -> None:
        """Take the colours of the present theme."""
        for plot, line in self._lines:
            line.restyle(plot)

    def _on_row_clicked(self, x: float, y: float) -> None:
        self._on_clicked(y, x)

    def _on_clicked(self, x: float, y: float) -> None:
        if self.length and -0.5 <= x <= self.length - 0.5:
            self.move(round(x))


class CursorLine(pg.InfiniteLine):
    """The line in one plot; it snaps to whole steps."""

    def __init__(self, cursor: TimeCursor, angle: float = 90.0) -> None:
        super().__init__(angle=angle, movable=True)
        self._cursor = cursor
        self.setZValue(50)
        self.setCursor(Qt.CursorShape.SizeHorCursor if angle else Qt.CursorShape.SizeVerCursor)
        self.sigPositionChanged.connect(self._on_position_changed)

    def follow(self, step: int) -> None:
        """Stand at `step`."""
        self.blockSignals(True)
        self.setPos(step)
        self.blockSignals(False)

    def restyle(self, plot: Plot) -> None:
        """A thin line in the colour of text; on a picture, which is black and white itself, one of the accent."""
        style = plot.look
        upright = self.angle == 90
        self.setPen(pg.mkPen(style.between(style.text, 0.55) if upright else style.accent, width=1 if upright else 2))
        self.setHoverPen(pg.mkPen(style.accent, width=2))

    def _on_position_changed(self) -> None:
        step = round(self.value())
        self._cursor.move(step)
        self.follow(self._cursor.step)
