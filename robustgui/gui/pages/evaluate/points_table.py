"""The numbers behind robustness curves: value, interval and counts, a row for each run and eps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from ...i18n.metric_words import format_score, score_word, unit_word
from ...i18n.numbers import format_number
from ...plots.axes import with_unit
from ...run_colours import colour_of
from ...widgets.plain_table import PlainTable
from .measured import Curve
from .measured_words import label_of


class PointsTable(PlainTable):
    """The run carries the colour of its curve."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curves: Sequence[tuple[int, Curve]] = ()

    def retranslate(self) -> None:
        """Every text, for what is shown."""
        self.setAccessibleName(self.tr("Points of the curves"))
        self.show_curves(self._curves)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Colours of curves follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_curves"):
            self.show_curves(self._curves)

    def show_curves(self, curves: Sequence[tuple[int, Curve]]) -> None:
        """(place of the run, curve) of each."""
        self._curves = curves
        metric = curves[0][1].points[0].metric if curves else "accuracy"
        still = self.tr("still correct") if metric == "accuracy" else self.tr("sequences")
        unit = unit_word(curves[0][1].threat.unit) if curves else ""
        heads = [self.tr("run"), with_unit(self.tr("eps"), unit), score_word(metric), self.tr("95 % interval"), still]
        points = [(place, curve, point) for place, curve in curves for point in curve.points]
        rows = []
        for _, curve, point in points:
            low, high = format_score(point.low, point.metric), format_score(point.high, point.metric)
            right = str(point.samples)
            if point.metric == "accuracy":
                right = f"{round(point.value * point.samples)} / {point.samples}"
            value, interval = format_score(point.value, point.metric), f"{low.removesuffix(' %')} – {high}"
            rows.append((label_of(curve, curves), format_number(point.eps, 4), value, interval, right))
        self.fill(heads, rows)
        for row, (place, _, _) in enumerate(points):
            item = self.item(row, 0)
            if item is not None:
                item.setData(Qt.ItemDataRole.DecorationRole, colour_of(place))
