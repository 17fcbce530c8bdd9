"""The table of all runs: sorted, ticked, renamed in place, opened by a double press."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from ...runs.summary import RunRow
from .runs_model import SORT_ROLE, Column, RunsModel

_NAME = 22  # letters that the name of a run has room for, if anything can give way
_LESS_WANTED = (Column.DURATION, Column.EPOCHS, Column.BASELINE)  # leave first, and come back when there is room
_WORDS = {Column.DATA: 10, Column.DEFENCE: 11}  # give way in this order, down to so many letters, their texts elided


class RunsTable(QTableView):
    """Rows are chosen whole; the space bar ticks, F2 renames.

    Signals:
        selected_changed: other rows are selected.
        opened: a run was double-clicked; carries its folder.
    """

    selected_changed = Signal()
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RunsModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.rows)
        self._sorted.setSortRole(SORT_ROLE)
        self.setModel(self._sorted)
        self.setSortingEnabled(True)
        self.sortByColumn(Column.DATE, Qt.SortOrder.DescendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(30)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsMovable(True)
        self._fitting = self._by_hand = False
        self.horizontalHeader().sortIndicatorChanged.connect(self._fit_columns)
        self.horizontalHeader().sectionResized.connect(self._on_resized)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selected_changed.emit())
        self.doubleClicked.connect(self._on_double_clicked)

    def retranslate(self) -> None:
        """Names of columns and states."""
        self.rows.headers = [
            self.tr("Run"), self.tr("Status"), self.tr("Clean"), self.tr("Robust"), self.tr("Baseline"),
            self.tr("Epochs"), self.tr("Network"), self.tr("Defence"), self.tr("Data"), self.tr("Time"),
            self.tr("Started"),
        ]  # fmt: skip
        self.rows.statuses = {
            "running": self.tr("running"), "finished": self.tr("finished"), "stopped": self.tr("stopped"),
            "failed": self.tr("failed"), "broken off": self.tr("interrupted"), "unreadable": self.tr("unreadable"),
        }  # fmt: skip
        self.setAccessibleName(self.tr("Table of runs"))
        self.horizontalHeader().viewport().update()
        self.viewport().update()
        self._fit_columns()

    def set_rows(self, rows: list[RunRow]) -> None:
        """Other runs; what is selected stays selected where it is still there."""
        chosen = {row.folder for row in self.selected()}
        self.rows.set_rows(rows)
        if chosen and {row.folder for row in self.selected()} != chosen:
            self.select({row.folder for row in rows} & chosen)
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """All columns stay in sight."""
        super().resizeEvent(event)
        self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Larger letters need other columns."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_columns()

    def _fit_columns(self) -> None:
        """As wide as their texts; the name takes what is left. Where that is too little, columns leave or give way.

        Once someone has moved a border, widths are theirs.
        """
        if self._by_hand or not self.isVisible():
            return
        letter = self.fontMetrics().averageCharWidth()
        for column in _LESS_WANTED:  # a hidden column has no width to be asked for
            self.setColumnHidden(column, False)
        if all(row.baseline is None for row in self.rows.rows):
            self.setColumnHidden(Column.BASELINE, True)
        widths = {
            c: 0 if self.isColumnHidden(c) else max(self.sizeHintForColumn(c), self._width_of_header(c)) for c in Column
        }
        wanted = widths.pop(Column.NAME)
        missing = min(wanted, _NAME * letter + 48) - (self.viewport().width() - sum(widths.values()))
        for column in _LESS_WANTED:
            if not widths[column]:
                widths.pop(column)  # nothing stands in it
                continue
            self.setColumnHidden(column, missing > 0)
            missing -= widths.pop(column) if missing > 0 else 0
        for column, least in _WORDS.items():
            given = max(0, min(missing, widths[column] - least * letter))
            widths[column] -= given
            missing -= given
        widths[Column.NAME] = max(8 * letter, self.viewport().width() - sum(widths.values()))
        self._fitting = True
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self._fitting = False

    def _width_of_header(self, column: Column) -> int:
        """Only the column that sorts needs room for an arrow."""
        header = self.horizontalHeader()
        bold = QFont(header.font())
        bold.setWeight(QFont.Weight.Bold)
        arrow = 18 if header.sortIndicatorSection() == column else 0
        return QFontMetrics(bold).horizontalAdvance(self.rows.headers[column]) + 16 + arrow

    def _on_resized(self) -> None:
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        self._by_hand = self._by_hand or (pressed and not self._fitting)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Nothing is measured unseen."""
        super().showEvent(event)
        self._fit_columns()

    def select(self, folders: set[Path]) -> None:
        """Select exactly these runs."""
        self.clearSelection()
        mode = self.selectionMode()
        self.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        for i, row in enumerate(self.rows.rows):
            if row.folder in folders:
                self.selectRow(self._sorted.mapFromSource(self.rows.index(i, 0)).row())
        self.setSelectionMode(mode)

    def selected(self) -> list[RunRow]:
        """The selected runs, top to bottom."""
        found = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return [self.rows.rows[self._sorted.mapToSource(index).row()] for index in found]

    def rename_selected(self) -> None:
        """Edit the name of the selected run in place."""
        chosen = self.selectionModel().selectedRows(Column.NAME)
        if chosen:
            self.edit(chosen[0])

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.rows[self._sorted.mapToSource(index).row()].folder)
