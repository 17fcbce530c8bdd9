"""A card that explains a part of the configuration: its name, formula, summary, settings and source."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ...base.formula import Formula
from .card import Card
from .formula_label import FormulaLabel
from .plain_label import PlainLabel
from .text import make_muted_label, paragraph, tabular


class DescribedCard(Card):
    """Heading, name, formula, sentence, settings in one line each, source; the whole card leads to its settings.

    Signals:
        path_pressed: the card was pressed; carries the dotted path of its settings.
    """

    path_pressed = Signal(str)

    def __init__(self, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.set_clickable(True)
        self.clicked.connect(lambda: self.path_pressed.emit(self._path))
        self.change = QPushButton()
        self.change.setProperty("role", "quiet")
        self.change.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the card itself takes the focus
        self.change.setCursor(Qt.CursorShape.PointingHandCursor)
        self.change.clicked.connect(self.clicked)
        self.header.addWidget(self.change)
        self.name = PlainLabel()
        self.formula = FormulaLabel()
        self.sentence = paragraph()
        self.details = paragraph(second=True)
        self.details.setFont(tabular(self.details.font()))
        self.source = make_muted_label()
        self.source.setWordWrap(True)
        for label in (self.name, self.formula, self.sentence, self.details, self.source):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)  # presses reach the card
            self.body.addWidget(label)
        self.body.addStretch(1)

    def show_words(
        self, name: str, sentence: str, details: str = "", source: str = "", formula: Formula | None = None
    ) -> None:
        """All texts, translated, and a formula; what is empty takes no room."""
        self.formula.show_formula(formula)
        for label, text in zip(
            (self.name, self.sentence, self.details, self.source), (name, sentence, details, source), strict=True
        ):
            label.setText(text)
            label.setVisible(bool(text))
