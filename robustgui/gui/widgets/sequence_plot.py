"""One sequence over time: all its features overlaid, or the one that is chosen."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ...data import SequenceSet
from ..plots import Line, Plot
from .text import muted

_MOST = 24  # features drawn at once


class SequencePlot(QWidget):
    """Preview of a sequence in the data's own units, with a choice of feature."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = Plot(whole_x=True)
        self.choice = QComboBox()
        self.choice.setMinimumContentsLength(12)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._label = muted()
        self._label.setBuddy(self.choice)
        self._lines: list[Line] = []
        self._part: SequenceSet | None = None
        self._index = 0
        self._title = ""
        row = QHBoxLayout()
        row.addWidget(self._label)
        row.addWidget(self.choice)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.plot, 1)
        self.choice.currentIndexChanged.connect(self._draw)

    def retranslate(self) -> None:
        """Every text."""
        self._label.setText(self.tr("Feature"))
        self.choice.setAccessibleName(self.tr("Feature shown"))
        if self.choice.count():
            self.choice.setItemText(0, self.tr("all features"))
        self._set_texts()

    def show_sequence(self, part: SequenceSet | None, index: int, title: str) -> None:
        """Another sequence; the chosen feature stays while the features are the same."""
        if part is not None and (self._part is None or self._part.features != part.features):
            self.choice.blockSignals(True)
            self.choice.clear()
            self.choice.addItems([self.tr("all features"), *part.features])
            self.choice.blockSignals(False)
        several = part is not None and len(part.features) > 1
        self._label.setVisible(several)
        self.choice.setVisible(several)
        self._part, self._index, self._title = part, index, title
        self._draw()

    def _set_texts(self) -> None:
        unit = ""
        if self._part is not None and self._part.units:
            unit = self._part.units[max(0, self.choice.currentIndex() - 1)]
        self.plot.set_texts(
            self._title,
            self.tr("step"),
            self.tr("value"),
            y_unit=unit,
            empty=self.tr("Choose a sequence in the table."),
        )

    def _draw(self) -> None:
        self._set_texts()
        if self._part is None:
            for line in self._lines:
                line.set_visible(False)
            return
        values = self._part[self._index]  # (T, F)
        chosen = self.choice.currentIndex() - 1
        shown = [chosen] if chosen >= 0 else list(range(min(values.shape[1], _MOST)))
        while len(self._lines) < len(shown):
            line = Line("series", len(self._lines), width=1.4)
            self._lines.append(self.plot.add(line))
        for place, line in enumerate(self._lines):
            line.set_visible(place < len(shown))
            if place < len(shown):
                line.set_index(shown[place])
                line.set_name(self._part.features[shown[place]])
                line.set(values[:, shown[place]].astype(np.float64))
        self.plot.fit()
