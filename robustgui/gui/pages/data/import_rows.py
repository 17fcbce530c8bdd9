"""The beginning of a source as table rows, and the names of the roles of its columns."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from ....data.formats.base import Preview
from ...literal import literal

Index = QModelIndex | QPersistentModelIndex
_COLOURS = {"label": 3, "target": 3, "group": 6, "id": 4, "time": 2}  # of the theme's series; others are values


def role_title(role: str) -> str:
    """The role of a column, in the window's language."""
    return {
        "label": QCoreApplication.translate("ImportRows", "label"),
        "id": QCoreApplication.translate("ImportRows", "sequence"),
        "time": QCoreApplication.translate("ImportRows", "time"),
        "value": QCoreApplication.translate("ImportRows", "value"),
        "text": QCoreApplication.translate("ImportRows", "text"),
        "target": QCoreApplication.translate("ImportRows", "target"),
        "group": QCoreApplication.translate("ImportRows", "group"),
        "": QCoreApplication.translate("ImportRows", "excluded"),
    }.get(role, role)


def role_colour(role: str, series: tuple[str, ...]) -> str | None:
    """One of the colours `series` for a role; None for excluded columns."""
    return series[_COLOURS.get(role, 0) % len(series)] if role else None


class ImportRows(QAbstractTableModel):
    """Read-only; everything is text already."""

    def __init__(self) -> None:
        super().__init__()
        self.preview: Preview | None = None

    def show(self, preview: Preview | None) -> None:
        """Other rows; None: none."""
        self.beginResetModel()
        self.preview = preview
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """See Qt."""
        return 0 if parent.isValid() or self.preview is None else len(self.preview.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """See Qt."""
        return 0 if parent.isValid() or self.preview is None else len(self.preview.header)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a cell, its tooltip and its alignment."""
        assert self.preview is not None
        text = self.preview.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text.replace("\n", " ")
        if role == Qt.ItemDataRole.ToolTipRole:
            return literal(text) if len(text) > 24 else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.preview.roles[index.column()] in ("value", "target")
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """The name of a column; with its role for screen readers."""
        if orientation != Qt.Orientation.Horizontal or self.preview is None:
            return None
        name = self.preview.header[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        words = f"{name}: {role_title(self.preview.roles[section])}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return literal(words)
        return None
