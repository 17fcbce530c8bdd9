"""The base class of every part of a form, from a single row to a whole class: drafts down, edits up.

A draft is what the editors hold: nested tables of plain values, with text where something was typed that is no value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from ...base.errors import Sentence
from ..icons import icon
from ..widgets.plain_label import PlainLabel

Problems = Mapping[str, Sentence]


class Part(QWidget):
    """Signals:
    edited: by the user; carries the dotted path inside this part and the key of `Editor.edited`.

    Attributes:
        wrong: something in it has a problem.
        changed: something in it differs from its default.
    """

    edited = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wrong = False
        self.changed = False

    def draft(self) -> Any:
        """What its editors hold."""
        raise NotImplementedError

    def show_draft(self, draft: Any) -> None:
        """Hold `draft`; editors that hold it already are left alone."""
        raise NotImplementedError

    def mark(self, problems: Problems, default: Any) -> None:
        """Explain `problems` (paths inside this part) where they are, and mark what differs from `default`."""
        raise NotImplementedError

    def diagnoses(self) -> dict[str, Sentence]:
        """Better explanations than validation has, for text that is no value, by path."""
        raise NotImplementedError

    def idle(self) -> Iterator[str]:
        """Paths of fields that do not apply at present."""
        return iter(())

    def titles(self, path: str) -> list[str]:
        """The translated titles on the way to `path`, its own included."""
        raise NotImplementedError

    def search(self, query: str) -> bool:
        """Show only what has to do with `query` (case-folded; empty: everything); whether there is anything."""
        raise NotImplementedError

    def at(self, path: str, *, unfold: bool = False) -> QWidget | None:
        """The widget that takes the focus for `path`; with `unfold` the way to it is unfolded."""
        raise NotImplementedError

    def part_at(self, path: str) -> Part | None:
        """The part of the field at `path`; itself for an empty path."""
        return None if path else self

    def focus_order(self) -> Iterator[QWidget]:
        """Everything that takes the focus, from top to bottom."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Set every text anew."""
        raise NotImplementedError


def set_shown(widget: QWidget, is_visible: bool) -> None:
    """Show or hide a widget inside a form; costs nothing if it is so already (a new form sets it several times)."""
    explicit = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    parent = widget.parentWidget()
    due = widget.isHidden() == is_visible if explicit else not is_visible or (parent is not None and parent.isVisible())
    if due:
        widget.setVisible(is_visible)


def set_flag(widget: QWidget, name: str, is_set: bool) -> None:
    """Set a property that the style sheet asks for; costs nothing if it is so already."""
    if bool(widget.property(name)) != is_set:
        widget.setProperty(name, is_set)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def make_problem_label(path: str, parent: QWidget) -> PlainLabel:
    """The hidden label that explains what is wrong at `path`."""
    label = PlainLabel(parent=parent)
    label.setWordWrap(True)
    label.setProperty("role", "problem")
    label.setObjectName(f"{path}:problem")
    label.hide()
    return label


def make_tiny_button(name: str, path: str, parent: QWidget) -> QToolButton:
    """A small button for what is at `path`; `name` is that of its icon."""
    button = QToolButton(parent)
    button.setIcon(icon(name, "muted"))
    button.setProperty("role", "tiny")
    button.setAutoRaise(True)
    button.setObjectName(f"{path}:{name}")
    return button


def below(problems: Problems, name: str) -> dict[str, Sentence]:
    """The problems at and under the field `name`, with paths from there."""
    return {p.removeprefix(name).removeprefix("."): s for p, s in problems.items() if p.split(".")[0] == name}


def join_path(*names: str) -> str:
    """A dotted path of the names that are not empty."""
    return ".".join(filter(None, names))
