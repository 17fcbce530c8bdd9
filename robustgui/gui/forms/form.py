"""Whole forms: their parts, their value, its validity, and undo."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QWidget

from ...base.errors import Sentence, SettingError
from ...base.registry import Registry
from ...base.settings import Named, Settings, from_table
from ..i18n.sentences import translate_sentence
from ..widgets.layouts import make_column
from .body import Body
from .chain_part import ChainPart
from .choice_part import ChoicePart
from .fields import blank_draft, draft_of, make_named_draft
from .number_editor import NumberEditor
from .part import Part
from .row import FieldRow

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


N = TypeVar("N", bound=Named)
Check = Callable[[Any], dict[str, Sentence]]


class Form(QWidget):
    """What `SettingsForm` and `OneOfForm` share.

    Signals:
        changed: by the user, by undo, or by `set_value`.
    """

    changed = Signal()

    part: Part

    def __init__(self, default: Any) -> None:
        super().__init__()
        self.part = part = self._make_part()
        self.undo_stack = QUndoStack(self)
        self.problems: dict[str, Sentence] = {}
        self._check: Check = lambda _: {}
        self._default = default
        self._value: Any = None
        self._order: list[QWidget] = []
        self._draft = part.draft()
        make_column(part, of=self)
        part.retranslate()
        part.edited.connect(self._on_edited)
        self._hold(self._draft)

    def value(self) -> Any:
        """The settings; None while something impossible is typed."""
        return self._value

    def set_value(self, settings: Any, *, undoable: bool = True) -> None:
        """Hold `settings`, as one step of undo, or as the beginning of the history."""
        draft = self._draft_of(settings)
        if not undoable:
            self._hold(draft)
            self.undo_stack.clear()
        elif draft != self._draft:
            self.undo_stack.push(Edit(self._hold, self._draft, draft, self.tr("Change all settings"), "", 0))

    def set_check(self, check: Check) -> None:
        """Ask `check` too what is wrong with a value that is valid in itself; it answers with problems by path."""
        self._check = check
        self.check_again()

    def check_again(self) -> None:
        """What the form holds may have become valid or invalid."""
        self._hold(self._draft)

    def problem_text(self) -> str:
        """The first problem, translated, with the titles that lead to its field; empty if there is none."""
        for path, sentence in self.problems.items():
            where = " › ".join(self.part.titles(path))
            return f"{where}: {translate_sentence(sentence)}" if where else translate_sentence(sentence)
        return ""

    def search(self, query: str) -> bool:
        """Show only fields that have to do with `query`, in any language; whether there are any."""
        return self.part.search(query.strip().casefold())

    def chain(self, path: str) -> ChainPart | None:
        """The chain at `path`, to tell it what suits and what happens by itself; None if there is none."""
        part = self.part.part_at(path)
        return part if isinstance(part, ChainPart) else None

    def offer(self, path: str, names: Collection[str] | None) -> None:
        """At `path`, if there is a choice of classes now, offer only those of `names` and the one that is chosen."""
        part = self.part.part_at(path)
        if isinstance(part, ChoicePart):
            part.offer(names)

    def set_automatic(self, path: str, number: float | None) -> None:
        """Show at the number at `path`, if it is there now, the value that is used while it is empty."""
        part = self.part.part_at(path)
        if isinstance(part, FieldRow) and isinstance(part.editor, NumberEditor):
            part.editor.set_automatic(number)

    def editor(self, path: str) -> QWidget | None:
        """The widget in which the field at `path` is edited."""
        return self.part.at(path)

    def reveal(self, path: str) -> QWidget | None:
        """Unfold the way to a field or section, give it the focus, and return its widget."""
        widget = self.part.at(path, unfold=True)
        if widget is not None:
            widget.setFocus()
        return widget

    def _make_part(self) -> Part:
        """The editors, inside this widget."""
        raise NotImplementedError

    def _make(self, draft: Any) -> Any:
        """The settings in `draft`; raises `SettingError`."""
        raise NotImplementedError

    def _draft_of(self, settings: Any) -> Any:
        raise NotImplementedError

    def _on_edited(self, path: str, key: int) -> None:
        draft = self.part.draft()
        if draft != self._draft:
            title = " › ".join(self.part.titles(path)[-1:])
            text = self.tr("Change {title}").format(title=title)
            self.undo_stack.push(Edit(self._hold, self._draft, draft, text, path, key))

    def _hold(self, draft: Any) -> None:
        """Show `draft`, validate it, and explain."""
        self.part.show_draft(draft)
        self._draft = draft
        self._value, problems = self._validate(draft)
        better = self.part.diagnoses()
        self.problems = {path: better.get(path, sentence) for path, sentence in problems.items()}
        self.part.mark(self.problems, self._default)
        self._order_focus()
        self.changed.emit()

    def _validate(self, draft: Any) -> tuple[Any, dict[str, Sentence]]:
        """Settings, or None and problems; fields that do not apply cannot be wrong."""
        try:
            value = self._make(draft)
        except SettingError as error:
            idle = [path for path in self.part.idle() if any(_inside(p, path) for p in error.problems)]
            return self._validate(_without(draft, idle)) if idle else (None, error.problems)
        problems = self._check(value)
        return (None if problems else value), problems

    def _order_focus(self) -> None:
        """Tab goes from top to bottom, also through parts that were made later."""
        order = list(self.part.focus_order())
        if order != self._order:
            self._order = order
            for first, second in pairwise(order):
                QWidget.setTabOrder(first, second)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Undo and redo, wherever the focus is."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo_stack.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self.undo_stack.redo()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.part.retranslate()


class SettingsForm(Form):
    """The form of one settings class; `sections` puts its choices of a class under headlines, `only` shows a part."""

    def __init__(
        self,
        cls: type[Settings],
        value: Settings | None = None,
        *,
        sections: bool = False,
        only: Sequence[str] = (),
    ) -> None:
        self._cls = cls
        self._sections = sections
        self._only = only
        super().__init__(blank_draft(cls))
        assert isinstance(self.part, Body)
        self.body = self.part
        if value is not None:
            self.set_value(value, undoable=False)

    def _make_part(self) -> Part:
        return Body(self._cls, parent=self, sections=self._sections, only=self._only)

    def _make(self, draft: Any) -> Settings:
        return self._cls(**draft)

    def _draft_of(self, settings: Settings) -> Any:
        return draft_of(settings)


class OneOfForm(Form):
    """A class of a registry and its settings; its default is the value that it begins with."""

    def __init__(self, registry: Registry[N], value: N | None = None) -> None:
        self._registry: Registry[Any] = registry
        self._begin = make_named_draft(value) if value is not None else {}
        super().__init__(self._begin)
        if value is not None:
            self.set_value(value, undoable=False)

    def _make_part(self) -> Part:
        title = self._registry.kind
        return ChoicePart(self._registry, "", Body, title=title, default=self._begin, label=False, parent=self)

    def _make(self, draft: Any) -> Named:
        settings: Named = from_table(self._registry, draft)
        return settings

    def _draft_of(self, settings: Named) -> Any:
        return make_named_draft(settings)


def _inside(path: str, parent: str) -> bool:
    return path == parent or path.startswith(parent + ".")


def _without(draft: Any, paths: list[str]) -> Any:
    """A copy of `draft` that lacks `paths`, so that their defaults take their places."""
    if isinstance(draft, tuple):
        return tuple(_without(entry, _below(paths, str(place))) for place, entry in enumerate(draft))
    others = {name: value for name, value in draft.items() if name not in paths}
    return {name: _without(value, inner) if (inner := _below(paths, name)) else value for name, value in others.items()}


def _below(paths: list[str], name: str) -> list[str]:
    return [path.removeprefix(name + ".") for path in paths if path.startswith(name + ".")]
