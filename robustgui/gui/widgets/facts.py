"""A strip of facts: a small label over each value, in columns that do not move while the values change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ..literal import literal
from .text import Sized, make_muted_label


class FactStrip(QWidget):
    """One column a fact, named by a key; labels and values are set apart, so that a language can change."""

    def __init__(self, keys: Sequence[str], *, columns: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: dict[str, QLabel] = {}
        self._values: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        columns = columns or len(keys)
        for i, key in enumerate(keys):
            label, value = make_muted_label(factor=0.88), Sized("–", 1.12, QFont.Weight.Bold)
            self._labels[key], self._values[key] = label, value
            row = i // columns
            grid.addWidget(label, 3 * row, i % columns)
            grid.addWidget(value, 3 * row + 1, i % columns)
            if row:
                grid.setRowMinimumHeight(3 * row - 1, 8)
            grid.setColumnStretch(i % columns, 1)

    def set_label(self, key: str, text: str) -> None:
        """What the fact is."""
        if self._labels[key].text() == text:
            return
        self._labels[key].setText(text)
        self._values[key].setAccessibleName(text)

    def set_value(self, key: str, text: str) -> None:
        """What it is now; nothing is painted if it is the same."""
        if self._values[key].text() != text:
            self._values[key].setText(text)

    def value(self, key: str) -> str:
        """What is shown now."""
        return self._values[key].text()

    def set_shown(self, key: str, is_visible: bool) -> None:
        """Leave a fact out that does not apply."""
        self._labels[key].setVisible(is_visible)
        self._values[key].setVisible(is_visible)

    def set_colour(self, key: str, colour: QColor) -> None:
        """Paint a value in the colour of the curve that it belongs to."""
        self._values[key].setStyleSheet(f"color: {colour.name()};")

    def set_tip(self, key: str, text: str) -> None:
        """More about the fact, for the pointer."""
        self._labels[key].setToolTip(literal(text))
        self._values[key].setToolTip(literal(text))
