"""What each feature (or target) holds in the training data: range, mean, deviation, missing values."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from ....data.summary import FeatureSummary
from ...i18n.numbers import format_count, format_number


class FeatureTable(QTableWidget):
    """One row a feature; numbers stand right, in the data's units."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 6, parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)

    def retranslate(self) -> None:
        """Names of the columns."""
        self.setHorizontalHeaderLabels(
            [self.tr("feature"), self.tr("lowest"), self.tr("highest"), self.tr("mean"), self.tr("std"),
             self.tr("missing")]
        )  # fmt: skip
        for column in range(6):
            if item := self.horizontalHeaderItem(column):
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(self.tr("Statistics of each feature"))

    def set_features(self, features: Sequence[FeatureSummary]) -> None:
        """Other features."""
        self.setRowCount(len(features))
        for row, feature in enumerate(features):
            name = f"{feature.name} [{feature.unit}]" if feature.unit else feature.name
            figures = [format_number(v) for v in (feature.low, feature.high, feature.mean, feature.std)]
            for column, text in enumerate([name, *figures, format_count(feature.missing)]):
                item = QTableWidgetItem(text)
                side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
