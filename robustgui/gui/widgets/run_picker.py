"""Chooses the network that is inspected: the current one, or any stored run on the data that are open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from ...data.source_name import is_same_source
from ...runs.folder import parse_label
from ...runs.index import RunIndex
from ...runs.summary import RunRow
from .background import Background


class RunPicker(QComboBox):
    """Reads the list of runs in the background; long names give way in the middle, and are whole in the list.

    Signals:
        chosen: carries the folder of a run (Path); None: whatever trains now, or trained last.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._rows: list[RunRow] = []
        self._current: Path | None = None  # that of "current network"
        self._run: Path | None = None
        self._source = ""
        self._background = Background(self)
        self._background.done.connect(self._on_read)
        self.activated.connect(lambda place: self.chosen.emit(self.itemData(place)))
        self.retranslate()

    def retranslate(self) -> None:
        """Every text."""
        self.setAccessibleName(self.tr("Network"))
        self._fill()

    def read(self, runs: Path, source: str) -> None:
        """Offer the runs below `runs` that were trained on `source`."""
        self._source = source
        self._background.start(lambda: _read_usable(runs))

    def show_run(self, run: Path | None, current: Path | None) -> None:
        """`run` is chosen (None: the current network), and `current` is what is current."""
        if (run, current) != (self._run, self._current):
            self._run, self._current = run, current
            self._fill()

    def _on_read(self, rows: list[RunRow]) -> None:
        self._rows = [row for row in rows if is_same_source(row.data, self._source)]
        self._fill()

    def _fill(self) -> None:
        now = self.tr("Current network")
        if self._current is not None:
            now = self.tr("Current network: {run}").format(run=parse_label(self._current))
        entries: list[tuple[str, Path | None]] = [(now, None), *((_entry_name(row), row.folder) for row in self._rows)]
        if self._run is not None and self._run not in [folder for _, folder in entries]:
            entries.append((parse_label(self._run), self._run))
        with QSignalBlocker(self):
            self.clear()
            for name, folder in entries:
                self.addItem(name, folder)
                self.setItemData(self.count() - 1, str(folder or self._current or ""), Qt.ItemDataRole.ToolTipRole)
            self.setCurrentIndex([folder for _, folder in entries].index(self._run))
        self.setToolTip(self.tr("Network that is inspected: {run}").format(run=self.currentText()))

    def showPopup(self) -> None:  # noqa: N802 (Qt's name)
        """As wide as the names."""
        widest = max(self.fontMetrics().horizontalAdvance(self.itemText(place)) for place in range(self.count()))
        self.view().setMinimumWidth(min(widest + 40, self.screen().availableSize().width() // 2))
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The name, with an ellipsis where it is too long."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width() - 8
        option.currentText = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideMiddle, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _read_usable(runs: Path) -> list[RunRow]:
    """Runs that have a network, newest first."""
    index = RunIndex(runs)
    try:
        rows = index.rows()
    finally:
        index.close()
    return [row for row in rows if row.status == "finished" or (row.epochs_done and row.status != "unreadable")]


def _entry_name(row: RunRow) -> str:
    """Label and time: two runs may have one label."""
    return f"{row.label} · {row.created[5:16].replace('T', ' ')}"
