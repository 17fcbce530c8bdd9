"""One field: label, editor, unit, a button that resets it, and below it what is wrong with its value."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QWhatsThis, QWidget

from ...base.errors import Sentence
from ..i18n.sentences import core_text, mentions, translate_sentence
from ..widgets.layouts import make_row
from ..widgets.plain_label import PlainLabel
from .choice_editor import ChoiceEditor, SwitchEditor
from .editor import Editor, same
from .fields import Field, Kind
from .number_editor import NumberEditor, NumbersEditor
from .part import Part, Problems, make_problem_label, make_tiny_button, set_flag, set_shown
from .text_editor import FileEditor, TextEditor, TextsEditor

LABEL_SHARE, EDITOR_SHARE = 9, 13  # of the row's width
WIDE_CHOICE = 15  # characters


def editor_for(field: Field) -> Editor:
    """The editor of a field that holds one value."""
    match field.kind:
        case Kind.SWITCH:
            return SwitchEditor()
        case Kind.WHOLE | Kind.NUMBER:
            return NumberEditor(field)
        case Kind.NUMBERS:
            return NumbersEditor(field)
        case Kind.CHOICE:
            return ChoiceEditor(field.choices, field.tips)
        case Kind.TEXT:
            return FileEditor() if field.browse else TextEditor(optional=field.optional)
        case Kind.TEXTS:
            return TextsEditor()
    raise TypeError(f"{field.name}: {field.kind} is no single value")


def _is_wide(field: Field) -> bool:
    """Whether its editor is cut off beside a label in a narrow dock."""
    return field.browse or any(len(label) > WIDE_CHOICE for label in field.choices.values())


class FieldRow(Part):
    """`path` names the editor from the root of the form: "training.lr". Without `label` the editor is alone."""

    def __init__(
        self, field: Field, path: str, *, label: bool = True, stacked: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self.path = path
        self.editor = editor_for(field)
        self.editor.setParent(self)
        self.editor.inner.setObjectName(path)
        self.label = PlainLabel(parent=self)
        self.label.setWordWrap(True)
        self.label.setBuddy(self.editor.inner)
        self.unit = PlainLabel(parent=self)
        self.unit.setProperty("role", "unit")
        self.reset = make_tiny_button("reset", path, self)
        policy = self.reset.sizePolicy()
        policy.setRetainSizeWhenHidden(label)  # nothing jumps when it appears
        self.reset.setSizePolicy(policy)
        self.problem = make_problem_label(path, self)
        self._default: Any = None
        self._problems: Problems = {}
        self._lay_out(label, stacked=stacked or _is_wide(field))
        self.editor.edited.connect(partial(self.edited.emit, ""))
        self.reset.clicked.connect(self._on_reset)

    def _lay_out(self, label: bool, stacked: bool) -> None:
        """Label and editor beside each other, or above each other where the editor needs the width."""
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 1, 0, 1)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        right = QWidget(self)
        line = make_row(self.editor, self.unit, of=right, stretched=self.editor, spacing=6)
        if self.field.kind in (Kind.WHOLE, Kind.NUMBER):
            line.setStretch(0, 0)
            line.addStretch(1)
        if label and stacked:
            grid.addWidget(self.reset, 0, 1, Qt.AlignmentFlag.AlignBottom)
        else:
            line.addWidget(self.reset)
        row, column = (1, 0) if stacked else (0, 1 if label else 0)
        for widget in (self.label, right, self.problem):  # shares of the width, whatever the texts need
            widget.setMinimumWidth(0)
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(isinstance(widget, QLabel))
            widget.setSizePolicy(policy)
        if label:
            grid.addWidget(self.label, 0, 0)
            grid.setColumnStretch(0, LABEL_SHARE if column else EDITOR_SHARE)
        else:
            self.label.hide()
        span = 2 if label and stacked else 1
        grid.addWidget(right, row, column, 1, span)
        grid.addWidget(self.problem, row + 1, column, 1, span)
        grid.setColumnStretch(column, EDITOR_SHARE)

    def draft(self) -> Any:
        return self.editor.value()

    def show_draft(self, draft: Any) -> None:
        self.editor.show_value(draft)

    def mark(self, problems: Problems, default: Any) -> None:
        before, self._problems, self._default = self._problems, problems, default
        self.wrong = bool(problems)
        held = self.draft()
        self.changed = not (same(held, default) or (held == default and not isinstance(held, bool)))
        self.editor.set_invalid(self.wrong)
        set_shown(self.problem, self.wrong)
        set_shown(self.reset, self.changed)
        set_flag(self.label, "changed", self.changed)
        if problems != before:
            self._describe()

    def _describe(self) -> None:
        """Problem, tooltip, help and what a screen reader says, in the window's language."""
        problem = "\n".join(dict.fromkeys(translate_sentence(s) for s in self._problems.values()))
        self.problem.setText(problem)
        inner, title, help_ = self.editor.inner, core_text(self.field.title), core_text(self.field.help)
        inner.setAccessibleName(title)
        inner.setAccessibleDescription(" ".join(filter(None, (problem, help_))))
        bounds = "  ".join(self.field.bounds)
        lines = (f"<b>{escape(title)}</b>", escape(help_), escape(bounds))
        text = "".join(f"<p>{line}</p>" for line in lines if line)
        for widget in (inner, self.label):
            widget.setToolTip(text)
        inner.setWhatsThis(text + f"<p><tt>{self.path}</tt></p>")

    def diagnoses(self) -> dict[str, Sentence]:
        diagnosis = self.editor.diagnosis()
        return {"": diagnosis} if diagnosis else {}

    def titles(self, path: str) -> list[str]:
        return [core_text(self.field.title)]

    def search(self, query: str) -> bool:
        texts = (self.path.replace("_", " "), self.field.title, self.field.help, *self.field.choices.values())
        return not query or any(mentions(text, query) for text in texts)

    def at(self, path: str, *, unfold: bool = False) -> QWidget | None:
        return self.editor.inner

    def focus_order(self) -> Iterator[QWidget]:
        yield self.editor.inner
        yield from self.editor.findChildren(QToolButton)
        yield self.reset

    def retranslate(self) -> None:
        self.editor.retranslate()
        self.label.setText(core_text(self.field.title))
        self.unit.setText(core_text(self.field.unit))
        set_shown(self.unit, bool(self.field.unit))
        self.reset.setToolTip(self.tr("Back to the default"))
        self.reset.setAccessibleName(self.tr("Reset {title}").format(title=core_text(self.field.title)))
        self._describe()

    def event(self, event: QEvent) -> bool:
        """Claims F1, so that it explains the field."""
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_F1:  # type: ignore[attr-defined]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """F1 explains the field."""
        inner = self.editor.inner
        if event.key() == Qt.Key.Key_F1:
            QWhatsThis.showText(inner.mapToGlobal(inner.rect().bottomLeft()), inner.whatsThis(), inner)
        else:
            super().keyPressEvent(event)

    def _on_reset(self) -> None:
        self.editor.show_value(self._default)
        self.editor.inner.setFocus(Qt.FocusReason.OtherFocusReason)  # the button vanishes
        self.edited.emit("", 0)
