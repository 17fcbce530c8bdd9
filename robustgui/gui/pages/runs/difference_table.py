"""The settings in which two configurations differ, one row each."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedLayout, QTableWidget, QTableWidgetItem, QWidget

from ....runs.spec_difference import SettingDifference
from ...literal import literal
from ...widgets.text import paragraph


class DifferenceTable(QWidget):
    """A table, or the sentence that says what to select."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QTableWidget(0, 3)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(28)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.words = paragraph(second=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.words)
        self._stack.addWidget(self.table)
        self._names = ("", "")

    def retranslate(self) -> None:
        """Every text."""
        self.table.setAccessibleName(self.tr("Difference of two configurations"))
        self.table.setHorizontalHeaderLabels([self.tr("Setting"), *self._names])

    def say(self, sentence: str) -> None:
        """Show a sentence instead of a table."""
        self.words.setText(sentence)
        self._stack.setCurrentIndex(0)

    def show_differences(self, left: str, right: str, found: list[SettingDifference]) -> None:
        """Two runs by their labels."""
        if not found:
            self.say(self.tr("{left} and {right} have the same configuration.").format(left=left, right=right))
            return
        self._names = left, right
        self.table.setRowCount(len(found))
        for row, item in enumerate(found):
            for column, text in enumerate((item.path, _words(item.left), _words(item.right))):
                cell = QTableWidgetItem(text)
                cell.setToolTip(literal(text))
                self.table.setItem(row, column, cell)
        self.retranslate()
        self._stack.setCurrentIndex(1)


def _words(value: Any) -> str:
    return "–" if value is None else str(value)
