"""All features at the cursor's step as a table: clean, adversarial, change; a clean value can be edited."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ..plots.layer import number
from ..widgets.layouts import make_column
from ..widgets.plain_label import PlainLabel
from .base import VIEWS, InspectView
from .time_axis import moment

Index = QModelIndex | QPersistentModelIndex


@VIEWS.register("values_view")
class ValuesView(InspectView):
    """A double click on a clean value edits it; the network then predicts for the edited sequence."""

    place = "tab"
    order = 4
    kinds = frozenset({"series", "image", "prices", "beats", "speech"})

    def heading(self) -> str:
        return self.tr("Values")

    def build(self) -> None:
        self.model = StepModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setFrameShape(QTableView.Shape.NoFrame)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)  # names often differ in their last letters only
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.hint = PlainLabel()
        self.hint.setContentsMargins(8, 3, 8, 3)
        self.hint.setProperty("role", "muted")
        make_column(self.hint, self.table, of=self, stretched=self.table, spacing=0)
        self.model.typed.connect(lambda feature, value: self.edited.emit(self.time_cursor.step, feature, value))

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Values at the step"))
        self.model.set_headers((self.tr("Feature"), self.tr("Clean"), self.tr("Adversarial"), self.tr("Change")))

    def clear(self) -> None:
        self.model.set_rows([])
        self.hint.setText(self.tr("No sequence yet"))

    def draw_step(self) -> None:
        inspection, step = self.current, self.time_cursor.step
        text = self.tr("At {moment}. Double click a clean value to change it.")
        self.hint.setText(text.format(moment=moment(inspection, step)))
        clean = inspection.clean[step]
        attacked = inspection.attacked[self.iteration][step] if self.has_attack else None
        self.model.set_rows([
            (
                name,
                number(clean[f]),
                "" if attacked is None else number(attacked[f]),
                "" if attacked is None else f"{attacked[f] - clean[f]:+.3g}",
            )
            for f, name in enumerate(inspection.features)
        ])  # fmt: skip


class StepModel(QAbstractTableModel):
    """Rows of texts.

    Signals:
        typed: a clean value was typed; carries the feature and the value.
    """

    typed = Signal(int, float)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[str, str, str, str]] = []
        self._headers: tuple[str, ...] = ("",) * 4

    def set_headers(self, headers: tuple[str, ...]) -> None:
        """Names of the columns."""
        self._headers = headers
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 3)

    def set_rows(self, rows: list[tuple[str, str, str, str]]) -> None:
        """New texts; the table only starts anew if the number of rows is another."""
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows and rows != self._rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 3))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 (Qt's name)
        """One a feature."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """Feature, clean, attacked, change."""
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:  # noqa: N802
        """Names of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headers[section]
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """Texts; numbers to the right."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Clean values can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == 1 else flags

    def setData(self, index: Index, value: Any, role: int = 0) -> bool:  # noqa: N802
        """Takes a finite number; anything else leaves the old one."""
        try:
            typed = float(str(value).replace(",", "."))
        except ValueError:
            return False
        if not abs(typed) < 1e30:
            return False
        self.typed.emit(index.row(), typed)
        return True
