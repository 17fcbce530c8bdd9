"""One run on the Train page: facts, the options of its curves, and the plots."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from ...training_curves.history import Axis
from ...widgets.card import Card
from ...widgets.layouts import make_column, make_row
from ...widgets.text import make_muted_label
from .followed_run import FollowedRun
from .train_facts import TrainFacts
from .train_plots import TrainPlots

_AXES: tuple[Axis, ...] = ("step", "epoch", "time")
_SMOOTHING = (0.0, 0.6, 0.9, 0.98)


class RunView(QWidget):
    """Draws a `FollowedRun` on request."""

    def __init__(self, run: FollowedRun, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self.facts, self.controls, self.plots = TrainFacts(), CurveControls(), TrainPlots()
        card = Card()
        card.body.addWidget(self.facts)
        make_column(card, self.controls, self.plots, of=self, stretched=self.plots, spacing=12)
        self.controls.axis_changed.connect(self.plots.set_axis)
        self.controls.smoothing_changed.connect(run.set_smoothing)
        self.controls.log.toggled.connect(self.plots.loss.set_log_y)
        self.plots.idle.connect(self.draw_facts)
        run.replaced.connect(self._on_replaced)

    def retranslate(self) -> None:
        """Every text."""
        for part in (self.facts, self.controls, self.plots):
            part.retranslate()

    def restyle(self) -> None:
        """The colours of the current theme."""
        self.plots.restyle()
        self.facts.restyle()

    def draw(self) -> None:
        """Pass what is new to the plots."""
        self.plots.draw(self._run.history, smoothed=self.controls.smoothing_weight() > 0)

    def draw_facts(self) -> None:
        """Show the current numbers."""
        self.facts.show_run(self._run.history, self._run.row)

    def _on_replaced(self) -> None:
        self.facts.begin()
        self.plots.watched.show_inspection(None)


class CurveControls(QWidget):
    """How the training curves are drawn: unit of x, smoothing, and a linear or logarithmic loss.

    Signals:
        axis_changed: carries "step", "epoch" or "time".
        smoothing_changed: carries the weight of the running mean at each step.
    """

    axis_changed = Signal(str)
    smoothing_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.axis, self.smoothing, self.log = QComboBox(), QComboBox(), QCheckBox()
        self._labels = make_muted_label(), make_muted_label()
        layout = make_row(of=self)
        for label, box in zip(self._labels, (self.axis, self.smoothing), strict=True):
            label.setBuddy(box)
            layout.addWidget(label)
            layout.addWidget(box)
            layout.addSpacing(8)
        layout.addWidget(self.log)
        layout.addStretch(1)
        self.axis.addItems([""] * len(_AXES))
        self.smoothing.addItems([""] * len(_SMOOTHING))
        self.axis.setCurrentIndex(1)
        self.smoothing.setCurrentIndex(2)
        self.axis.currentIndexChanged.connect(lambda place: self.axis_changed.emit(_AXES[place]))
        self.smoothing.currentIndexChanged.connect(lambda place: self.smoothing_changed.emit(_SMOOTHING[place]))

    def smoothing_weight(self) -> float:
        """Weight of the running mean at each step."""
        return _SMOOTHING[self.smoothing.currentIndex()]

    def retranslate(self) -> None:
        """Every text."""
        for i, text in enumerate((self.tr("step"), self.tr("epoch"), self.tr("time"))):
            self.axis.setItemText(i, text)
        for i, text in enumerate((self.tr("none"), self.tr("light"), self.tr("medium"), self.tr("strong"))):
            self.smoothing.setItemText(i, text)
        self._labels[0].setText(self.tr("Over"))
        self._labels[1].setText(self.tr("Smoothing of the loss"))
        self.axis.setAccessibleName(self.tr("Unit of the horizontal axis"))
        self.smoothing.setAccessibleName(self._labels[1].text())
        self.log.setText(self.tr("Logarithmic loss axis"))
