"""One moment in time, shown and moved in many plots at once."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QObject, Qt, Signal

from .plot import Plot
from .plot_range import X, Y
from .shared_axis import SharedAxis


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
        self._step, self._length = 0, 0
        self.stride = 1  # steps that keys and playing move at a time
        self.rate: float | None = None  # steps a second, where time is read in seconds
        self.axis = SharedAxis(self)  # of all plots that it is attached to
        self._lines: list[tuple[Plot, CursorLine]] = []

    @property
    def step(self) -> int:
        """The step that is looked at, from 0."""
        return self._step

    @property
    def length(self) -> int:
        """How many steps there are; 0: no sequence."""
        return self._length

    def set_length(self, length: int, *, stride: int = 1, rate: float | None = None) -> None:
        """The sequence has `length` steps; a step at the end stays at the end, any other where it was if it can.

        The first sequence is looked at from its end, where its whole path can be seen.

        Args:
            length: in steps; 0: no sequence.
            stride: steps that keys and playing move at a time.
            rate: steps a second, where time is read in seconds.
        """
        changed = (length, stride, rate) != (self._length, self.stride, self.rate)
        self.stride, self.rate = stride, rate
        if changed:
            step = length - 1 if self._step == max(0, self._length - 1) else self._step
            self._length = length
            self.length_changed.emit(length)
            for _, line in self._lines:
                line.setVisible(length > 0)
                line.setBounds((0, max(0, length - 1)))
            self.move(step)

    def move(self, step: int) -> None:
        """Look at `step`, or the nearest that there is."""
        step = max(0, min(int(step), self._length - 1))
        if step != self._step:
            self._step = step
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
        line.setBounds((0, max(0, self._length - 1)))
        line.follow(self._step)
        line.setVisible(self._length > 0)
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
        if self._length and -0.5 <= x <= self._length - 0.5:
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
