"""A formula typeset as rich text: italic variables, subscripts and superscripts, in the colour and size of the text."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QWidget

from ...base.formula import Formula, Row, Sign, format_speech
from ..i18n.sentences import core_text
from .rich_label import RichLabel

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
