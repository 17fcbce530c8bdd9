"""Asks where a file is saved, and before anything is replaced, naming every file that would be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from ...base.together import find_existing
from ..literal import literal

_UNASKED = QFileDialog.Option.DontConfirmOverwrite  # it would ask about one file, under a name without its ending


@dataclass(frozen=True)
class SavePlace:
    """Where something is saved.

    Attributes:
        path: with its ending.
        filter: what was chosen among the filters of the dialog.
        replaces: files that the user agreed to replace, and no others.
    """

    path: Path
    filter: str = ""
    replaces: tuple[Path, ...] = ()


def ask_save_path(
    parent: QWidget | None,
    title: str,
    suggested: str,
    filters: str,
    suffix: Callable[[Path, str], str] = lambda *_: "",
    beside: Callable[[Path, str], Sequence[Path]] = lambda *_: (),
) -> SavePlace | None:
    """The chosen place; None if there is none, or if what is there is to stay.

    Args:
        parent: over which window.
        title, suggested, filters: as for `QFileDialog.getSaveFileName`.
        suffix: added to the chosen name under the chosen filter, if it does not end so; empty: the name stays.
        beside: of place and filter the files that are written too.
    """
    name, selected_filter = QFileDialog.getSaveFileName(parent, title, suggested, filters, "", _UNASKED)
    if not name:
        return None
    path, ending = Path(name), suffix(Path(name), selected_filter)
    if ending and path.suffix.lower() != ending:
        path = path.with_name(path.name + ending)
    existing = find_existing((path, *beside(path, selected_filter)))
    return SavePlace(path, selected_filter, tuple(existing)) if may_replace(parent, title, existing) else None


def may_replace(parent: QWidget | None, title: str, files: Sequence[Path]) -> bool:
    """Whether the user agrees to replace `files`; without any nothing is asked."""
    if not files:
        return True
    text = QCoreApplication.translate("SaveDialog", "Existing files: {files}. Replace them?")
    question = literal(text.format(files=", ".join(file.name for file in files)))
    buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
    answer = QMessageBox.question(parent, title, question, buttons, QMessageBox.StandardButton.No)
    return answer == QMessageBox.StandardButton.Yes
