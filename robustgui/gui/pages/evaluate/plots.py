"""Plots of the Evaluate page: robust accuracy against eps, and the accuracy of each class at one eps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtWidgets import QWidget

from ....evaluation.events import CurvePoint
from ...i18n.metric_words import score_title, unit_word
from ...i18n.numbers import shorten_middle
from ...plots import Band, Bars, OrderedCurve, Plot, Points
from ...plots.layer import Layer
from ...run_colours import marker_of
from .curve_words import make_label
from .curves import Curve


class RobustnessPlot(Plot):
    """Draws curves that share attack and threat model: each with its 95 % band, colour, dash and marker."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve_layers: list[Layer] = []
        self._curves: Sequence[tuple[int, Curve]] = ()

    def retranslate(self) -> None:
        """Every text, for what is shown."""
        curve = self._curves[0][1] if self._curves else None
        metric = curve.points[0].metric if curve is not None else "accuracy"
        is_accuracy = metric == "accuracy"
        self.set_texts(
            self.tr("Robust accuracy") if is_accuracy else self.tr("Error under attack"),
            self.tr("eps ({norm})").format(norm=curve.threat.norm) if curve is not None else self.tr("eps"),
            "" if is_accuracy else score_title(metric),
            x_unit=unit_word(curve.threat.unit) if curve is not None else "",
            empty=self.tr("Press Evaluate: each run gets a curve here."),
        )
        self.set_y_range(*((0.0, 1.02) if is_accuracy else (None, 0.0)))

    def show_curves(self, curves: Sequence[tuple[int, Curve]]) -> None:
        """(place of the run, curve) of each."""
        self._curves = curves
        for layer in self._curve_layers:
            self.remove(layer)
        self._curve_layers = []
        self.retranslate()
        for place, curve in curves:
            x = [point.eps for point in curve.points]
            y = [point.value for point in curve.points]
            name = shorten_middle(make_label(curve, curves))
            band, line = Band("series", place, opacity=0.16), OrderedCurve("series", place, name=name, width=1.8)
            marks = Points("series", place, name=name, size=9, shape=marker_of(place))
            marks.in_legend = False
            self._curve_layers += [self.add(band), self.add(line, above=1), self.add(marks, above=2)]
            band.set([point.low for point in curve.points], [point.high for point in curve.points], x)
            line.set(y, x)
            marks.set(x, y)
        ends = [point.eps for _, curve in curves for point in curve.points]
        room = (max(ends) - min(ends)) * 0.03 if ends else 0.0  # markers at the ends are seen whole
        self.set_x_range(*((min(ends) - room, max(ends) + room) if room else (None,)))
        self.fit()


class ClassPlot(Plot):
    """One bar for each class, with the class's name below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = self.add(Bars("right"))
        self._bars.in_legend = False
        self._subtitle = ""
        self.set_y_range(0.0, 1.0)

    def retranslate(self) -> None:
        """Every text."""
        name = self.tr("Accuracy per class")
        title = f"{name} · {self._subtitle}" if self._subtitle else name
        self._bars.set_name(self.tr("still correct"))
        self.set_texts(title, self.tr("class"), empty=self.tr("Nothing measured yet."))

    def show_point(self, point: CurvePoint | None, subtitle: str) -> None:
        """The classes at one eps; `subtitle` names it."""
        self._subtitle = subtitle if point is not None else ""
        classes = point.per_class if point is not None else ()
        self._bars.set_visible(bool(classes))
        if classes:
            self._bars.set(np.array([correct / count if count else np.nan for _, correct, count in classes]))
            every = max(1, len(classes) // 12)
            self.set_ticks("x", [(float(i), name) for i, (name, _, _) in enumerate(classes) if i % every == 0])
            self.set_x_range(-0.6, len(classes) - 0.4)
        self.retranslate()
