"""Clean and robust accuracy (or error) of each epoch, with the ticked runs beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ..i18n.metric_words import score_title
from ..i18n.numbers import shorten_middle
from ..plots import OrderedCurve, Plot
from ..plots.layer import Key
from .axis import axis_end, axis_name, axis_unit, moment_of_training
from .compared_runs import Compared
from .history import Axis, History


class ScorePlot(Plot):
    """Clean blue and solid, attacked vermilion and dashed; compared runs thinner, in colours of their own."""

    def __init__(self, parent: QWidget | None = None, *, of_ticked: bool = False) -> None:
        super().__init__(parent)
        self._of_ticked = of_ticked  # nothing is in front: all runs are ticked ones
        self._baseline = self.add(OrderedCurve("muted", width=1.0, dash=Qt.PenStyle.DotLine), above=1)
        self._clean = self.add(OrderedCurve("clean", width=2.0, markers=True), above=2)
        self._attacked = self.add(OrderedCurve("attacked", width=2.0, markers=True), above=2)
        self._others: list[OrderedCurve] = []
        self._history = History()
        self._compared: Sequence[Compared] = ()
        self._axis: Axis = "epoch"
        self._metric = ""
        self.set_y_range(0.0, 1.02)
        if of_ticked:
            self.set_legend(self._make_ticked_keys)

    def retranslate(self) -> None:
        """Every text, for the metric that is shown."""
        todo = self.tr("Two curves appear here after the first epoch.")
        if self._of_ticked:
            todo = self.tr("Tick runs in the table above to show their curves here.")
        self.set_texts(
            score_title(self._find_metric()),
            axis_name(self._axis),
            x_unit=axis_unit(self._axis),
            empty=todo,
        )
        self._clean.set_name(self.tr("clean"))
        self._attacked.set_name(self.tr("robust"))
        self._baseline.set_name(self.tr("baseline"))

    def set_axis(self, axis: Axis) -> None:
        """What x counts."""
        self._axis = axis
        self.retranslate()
        self.draw()
        self.fit()

    def show_history(self, history: History) -> None:
        """The run in front."""
        self._history = history
        self.draw()

    def show_compared(self, runs: Sequence[Compared]) -> None:
        """The runs behind it, each with two curves."""
        self._compared = runs
        for line in self._others:
            self.remove(line)
        self._others = []
        for run in runs:
            clean = OrderedCurve("series", run.place, name=shorten_middle(run.label), width=1.4)
            attacked = OrderedCurve(
                "series", run.place, name=shorten_middle(run.label), width=1.4, dash=Qt.PenStyle.DashLine
            )
            attacked.in_legend = False
            self._others += [self.add(clean), self.add(attacked)]
        self.draw()

    def _make_ticked_keys(self) -> tuple[Key, ...]:
        """Without a run in front: the runs, then what solid and dashed mean, which no line of them says."""
        look = self.look
        solid, dashed = look.pen("muted", width=1.4), look.pen("muted", width=1.4, dash=Qt.PenStyle.DashLine)
        kinds = Key(self.tr("clean"), pen=solid), Key(self.tr("robust"), pen=dashed)
        runs = [Key(line.name, pen=look.pen("series", line.index, width=1.4)) for line in self._others[::2]]
        return (*runs, *kinds) if runs else ()

    def draw(self) -> None:
        """Give the lines their points."""
        if self._find_metric() != self._metric:
            self._metric = self._find_metric()
            self.set_y_range(*((0.0, 1.02) if self._metric == "accuracy" else (None, 0.0)))
            self.retranslate()
        self._hold_x()
        self._draw_baseline()
        self._set(self._clean, self._attacked, self._history)
        for place, run in enumerate(self._compared):
            self._set(self._others[2 * place], self._others[2 * place + 1], run.history)

    def _hold_x(self) -> None:
        """Show the longest of the runs from its beginning to its end, so that nothing moves while it is filled."""
        runs = [self._history, *(run.history for run in self._compared)]
        ends = [end for history in runs if (end := axis_end(history, self._axis)) is not None]
        self.set_x_range(*((0.0, max(ends)) if ends else (None,)))
        longest = max(runs, key=lambda history: history.total_steps)
        self.read_x = partial(moment_of_training, longest, self._axis)

    def _draw_baseline(self) -> None:
        """The score without a network on the same sequences, from the first epoch to the last."""
        places, history = self._history.epoch_places(self._axis), self._history
        there = len(places) > 0 and bool(np.isfinite(history.epochs["baseline"][-1]))
        end = axis_end(history, self._axis)
        x = np.array([0.0, float(places[-1]) if end is None else end]) if there else np.empty(0)
        self._baseline.set(np.full(len(x), history.epochs["baseline"][-1]) if there else x, x)

    def _set(self, clean: OrderedCurve, attacked: OrderedCurve, history: History) -> None:
        same = history.metric == self._find_metric()  # an error is not drawn on an axis of accuracies
        x = history.epoch_places(self._axis) if same else np.empty(0)
        clean.set(history.epochs["clean"][: len(x)], x)
        attacked.set(history.epochs["attacked"][: len(x)], x)

    def _find_metric(self) -> str:
        histories = [self._history, *(run.history for run in self._compared)]
        return next((h.metric for h in histories if len(h.epochs)), "accuracy")
