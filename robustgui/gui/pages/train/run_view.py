"""Everything about one run on the Train page: facts, the choices of how curves are drawn, and the plots."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...widgets.card import Card
from .curve_controls import CurveControls
from .followed_run import FollowedRun
from .train_facts import TrainFacts
from .train_plots import TrainPlots


class RunView(QWidget):
    """Draws a `FollowedRun` whenever it is told to."""

    def __init__(self, run: FollowedRun, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self.facts, self.controls, self.plots = TrainFacts(), CurveControls(), TrainPlots()
        card = Card()
        card.body.addWidget(self.facts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for widget in (card, self.controls, self.plots):
            layout.addWidget(widget, 1 if widget is self.plots else 0)
        self.controls.axis_changed.connect(self.plots.set_axis)
        self.controls.smoothing_changed.connect(run.set_smoothing)
        self.controls.log_changed.connect(self.plots.loss.set_log_y)
        self.plots.idle.connect(self.draw_facts)
        run.replaced.connect(self._on_replaced)

    def retranslate(self) -> None:
        """Every text."""
        for part in (self.facts, self.controls, self.plots):
            part.retranslate()

    def restyle(self) -> None:
        """The colours of the present theme."""
        self.plots.restyle()
        self.facts.restyle()

    def draw(self) -> None:
        """Give the plots what is new."""
        self.plots.draw(self._run.history, smoothed=self.controls.chosen_smoothing() > 0)

    def draw_facts(self) -> None:
        """Say what the numbers are now."""
        self.facts.show_run(self._run.history, self._run.row)

    def _on_replaced(self) -> None:
        self.facts.begin()
        self.plots.watched.show_inspection(None)
