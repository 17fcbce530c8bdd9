"""Which groups (speakers, patients) are in which split of the data."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from ....data import Dataset
from ...i18n.numbers import format_count

_MOST = 2000  # rows


class GroupTable(QTableWidget):
    """One row a group with its number of sequences in each part; groups in several parts are marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(24)
        self.horizontalHeader().setHighlightSections(False)

    def set_groups(self, title: str, parts: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]]) -> None:
        """What a group is, names of the parts, and for each group its count in each of them."""
        self.setRowCount(0)
        self.setColumnCount(len(parts) + 2)
        self.setHorizontalHeaderLabels([title, *parts, ""])
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(len(parts) + 1, QHeaderView.ResizeMode.Stretch)
        self.setRowCount(min(len(rows), _MOST))
        for row, (name, counts) in enumerate(rows[:_MOST]):
            shared = self.tr("in several splits") if sum(n > 0 for n in counts) > 1 else ""
            for column, text in enumerate([name, *(format_count(n) if n else "–" for n in counts), shared]):
                item = QTableWidgetItem(text)
                number = 0 < column <= len(counts)
                side = Qt.AlignmentFlag.AlignRight if number else Qt.AlignmentFlag.AlignLeft
                item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)


def group_counts(dataset: Dataset) -> tuple[list[str], list[tuple[str, list[int]]]]:
    """Keys of the parts, and for each group its number of sequences in each; nothing without groups."""
    parts = {name: part for name in ("train", "validation", "test") if (part := getattr(dataset, name)) is not None}
    found: dict[str, list[int]] = {}
    for place, part in enumerate(parts.values()):
        if part.groups is None:
            continue
        sizes = np.bincount(part.groups, minlength=len(part.group_names)).tolist()
        for name, size in zip(part.group_names, sizes, strict=True):
            if size:
                found.setdefault(name, [0] * len(parts))[place] += size
    return list(parts), sorted(found.items())
