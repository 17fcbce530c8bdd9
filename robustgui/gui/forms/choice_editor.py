"""Editors of a switch and of one choice out of several."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox

from ..i18n.sentences import core_text
from ..widgets.combos import narrow_combo
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
        self.box.setChecked(bool(value))


class ChoiceEditor(Editor):
    """One of some values, each with a label of the core, and a tip."""

    def __init__(self, labels: Mapping[Any, str], tips: Mapping[Any, str] | None = None) -> None:
        self.box = narrow_combo(6)
        super().__init__(self.box)
        self._labels = dict(labels)
        self._tips = dict(tips or {})
        self._offered: frozenset[Any] | None = None
        self._fill(None)
        self.box.activated.connect(lambda: self.edited.emit(0))

    def value(self) -> Any:
        """The chosen value."""
        return self.box.currentData()

    def show_value(self, value: Any) -> None:
        if self.box.findData(value) < 0:
            self._fill(value)
        self.box.setCurrentIndex(self.box.findData(value))

    def offer(self, values: Collection[Any] | None) -> None:
        """Offer only `values`, and whatever is chosen now; None: all there are."""
        offered = None if values is None else frozenset(values)
        if offered != self._offered:
            self._offered = offered
            self._fill(self.value())

    def _fill(self, value: Any) -> None:
        """Sets the items anew, without a signal."""
        with QSignalBlocker(self.box):
            self.box.clear()
            for item in self._labels:
                if self._offered is None or item in self._offered or item == value:
                    self.box.addItem("", item)
            self.box.setCurrentIndex(max(0, self.box.findData(value)))
            self.retranslate()

    def retranslate(self) -> None:
        for index in range(self.box.count()):
            value = self.box.itemData(index)
            self.box.setItemText(index, core_text(self._labels[value]))
            if value in self._tips:
                self.box.setItemData(index, core_text(self._tips[value]), Qt.ItemDataRole.ToolTipRole)
        widest = max((self.box.fontMetrics().horizontalAdvance(core_text(x)) for x in self._labels.values()), default=0)
        self.box.view().setMinimumWidth(widest + 40)  # the list may be wider than the box
