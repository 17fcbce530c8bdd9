"""The numbers behind robustness curves: value, interval and counts, a row for each run and eps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from .measured import Curve
from .measured_words import label_of
from .metric_words import score_word
from .run_colours import colour_of
from .text import number
from .train_facts import score


class PointsTable(QTableWidget):
    """Numbers stand right; the run carries the colour of its curve."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 5, parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._metric = "accuracy"

    def retranslate(self) -> None:
        """Names of the columns, for the metric that is shown."""
        value = score_word(self._metric)
        still = self.tr("still right") if self._metric == "accuracy" else self.tr("sequences")
        self.setHorizontalHeaderLabels([self.tr("run"), self.tr("eps"), value, self.tr("95 % interval"), still])
        run = self.horizontalHeaderItem(0)
        if run is not None:
            run.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(self.tr("Points of the curves"))

    def show_curves(self, curves: Sequence[tuple[int, Curve]]) -> None:
        """(place of the run, curve) of each."""
        self._metric = curves[0][1].points[0].metric if curves else "accuracy"
        self.retranslate()
        points = [(place, curve, point) for place, curve in curves for point in curve.points]
        self.setRowCount(len(points))
        for row, (place, curve, point) in enumerate(points):
            low, high = score(point.low, point.metric), score(point.high, point.metric)
            interval = f"{low.removesuffix(' %')} – {high}"
            right = str(point.samples)
            if point.metric == "accuracy":
                right = f"{round(point.value * point.samples)} / {point.samples}"
            texts = (label_of(curve, curves), number(point.eps, 4), score(point.value, point.metric), interval, right)
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                if not column:
                    item.setData(Qt.ItemDataRole.DecorationRole, colour_of(place))
                    item.setToolTip(text)
                self.setItem(row, column, item)
