"""Uncaught exceptions: an expected error as a plain sentence, a bug with everything that its report needs."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from ..base.errors import RobustGuiError
from ..base.templates import fill_in
from .i18n.sentences import translate_sentence
from .icons import icon
from .widgets.layouts import make_column
from .widgets.picture import Picture
from .widgets.plain_label import PlainLabel

log = logging.getLogger(__name__)


class ErrorsDialog(QDialog):
    """One dialog, however many errors come: the newest is shown, the others are counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._picture = Picture(32)
        self._message = PlainLabel()
        self._message.setWordWrap(True)
        self._message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = PlainLabel()
        self._more.setProperty("role", "muted")
        self.details = QPlainTextEdit(readOnly=True)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setMinimumSize(640, 240)
        self.copy_button = QPushButton(icon("copy"), "")
        self.copy_button.clicked.connect(self._on_copy)
        self.close_button = QPushButton()
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        buttons = QDialogButtonBox()
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.AcceptRole)
        words = QHBoxLayout()
        words.setSpacing(16)
        words.addWidget(self._picture, alignment=Qt.AlignmentFlag.AlignTop)
        words.addWidget(self._message, 1)
        make_column(
            words,
            self.details,
            self._more,
            buttons,
            of=self,
            stretched=self.details,
            spacing=16,
            margins=(24, 24, 24, 16),
        )
        self.setMinimumWidth(480)
        self.finished.connect(self._on_finished)

    def show_error(self, error: BaseException) -> None:
        """Show `error`; the details only of a bug."""
        expected = isinstance(error, RobustGuiError)
        self._count += 1
        self.setWindowTitle(
            self.tr("This could not be completed") if expected else self.tr("Internal error of the program")
        )
        self._picture.show_icon("warning", "warning" if expected else "bad")
        if isinstance(error, RobustGuiError):
            self._message.setText(translate_sentence(error.sentence))
        else:
            intro = self.tr(
                "An unexpected error occurred. Stored runs are not affected. Copy the details for a bug report."
            )
            self._message.setText(f"{intro}\n\n{type(error).__name__}: {error}")
        self.details.setPlainText("".join(traceback.format_exception(error)))
        self.details.setVisible(not expected)
        self._more.setText(
            fill_in(self.tr("{count} {count:error|errors} so far; this is the newest."), count=self._count)
        )
        self._more.setVisible(self._count > 1)
        self.copy_button.setText(self.tr("Copy the details"))
        self.copy_button.setVisible(not expected)
        self.close_button.setText(self.tr("Close"))
        self.show()
        self.raise_()

    def message(self) -> str:
        """What it says."""
        return self._message.text()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())

    def _on_finished(self) -> None:
        self._count = 0


class ErrorCatcher(QObject):
    """Receives every uncaught exception, of any thread, and opens the dialog in the window's thread.

    Signals:
        caught: carries the exception; queued, because hooks run in the thread that failed.
    """

    caught = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parent = parent
        self.dialog: ErrorsDialog | None = None
        self._before = (sys.excepthook, threading.excepthook)
        self.caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def remove(self) -> None:
        """Leave the hooks as they were found."""
        sys.excepthook, threading.excepthook = self._before

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        log.error("".join(traceback.format_exception(kind, error, trace)).rstrip())
        self.caught.emit(error)

    def _thread_hook(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and args.exc_type is not SystemExit:
            self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    @Slot(object)
    def _on_caught(self, error: BaseException) -> None:
        if self.dialog is None:
            self.dialog = ErrorsDialog(self._parent)
        self.dialog.show_error(error)
