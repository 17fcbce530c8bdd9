"""A sentence that must be read, in a coloured frame, until it is dismissed or mended."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from ...base.errors import Sentence
from ..i18n.sentences import LazyText, resolve_text, translate_sentence
from ..icons import icon
from ..theme import current_theme
from .layouts import make_row
from .text import paragraph


class Banner(QWidget):
    """Hidden while it has nothing to say; of a kind: "problem", "warning" or "note".

    Signals:
        pressed: the button that helps was pressed.
    """

    pressed = Signal()

    def __init__(self, kind: str = "problem", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.sentence = paragraph()
        self.button = QPushButton()
        self.button.clicked.connect(self.pressed)
        self.close_button = QToolButton()
        self.close_button.setIcon(icon("close"))
        self.close_button.setAutoRaise(True)
        self.close_button.clicked.connect(lambda: self.say(""))
        make_row(self.sentence, self.button, self.close_button, of=self, stretched=self.sentence, margins=(16, 8, 8, 8))
        self._words: tuple[LazyText, LazyText] = ("", "")
        self._sentences: tuple[Sentence, ...] = ()  # that `say_all` was called with last
        self.say("")

    def say(self, sentence: LazyText, button: LazyText = "") -> None:
        """Show `sentence`, with a button if there is something to press; empty: hide."""
        self._words = sentence, button
        self._show_words()
        self.setVisible(bool(self.text()))

    def _show_words(self) -> None:
        sentence, button = map(resolve_text, self._words)
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self.close_button.setAccessibleName(self.tr("Dismiss"))
        self.close_button.setToolTip(self.tr("Dismiss"))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_words()

    def say_all(self, sentences: Iterable[Sentence]) -> None:
        """Show `sentences` in the window's language, each on a line of its own; none: hide."""
        self._sentences = tuple(sentences)
        self.say(lambda: "\n".join(f"⚠ {translate_sentence(sentence)}" for sentence in self._sentences))

    def say_new(self, sentences: Iterable[Sentence]) -> None:
        """The same, unless these sentences were said last: what was dismissed stays so."""
        if (new := tuple(sentences)) != self._sentences:
            self.say_all(new)

    def text(self) -> str:
        """What it says; empty while hidden."""
        return self.sentence.text()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A tinted surface with a border of the same colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current_theme()
        fill, edge = {
            "problem": (theme.bad_soft, theme.bad),
            "warning": (theme.warning_soft, theme.warning),
            "note": (theme.accent_soft, theme.accent),
        }[self._kind]
        painter.setBrush(QColor(fill))
        painter.setPen(QPen(QColor(edge), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
