"""The network's outputs at every step, clean and adversarial, and the decision change between them."""

from __future__ import annotations

from functools import partial

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt

from ...evaluation.decision_change import decide_adversarial, decide_clean, find_decision_change
from ..literal import literal
from ..plots import OrderedCurve, Plot
from ..plots.layer import Key
from ..plots.ranges import round_range
from ..widgets.layouts import make_column
from .base import VIEWS, InspectView
from .class_strip import ClassStrip
from .decision_words import change_help, change_words
from .meaning import options, rival
from .time_axis import lay_out, state_steps, time_name, time_unit


@VIEWS.register("decision_view")
class DecisionView(InspectView):
    """Probability of the true class and of the class that the attack leads to; below, the predicted class as a strip.

    The next token: the same of the true one at the end of the text. Numbers: the first target as predicted at every
    step, the true one, and the one of the baseline.
    """

    place = "left"
    order = 3
    stretch = 4

    def heading(self) -> str:
        return self.tr("Decision")

    def build(self) -> None:
        self.plot = Plot(whole_x=True)
        dot = Qt.PenStyle.DotLine
        self.clean_rival = self.plot.add(OrderedCurve("clean", width=1.2, dash=dot, faint=0.75))
        self.attacked_rival = self.plot.add(OrderedCurve("attacked", width=1.2, dash=dot, faint=0.75))
        self.target = self.plot.add(OrderedCurve("text", width=1.2))
        self.baseline = self.plot.add(OrderedCurve("muted", width=1.2, dash=Qt.PenStyle.DashDotLine))
        self.clean = self.plot.add(OrderedCurve("clean", width=2.0))
        self.attacked = self.plot.add(OrderedCurve("attacked", width=2.0))
        self.clean_strip = self.plot.add(ClassStrip(-0.28, -0.06))
        self.attacked_strip = self.plot.add(ClassStrip(-0.53, -0.31))
        self.change_line = pg.InfiniteLine(angle=90, movable=False)
        self.change_line.setZValue(40)
        self.change_label = pg.TextItem()
        self.change_label.setZValue(41)
        for item in (self.change_line, self.change_label):
            self.plot.area.addItem(item, ignoreBounds=True)
        make_column(self.plot, of=self)
        self.time_cursor.attach(self.plot)

    def retranslate(self) -> None:
        self._name(self.heading())
        self.clean_strip.set_name(self.tr("predicted, clean"))
        self.attacked_strip.set_name(self.tr("predicted, adversarial"))
        self.target.set_name(self.tr("Ground truth"))

    def _name(self, title: str, y: str = "") -> None:
        name, unit = time_name(self.inspection), time_unit(self.inspection)
        self.plot.set_texts(title, name, y, x_unit=unit, empty=self.tr("No prediction yet"))

    def clear(self) -> None:
        for line in (self.clean, self.attacked, self.clean_rival, self.attacked_rival, self.target, self.baseline):
            line.set([])
        for strip in (self.clean_strip, self.attacked_strip):
            strip.set([], 0, ())
        self.change_line.hide()
        self.change_label.hide()
        self.plot.set_legend(None)

    def draw(self) -> None:
        inspection = self.current
        self.clear()
        lay_out(self.plot, inspection)
        names = options(inspection)
        if not names:
            self._draw_targets()
            return
        strips = inspection.task == "classification"
        self.plot.set_y_range(-0.56 if strips else -0.04, 1.04)
        rows = [(-0.17, self.tr("clean")), (-0.42, self.tr("adversarial"))][: 1 + self.has_attack] if strips else []
        self.plot.set_ticks("y", [*rows, (1.0, "1"), (0.0, "0"), (0.5, "0.5")])
        self._name(self.heading() if strips else self.tr("Next token"), self.tr("probability"))
        true = int(inspection.label)
        self.clean.set_name(self.tr("{name}, clean").format(name=names[true]))
        self.attacked.set_name(self.tr("{name}, adversarial").format(name=names[true]))
        self.clean.set(inspection.clean_steps[:, true], state_steps(inspection))
        if strips:
            self.clean_strip.set(decide_clean(inspection), true, names, state_steps(inspection))

    def _draw_targets(self) -> None:
        inspection = self.current
        series = [inspection.clean_steps[:, 0], np.array([inspection.label]), inspection.baseline[:1]]
        series += [inspection.attacked_steps[:, :, 0].ravel()] if self.has_attack else []
        every = np.concatenate(series)
        self.plot.set_y_range(*round_range(float(every.min()), float(every.max())))
        self.plot.set_ticks("y", None)
        self._name(self.tr("Prediction"), inspection.targets[0] if inspection.targets else self.tr("target"))
        self.clean.set_name(self.tr("Clean"))
        self.attacked.set_name(self.tr("Adversarial"))
        self.baseline.set_name(self.tr("Persistence") if inspection.task == "forecasting" else self.tr("Baseline"))
        self.clean.set(inspection.clean_steps[:, 0], state_steps(inspection))
        ends = np.array([0.0, max(1.0, len(inspection.clean) - 1.0)])
        self.target.set(np.full(2, inspection.label), ends)
        if len(inspection.baseline):
            self.baseline.set(np.full(2, inspection.baseline[0]), ends)

    def draw_iteration(self) -> None:
        inspection = self.current
        if not self.has_attack:
            return
        outputs = inspection.attacked_steps[self.iteration]  # (S, K)
        x, names = state_steps(inspection), options(inspection)
        if not names:
            self.attacked.set(outputs[:, 0], x)
            return
        true, other = int(inspection.label), rival(inspection, self.iteration)
        self.clean_rival.set_name(self.tr("{name}, clean").format(name=names[other]))
        self.attacked_rival.set_name(self.tr("{name}, adversarial").format(name=names[other]))
        self.clean_rival.set(inspection.clean_steps[:, other], x)
        self.attacked_rival.set(outputs[:, other], x)
        self.attacked.set(outputs[:, true], x)
        self.plot.set_legend(partial(self._keys, names[true], names[other]))
        if inspection.task == "classification":
            self.attacked_strip.set(decide_adversarial(inspection, self.iteration), true, names, x)
            self._mark_change()

    def _keys(self, true: str, rival: str) -> tuple[Key, ...]:
        """Of the two classes, each with a clean and an adversarial line: solid is the true one, dotted the other."""
        pens = [self.plot.look.pen("muted", dash=dash) for dash in (Qt.PenStyle.SolidLine, Qt.PenStyle.DotLine)]
        pens[0].setWidthF(2.0)
        return Key(self.tr("{name} (true)").format(name=true), pen=pens[0]), Key(rival, pen=pens[1])

    def _mark_change(self) -> None:
        inspection, style = self.current, self.plot.look
        change = find_decision_change(inspection, self.iteration)
        self.change_line.setVisible(change is not None)
        self.change_label.setVisible(change is not None)
        if change is None:
            return
        step = int(state_steps(inspection)[change.state])
        self.change_line.setPen(pg.mkPen(style.colour("attacked"), width=1.4))
        self.change_label.setColor(style.text)
        self.change_label.fill = pg.mkBrush(style.between(style.colour("attacked"), 0.18))
        self.change_label.setFont(style.small)
        self.change_line.setPos(step)
        self.change_label.setText(change_words(inspection, self.iteration))
        self.change_label.setToolTip(literal(change_help()))
        self.change_label.setAnchor((-0.03 if step < len(inspection.clean) / 2 else 1.03, 0.0))
        self.change_label.setPos(step, 1.03)
