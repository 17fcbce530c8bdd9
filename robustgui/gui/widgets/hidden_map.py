"""The hidden state of the watched sequence as a heat map: a unit a row, a step a column."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QWidget

from ...evaluation.question import Inspection
from ..plots import HeatMap, Plot


class HiddenMap(Plot):
    """Blue is negative, vermilion positive; levels stay at -1 and 1 unless a unit goes beyond."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._map = self.add(HeatMap())
        self._words = self._problem = ""
        self.clear_map()

    def retranslate(self) -> None:
        """Every text."""
        heading = self.tr("Hidden state")
        later = self.tr("The hidden state of the selected sequence appears here once the network has processed it.")
        self.set_texts(
            f"{heading} · {self._words}" if self._words else heading,
            self.tr("step"),
            self.tr("unit"),
            empty=self._problem or later,
        )

    def show_inspection(self, found: Inspection) -> None:
        """Another network, or another sequence."""
        epoch = self.tr("{split} {index}, epoch {epoch}")
        names = {"train": self.tr("training"), "validation": self.tr("validation"), "test": self.tr("test")}
        question = found.question
        words = epoch.format(split=names[question.split], index=question.index, epoch=found.epoch)
        if words != self._words:
            self._words = words
            self.retranslate()
        states = found.hidden_clean.T  # (H, T)
        top = max(1.0, float(np.abs(states).max(initial=0.0)))
        self._map.set_visible(True)
        self.show_axes(True, True)
        self._map.set(states, (-top, top))

    def clear_map(self, problem: str = "") -> None:
        """Nothing is watched; `problem` says why."""
        self._words, self._problem = "", problem
        self._map.set_visible(False)
        self.show_axes(False, False)
        self.retranslate()
