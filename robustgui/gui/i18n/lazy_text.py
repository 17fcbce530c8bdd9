"""Texts that are translated when they are shown, and again whenever the language changes."""

from __future__ import annotations

from collections.abc import Callable

LazyText = str | Callable[[], str]  # a text that is the same in every language, or a function that translates it


def resolve_text(text: LazyText) -> str:
    """`text` in the window's current language."""
    return text() if callable(text) else text
