"""What comes of a use that a damaged input may end: its value, or the sentence of an error that is expected of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from robustgui.base.errors import RobustGuiError

T = TypeVar("T")


def value_or_sentence(use: Callable[[], T], errors: type[RobustGuiError] = RobustGuiError) -> T | str:
    """The value of `use()`, or the text of one of `errors`; any other exception is raised."""
    try:
        return use()
    except errors as error:
        return str(error)
