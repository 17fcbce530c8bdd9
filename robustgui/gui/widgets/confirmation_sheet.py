"""Shows what was understood before it is used: findings at the left, a form that corrects them at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from .banner import Banner
from .layouts import make_column, make_row, make_scroll_area, split
from .text import make_muted_label, page_title, paragraph

_TYPING_MS = 250  # a setting that is being typed is tried when the typing pauses
_WIDTHS = 560, 310  # of findings and form


class ConfirmationSheet(QWidget):
    """Title, banners, findings and form; Enter confirms, Esc cancels, wherever the focus is.

    Signals:
        confirmed: carries the settings that were confirmed.
        cancelled: nothing is used.
    """

    confirmed = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.state, self.path = page_title(), make_muted_label(), paragraph(second=True)
        self.cancel_button, self.confirm_button = QPushButton(), QPushButton()
        self.confirm_button.setProperty("role", "primary")
        self.cancel_button.clicked.connect(self.cancel)
        self.confirm_button.clicked.connect(self.accept)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)

    def accept(self) -> None:
        """Confirm what is shown, if it can be used."""
        raise NotImplementedError(f"{type(self).__name__} confirms nothing")

    def close_source(self) -> None:
        """Forget what is shown, and results that are still to come."""
        raise NotImplementedError(f"{type(self).__name__} closes nothing")

    def cancel(self) -> None:
        """Forget what is shown, and say so."""
        self.close_source()
        self.cancelled.emit()

    def _arrange(self, banners: Sequence[Banner], findings: QWidget, form: QWidget) -> None:
        words = make_column(self.title, self.path, spacing=0)
        top = make_row(words, stretched=words)
        for widget in (self.state, self.cancel_button, self.confirm_button):
            top.addWidget(widget, alignment=Qt.AlignmentFlag.AlignTop)
        right = QWidget()
        make_column(form, None, of=right, spacing=None, margins=(8, 0, 8, 8))
        body = split(Qt.Orientation.Horizontal, (findings, make_scroll_area(right)), _WIDTHS)
        body.setStretchFactor(0, 1)
        body.setStretchFactor(1, 0)
        layout = make_column(top, of=self, spacing=12)
        for banner in banners:
            layout.addWidget(banner)
        layout.addWidget(body, 1)

    def event(self, event: QEvent) -> bool:
        """Esc is claimed before it stops a run."""
        override = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if override and event.key() == Qt.Key.Key_Escape:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Enter confirms, Esc cancels."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (is_enter and self.cancel_button.hasFocus()):
            self.cancel()
        elif is_enter:
            self.accept()
        else:
            super().keyPressEvent(event)
