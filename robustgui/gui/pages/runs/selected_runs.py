"""What the Runs page says of the selected runs: the settings in which two differ, and poisoned training data of one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from ....poisons import POISONS
from ....runs.spec_difference import SettingDifference
from ....runs.summary import RunRow
from ...i18n.titles import short_title
from ...widgets.plain_label import PlainLabel
from ...widgets.plain_table import PlainTable
from ...widgets.text import paragraph


class DifferenceTable(QWidget):
    """The settings in which two configurations differ, one row each; or a sentence in place of the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table, self.sentence = PlainTable(), paragraph(second=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.sentence)
        self._stack.addWidget(self.table)

    def retranslate(self) -> None:
        """Every text that is not set with the selection."""
        self.table.setAccessibleName(self.tr("Difference of two configurations"))

    def say(self, sentence: str) -> None:
        """Show a sentence in place of the table."""
        self.sentence.setText(sentence)
        self._stack.setCurrentIndex(0)

    def show_differences(self, left: str, right: str, differences: Sequence[SettingDifference]) -> None:
        """Two runs by their labels."""
        if not differences:
            self.say(self.tr("{left} and {right} have the same configuration.").format(left=left, right=right))
            return
        rows = [[each.path, *("–" if v is None else str(v) for v in (each.left, each.right))] for each in differences]
        self.table.fill([self.tr("Setting"), left, right], rows, texts=3)
        self._stack.setCurrentIndex(1)


class PoisonLine(PlainLabel):
    """How the training data of a run were poisoned, and the effect of its trigger; hidden for other runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setProperty("role", "muted")
        self.setWordWrap(True)
        self.hide()

    def show_selected(self, rows: Sequence[RunRow]) -> None:
        """Other runs are selected, or the same in another language."""
        is_poisoned = len(rows) == 1 and rows[0].poison not in ("", "none")
        self.setText(self._describe(rows[0]) if is_poisoned else "")
        self.setVisible(is_poisoned)

    def _describe(self, row: RunRow) -> str:
        poison = short_title(POISONS, row.poison)
        if row.trigger is None:
            return self.tr("Poisoned training data: {poison}").format(poison=poison)
        return self.tr(
            "Poisoned training data: {poison}. With the trigger, {share:.1%} of the test sequences of other classes "
            "are predicted as {target}."
        ).format(poison=poison, share=row.trigger, target=row.trigger_class)
