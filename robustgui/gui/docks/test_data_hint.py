"""Placeholder of the field of the test data: the file or split that is used while it is empty."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ..forms import SettingsForm
from ..forms.text_editor import FileEditor

if TYPE_CHECKING:
    from ...data import Dataset

FIELD = "data.test"


def show_test_data(form: SettingsForm, dataset: Dataset | None) -> None:
    """The name of the test file that was found, or that test sequences are in, or come out of, the same source."""
    line = form.editor(FIELD)
    editor = line.parentWidget() if line is not None else None
    if isinstance(editor, FileEditor):
        editor.set_found("" if dataset is None else _name_of(dataset))


def _name_of(dataset: Dataset) -> str:
    train, test = dataset.train.source, dataset.test.source
    if test and test != train:
        return Path(test).name
    return QCoreApplication.translate("TestData", "from the same source") if len(dataset.test) else ""
