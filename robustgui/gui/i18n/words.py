"""A text of the core in every language of the program, for a search that does not care which one is shown."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QTranslator

from ...base.paths import resource
from .sentences import CONTEXT


@cache
def _translators() -> tuple[QTranslator, ...]:
    found = []
    for file in sorted(resource("translations").glob("*.qm")):
        translator = QTranslator()
        if translator.load(str(file)):
            found.append(translator)
    return tuple(found)


def in_all_languages(text: str, context: str = CONTEXT) -> str:
    """`text` and its translations, case-folded, on lines of their own."""
    if not text:
        return ""
    return "\n".join([text, *(t.translate(context, text) or "" for t in _translators())]).casefold()
