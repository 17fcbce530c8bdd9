"""The queue of jobs in a panel: running, waiting and finished jobs with their progress, and the actions on them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDockWidget,
    QHeaderView,
    QMenu,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ...engine.messages import MeasureJob
from ..icons import icon
from ..jobs import JobRow, Jobs, JobStatus
from ..open_folder import open_folder
from ..session import Session
from ..theme import current_theme, to_pixels
from ..widgets.plain_label import PlainLabel
from .queue_model import ELAPSED, NAME, PROGRESS, SHARE, STATE, QueueModel


class ProgressDelegate(QStyledItemDelegate):
    """Reads the share that is done from the `SHARE` role; an unknown share leaves the cell empty."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Track, bar and number."""
        super().paint(painter, option, index)
        share = index.data(SHARE)
        if share is None:
            return
        share = min(1.0, max(0.0, share))
        theme = current_theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = f"{share:.0%}".replace("%", " %")
        room = option.fontMetrics.horizontalAdvance("100 %") + to_pixels(10)
        height = to_pixels(6)
        rect = QRectF(option.rect).adjusted(to_pixels(8), 0, -to_pixels(8), 0)
        track = QRectF(rect.left(), rect.center().y() - height / 2, max(0.0, rect.width() - room), height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.sunken))
        painter.drawRoundedRect(track, height / 2, height / 2)
        if share > 0:
            painter.setBrush(QColor(theme.accent))
            bar = QRectF(track.left(), track.top(), max(height, track.width() * share), height)
            painter.drawRoundedRect(bar, height / 2, height / 2)
        painter.setPen(QColor(theme.muted))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """Wide enough to see a percent."""
        return QSize(to_pixels(180), super().sizeHint(option, index).height())


class QueueDock(QDockWidget):
    """A table with a context menu; every entry of the menu has a key.

    Signals:
        resume_requested: go on with this `JobRow` from its checkpoint.
    """

    resume_requested = Signal(object)

    def __init__(self, session: Session, jobs: Jobs, parent=None) -> None:
        super().__init__(parent)
        self.setObjectName("queue")
        self._session, self._jobs = session, jobs
        self._followed = -1  # id of the job that was scrolled to
        self.model = QueueModel(jobs, self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn(PROGRESS, ProgressDelegate(self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.table.doubleClicked.connect(lambda _: self._look_at())
        self.empty = PlainLabel()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("role", "muted")
        self.empty.setWordWrap(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        self.setWidget(self._stack)
        self.actions_ = {
            "look": self._action("eye", "Return", self._look_at),
            "resume": self._action("resume", "", lambda: self.resume_requested.emit(self.current())),
            "up": self._action("up", "Alt+Up", lambda: self._move(-1)),
            "down": self._action("down", "Alt+Down", lambda: self._move(1)),
            "reveal": self._action("folder", "", self._reveal),
            "remove": self._action("trash", "Del", self._remove),
        }
        self._tick = QTimer(self, interval=1000)  # the elapsed time of a job that reports nothing
        self._tick.timeout.connect(self._on_tick)
        jobs.queue_changed.connect(self._on_queue_changed)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._update_actions())
        self._fit()
        self.retranslate()
        self._on_queue_changed()

    def retranslate(self) -> None:
        """All texts anew."""
        self.setWindowTitle(self.tr("Queue"))
        self.empty.setText(
            self.tr("Nothing in the queue. Train puts the configuration here; jobs run one after the other.")
        )
        self.table.setAccessibleName(self.tr("Queue"))
        words = {
            "look": self.tr("Show this run"),
            "resume": self.tr("Resume from the checkpoint"),
            "up": self.tr("Earlier"),
            "down": self.tr("Later"),
            "reveal": self.tr("Show its folder"),
            "remove": self.tr("Remove from the list"),
        }
        for name, text in words.items():
            self.actions_[name].setText(text)
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.model.columnCount() - 1)
        self.model.follow()

    def current(self) -> JobRow | None:
        """The job that is marked."""
        return self.model.row(self.table.currentIndex())

    def select(self, row: JobRow) -> None:
        """Mark a job."""
        self.table.selectRow(self.model.position(row.id))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows language and text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setDefaultSectionSize(to_pixels(28))
        for column in range(ELAPSED, self.model.columnCount()):
            header.resizeSection(column, to_pixels(100))
        header.resizeSection(STATE, to_pixels(116))
        header.resizeSection(PROGRESS, to_pixels(200))

    def _action(self, picture: str, keys: str, slot) -> QAction:
        action = QAction(icon(picture), "", self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: slot())
        self.table.addAction(action)
        return action

    def _update_actions(self) -> None:
        row = self.current()
        waits = row is not None and row.status is JobStatus.WAITING
        ended = row is not None and row.status.is_over
        stored = row is not None and row.folder is not None
        trained = row is not None and not isinstance(row.job, MeasureJob)
        self.actions_["look"].setEnabled(stored)
        self.actions_["resume"].setEnabled(ended and (stored or not trained) and row is not None and row.resumable)
        self.actions_["up"].setEnabled(waits)
        self.actions_["down"].setEnabled(waits)
        self.actions_["reveal"].setEnabled(stored)
        self.actions_["remove"].setEnabled(ended or waits)

    def _on_queue_changed(self) -> None:
        self._stack.setCurrentWidget(self.table if self._jobs.rows else self.empty)
        row = self._jobs.current()
        running = row is not None
        if row is not None and row.id != self._followed:  # the next job has begun: it is not to be searched for
            self._followed = row.id
            QTimer.singleShot(0, self.table, self._scroll_to_followed)  # a row that is new has no place yet
        if running != self._tick.isActive():
            self._tick.start() if running else self._tick.stop()
        self._update_actions()

    def _scroll_to_followed(self) -> None:
        if any(row.id == self._followed for row in self._jobs.rows):
            self.table.scrollTo(self.model.index(self.model.position(self._followed), 0))

    def _on_tick(self) -> None:
        if self.table.isVisible():
            self.model.follow()

    def _on_menu(self, point: QPoint) -> None:
        if self.current() is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in ("look", "resume", None, "up", "down", None, "reveal", "remove"):
            menu.addAction(self.actions_[name]) if name else menu.addSeparator()
        menu.popup(self.table.viewport().mapToGlobal(point))

    def _look_at(self) -> None:
        row = self.current()
        if row is not None and row.folder is not None:
            self._session.set_run(row.folder)
            self._session.page_requested.emit("evaluate" if isinstance(row.job, MeasureJob) else "train")

    def _move(self, places: int) -> None:
        if (row := self.current()) is not None:
            self._jobs.move(row, places)

    def _remove(self) -> None:
        if (row := self.current()) is not None:
            self._jobs.remove(row)

    def _reveal(self) -> None:
        row = self.current()
        if row is not None and row.folder is not None:
            open_folder(row.folder)
