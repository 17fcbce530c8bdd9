"""A text of the core in every language of the program, for a search that does not care which one is shown."""

from __future__ import annotations

import re
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


def mentions(text: str, query: str) -> bool:
    """Whether `text` has a word that begins with `query` (case-folded), in any language."""
    begins = r"(?<![a-z0-9])" if query[:1].isascii() else ""  # Chinese words have no beginning that one sees
    return re.search(begins + re.escape(query), in_all_languages(text)) is not None
