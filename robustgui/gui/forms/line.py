"""A line to type in that leaves undo, redo and stepping to the form around it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QLineEdit

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_NOTCH = 120  # eighths of a degree


class Line(QLineEdit):
    """Signals:
    stepped: up (positive) or down, by arrow keys, page keys or the wheel.
    """

    stepped = Signal(int)

    def __init__(self, *, steps: bool = False) -> None:
        super().__init__()
        self._steps = steps
        self._rolled = 0
        self.setLocale(QLocale.c())

    def event(self, event: QEvent) -> bool:
        """Does not claim undo and redo as its own shortcuts."""
        if event.type() == QEvent.Type.ShortcutOverride and any(map(event.matches, _UNDO)):  # type: ignore[attr-defined]
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Undo and redo go to the form; arrows step numbers."""
        if any(map(event.matches, _UNDO)):
            event.ignore()
        elif self._steps and event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Steps a number, one a notch; only asked while focused."""
        if not self._steps:
            event.ignore()
            return
        self._rolled += event.angleDelta().y()
        notches = int(self._rolled / _NOTCH)
        self._rolled -= notches * _NOTCH
        if notches:
            self.stepped.emit(notches)
        event.accept()
