"""The table of all sequences with their shapes; one is current, a double press opens it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRectF, Signal
from PySide6.QtGui import QPainter, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ....data import NUMERIC, Dataset, SequenceSet
from ...plots.style import plot_style
from ...views.thumbnails import Thumbnails
from ...widgets.plain_cell import PlainCell
from ...widgets.sparkline import Sparkline
from .sequence_model import Column, SequenceModel

_NARROWEST = 48  # pixels of the column of numbers


class SequenceTable(QTableView):
    """Rows have one height, and no cell is measured.

    Signals:
        chosen: a row became current; carries (split, index).
        opened: a row was double-clicked, or Enter pressed on it; carries (split, index).
    """

    chosen = Signal(str, int)
    opened = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = SequenceModel(self)
        self._part: SequenceSet | None = None  # its kind of data gives the columns their names
        self.setModel(self.rows)
        self.setItemDelegate(PlainCell(frozenset({Column.NUMBER, Column.LENGTH}), self))
        self._thumbnails = Thumbnails()
        self.shapes = Sparkline(self.rows.sequence, self.rows.text, self, paint_kind=self._paint_kind)
        self.rows.modelReset.connect(self.shapes.forget)
        self.setItemDelegateForColumn(Column.SHAPE, self.shapes)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(28)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        for column, width in ((Column.NUMBER, _NARROWEST), (Column.SPLIT, 76), (Column.LABEL, 72), (Column.LENGTH, 60)):
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(Column.SHAPE, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.activated.connect(self._on_activated)

    def retranslate(self) -> None:
        """Names of columns and parts."""
        part = self._part
        numeric, text = part is not None and part.task in NUMERIC, part is not None and part.symbolic
        self.rows.headers = [
            self.tr("no."), self.tr("split"), self.tr("target") if numeric else self.tr("class"),
            self.tr("tokens") if text else self.tr("steps"), self.tr("text") if text else self.tr("shape"),
        ]  # fmt: skip
        self.rows.split_names = {
            "train": self.tr("training"), "validation": self.tr("validation"), "test": self.tr("test"),
        }  # fmt: skip
        self.setAccessibleName(self.tr("Table of sequences"))
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def set_dataset(self, dataset: Dataset | None) -> None:
        """Other data; the headings depend on their kind."""
        self.rows.set_dataset(dataset)
        largest = max((len(part) for part in (dataset.train, dataset.test)), default=0) if dataset else 0
        needed = self.fontMetrics().horizontalAdvance(str(largest)) + 24
        self.setColumnWidth(Column.NUMBER, max(_NARROWEST, needed))
        self._part = None if dataset is None else dataset.train
        self.retranslate()

    def _paint_kind(self, painter: QPainter, row: int, room: QRectF) -> bool:
        """Images and sound as in the list of Inspect."""
        part, number = self.rows.part(row)
        if part.kind not in ("image", "speech"):
            return False
        self._thumbnails.paint(painter, part, number, room, plot_style())
        return True

    def show_current(self, split: str, index: int) -> None:
        """Make a sequence current, without a signal."""
        row = self.rows.row_of(split, index)
        if row < 0:
            self.clearSelection()
        elif row != self.currentIndex().row():
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(self.rows.index(row, 0))
            self.selectionModel().blockSignals(False)
            self.selectRow(row)
            self.executeDelayedItemsLayout()  # the new data may have many more rows
            self.scrollTo(self.rows.index(row, 0), QAbstractItemView.ScrollHint.EnsureVisible)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """The current sequence is in sight, even if it was selected while the table was hidden."""
        super().showEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    def _on_current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(*self.rows.place(now.row()))

    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(*self.rows.place(index.row()))
