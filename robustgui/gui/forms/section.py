"""A part of a form under a headline that folds it away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from ...base.errors import Sentence
from ..i18n.sentences import core_text, mentions
from ..widgets.layouts import make_column
from .part import Part, Problems, set_flag, set_shown

INDENT = 10  # pixels


class Foldable(Part):
    """A headline, and below it a part that is folded away unless the user or a search unfolds it."""

    part: Part

    def __init__(self, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.is_open = True  # searches aside
        self._matches = False  # a search is on: open whatever was chosen
        self.head = QToolButton(self)
        self.head.setObjectName(name)
        self.head.setProperty("role", "section")
        self.head.setAutoRaise(True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.head.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head.clicked.connect(lambda: self.set_open(not self.is_open))

    def set_open(self, is_open: bool) -> None:
        """Fold or unfold."""
        self.is_open = is_open
        self._arrange()

    def _arrange(self) -> None:
        self._unfold(self.is_open or self._matches)

    def _unfold(self, is_visible: bool) -> None:
        set_shown(self.part, is_visible)
        self.head.setArrowType(Qt.ArrowType.DownArrow if is_visible else Qt.ArrowType.RightArrow)

    def mark(self, problems: Problems, default: Any) -> None:
        self.part.mark(problems, default)
        self.wrong, self.changed = self.part.wrong, self.part.changed
        set_flag(self.head, "invalid", self.wrong)
        self._set_text()

    def _set_text(self) -> None:
        raise NotImplementedError

    def diagnoses(self) -> dict[str, Sentence]:
        return self.part.diagnoses()

    def idle(self) -> Iterator[str]:
        return self.part.idle()


class Section(Foldable):
    """Shows the part that `make` makes under the headline `title`."""

    def __init__(self, make: Callable[[QWidget], Part], title: str, help: str, path: str, parent: QWidget) -> None:
        super().__init__(f"{path}:section", parent)
        self.part = part = make(self)
        self._title = title
        self._help = help
        inside = make_column(part, margins=(INDENT, 0, 0, 4))
        make_column(self.head, inside, of=self, spacing=1, margins=(0, 0, 0, 2))
        part.edited.connect(self.edited)
        self.set_open(True)

    def draft(self) -> Any:
        return self.part.draft()

    def show_draft(self, draft: Any) -> None:
        self.part.show_draft(draft)

    def _set_text(self) -> None:
        self.head.setText(core_text(self._title) + (" •" if self.changed else ""))

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
