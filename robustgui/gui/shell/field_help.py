"""F1: the help of the focused field, beside it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QRect
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

SHOWN_MS = 30_000  # or until a key is pressed or the mouse moves on


def explain_focused(window: QWidget) -> str:
    """Show the help of the focused widget, or a word on how to get help; the text that is shown."""
    widget = QApplication.focusWidget()
    words = help_of(widget)
    if widget is not None and words:
        place = widget.mapToGlobal(QPoint(0, widget.height() - 8))
        QToolTip.showText(place, words, widget, QRect(), SHOWN_MS)
        return words
    words = QCoreApplication.translate(
        "FieldHelp", "Click into a field of the configuration and press F1: its meaning appears here."
    )
    QToolTip.showText(window.mapToGlobal(window.rect().center()), words, window, QRect(), SHOWN_MS)
    return words


def help_of(widget: QWidget | None) -> str:
    """The help of `widget` or of what it is a part of; empty if there is none below its window."""
    while widget is not None and not widget.isWindow():
        if text := widget.whatsThis() or widget.toolTip():
            return text
        widget = widget.parentWidget()
    return ""
