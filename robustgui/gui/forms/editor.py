"""The base class of every editor: it shows one value, reports when it was edited, and never changes what was typed."""

from __future__ import annotations

import itertools
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ...base.errors import Sentence

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
        if bool(self.inner.property("invalid")) != invalid:
            self.inner.setProperty("invalid", invalid)
            self.inner.style().unpolish(self.inner)
            self.inner.style().polish(self.inner)

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
