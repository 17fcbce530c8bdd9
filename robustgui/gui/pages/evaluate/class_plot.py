"""Accuracy of each class at one eps, as bars."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QWidget

from ....evaluation.events import CurvePoint
from ...plots import Bars, Plot


class ClassPlot(Plot):
    """One bar a class; the class's name stands below it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars = self.add(Bars("right"))
        self._bars.in_legend = False
        self._words = ""
        self.set_y_range(0.0, 1.0)

    def retranslate(self) -> None:
        """Every text."""
        name = self.tr("Accuracy per class")
        self._bars.set_name(self.tr("still correct"))
        self.set_texts(
            f"{name} · {self._words}" if self._words else name, self.tr("class"), empty=self.tr("Nothing measured yet.")
        )

    def show_point(self, point: CurvePoint | None, words: str) -> None:
        """What was found at one eps; `words` name run and eps."""
        self._words = words if point is not None else ""
        classes = point.per_class if point is not None else ()
        self._bars.set_visible(bool(classes))
        if classes:
            shares = np.array([right / count if count else np.nan for _, right, count in classes])
            self._bars.set(shares)
            every = max(1, len(classes) // 12)
            self.set_ticks("x", [(float(i), name) for i, (name, _, _) in enumerate(classes) if i % every == 0])
            self.set_x_range(-0.6, len(classes) - 0.4)
        self.retranslate()
