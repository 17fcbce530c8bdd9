"""The jobs as a table: one row each, one column for each of its facts."""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from ..i18n.metric_words import format_score_with_unit
from ..i18n.numbers import format_duration
from ..i18n.sentences import translate_sentence
from ..icons import icon
from ..jobs import JobRow, Jobs, JobStatus
from ..literal import literal

STATE, NAME, PROGRESS, ELAPSED, REMAINING, CLEAN, ATTACKED = range(7)
SHARE = Qt.ItemDataRole.UserRole  # of the work that is done, 0 to 1; None while it is unknown
Index = QModelIndex | QPersistentModelIndex

_PICTURES = {
    JobStatus.WAITING: ("waiting", "muted"),
    JobStatus.RUNNING: ("play", "accent"),
    JobStatus.PAUSED: ("pause", "warning"),
    JobStatus.STOPPING: ("stopped", "warning"),
    JobStatus.FINISHED: ("finished", "good"),
    JobStatus.STOPPED: ("stopped", "muted"),
    JobStatus.FAILED: ("failed", "bad"),
}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class QueueModel(QAbstractTableModel):
    """Follows `jobs.rows`; rows that stay are changed in place, so that selection and scrolling stay too."""

    def __init__(self, jobs: Jobs, parent=None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._rows: list[JobRow] = list(jobs.rows)
        jobs.queue_changed.connect(self.follow)

    def row(self, index: Index) -> JobRow | None:
        """The job at `index`."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def position(self, job_id: int) -> int:
        """The place of a job in the table, or -1."""
        return next((i for i, row in enumerate(self._rows) if row.id == job_id), -1)

    def follow(self) -> None:
        """Take over what `jobs` holds now."""
        rows = list(self._jobs.rows)
        if [row.id for row in rows] == [row.id for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, ATTACKED))
            return
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        ids = [self._rows[index.row()].id for index in old]
        self._rows = rows
        places = [self.position(job_id) for job_id in ids]
        new = [
            self.index(place, index.column()) if place >= 0 else QModelIndex()
            for place, index in zip(places, old, strict=True)
        ]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """One a job."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008
        """The columns named above."""
        return 0 if parent.isValid() else ATTACKED + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: N802
        """Translated when it is asked for."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section >= ELAPSED else _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("State"),
            self.tr("Name"),
            self.tr("Progress"),
            self.tr("Elapsed"),
            self.tr("Remaining"),
            self.tr("Clean"),
            self.tr("Robust"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, picture, share of the work, alignment, and the reason of a failure as tooltip."""
        row = self.row(index)
        if row is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == STATE:
            return icon(*_PICTURES[row.status])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column >= ELAPSED else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            sentence = row.message or row.phase
            return literal(translate_sentence(sentence) if sentence else row.label)
        if role == SHARE and column == PROGRESS:
            return row.progress
        return None

    def status_text(self, status: JobStatus) -> str:
        """A status in words."""
        return {
            JobStatus.WAITING: self.tr("waiting"),
            JobStatus.RUNNING: self.tr("running"),
            JobStatus.PAUSED: self.tr("paused"),
            JobStatus.STOPPING: self.tr("stopping"),
            JobStatus.FINISHED: self.tr("finished"),
            JobStatus.STOPPED: self.tr("stopped"),
            JobStatus.FAILED: self.tr("failed"),
        }[status]

    def _text(self, row: JobRow, column: int) -> str:
        if column == STATE:
            return self.status_text(row.status)
        if column == NAME:
            return row.label
        if column == ELAPSED:
            return format_duration(row.measure_elapsed(time.monotonic())) if row.started is not None else ""
        if column == REMAINING:
            left = row.seconds_left(time.monotonic()) if row.status is JobStatus.RUNNING else None
            return "" if left is None else format_duration(left)
        if column in (CLEAN, ATTACKED):
            scored = row.scored
            if scored is None:
                return ""
            return format_score_with_unit(scored.clean if column == CLEAN else scored.attacked, scored.metric)
        return ""
