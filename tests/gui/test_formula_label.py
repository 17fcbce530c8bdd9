"""Typeset formulas: where lines break."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextDocument

from robustgui.defences import DEFENCES
from robustgui.gui.widgets.formula_label import rich_text
from robustgui.threats import THREATS

FORMULAS = {
    **{name: DEFENCES[name]().objective() for name in DEFENCES},
    **{name: THREATS[name]().notation().condition for name in THREATS},
}


@pytest.mark.parametrize("name", [name for name, formula in FORMULAS.items() if formula is not None])
def test_that_lines_of_a_formula_break_at_spaces_between_terms_only(qapp, name):
    document = QTextDocument()
    document.setHtml(rich_text(FORMULAS[name]))
    text = document.toPlainText()
    for width in range(40, 700, 20):
        document.setTextWidth(width)
        layout = document.begin().layout()
        starts = [layout.lineAt(line).textStart() for line in range(1, layout.lineCount())]
        assert {text[start - 1] for start in starts} <= {" "}, (width, [text[:start] for start in starts])
