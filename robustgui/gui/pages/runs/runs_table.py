"""The table of all runs: sorted, ticked, renamed in place, opened by a double press."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from ....runs.summary import RunRow
from .runs_model import Column, RunsModel

_NAME = 22  # letters of the name of a run, as long as other columns can be hidden or narrowed
_OPTIONAL = (Column.DURATION, Column.EPOCHS, Column.BASELINE)  # are hidden first, in this order
_ELIDED = {Column.DATA: 10, Column.DEFENCE: 11}  # are narrowed in this order, down to so many letters


class RunsTable(QTableView):
    """Whole rows are selected; the space bar ticks, F2 renames.

    Signals:
        selected_changed: other rows are selected.
        opened: a run was double-clicked; carries its folder.
    """

    selected_changed = Signal()
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RunsModel(self)
        self._selected_before: tuple[set[Path], Path | None, int] = (set(), None, 0)
        self.rows.modelAboutToBeReset.connect(self._store_selection)  # before the view, which forgets its selection
        self.setModel(self.rows)
        self.rows.modelReset.connect(self._restore_selection)
        # Qt would query each cell of a column to know whether all of it is selected, which is shown nowhere.
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(self.rows, self))
        self.setSortingEnabled(True)
        self.sortByColumn(Column.DATE, Qt.SortOrder.DescendingOrder)
        self.horizontalHeader().setResizeContentsPrecision(0)  # columns fit the rows in sight
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
        self._is_fitting = self._is_resized = False  # resized: by the user
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

    def set_rows(self, rows: Sequence[RunRow]) -> None:
        """Other runs; what is selected stays selected where it is still there."""
        self.rows.set_rows(rows)
        self._fit_columns()

    def search(self, text: str) -> None:
        """Show the runs in which every word of `text` occurs."""
        self.rows.search(text)
        self._fit_columns()

    def _store_selection(self) -> None:
        """Before the rows change: store selection, current run and scroll position."""
        current = self.currentIndex()
        folder = self.rows.rows[current.row()].folder if current.isValid() else None
        folders = {row.folder for row in self.list_selected()}
        self._selected_before = (folders, folder, self.verticalScrollBar().value())

    def _restore_selection(self) -> None:
        folders, current, place = self._selected_before
        self.select(folders, current)
        self.verticalScrollBar().setValue(place)

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
        """As wide as their texts; the name takes what is left. If that is too little, columns are hidden or narrowed.

        Once the user has moved a border, widths stay.
        """
        if self._is_resized or not self.isVisible():
            return
        letter = self.fontMetrics().averageCharWidth()
        for column in _OPTIONAL:  # a hidden column has no width to be asked for
            self.setColumnHidden(column, False)
        if all(row.baseline is None for row in self.rows.rows):
            self.setColumnHidden(Column.BASELINE, True)
        widths = {
            c: 0 if self.isColumnHidden(c) else max(self.sizeHintForColumn(c), self._width_of_header(c)) for c in Column
        }
        name_width = widths.pop(Column.NAME)
        missing = min(name_width, _NAME * letter + 48) - (self.viewport().width() - sum(widths.values()))
        for column in _OPTIONAL:
            if not widths[column]:
                widths.pop(column)  # it is empty
                continue
            self.setColumnHidden(column, missing > 0)
            missing -= widths.pop(column) if missing > 0 else 0
        for column, least in _ELIDED.items():
            saving = max(0, min(missing, widths[column] - least * letter))
            widths[column] -= saving
            missing -= saving
        widths[Column.NAME] = max(8 * letter, self.viewport().width() - sum(widths.values()))
        self._is_fitting = True
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self._is_fitting = False

    def _width_of_header(self, column: Column) -> int:
        """Only the column that sorts needs room for an arrow."""
        header = self.horizontalHeader()
        bold = QFont(header.font())
        bold.setWeight(QFont.Weight.Bold)
        arrow = 18 if header.sortIndicatorSection() == column else 0
        return QFontMetrics(bold).horizontalAdvance(self.rows.headers[column]) + 16 + arrow

    def _on_resized(self) -> None:
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        self._is_resized = self._is_resized or (pressed and not self._is_fitting)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Columns are fitted once the table is visible."""
        super().showEvent(event)
        self._fit_columns()

    def select(self, folders: set[Path], current: Path | None = None) -> None:
        """Select exactly these runs; `current` is the one that keys move from."""
        names = {folder.name for folder in folders}
        places = [place for place, row in enumerate(self.rows.rows) if row.name in names]
        selection, last = QItemSelection(), len(Column) - 1
        for first, end in _runs_of(places):
            selection.select(self.rows.index(first, 0), self.rows.index(end, last))
        model = self.selectionModel()
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if current is not None:
            at = next((place for place, row in enumerate(self.rows.rows) if row.name == current.name), None)
            if at is not None:
                model.setCurrentIndex(self.rows.index(at, 0), QItemSelectionModel.SelectionFlag.NoUpdate)

    def list_selected(self) -> list[RunRow]:
        """The selected runs, top to bottom."""
        parts = self.selectionModel().selection()  # `selectedRows` would call Python for the flags of every cell
        ranges = (parts.at(number) for number in range(parts.count()))
        places = sorted({place for part in ranges for place in range(part.top(), part.bottom() + 1)})
        return [self.rows.rows[place] for place in places]

    def rename_selected(self) -> None:
        """Edit the name of the selected run in place."""
        if rows := self.selectionModel().selectedRows(Column.NAME):
            self.edit(rows[0])

    def _on_double_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.rows[index.row()].folder)


def _runs_of(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(first, last) of every stretch of consecutive numbers in `places`, which rise."""
    first = None
    for place, after in zip_longest(places, places[1:]):
        first = place if first is None else first
        if after != place + 1:
            yield first, place
            first = None
