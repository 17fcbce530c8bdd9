"""The keys of the time cursor, which mean the same whether a plot or the list of sequences has the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ...plots import TimeCursor
from .step_player import StepPlayer

_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -(10**9), Qt.Key.Key_End: 10**9}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class StepKeys(QObject):
    """Space plays; Left, Right, Home and End move the step. Keys with Ctrl, Shift or Alt are somebody else's."""

    def __init__(self, cursor: TimeCursor, player: StepPlayer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cursor, self._player = cursor, player

    def serve(self, widget: QWidget) -> None:
        """Take the keys before `widget` uses them for itself."""
        widget.installEventFilter(self)

    def press(self, event: QKeyEvent) -> bool:
        """Do what the key says; whether it is one of ours."""
        if event.modifiers() not in _PLAIN:
            return False
        if event.key() == Qt.Key.Key_Space:
            self._player.toggle_playing()
            return True
        if event.key() in _MOVES:
            self._cursor.move(self._cursor.step + _MOVES[Qt.Key(event.key())] * self._cursor.stride)
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Our keys do not reach the widget that has the focus."""
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.press(event)
