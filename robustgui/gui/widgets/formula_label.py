"""A formula typeset as rich text: italic variables, subscripts and superscripts, in the colour and size of the text."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ...base.formula import Formula, Row, Sign, spoken_text
from ..i18n.sentences import core_text

_FONTS = "'STIX Two Math','Cambria Math','Latin Modern Math','DejaVu Serif',serif"


class FormulaLabel(QLabel):
    """One formula; a screen reader says it in words of the window's language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.hide()

    def show_formula(self, formula: Formula | None) -> None:
        """Another one; None takes no room."""
        self.setVisible(formula is not None)
        self.setText("" if formula is None else rich_text(formula))
        self.setAccessibleName("" if formula is None else spoken_text(formula, core_text))


def rich_text(formula: Formula) -> str:
    """HTML that Qt shows in labels and tooltips; it takes colour and size from the text around it."""
    return f'<span style="font-family:{_FONTS}">{_html(formula)}</span>'


def _html(formula: Formula, *, small: bool = False) -> str:
    match formula:
        case Sign(text=text, italic=italic):
            written = escape(text).replace(" ", "&nbsp;" if small else " ")
            return f"<i>{written}</i>" if italic else written
        case Row(parts=parts):
            return "".join(_html(part, small=small) for part in parts)
    written = _html(formula.base, small=small)
    for tag, script in (("sub", formula.below), ("sup", formula.above)):
        if script is not None:  # Qt lowers text once only: scripts of scripts are made smaller instead
            inner = _html(script, small=True)
            written += f'<span style="font-size:small">{inner}</span>' if small else f"<{tag}>{inner}</{tag}>"
    return written
