"""Robust accuracy (or error) against eps: a run a curve, with its 95 % band, in its colour, dash and marker."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ...i18n.metric_words import score_title, unit_word
from ...i18n.numbers import shorten_middle
from ...plots import Band, OrderedCurve, Plot, Points
from ...plots.layer import Layer
from ...run_colours import marker_of
from .measured import Curve
from .measured_words import label_of


class RobustnessPlot(Plot):
    """Draws curves that share attack and threat."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawn: list[Layer] = []
        self._curves: Sequence[tuple[int, Curve]] = ()

    def retranslate(self) -> None:
        """Every text, for what is shown."""
        curve = self._curves[0][1] if self._curves else None
        metric = curve.points[0].metric if curve is not None else "accuracy"
        right = metric == "accuracy"
        unit = unit_word(curve.threat.unit) if curve is not None else ""
        axis = self.tr("eps ({norm})").format(norm=curve.threat.norm) if curve is not None else self.tr("eps")
        self.set_texts(
            self.tr("Robust accuracy") if right else self.tr("Error under attack"),
            axis,
            "" if right else score_title(metric),
            x_unit=unit,
            empty=self.tr("Press Evaluate: each run gets a curve here."),
        )
        self.set_y_range(*((0.0, 1.02) if right else (None, 0.0)))

    def show_curves(self, curves: Sequence[tuple[int, Curve]]) -> None:
        """(place of the run, curve) of each."""
        self._curves = curves
        for layer in self._drawn:
            self.remove(layer)
        self._drawn = []
        self.retranslate()
        for place, curve in curves:
            points = sorted(curve.points, key=lambda point: point.eps)
            x = [point.eps for point in points]
            y = [point.value for point in points]
            name = shorten_middle(label_of(curve, curves))
            band, line = Band("series", place, opacity=0.16), OrderedCurve("series", place, name=name, width=1.8)
            marks = Points("series", place, name=name, size=9, shape=marker_of(place))
            marks.in_legend = False
            self._drawn += [self.add(band), self.add(line, above=1), self.add(marks, above=2)]
            band.set([point.low for point in points], [point.high for point in points], x)
            line.set(y, x)
            marks.set(x, y)
        ends = [point.eps for _, curve in curves for point in curve.points]
        room = (max(ends) - min(ends)) * 0.03 if ends else 0.0  # markers at the ends are seen whole
        self.set_x_range(*((min(ends) - room, max(ends) + room) if room else (None,)))
        self.fit()
