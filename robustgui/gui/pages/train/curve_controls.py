"""How the training curves are drawn: what x counts, how much they are smoothed, linear or logarithmic."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from ...training_curves.history import Axis
from ...widgets.text import muted

_AXES: tuple[Axis, ...] = ("step", "epoch", "time")
_SMOOTHING = (0.0, 0.6, 0.9, 0.98)


class CurveControls(QWidget):
    """Three small choices in a row.

    Signals:
        axis_changed: carries "step", "epoch" or "time".
        smoothing_changed: carries the share of the running mean that is kept.
        log_changed: carries whether the loss is drawn on a logarithmic axis.
    """

    axis_changed = Signal(str)
    smoothing_changed = Signal(float)
    log_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.axis, self.smoothing, self.log = QComboBox(), QComboBox(), QCheckBox()
        self._labels = muted(), muted()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
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
        self.axis.currentIndexChanged.connect(lambda _: self.axis_changed.emit(self.chosen_axis()))
        self.smoothing.currentIndexChanged.connect(lambda _: self.smoothing_changed.emit(self.chosen_smoothing()))
        self.log.toggled.connect(self.log_changed)

    def chosen_axis(self) -> Axis:
        """What x counts."""
        return _AXES[self.axis.currentIndex()]

    def chosen_smoothing(self) -> float:
        """Share of the running mean that is kept at each step."""
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
