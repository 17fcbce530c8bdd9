"""Combo boxes that stay narrow whatever they hold, and are filled anew without a signal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox


def narrow_combo(letters: int) -> QComboBox:
    """A box at least `letters` wide, for entries that may be longer."""
    combo = QComboBox()
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(letters)
    return combo


def refill(combo: QComboBox, entries: Iterable[tuple[str, Any]], current: int) -> None:
    """Put other entries (text, data) into `combo`; `current` is selected, -1: none."""
    with QSignalBlocker(combo):
        combo.clear()
        for text, data in entries:
            combo.addItem(text, data)
        combo.setCurrentIndex(current)
