"""One step of undo: what a form held before and after an edit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QUndoCommand

_ID = 1  # commands of one id may be merged


class Edit(QUndoCommand):
    """Edits of one field with the same `key` (typing, stepping) become one step; 0 stays alone."""

    def __init__(self, show: Callable[[Any], None], before: Any, after: Any, text: str, path: str, key: int) -> None:
        super().__init__(text)
        self._show = show
        self._before = before
        self._after = after
        self._stretch = (path, key)

    def redo(self) -> None:
        """Hold what came after; also called when the command is pushed."""
        self._show(self._after)

    def undo(self) -> None:
        """Hold what was before."""
        self._show(self._before)

    def id(self) -> int:
        """Alone (-1) or ready to be merged."""
        return _ID if self._stretch[1] else -1

    def mergeWith(self, other: QUndoCommand) -> bool:  # noqa: N802 (Qt's name)
        """Take in the next edit of the same stretch."""
        if not isinstance(other, Edit) or other._stretch != self._stretch or other._show != self._show:
            return False
        self._after = other._after
        return True
