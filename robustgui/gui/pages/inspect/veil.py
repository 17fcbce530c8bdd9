"""Dims an outdated result while a new one is computed."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

_PATIENCE = 250  # ms: a quick answer comes without any flicker


class Veil(QWidget):
    """Lets the mouse through; appears only if the answer takes its time."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._timer.timeout.connect(self.show)
        self.hide()

    def wait(self) -> None:
        """An answer was asked for."""
        if not self._timer.isActive() and not self.isVisible():
            self._timer.start()

    def lift(self) -> None:
        """The answer is here."""
        self._timer.stop()
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """A third of the window's colour."""
        colour = QColor(self.palette().color(QPalette.ColorRole.Window))
        colour.setAlphaF(0.35)
        QPainter(self).fillRect(self.rect(), colour)
