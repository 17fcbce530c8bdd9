"""The base class of every editor, which shows one value and never changes what was typed, and the line to type in."""

from __future__ import annotations

import itertools
from typing import Any

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ...base.errors import Sentence
from .part import set_flag

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


_SESSIONS = itertools.count(1)


def same(a: Any, b: Any) -> bool:
    """Whether two drafts are equal; True is not 1, and the one NaN of `read_number` equals itself."""
    return a is b or (type(a) is type(b) and bool(a == b))


class Editor(QWidget):
    """Holds the widget that takes the focus.

    Signals:
        edited: by the user; carries a key: edits with the same key (typing, stepping) are undone together; 0: alone.
    """

    edited = Signal(int)

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inner = inner
        inner.setParent(self)
        self._key = next(_SESSIONS)
        self.line_up = QHBoxLayout(self)
        self.line_up.setContentsMargins(0, 0, 0, 0)
        self.line_up.setSpacing(4)
        self.line_up.addWidget(inner)
        inner.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # not by the wheel
        inner.installEventFilter(self)
        self.setFocusProxy(inner)

    def value(self) -> Any:
        """What the editor holds; text that is no value stays text, for validation to explain."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Hold `value`; emits nothing, and touches nothing if it is held already."""
        raise NotImplementedError

    def diagnosis(self) -> Sentence | None:
        """A better explanation than "must be a number" for what was typed."""
        return None

    def retranslate(self) -> None:
        """Set every text anew."""

    def set_invalid(self, invalid: bool) -> None:
        """Mark or unmark the frame."""
        set_flag(self.inner, "invalid", invalid)

    def _report_edit(self, *_: object) -> None:
        self.edited.emit(self._key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Leaves the wheel to the page unless the editor has the focus; ends a stretch of typing with the focus."""
        if event.type() == QEvent.Type.Wheel and not self.inner.hasFocus():
            event.ignore()
            return True
        if event.type() == QEvent.Type.FocusOut:
            self._key = next(_SESSIONS)
        return super().eventFilter(watched, event)
