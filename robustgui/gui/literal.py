"""Names of others as Qt shows them: neither its HTML nor its marks for keys are obeyed.

Labels are `widgets.plain_label.PlainLabel`. Tool tips, message boxes and buttons cannot be told, so their texts are
written so that what is seen is what was meant.
"""

from __future__ import annotations

import html

from PySide6.QtGui import Qt

from ..base.visible import visible_lines


def literal(text: str) -> str:
    """`text` for a tool tip or a message box, which would take tags in it for HTML."""
    written = visible_lines(text)
    return f"<p style='white-space:pre-wrap'>{html.escape(written)}</p>" if Qt.mightBeRichText(written) else written


def without_keys(text: str) -> str:
    """`text` for a button, a tab or an entry of a menu, which would take & for the mark of a key."""
    return visible_lines(text).replace("&", "&&")
