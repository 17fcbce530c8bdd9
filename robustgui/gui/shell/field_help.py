"""F1: what the focused field means, in a small popup beside it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget

from ..theme import scaled


class FieldHelp(QFrame):
    """Shows one text; any key or click closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("field_help")
        self._owner = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(self._label)

    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def explain_focused(self) -> None:
        """Open beside the focused widget with its help, or with a word on how to get help."""
        widget = QApplication.focusWidget()
        words = help_of(widget)
        self._label.setText(
            words or self.tr("Click into a field of the configuration and press F1: its meaning appears here.")
        )
        self._label.setFixedWidth(scaled(320))
        self.adjustSize()
        if widget is not None and words:
            self.move(widget.mapToGlobal(QPoint(0, widget.height() + 4)))
        else:
            window = self._owner.window()
            self.move(window.mapToGlobal(window.rect().center()) - self.rect().center())
        self.show()

    def keyPressEvent(self, event) -> None:  # noqa: N802
        """Read; away with it."""
        self.close()


def help_of(widget: QWidget | None) -> str:
    """The help of `widget` or of what it is a part of; empty if there is none below its window."""
    while widget is not None and not widget.isWindow():
        if text := widget.whatsThis() or widget.toolTip():
            return text
        widget = widget.parentWidget()
    return ""
