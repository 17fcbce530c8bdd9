"""A part of a form under a headline that folds it away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from ...base.errors import Sentence
from ..i18n.sentences import core_text, mentions
from ..widgets.layouts import make_column
from .part import Part, Problems, set_shown

INDENT = 10  # pixels


class Section(Part):
    """Shows the part that `make` makes under the headline `title`."""

    def __init__(self, make: Callable[[QWidget], Part], title: str, help: str, path: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.part = part = make(self)
        self._title = title
        self._help = help
        self._open = True
        self._matches = False  # a search is on: open whatever was chosen
        self.head = QToolButton(self)
        self.head.setObjectName(f"{path}:section")
        self.head.setProperty("role", "section")
        self.head.setAutoRaise(True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.head.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head.clicked.connect(lambda: self.set_open(not self._open))
        inside = make_column(part, margins=(INDENT, 0, 0, 4))
        make_column(self.head, inside, of=self, spacing=1, margins=(0, 0, 0, 2))
        part.edited.connect(self.edited)
        self.set_open(True)

    @property
    def is_open(self) -> bool:
        """Whether it is unfolded, searches aside."""
        return self._open

    def set_open(self, is_open: bool) -> None:
        """Fold or unfold."""
        self._open = is_open
        self._arrange()

    def _arrange(self) -> None:
        is_visible = self._open or self._matches
        set_shown(self.part, is_visible)
        self.head.setArrowType(Qt.ArrowType.DownArrow if is_visible else Qt.ArrowType.RightArrow)

    def draft(self) -> Any:
        return self.part.draft()

    def show_draft(self, draft: Any) -> None:
        self.part.show_draft(draft)

    def mark(self, problems: Problems, default: Any) -> None:
        self.part.mark(problems, default)
        self.wrong, self.changed = self.part.wrong, self.part.changed
        if bool(self.head.property("invalid")) != self.wrong:
            self.head.setProperty("invalid", self.wrong)
            self.head.style().unpolish(self.head)
            self.head.style().polish(self.head)
        self._set_text()

    def _set_text(self) -> None:
        self.head.setText(core_text(self._title) + (" •" if self.changed else ""))

    def diagnoses(self) -> dict[str, Sentence]:
        return self.part.diagnoses()

    def idle(self) -> Iterator[str]:
        return self.part.idle()

    def titles(self, path: str) -> list[str]:
        """See `Part.titles`; a choice directly below has the same title."""
        inner = self.part.titles(path) if path else []
        title = core_text(self._title)
        return inner if inner[:1] == [title] else [title, *inner]

    def search(self, query: str) -> bool:
        """See `Part.search`; a headline that matches brings all that is below it."""
        by_title = bool(query) and mentions(self._title, query)
        matches = self.part.search("" if by_title else query)
        self._matches = bool(query) and matches
        self._arrange()
        return matches

    def at(self, path: str, *, unfold: bool = False) -> QWidget | None:
        if unfold:
            self.set_open(True)
        return self.part.at(path, unfold=unfold)

    def part_at(self, path: str) -> Part | None:
        """See `Part.part_at`; the headline is none of its own."""
        return self.part.part_at(path)

    def focus_order(self) -> Iterator[QWidget]:
        yield self.head
        yield from self.part.focus_order()

    def retranslate(self) -> None:
        self._set_text()
        self.head.setToolTip(core_text(self._help))
        self.part.retranslate()
