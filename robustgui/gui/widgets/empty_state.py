"""The content of an empty page: what to do next, and the button for it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from .text import paragraph, title

_WIDTH = 440  # of a line that is pleasant to read


class EmptyState(QWidget):
    """A heading, a sentence, and at most one button, in the middle.

    Signals:
        pressed: the button was pressed.
    """

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = title("")
        self.heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sentence = paragraph(second=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.sentence.setFixedWidth(_WIDTH)
        self.button = QPushButton()
        self.button.setProperty("role", "primary")
        self.button.setMinimumWidth(160)
        self.button.clicked.connect(self.pressed)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(2)
        layout.addWidget(self.heading)
        layout.addWidget(self.sentence, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(8)
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    def set_texts(self, heading: str, sentence: str, button: str = "") -> None:
        """All three texts, translated; no button without a text."""
        self.heading.setText(heading)
        self.sentence.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Larger letters need more lines."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._make_room()

    def _make_room(self) -> None:
        """A layout that centres a label gives it the height of one that is as wide as it likes."""
        self.sentence.setMinimumHeight(max(0, self.sentence.heightForWidth(_WIDTH)))
