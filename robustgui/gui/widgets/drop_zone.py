"""A dashed field that accepts dropped files, and opens the file dialog when pressed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton, QWidget


class DropZone(QPushButton):
    """Takes one file or more by drag and drop.

    Signals:
        dropped: a file was dropped; carries its path.
    """

    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setMinimumHeight(64)
        self._inviting = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A dashed border, in the accent colour while something hovers over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        active = self._inviting or self.underMouse() or self.hasFocus()
        colour = QColor(self.palette().color(QPalette.ColorRole.Highlight if active else QPalette.ColorRole.Text))
        colour.setAlphaF(1.0 if active else 0.3)
        painter.setPen(QPen(colour, 1.5, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(16, 4, -16, -4), flags, self.text())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Files are welcome, text is not."""
        if get_dropped_file(event):
            self._inviting = True
            event.acceptProposedAction()
            self.update()

    def dragLeaveEvent(self, event) -> None:  # noqa: N802
        """It went away."""
        self._inviting = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """The first file counts; a test part beside it is found by its name."""
        self._inviting = False
        self.update()
        if path := get_dropped_file(event):
            event.acceptProposedAction()
            self.dropped.emit(path)


def get_dropped_file(event: QDropEvent) -> str:
    """The first file that is being dropped; empty if there is none."""
    return next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), "")
