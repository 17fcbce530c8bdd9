"""The sequences of a dataset as table rows; nothing is stored for a row, so that a hundred thousand open at once."""

from __future__ import annotations

from bisect import bisect_right
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ....data import Dataset, SequenceSet
from ....data.memory_maps import release
from ....data.tokens import running_text
from ...i18n.numbers import format_number

Index = QModelIndex | QPersistentModelIndex
SPLITS = ("test", "validation", "train")  # the part that is selected at first comes first
_READS = 256  # of sequences of a memory map, each of which brings some pages into memory
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LETTERS = 80  # or tokens of a text in a cell, at most


class Column(IntEnum):
    """The columns, left to right."""

    NUMBER = 0
    SPLIT = 1
    LABEL = 2
    LENGTH = 3
    SHAPE = 4


class SequenceModel(QAbstractTableModel):
    """Rows of test, validation and training data, in this order; `filter` leaves some out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[str, SequenceSet]] = []
        self._by_name: dict[str, SequenceSet] = {}
        self._starts: list[int] = [0]
        self._reads = 0
        self._rows: NDArray[np.int64] | None = None  # numbers of the listed sequences; None: all
        self.headers: list[str] = [""] * len(Column)
        self.split_names: dict[str, str] = {name: name for name in SPLITS}

    def set_dataset(self, dataset: Dataset | None) -> None:
        """Other data, all of them shown."""
        self.beginResetModel()
        parts = [] if dataset is None else [(n, getattr(dataset, n)) for n in SPLITS]
        self._parts = [(name, part) for name, part in parts if part is not None and len(part)]
        self._by_name = dict(self._parts)
        self._starts = [0, *np.cumsum([len(part) for _, part in self._parts]).tolist()]
        self._rows = None
        self.endResetModel()

    def filter(self, split: str | None = None, indices: tuple[int, ...] | None = None) -> None:
        """List one part, or these sequences of it; without arguments everything."""
        self.beginResetModel()
        if split is None or split not in self._by_name:
            self._rows = None
        else:
            start = self._start(split)
            inside = np.arange(len(self._by_name[split])) if indices is None else np.array(indices, np.int64)
            self._rows = inside + start
        self.endResetModel()

    def place(self, row: int) -> tuple[str, int]:
        """Part and index of a row."""
        whole = int(self._rows[row]) if self._rows is not None else row
        part = bisect_right(self._starts, whole) - 1
        return self._parts[part][0], whole - self._starts[part]

    def row_of(self, split: str, index: int) -> int:
        """The row of a sequence; -1 if it is not shown."""
        if split not in self._by_name:
            return -1
        whole = self._start(split) + index
        if self._rows is None:
            return whole
        matches = np.flatnonzero(self._rows == whole)
        return int(matches[0]) if len(matches) else -1

    def part(self, row: int) -> tuple[SequenceSet, int]:
        """The part of a row, and the index there."""
        split, index = self.place(row)
        part = self._by_name[split]
        self._reads = (self._reads + 1) % _READS
        if not self._reads:
            release(part.values)
        return part, index

    def sequence(self, row: int) -> NDArray[np.float32]:
        """The values of a row, (T, F)."""
        part, index = self.part(row)
        return part[index]

    def text(self, row: int) -> str:
        """The beginning of a row of text; empty for values."""
        part, index = self.part(row)
        return begin_of_text(part, index, _LETTERS) if part.symbolic else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """How many sequences are shown."""
        if parent.isValid():
            return 0
        return self._starts[-1] if self._rows is None else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """As many as `Column` has."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts and alignment."""
        if role != Qt.ItemDataRole.DisplayRole:  # most calls
            right = role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (Column.NUMBER, Column.LENGTH)
            return _RIGHT if right else None
        split, i = self.place(index.row())
        part = self._by_name[split]
        match index.column():
            case Column.NUMBER:
                return str(i)
            case Column.SPLIT:
                return self.split_names[split]
            case Column.LABEL:
                return label_text(part, i)
            case Column.LENGTH:
                return str(int(part.lengths[i]))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """Names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.headers[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = section in (Column.NUMBER, Column.LENGTH)
            return (
                Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            ) | Qt.AlignmentFlag.AlignVCenter
        return None

    def _start(self, split: str) -> int:
        return self._starts[[name for name, _ in self._parts].index(split)]


def label_text(part: SequenceSet, index: int) -> str:
    """The class of a sequence, or its targets."""
    if part.task == "classification":
        return part.classes[int(part.labels[index])]
    return ", ".join(format_number(float(value)) for value in np.atleast_1d(part.labels[index]))


def begin_of_text(part: SequenceSet, index: int, most: int) -> str:
    """The first `most` characters or tokens of a sequence, as running text."""
    tokens = part[index][:most].tolist()
    if part.vocabulary:
        return running_text([part.vocabulary[token] for token in tokens])
    return "".join(map(chr, tokens))
