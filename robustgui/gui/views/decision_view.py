"""What the network would answer at every step, clean and attacked, and the step at which the decision flips."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from ..plots import Line, Plot
from ..plots.layer import Key
from .base import VIEWS, InspectView
from .class_strip import ClassStrip
from .meaning import flip_step, rival


@VIEWS.register("decision_view")
class DecisionView(InspectView):
    """Probability of the true class and of the class that the attack leads to; below, the predicted class as a strip.

    For regression: the predicted target at every step, and the true one.
    """

    place = "left"
    order = 3
    stretch = 4

    def heading(self) -> str:
        """See `InspectView`."""
        return self.tr("Decision")

    def build(self) -> None:
        """See `InspectView`."""
        self.plot = Plot(whole_x=True)
        dot = Qt.PenStyle.DotLine
        self.clean_rival = self.plot.add(Line("clean", width=1.2, dash=dot, faint=0.75))
        self.attacked_rival = self.plot.add(Line("attacked", width=1.2, dash=dot, faint=0.75))
        self.target = self.plot.add(Line("muted", width=1.2))
        self.clean = self.plot.add(Line("clean", width=2.0))
        self.attacked = self.plot.add(Line("attacked", width=2.0))
        self.clean_strip = self.plot.add(ClassStrip(-0.22, -0.06))
        self.attacked_strip = self.plot.add(ClassStrip(-0.40, -0.24))
        self.flip = pg.InfiniteLine(angle=90, movable=False)
        self.flip.setZValue(40)
        self.flip_label = pg.TextItem()
        self.flip_label.setZValue(41)
        for item in (self.flip, self.flip_label):
            self.plot.area.addItem(item, ignoreBounds=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        self.time_cursor.attach(self.plot)

    def retranslate(self) -> None:
        """See `InspectView`."""
        self.plot.set_texts(self.heading(), self.tr("step"), empty=self.tr("No answer yet"))
        self.clean_strip.set_name(self.tr("predicted, clean"))
        self.attacked_strip.set_name(self.tr("predicted, attacked"))
        self.target.set_name(self.tr("Truth"))

    def clear(self) -> None:
        """See `InspectView`."""
        for line in (self.clean, self.attacked, self.clean_rival, self.attacked_rival, self.target):
            line.set([])
        for strip in (self.clean_strip, self.attacked_strip):
            strip.set([], 0, ())
        self.flip.hide()
        self.flip_label.hide()
        self.plot.own_keys = None

    def draw(self) -> None:
        """See `InspectView`."""
        found = self.inspection
        assert found is not None
        self.clear()
        steps = len(found.clean)
        self.plot.set_x_range(-0.5, max(0.5, steps - 0.5))
        if not found.classes:
            self._draw_targets(steps)
            return
        self.plot.set_y_range(-0.42, 1.04)
        ticks = [(0.0, "0"), (0.5, "0.5"), (1.0, "1"), (-0.14, self.tr("clean")), (-0.32, self.tr("attacked"))]
        self.plot.set_ticks("y", ticks if self.has_attack else ticks[:4])
        self.plot.set_texts(self.heading(), self.tr("step"), self.tr("probability"))
        true = int(found.label)
        name = found.classes[true]
        self.clean.set_name(self.tr("{name}, clean").format(name=name))
        self.attacked.set_name(self.tr("{name}, attacked").format(name=name))
        self.clean.set(found.clean_steps[:, true])
        self.clean_strip.set(found.clean_steps.argmax(1), true, found.classes)

    def _draw_targets(self, steps: int) -> None:
        found = self.inspection
        assert found is not None
        self.plot.set_y_range(None)
        self.plot.set_ticks("y", None)
        self.plot.set_texts(self.tr("Prediction"), self.tr("step"), self.tr("target"))
        self.clean.set_name(self.tr("Clean"))
        self.attacked.set_name(self.tr("Attacked"))
        self.clean.set(found.clean_steps[:, 0])
        self.target.set(np.full(steps, found.label))

    def draw_iteration(self) -> None:
        """See `InspectView`."""
        found = self.inspection
        assert found is not None
        if not self.has_attack:
            return
        steps = found.attacked_steps[self.iteration]  # (T, K)
        if not found.classes:
            self.attacked.set(steps[:, 0])
            return
        true, other = int(found.label), rival(found, self.iteration)
        name = found.classes[other]
        self.clean_rival.set_name(self.tr("{name}, clean").format(name=name))
        self.attacked_rival.set_name(self.tr("{name}, attacked").format(name=name))
        self.clean_rival.set(found.clean_steps[:, other])
        self.attacked_rival.set(steps[:, other])
        self.attacked.set(steps[:, true])
        self.attacked_strip.set(steps.argmax(1), true, found.classes)
        pens = [self.plot.look.pen("muted", dash=dash) for dash in (Qt.PenStyle.SolidLine, Qt.PenStyle.DotLine)]
        pens[0].setWidthF(2.0)
        self.plot.own_keys = (
            Key(self.tr("{name} (true)").format(name=found.classes[true]), pen=pens[0]),
            Key(name, pen=pens[1]),
        )
        self.plot.layer_changed(legend=True)
        self._mark_flip(flip_step(found, self.iteration))

    def _mark_flip(self, step: int | None) -> None:
        found, style = self.inspection, self.plot.look
        assert found is not None
        self.flip.setVisible(step is not None)
        self.flip_label.setVisible(step is not None)
        if step is None:
            return
        last = int(found.attacked_steps[self.iteration][-1].argmax())
        text = self.tr("step {step}: {before} → {after}").format(
            step=step, before=found.classes[int(found.label)], after=found.classes[last]
        )
        self.flip.setPen(pg.mkPen(style.colour("attacked"), width=1.4))
        self.flip_label.setColor(style.text)
        self.flip_label.fill = pg.mkBrush(style.between(style.colour("attacked"), 0.18))
        self.flip_label.setFont(style.small)
        self.flip.setPos(step)
        self.flip_label.setText(text)
        self.flip_label.setAnchor((-0.03 if step < len(found.clean) / 2 else 1.03, 0.0))
        self.flip_label.setPos(step, 1.03)


if __name__ == "__main__":
    from .alone import run_alone

    run_alone(DecisionView)
