"""A field that holds any class of a registry: a combo box, and below it the form of the class that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ...base.errors import Sentence
from ...base.registry import Registry
from ...base.settings import Named, Settings
from ..widgets.layouts import make_column
from .choice_editor import ChoiceEditor
from .fields import blank_draft, chooser
from .part import Part, Problems, set_shown
from .row import FieldRow

INDENT = 8  # pixels


class ChoicePart(Part):
    """Keeps the form of every class that was chosen once, with what was typed there.

    Args:
        make_body: makes the part for a class at a path, inside a widget.
        label: whether the combo box has its title beside it.
    """

    def __init__(
        self,
        registry: Registry[Named],
        path: str,
        make_body: Callable[[type[Settings], str, QWidget], Part],
        *,
        title: str,
        help: str = "",
        default: Any = None,
        label: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._registry = registry
        self._path = path
        self._make_body = make_body
        self._default = default or {}
        self._bodies: dict[str, Part] = {}
        self.row = FieldRow(chooser(title, help, registry), path or "name", label=label, stacked=True, parent=self)
        if self._default:
            self.row.show_draft(self._default["name"])
        layout = make_column(self.row, of=self, spacing=1)
        frame = QFrame(self)
        frame.setProperty("role", "indent" if label else "")
        self._frame = QHBoxLayout(frame)
        self._frame.setContentsMargins(INDENT if label else 0, 0, 0, 0)
        layout.addWidget(frame)
        self.row.edited.connect(self._on_chosen)
        self._show_body()

    @property
    def body(self) -> Part:
        """The part of the class that is chosen."""
        return self._bodies[self.row.draft()]

    def offer(self, names: Collection[str] | None) -> None:
        """Offer only these classes, and the one that is chosen; None: all of the registry."""
        assert isinstance(self.row.editor, ChoiceEditor)
        self.row.editor.offer(names)

    def part_at(self, path: str) -> Part | None:
        return self.body.part_at(path) if path else self

    def _show_body(self) -> None:
        """Show the part of the chosen class, making it if it is the first time."""
        name = self.row.draft()
        if name not in self._bodies:
            cls = self._registry[name]
            body = self._make_body(cls, self._path, self._frame.parentWidget())
            body.show_draft(self._default_of(name))
            body.edited.connect(self.edited)
            self._bodies[name] = body
            self._frame.addWidget(body)
            body.retranslate()
        for key, body in self._bodies.items():
            set_shown(body, key == name)

    def _default_of(self, name: str) -> dict[str, Any]:
        """The field's own default if it is of that class, else the defaults of the class."""
        if self._default.get("name") == name:
            return {k: v for k, v in self._default.items() if k != "name"}
        return blank_draft(self._registry[name])

    def draft(self) -> Any:
        return {"name": self.row.draft()} | self.body.draft()

    def show_draft(self, draft: Any) -> None:
        self.row.show_draft(draft["name"])
        self._show_body()
        self.body.show_draft({k: v for k, v in draft.items() if k != "name"})

    def mark(self, problems: Problems, default: Any) -> None:
        self._default = default or {}
        here = {p: s for p, s in problems.items() if p in ("", "name")}
        self.row.mark(here, self._default.get("name", self.row.draft()))
        self.body.mark({p: s for p, s in problems.items() if p not in here}, self._default_of(self.row.draft()))
        self.wrong = self.row.wrong or self.body.wrong
        self.changed = self.row.changed or self.body.changed

    def diagnoses(self) -> dict[str, Sentence]:
        return self.body.diagnoses()

    def idle(self) -> Iterator[str]:
        return self.body.idle()

    def titles(self, path: str) -> list[str]:
        return self.row.titles("") + (self.body.titles(path) if path not in ("", "name") else [])

    def search(self, query: str) -> bool:
        """See `Part.search`; the combo box stays in sight above whatever is found."""
        by_title = self.row.search(query)
        return self.body.search("" if by_title else query) or by_title

    def at(self, path: str, *, unfold: bool = False) -> QWidget | None:
        return self.body.at(path, unfold=unfold) if path and path != "name" else self.row.at("")

    def focus_order(self) -> Iterator[QWidget]:
        yield from self.row.focus_order()
        yield from self.body.focus_order()

    def retranslate(self) -> None:
        self.row.retranslate()
        for body in self._bodies.values():
            body.retranslate()

    def _on_chosen(self, _path: str, key: int) -> None:
        self._show_body()
        self.edited.emit("", key)
