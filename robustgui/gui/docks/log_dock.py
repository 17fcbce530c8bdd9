"""What the program did, line by line: a handler for Python's logging, and the panel that shows it."""

from __future__ import annotations

import logging
import time
from collections import deque

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontDatabase, QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QDockWidget,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

from ..icons import icon
from ..literal import literal
from ..theme import current_theme
from ..widgets.layouts import make_column, make_row
from ..widgets.plain_label import PlainLabel

KEPT = 5000  # lines
LEVELS = (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR)


class LogHandler(QObject):
    """Brings log records of any thread into the window's; its `handler` is what `logging` is given.

    Signals:
        logged: carries (level, text, seconds since 1970); connect it queued.
    """

    logged = Signal(int, str, float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.handler = _Handler(self.logged.emit)


class _Handler(logging.Handler):
    def __init__(self, emit) -> None:
        super().__init__(logging.DEBUG)
        self._emit = emit

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._emit(record.levelno, self.format(record), record.created)
        except RuntimeError:  # the window is gone, and its signal with it
            self._emit = lambda *_: None


class LogDock(QDockWidget):
    """The last lines of the log, from a chosen level upwards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("log")
        self._lines: deque[tuple[int, str, float]] = deque(maxlen=KEPT)
        self.handler = LogHandler(self)
        self.handler.logged.connect(self._on_logged, Qt.ConnectionType.QueuedConnection)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setObjectName("log")
        self.text.setMaximumBlockCount(KEPT)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.level = QComboBox()
        self.level.addItems([""] * len(LEVELS))
        self.level.setCurrentIndex(LEVELS.index(logging.INFO))
        self.level.currentIndexChanged.connect(lambda _: self._show_all())
        self.level_label = PlainLabel()
        self.copy_button = self._button("copy", lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.clear_button = self._button("trash", self._on_clear)
        choice, buttons = (self.level_label, self.level), (self.copy_button, self.clear_button)
        bar = make_row(*choice, None, *buttons, margins=(12, 4, 8, 4))
        body = QWidget()
        make_column(bar, self.text, of=body, spacing=0)
        self.setWidget(body)
        self._fit()
        self.retranslate()

    def listen(self) -> None:
        """Show what the program logs from now on."""
        logger = logging.getLogger("robustgui")
        logger.addHandler(self.handler.handler)
        if logger.level == logging.NOTSET:
            logger.setLevel(logging.DEBUG)

    def forget(self) -> None:
        """Hear no more of it."""
        logging.getLogger("robustgui").removeHandler(self.handler.handler)

    def retranslate(self) -> None:
        """All texts anew."""
        self.setWindowTitle(self.tr("Log"))
        self.level_label.setText(self.tr("Show"))
        for i, words in enumerate(
            (self.tr("everything"), self.tr("information"), self.tr("warnings"), self.tr("errors only"))
        ):
            self.level.setItemText(i, words)
        self.level.setAccessibleName(self.level_label.text())
        self.text.setAccessibleName(self.windowTitle())
        self.text.setPlaceholderText(self.tr("Nothing has been logged."))
        for button, words in ((self.copy_button, self.tr("Copy all lines")), (self.clear_button, self.tr("Clear"))):
            button.setToolTip(literal(words))
            button.setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows language, theme and text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._fit()
        elif event.type() == QEvent.Type.PaletteChange:
            self._show_all()

    @Slot(int, str, float)
    def _on_logged(self, level: int, text: str, when: float) -> None:
        self._lines.append((level, text, when))
        self._show(level, text, when)

    def _show(self, level: int, text: str, when: float) -> None:
        if level < LEVELS[self.level.currentIndex()]:
            return
        bar = self.text.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 2
        theme = current_theme()
        ink = theme.bad if level >= logging.ERROR else theme.warning if level >= logging.WARNING else theme.text
        style = QTextCharFormat()
        style.setForeground(QColor(theme.muted if level < logging.INFO else ink))
        cursor = QTextCursor(self.text.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if not self.text.document().isEmpty():
            cursor.insertBlock()
        cursor.insertText(f"{time.strftime('%H:%M:%S', time.localtime(when))}  {text}", style)
        if at_end:
            bar.setValue(bar.maximum())

    def _show_all(self) -> None:
        self.text.clear()
        for line in self._lines:
            self._show(*line)

    def _fit(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF() * 0.95)
        self.text.setFont(font)

    def _button(self, picture: str, slot) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(picture, "muted"))
        button.clicked.connect(lambda _checked=False: slot())
        return button

    def _on_clear(self) -> None:
        self._lines.clear()
        self.text.clear()
