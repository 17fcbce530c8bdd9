"""Asks where a file is saved, and before anything that the file dialog did not ask about is replaced."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget


def ask_save_path(
    parent: QWidget | None,
    title: str,
    suggested: str,
    filters: str,
    suffix: Callable[[Path, str], str] = lambda *_: "",
    beside: Callable[[Path, str], Sequence[Path]] = lambda *_: (),
) -> tuple[Path | None, str]:
    """The chosen place, None if there is none, and the chosen filter.

    Args:
        parent: over which window.
        title, suggested, filters: as for `QFileDialog.getSaveFileName`, which asks before it gives an existing file.
        suffix: added to the chosen name under the chosen filter, if it does not end so; empty: the name stays.
        beside: of place and filter the files that are written too.
    """
    name, chosen = QFileDialog.getSaveFileName(parent, title, suggested, filters)
    if not name:
        return None, chosen
    path, ending = Path(name), suffix(Path(name), chosen)
    if ending and path.suffix.lower() != ending:
        path = path.with_name(path.name + ending)
    unasked = [file for file in (path, *beside(path, chosen)) if file.exists() and file != Path(name)]
    return (path if may_replace(parent, title, unasked) else None), chosen


def may_replace(parent: QWidget | None, title: str, files: Sequence[Path]) -> bool:
    """Whether the user agrees to replace `files`; without any nothing is asked."""
    if not files:
        return True
    text = QCoreApplication.translate("SaveDialog", "There already: {files}. Replace?")
    names = ", ".join(file.name for file in files)
    buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
    answer = QMessageBox.question(parent, title, text.format(files=names), buttons, QMessageBox.StandardButton.No)
    return answer == QMessageBox.StandardButton.Yes
