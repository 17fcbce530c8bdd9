"""A label that shows its text as it is."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ...base.visible import visible_lines


class PlainLabel(QLabel):
    """The label of every text that may hold a name: tags are no HTML, and nothing in it hides or reorders text."""

    def __init__(self, text: str = "", parent: QWidget | None = None, **properties: Any) -> None:
        super().__init__(parent, **properties)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 (Qt's name)
        """Show `text`."""
        super().setText(visible_lines(text))
