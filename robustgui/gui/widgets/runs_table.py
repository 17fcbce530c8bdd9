"""The table of all runs: sorted, ticked, renamed in place, opened by a double press."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ...runs.summary import RunRow
from .runs_model import SORT_ROLE, Column, RunsModel

_WIDTHS = {
    Column.NAME: 224, Column.STATUS: 80, Column.CLEAN: 72, Column.ATTACKED: 80, Column.EPOCHS: 72,
    Column.NETWORK: 80, Column.DEFENCE: 144, Column.DATA: 128, Column.DURATION: 72,
}  # fmt: skip


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
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(30)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setSectionsMovable(True)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selected_changed.emit())
        self.doubleClicked.connect(self._on_double_clicked)

    def retranslate(self) -> None:
        """Names of columns and states."""
        self.rows.headers = [
            self.tr("Run"), self.tr("Status"), self.tr("Clean"), self.tr("Attacked"), self.tr("Epochs"),
            self.tr("Network"), self.tr("Defence"), self.tr("Data"), self.tr("Time"), self.tr("Begun"),
        ]  # fmt: skip
        self.rows.statuses = {
            "running": self.tr("running"), "finished": self.tr("finished"), "stopped": self.tr("stopped"),
            "failed": self.tr("failed"), "broken off": self.tr("broken off"), "unreadable": self.tr("unreadable"),
        }  # fmt: skip
        self.setAccessibleName(self.tr("Table of runs"))
        self.horizontalHeader().viewport().update()
        self.viewport().update()

    def set_rows(self, rows: list[RunRow]) -> None:
        """Other runs; what is selected stays selected where it is still there."""
        chosen = {row.folder for row in self.selected()}
        self.rows.set_rows(rows)
        if chosen and {row.folder for row in self.selected()} != chosen:
            self.select({row.folder for row in rows} & chosen)

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
