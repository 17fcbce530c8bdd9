"""Chooses the inspected network: the current one, or any stored run on the open data."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QListView, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from ....data.by_name.base import is_same_source
from ....runs.folder import parse_label
from ....runs.summary import RunRow
from ...literal import literal

Index = QModelIndex | QPersistentModelIndex
MEASURED = 20  # longest names that the width of the list is fitted to


class PickerModel(QAbstractListModel):
    """(name, folder) of every network; a name is formatted when it is painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: list[tuple[RunRow | str, Path | None]] = []
        self.current: Path | None = None  # the folder behind the entry that has none

    def set_entries(self, entries: list[tuple[RunRow | str, Path | None]]) -> None:
        """Other networks."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def name(self, place: int) -> str:
        """The name of an entry."""
        entry = self.entries[place][0]
        return entry if isinstance(entry, str) else _entry_name(entry)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """One a network."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, folder and tooltip."""
        folder = self.entries[index.row()][1]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return self.name(index.row())
            case Qt.ItemDataRole.UserRole:
                return folder
            case Qt.ItemDataRole.ToolTipRole:
                return literal(str(folder or self.current or ""))
        return None


class RunPicker(QComboBox):
    """A list of runs; long names are elided in the middle, and whole in the list.

    Signals:
        chosen: carries the folder of a run (Path); None: the run in training, or the last one.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(20)
        self._model = PickerModel(self)
        self.setModel(self._model)
        view = self.view()
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        if isinstance(view, QListView):
            view.setUniformItemSizes(True)  # only entries in sight are measured
        self._rows: list[RunRow] = []
        self._current: Path | None = None  # that of "current network"
        self._run: Path | None = None
        self.activated.connect(lambda place: self.chosen.emit(self.itemData(place)))
        self.retranslate()

    def retranslate(self) -> None:
        """Every text."""
        self.setAccessibleName(self.tr("Network"))
        self._fill()

    def show_rows(self, rows: Sequence[RunRow], source: str) -> None:
        """Offer the runs that have a network and were trained on `source`."""
        same = {data: is_same_source(data, source) for data in {row.data for row in rows}}
        self._rows = [row for row in rows if same[row.data] and _has_network(row)]
        self._fill()

    def show_run(self, run: Path | None, current: Path | None) -> None:
        """`run` is chosen (None: the current network), and `current` is what is current."""
        if (run, current) != (self._run, self._current):
            self._run, self._current = run, current
            self._fill()

    def _fill(self) -> None:
        now = self.tr("Current network")
        if self._current is not None:
            now = self.tr("Current network: {run}").format(run=parse_label(self._current))
        entries: list[tuple[RunRow | str, Path | None]] = [(now, None), *((row, row.folder) for row in self._rows)]
        place = self._place(self._run)
        if place == len(entries) and self._run is not None:
            entries.append((parse_label(self._run), self._run))
        self._model.current = self._current
        with QSignalBlocker(self):
            self._model.set_entries(entries)
            self.setCurrentIndex(place)
        self.setToolTip(literal(self.tr("Network that is inspected: {run}").format(run=self.currentText())))

    def _place(self, run: Path | None) -> int:
        """The entry of `run`; one behind the last entry where it is not among them."""
        if run is None:
            return 0
        rows = enumerate(self._rows, 1)  # names are compared first: to compare ten thousand paths takes long
        return next((n for n, row in rows if row.name == run.name and row.folder == run), len(self._rows) + 1)

    def showPopup(self) -> None:  # noqa: N802 (Qt's name)
        """As wide as the names."""
        longest = nlargest(MEASURED, map(self._model.name, range(self.count())), key=len)
        widest = max(map(self.fontMetrics().horizontalAdvance, longest))
        self.view().setMinimumWidth(min(widest + 40, self.screen().availableSize().width() // 2))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The entry; the label of the run alone where that is too long, with an ellipsis if need be."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width() - 8
        metrics, run = self.fontMetrics(), self._run or self._current
        if run is not None and metrics.horizontalAdvance(self.currentText()) > room:
            option.currentText = parse_label(run)
        option.currentText = metrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


def _has_network(row: RunRow) -> bool:
    return row.status == "finished" or (row.epochs_done > 0 and row.status != "unreadable")


def _entry_name(row: RunRow) -> str:
    """Label and time: two runs may have one label."""
    return f"{row.label} · {row.created[5:16].replace('T', ' ')}"
