"""Texts with facts in them that are on view for long: made anew whenever the language changes."""

from __future__ import annotations

from collections.abc import Callable

Words = str | Callable[[], str]  # a text that is the same in every language, or a function that gives it in the present


def spoken(words: Words) -> str:
    """`words` in the window's language."""
    return words() if callable(words) else words
