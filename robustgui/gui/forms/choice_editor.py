"""Editors of a switch and of one choice out of several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox

from ..i18n.sentences import core_text
from .editor import Editor


class SwitchEditor(Editor):
    """True or False."""

    def __init__(self) -> None:
        self.box = QCheckBox()
        super().__init__(self.box)
        self.line_up.addStretch()
        self.box.clicked.connect(lambda: self.edited.emit(0))

    def value(self) -> Any:
        """Whether it is ticked."""
        return self.box.isChecked()

    def show_value(self, value: Any) -> None:
        """See `Editor.show_value`."""
        self.box.setChecked(bool(value))


class ChoiceEditor(Editor):
    """One of some values, each with a label of the core, and a tip."""

    def __init__(self, labels: Mapping[Any, str], tips: Mapping[Any, str] | None = None) -> None:
        self.box = QComboBox()
        super().__init__(self.box)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(6)
        self._labels = dict(labels)
        self._tips = dict(tips or {})
        for value, label in self._labels.items():
            self.box.addItem(label, value)
        self.box.activated.connect(lambda: self.edited.emit(0))

    def value(self) -> Any:
        """The chosen value."""
        return self.box.currentData()

    def show_value(self, value: Any) -> None:
        """See `Editor.show_value`."""
        self.box.setCurrentIndex(list(self._labels).index(value))

    def retranslate(self) -> None:
        """See `Editor.retranslate`."""
        for index, (value, label) in enumerate(self._labels.items()):
            self.box.setItemText(index, core_text(label))
            if value in self._tips:
                self.box.setItemData(index, core_text(self._tips[value]), Qt.ItemDataRole.ToolTipRole)
        widest = max((self.box.fontMetrics().horizontalAdvance(core_text(x)) for x in self._labels.values()), default=0)
        self.box.view().setMinimumWidth(widest + 40)  # the list may be wider than the box
