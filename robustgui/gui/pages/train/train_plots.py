"""The plots of the Train page: scores and losses at the left, the watched sequence at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ...plots import SharedAxis
from ...training_curves.history import Axis, History
from ...training_curves.score_plot import ScorePlot
from ...training_curves.step_plots import LossPlot, StepPlot
from ...widgets.fitting_tabs import FittingTabs
from ...widgets.layouts import make_column, split
from .watch_stage import WatchStage


class TrainPlots(QWidget):
    """Draws a `History`; a plot is touched only if its numbers have changed.

    Signals:
        idle: steps have arrived and no plot was drawn: there is time for other drawing.
    """

    idle = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.score, self.loss, self.watched = ScorePlot(), LossPlot(), WatchStage()
        self.gradient, self.rate = StepPlot("gradient_norm"), StepPlot("lr")
        self._shared = SharedAxis(self)
        for plot in (self.score, self.loss, self.gradient, self.rate):
            self._shared.add(plot)
        self.gradient.axes.show_x(False)  # that of the plot below
        low = split(Qt.Orientation.Vertical, (self.gradient, self.rate), (160, 120))
        self.steps = FittingTabs()  # values of each optimiser step
        self.steps.addTab(self.loss, "")
        self.steps.addTab(low, "")
        left = split(Qt.Orientation.Vertical, (self.score, self.steps), (300, 260))
        both = split(Qt.Orientation.Horizontal, (left, self.watched), (400, 400))
        for splitter in (low, left, both):
            splitter.setHandleWidth(8)
            splitter.setStretchFactor(1, 0)  # both parts grow
        make_column(both, of=self)
        self._axis: Axis = "epoch"
        self._history = History()
        self._smoothed = True
        self._turn = 0
        # The history that is drawn, and its number of changes of steps and epochs.
        self._drawn_state: tuple[object, int, int] | None = None

    def retranslate(self) -> None:
        """Every text."""
        self.score.retranslate()
        self.loss.retranslate(self._axis)
        self.watched.retranslate()
        self.steps.setTabText(0, self.tr("Loss"))
        self.steps.setTabText(1, self.tr("Gradient norm, learning rate"))
        self.gradient.set_words(self.tr("Gradient norm, before clipping"), self._axis)
        self.rate.set_words(self.tr("Learning rate"), self._axis)

    def restyle(self) -> None:
        """The colours of the present theme."""
        for plot in (self.score, self.loss, self.watched, self.gradient, self.rate):
            plot.restyle()

    def set_axis(self, axis: Axis) -> None:
        """What x counts, in all plots over training."""
        self._axis = axis
        self.score.set_axis(axis)
        self.retranslate()
        self._draw_steps()

    def draw(self, history: History, smoothed: bool) -> None:
        """What is new in `history`."""
        now = (history, history.steps.changes, history.epochs.changes)
        before = self._drawn_state if self._drawn_state is not None and self._drawn_state[0] is history else None
        is_resmoothed = smoothed != self._smoothed
        self._history, self._smoothed, self._drawn_state = history, smoothed, now
        if before is None:
            self._shared.show_all_of(history)
        if before is None or now[2] != before[2]:
            self.score.show_history(history)
        if before is None or is_resmoothed or now[2] != before[2]:
            self._draw_steps()
        elif now[1] != before[1]:
            self._draw_next()

    def _draw_next(self) -> None:
        """Painting is expensive: while steps arrive, one plot at most is drawn at a time."""
        self._turn = (self._turn + 1) % 4
        if self._turn in (0, 2):
            self.loss.draw(self._history, self._axis, self._smoothed)
        elif self._turn == 1:
            self.gradient.draw(self._history, self._axis)
        else:
            self.idle.emit()

    def _draw_steps(self) -> None:
        self.loss.draw(self._history, self._axis, self._smoothed)
        self.gradient.draw(self._history, self._axis)
        self.rate.draw(self._history, self._axis)
