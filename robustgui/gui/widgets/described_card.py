"""A card that explains a part of the configuration: its name, typeset formula, summary, settings and source."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ...base.formula import Formula, Row, Sign, format_speech
from ..i18n.sentences import core_text
from .card import Card
from .plain_label import PlainLabel
from .rich_label import RichLabel
from .text import muted, paragraph, tabular

_FONTS = "'STIX Two Math','Cambria Math','Latin Modern Math','DejaVu Serif',serif"
_TERMS, _SCRIPT = 2, 100  # depths: of the terms of an objective, and from which on all is inside of a script

_JOINER = "\N{WORD JOINER}"  # lines never break there: else Qt breaks behind a slash


class FormulaLabel(RichLabel):
    """One formula; a screen reader says it in words of the window's language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self.hide()

    def show_formula(self, formula: Formula | None) -> None:
        """Another one; None takes no room."""
        self.setVisible(formula is not None)
        self.setText("" if formula is None else rich_text(formula))
        self.setAccessibleName("" if formula is None else format_speech(formula, core_text))


def rich_text(formula: Formula) -> str:
    """HTML that Qt shows in labels and tooltips; it takes colour and size from the text around it."""
    return f'<span style="font-family:{_FONTS}; font-size:large">{_html(formula)}</span>'


def _html(formula: Formula, depth: int = 0) -> str:
    """Lines break between the terms of an objective, never inside of one: `depth` counts the rows around a symbol."""
    match formula:
        case Sign(text=text, italic=italic):
            written = text if depth <= _TERMS else _JOINER.join(text.replace(" ", "\N{NO-BREAK SPACE}")) + _JOINER
            written = escape(written)
            return f"<i>{written}</i>" if italic else written
        case Row(parts=parts):
            return "".join(_html(part, depth + 1) for part in parts)
    written = _html(formula.base, depth)
    for tag, script in (("sub", formula.below), ("sup", formula.above)):
        if script is not None:  # Qt lowers and shrinks text once only: scripts of scripts stay on that line
            inner = _html(script, _SCRIPT)
            written += inner if depth >= _SCRIPT else f"<{tag}>{inner}</{tag}>"
    return written


class DescribedCard(Card):
    """Heading, name, formula, sentence, settings in one line each, source; the whole card leads to its settings.

    Signals:
        wanted: the card was pressed; carries the dotted path of its settings.
    """

    wanted = Signal(str)

    def __init__(self, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.set_clickable(True)
        self.clicked.connect(lambda: self.wanted.emit(self._path))
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
        self.source = muted()
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
