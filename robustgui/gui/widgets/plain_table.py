"""A read-only table: texts in rows, the first column at the left, numbers at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from ..literal import literal


class PlainTable(QTableWidget):
    """Nothing in it can be edited; what is selected can be copied, with tabs between the columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setMinimumSectionSize(48)

    def fill(
        self,
        heads: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        tips: Sequence[Sequence[str]] = (),
        texts: int = 1,
        colours: Sequence[QColor] = (),
    ) -> None:
        """Show `rows` under `heads`.

        Args:
            heads: names of the columns.
            rows: as many texts each as there are heads.
            tips: tooltips of all cells; none: the texts themselves.
            texts: how many columns from the left hold words; the others hold numbers.
            colours: of a square before each row; none: no squares.
        """
        self.setColumnCount(len(heads))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(list(heads))
        middle = Qt.AlignmentFlag.AlignVCenter
        for column in range(len(heads)):
            side = (Qt.AlignmentFlag.AlignLeft if column < texts else Qt.AlignmentFlag.AlignRight) | middle
            head = self.horizontalHeaderItem(column)
            if head is not None:
                head.setTextAlignment(side)
            for row, cells in enumerate(rows):
                item = QTableWidgetItem(cells[column])
                item.setTextAlignment(side)
                item.setToolTip(literal(tips[row][column] if tips else cells[column]))
                if colours and not column:
                    item.setData(Qt.ItemDataRole.DecorationRole, colours[row])
                self.setItem(row, column, item)
        self._fit()

    def _fit(self) -> None:
        """Each column as wide as its texts; the first one takes what is left, if anything is."""
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        needed = sum(max(header.sectionSizeHint(i), self.sizeHintForColumn(i)) for i in range(self.columnCount()))
        if self.columnCount() and needed < self.viewport().width():
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """There is more or less room."""
        super().resizeEvent(event)
        self._fit()

    def text(self) -> str:
        """What is selected, or all of it: a line a row, tabs between the columns, the heads first."""
        rows = sorted({index.row() for index in self.selectedIndexes()}) or range(self.rowCount())
        heads = [self.horizontalHeaderItem(column) for column in range(self.columnCount())]
        lines = ["\t".join("" if head is None else head.text() for head in heads)]
        for row in rows:
            cells = [self.item(row, column) for column in range(self.columnCount())]
            lines.append("\t".join("" if cell is None else cell.text() for cell in cells))
        return "\n".join(lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QApplication.clipboard().setText(self.text())
        else:
            super().keyPressEvent(event)
