"""A label that shows HTML that the program wrote; names in it go through `html.escape` first."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class RichLabel(QLabel):
    """A test lists the few files that may use it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
