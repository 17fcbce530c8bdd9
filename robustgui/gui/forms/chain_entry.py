"""One entry of a chain: a card that folds, moves and is removed, with the form of its class inside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from ...base.settings import Named, Settings
from ..i18n.sentences import class_title, core_text, mentions
from ..i18n.titles import drop_explanation
from ..literal import literal
from ..theme import to_pixels
from ..widgets.layouts import make_column, make_row
from ..widgets.plain_label import PlainLabel
from .fields import blank_draft, summary
from .part import Part, Problems, make_tiny_button, set_shown
from .section import Foldable

MakeBody = Callable[[type[Settings], str, QWidget], Part]

_ARROW = 30  # pixels of the headline that are not for its text


class ChainEntry(Foldable):
    """A class of the registry and its settings; `path` ends in its place, counted from 0.

    Signals:
        moved: by buttons or by Alt and an arrow key; carries -1 (up) or 1 (down).
        removed: by its button or by Delete.
    """

    moved = Signal(int)
    removed = Signal()

    def __init__(self, cls: type[Named], path: str, make_body: MakeBody, parent: QWidget | None = None) -> None:
        super().__init__(f"{path}:head", parent)
        self.cls = cls
        self._place = int(path.rpartition(".")[2])
        frame = QFrame(self)
        frame.setProperty("role", "entry")
        self.head.installEventFilter(self)
        self.up, self.down, self.remove = (make_tiny_button(name, path, self) for name in ("up", "down", "trash"))
        self.about = PlainLabel(parent=frame)
        self.about.setWordWrap(True)
        self.about.setProperty("role", "muted")
        self.part = make_body(cls, path, frame)
        bar = make_row(self.head, self.up, self.down, self.remove, stretched=self.head, spacing=0)
        make_column(bar, self.about, self.part, of=frame, spacing=2, margins=(8, 2, 6, 6))
        make_column(frame, of=self, margins=(0, 1, 0, 1))
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.removed)
        self.part.edited.connect(self.edited)
        self.retranslate()
        self._arrange()

    def set_ends(self, first: bool, last: bool) -> None:
        """Whether it can go no further up, or down."""
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)

    def _arrange(self) -> None:
        is_visible = self.is_open or self._matches or self.wrong
        self._unfold(is_visible)
        set_shown(self.about, is_visible)

    def draft(self) -> Any:
        return {"name": self.cls.name} | self.part.draft()

    def show_draft(self, draft: Any) -> None:
        """See `Part.show_draft`; `draft` is of the same class."""
        self.part.show_draft({k: v for k, v in draft.items() if k != "name"})

    def mark(self, problems: Problems, default: Any = None) -> None:
        """See `Part.mark`; compared with the defaults of the class."""
        super().mark(problems, blank_draft(self.cls))
        self._arrange()

    def _set_text(self) -> None:
        """The headline; where the room is narrow without its explanation, which stands in the tooltip."""
        title, mark = class_title(self.cls), " •" if self.changed else ""
        whole, short = (f"{self._place + 1}. {text}{mark}" for text in (title, drop_explanation(title)))
        metrics, room = self.head.fontMetrics(), self.head.width() - to_pixels(_ARROW)
        label = whole
        if self.head.isVisible() and 0 < room < metrics.horizontalAdvance(whole):
            label = metrics.elidedText(short, Qt.TextElideMode.ElideRight, room)
        hint = self.tr("Alt+Up and Alt+Down move it, Delete removes it")
        self.head.setToolTip(literal(hint if label == whole else f"{whole}\n{hint}"))
        if label != self.head.text():
            self.head.setText(label)
            self.head.setAccessibleName(whole)

    def titles(self, path: str) -> list[str]:
        return [class_title(self.cls), *(self.part.titles(path) if path else [])]

    def search(self, query: str) -> bool:
        """See `Part.search`; its title brings the whole card."""
        by_title = bool(query) and any(mentions(text, query) for text in (self.cls.title, summary(self.cls)))
        matches = self.part.search("" if by_title else query) or by_title or not query
        self._matches = bool(query) and matches
        self._arrange()
        return matches

    def at(self, path: str, *, unfold: bool = False) -> QWidget | None:
        if unfold:
            self.set_open(True)
        return self.part.at(path, unfold=unfold) if path else self.head

    def focus_order(self) -> Iterator[QWidget]:
        yield from (self.head, self.up, self.down, self.remove)
        yield from self.part.focus_order()

    def retranslate(self) -> None:
        self._set_text()
        about = summary(self.cls)
        self.about.setText(core_text(about))
        title = class_title(self.cls)
        for button, text in (
            (self.up, self.tr("Move up")),
            (self.down, self.tr("Move down")),
            (self.remove, self.tr("Remove")),
        ):
            button.setToolTip(literal(text))
            button.setAccessibleName(f"{text}: {title}")
        self.part.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Keys on the headline move and remove the card; a button would take arrows for a walk to its neighbours."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._set_text()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
            if event.key() == Qt.Key.Key_Delete:
                self.removed.emit()
                return True
            if event.key() in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.moved.emit(steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)
