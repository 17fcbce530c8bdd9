"""What each optimiser step reported: losses, the norm of the gradient, the learning rate."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from ..plots import OrderedCurve, Plot
from .history import LOSSES, Axis, History
from .train_axis import axis_end, axis_name, axis_unit, moment_of_training


class LossPlot(Plot):
    """Total, clean and attacked loss, smoothed; the raw total lies behind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._raw = self.add(OrderedCurve("text", width=1.0, faint=0.22, quick=True))
        self._raw.in_legend = False
        self._lines = {
            "loss": self.add(OrderedCurve("text", faint=0.75, quick=True), above=1),
            "clean_loss": self.add(OrderedCurve("clean", quick=True), above=2),
            "attacked_loss": self.add(OrderedCurve("attacked", quick=True), above=2),
        }

    def retranslate(self, axis: Axis = "step") -> None:
        """Every text."""
        self.set_texts(self.tr("Loss"), axis_name(axis), x_unit=axis_unit(axis), empty=self.tr("No step taken yet."))
        self._raw.set_name(self.tr("training loss, unsmoothed"))
        self._lines["loss"].set_name(self.tr("training loss"))
        self._lines["clean_loss"].set_name(self.tr("clean loss"))
        self._lines["attacked_loss"].set_name(self.tr("adversarial loss"))

    def draw(self, history: History, axis: Axis, smoothed: bool) -> None:
        """Every step so far."""
        hold_x(self, history, axis)
        x = history.step_places(axis)
        self._raw.set_visible(smoothed)
        if smoothed:
            self._raw.set(history.steps["loss"], x)
        for name in LOSSES:
            self._lines[name].set(history.smooth[name], x)


class StepPlot(Plot):
    """One column of the steps, such as the learning rate."""

    def __init__(self, column: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column
        self._line = self.add(OrderedCurve("text", quick=True))

    def set_words(self, title: str, axis: Axis) -> None:
        """Title and abscissa, translated."""
        self.set_texts(title, axis_name(axis), x_unit=axis_unit(axis))
        self._line.set_name(title)
        self._line.in_legend = False

    def draw(self, history: History, axis: Axis) -> None:
        """Every step so far."""
        hold_x(self, history, axis)
        self._line.set(history.steps[self._column], history.step_places(axis))


def hold_x(plot: Plot, history: History, axis: Axis) -> None:
    """Show the whole run from its first step on, so that nothing moves while it is filled; time has no known end."""
    end = axis_end(history, axis)
    plot.set_x_range(*((None,) if end is None else (0.0, end)))
    plot.read_x = partial(moment_of_training, history, axis)
