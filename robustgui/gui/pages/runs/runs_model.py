"""The runs as table rows that are searched, sorted, ticked and coloured like their curves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from ....defences import DEFENCES
from ....models import MODELS
from ....runs.summary import RunRow
from ...i18n.metric_words import format_score_with_unit
from ...i18n.numbers import format_duration
from ...i18n.sentences import translate_sentence
from ...i18n.titles import data_title, short_title
from ...literal import literal
from ...run_colours import colour_of, places_of

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, left to right."""

    NAME = 0
    STATUS = 1
    CLEAN = 2
    ATTACKED = 3
    BASELINE = 4
    EPOCHS = 5
    NETWORK = 6
    DEFENCE = 7
    DATA = 8
    DURATION = 9
    DATE = 10


_RIGHT = (Column.CLEAN, Column.ATTACKED, Column.BASELINE, Column.EPOCHS, Column.DURATION)
_OF_OTHERS = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_OF_NAME = _OF_OTHERS | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable


class RunsModel(QAbstractTableModel):
    """Rows come from the index; ticks are kept by folder, in the order in which they were made.

    Signals:
        ticks_changed: by the user; carries a tuple of folders.
        rename_requested: a name was typed; carries folder and name.
    """

    ticks_changed = Signal(object)
    rename_requested = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[RunRow] = []  # that match the search, in the order of the table
        self.ticks: tuple[Path, ...] = ()
        self._all: Sequence[RunRow] = ()
        self._words: list[str] = []  # of the search
        self._order = (Column.DATE, Qt.SortOrder.DescendingOrder)
        self._places: dict[Path, int] = {}
        self.headers = [""] * len(Column)
        self.statuses: dict[str, str] = {}

    def set_rows(self, rows: Sequence[RunRow]) -> None:
        """Other runs."""
        self._all = rows
        self._arrange()

    def search(self, text: str) -> None:
        """Show the runs in which every word of `text` occurs."""
        self._words = text.lower().split()
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by one column; rows that are equal in it keep their order.

        Sorted here and not by Qt, which would call Python for each value that it compares: seconds for ten thousand
        runs.
        """
        if column >= 0:
            self._order = (Column(column), order)
            self._arrange()

    def _arrange(self) -> None:
        """The rows that match, in their order; where they are the same runs, selection and place stay."""
        words, (column, order) = self._words, self._order
        rows = (
            [row for row in self._all if all(word in row.search_text for word in words)] if words else list(self._all)
        )
        rows.sort(key=_KEYS[column], reverse=order is Qt.SortOrder.DescendingOrder)
        if [row.name for row in rows] == [row.name for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(Column) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def set_ticks(self, folders: tuple[Path, ...]) -> None:
        """Tick exactly these, without a signal."""
        self.ticks = folders
        self._places = dict(zip(folders, places_of(folders), strict=True))
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many runs."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """As many as `Column` has."""
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The name can be ticked and edited."""
        return _OF_NAME if index.column() == Column.NAME else _OF_OTHERS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, ticks and colours."""
        row, column = self.rows[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.EditRole if column is Column.NAME:
                return row.label
            case Qt.ItemDataRole.CheckStateRole if column is Column.NAME:
                return Qt.CheckState.Checked if row.folder in self.ticks else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DecorationRole if column is Column.NAME and row.folder in self.ticks:
                return colour_of(self._places[row.folder])
            case Qt.ItemDataRole.TextAlignmentRole if column in _RIGHT:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ToolTipRole:
                return literal(self._tip(row, column))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """A tick, or a new name."""
        folder = self.rows[index.row()].folder
        if role == Qt.ItemDataRole.CheckStateRole:
            others = tuple(other for other in self.ticks if other != folder)
            ticked = Qt.CheckState(value) is Qt.CheckState.Checked
            self.set_ticks((*others, folder) if ticked else others)
            self.ticks_changed.emit(self.ticks)
            return True
        if role == Qt.ItemDataRole.EditRole and str(value) != self.rows[index.row()].label:
            self.rename_requested.emit(folder, str(value).strip())
            return True
        return False

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """Names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headers[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in _RIGHT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _tip(self, row: RunRow, column: Column) -> str:
        match column:
            case Column.NAME:
                return "\n".join(filter(None, (row.label, row.name, _problem(row))))
            case Column.STATUS:
                parts = (self._text(row, column), self._text(row, Column.EPOCHS), format_duration(row.seconds))
                return "\n".join(filter(None, ("  ·  ".join(parts), _problem(row))))
            case Column.CLEAN if row.baseline is not None:
                baseline = format_score_with_unit(row.baseline, row.metric)
                return f"{self._text(row, column)}  ·  {self.headers[Column.BASELINE]} {baseline}"
            case Column.DATA:
                return row.data
            case Column.DATE:
                return row.created.replace("T", " ")
        return self._text(row, column)

    def _text(self, row: RunRow, column: Column) -> str:
        match column:
            case Column.NAME:
                return row.label
            case Column.STATUS:
                return self.statuses.get(row.status, row.status)
            case Column.CLEAN:
                return format_score_with_unit(row.clean, row.metric)
            case Column.ATTACKED:
                return format_score_with_unit(row.attacked, row.metric)
            case Column.BASELINE:
                return "" if row.baseline is None else format_score_with_unit(row.baseline, row.metric)
            case Column.EPOCHS:
                return f"{row.epochs_done} / {row.epochs}"
            case Column.NETWORK:
                return short_title(MODELS, row.model)
            case Column.DEFENCE:
                return short_title(DEFENCES, row.defence)
            case Column.DATA:
                return data_title(row.data)
            case Column.DURATION:
                return format_duration(row.seconds)
            case Column.DATE:
                return _short_date(row.created)


def _problem(row: RunRow) -> str:
    """Why the run cannot be read, or which parts of it cannot."""
    return "" if row.problem is None else translate_sentence(row.problem)


def _short_date(created: str) -> str:
    """Day and time in this year, the day alone in years before."""
    day, _, time = created.partition("T")
    return f"{day[5:]} {time[:5]}" if day[:4] == str(date.today().year) else day


_KEYS: dict[Column, Callable[[RunRow], Any]] = {  # what a column is sorted by
    Column.NAME: lambda row: row.label.lower(),
    Column.STATUS: lambda row: row.status,
    Column.CLEAN: lambda row: -1.0 if row.clean is None else row.clean,
    Column.ATTACKED: lambda row: -1.0 if row.attacked is None else row.attacked,
    Column.BASELINE: lambda row: -1.0 if row.baseline is None else row.baseline,
    Column.EPOCHS: lambda row: row.epochs_done,
    Column.NETWORK: lambda row: row.model,
    Column.DEFENCE: lambda row: row.defence,
    Column.DATA: lambda row: row.data,
    Column.DURATION: lambda row: row.seconds,
    Column.DATE: lambda row: (row.created, row.name),
}
