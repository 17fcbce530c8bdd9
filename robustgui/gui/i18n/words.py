"""A text of the core in every language of the program, for a search in any of them."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QTranslator

from ...base.paths import resource
from .sentences import CONTEXTS


@cache
def _translators() -> tuple[QTranslator, ...]:
    found = []
    for file in sorted(resource("translations").glob("*.qm")):
        translator = QTranslator()
        if translator.load(str(file)):
            found.append(translator)
    return tuple(found)


def in_all_languages(text: str, *contexts: str) -> str:
    """`text` and its translations in `contexts` (none: in all of the core), case-folded, on lines of their own."""
    if not text:
        return ""
    translations = (t.translate(context, text) for t in _translators() for context in contexts or CONTEXTS)
    return "\n".join(dict.fromkeys([text, *filter(None, translations)])).casefold()


def mentions(text: str, query: str) -> bool:
    """Whether `text` has a word that begins with `query` (case-folded), in any language."""
    begins = r"(?<![a-z0-9])" if query[:1].isascii() else ""  # Chinese words have no beginning that one sees
    return re.search(begins + re.escape(query), in_all_languages(text)) is not None
