"""Editors of a line of text and of the name of a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from ...data.examples import EXAMPLES, PREFIX
from ..i18n.sentences import core_text
from .editor import Editor, Line
from .open_button import ask_for_file, ask_for_folder

_TEXT = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:[,，]|$)|([^,，]+)')


class TextEditor(Editor):
    """Any text; None, if it is allowed, is an empty line."""

    def __init__(self, *, optional: bool = False) -> None:
        self.line = Line()
        super().__init__(self.line)
        self._optional = optional
        self.line.textEdited.connect(self._report_edit)

    def value(self) -> Any:
        """The text as it is."""
        return self.line.text() or (None if self._optional else "")

    def show_value(self, value: Any) -> None:
        if self.line.text() != (value or ""):
            self.line.setText(str(value or ""))
            self.line.setCursorPosition(0)


class TextsEditor(Editor):
    """Several texts, written "left, right"; commas inside a text are written between double quotes."""

    def __init__(self) -> None:
        self.line = Line()
        super().__init__(self.line)
        self.line.textEdited.connect(self._report_edit)

    def value(self) -> Any:
        """A tuple of the texts that are not empty."""
        return read_texts(self.line.text())

    def show_value(self, value: Any) -> None:
        if self.value() != tuple(value):
            self.line.setText(write_texts(tuple(value)))
            self.line.setCursorPosition(0)


def read_texts(text: str) -> tuple[str, ...]:
    """The texts in 'a, "b, c"'; both kinds of comma separate."""
    parts = [(m[1].replace('""', '"') if m[1] is not None else m[2].strip()) for m in _TEXT.finditer(text)]
    return tuple(part for part in parts if part)


def write_texts(texts: tuple[str, ...]) -> str:
    """The inverse of `read_texts`."""
    plain = re.compile(r'[^",，\s](?:[^",，]*[^",，\s])?')
    return ", ".join(t if plain.fullmatch(t) else '"' + t.replace('"', '""') + '"' for t in texts)


class FileEditor(TextEditor):
    """The name of a data file: typed, browsed for, or one of the embedded examples."""

    def __init__(self) -> None:
        super().__init__()
        self._matched_name = ""
        self.button = QToolButton()
        self.button.setText("…")
        self.button.setProperty("role", "browse")
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.button)
        self._browse = menu.addAction("")
        self._browse.triggered.connect(lambda: self._choose(ask_for_file(self, self._folder())))
        self._browse_folder = menu.addAction("")
        self._browse_folder.triggered.connect(lambda: self._choose(ask_for_folder(self, self._folder())))
        menu.addSeparator()
        self._examples: dict[QAction, str] = {}
        for key in EXAMPLES:
            action = menu.addAction("")
            action.triggered.connect(self._on_example)
            self._examples[action] = key
        self.button.setMenu(menu)
        self.line_up.addWidget(self.button)

    def retranslate(self) -> None:
        self._browse.setText(self.tr("Choose a file…"))
        self._browse_folder.setText(self.tr("Choose a folder…"))
        for action, key in self._examples.items():
            action.setText(self.tr("Example: {title}").format(title=core_text(EXAMPLES[key].title)))
        self.button.setToolTip(self.tr("Choose a file or an example"))
        self.button.setAccessibleName(self.tr("Choose a file or an example"))
        self.line.setPlaceholderText(self._matched_name or self.tr("none"))

    def set_found(self, name: str) -> None:
        """What is used where nothing is named, such as the test file beside the training file; empty: nothing."""
        self._matched_name = name
        self.line.setPlaceholderText(name or self.tr("none"))

    def _choose(self, name: str) -> None:
        if name:
            self.show_value(name)
            self.edited.emit(0)

    def _folder(self) -> str:
        """Where to look first: beside what is chosen now."""
        held = self.line.text()
        return "" if held.startswith(PREFIX) else str(Path(held).parent)

    def _on_example(self) -> None:
        self._choose(PREFIX + self._examples[self.sender()])  # type: ignore[index]
