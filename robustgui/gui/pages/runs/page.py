"""All runs: search, compare, repeat, resume, rename and remove them."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QStackedWidget, QTabWidget, QWidget

from ....base.errors import RobustGuiError
from ....engine.messages import ImportJob
from ....importing.settings import NetworkImport
from ....runs.folder import RunFolder
from ....runs.spec_difference import compare_specs
from ...i18n.sentences import problem_text, translate_sentence
from ...icons import icon
from ...network_files import ask_for_network
from ...submission import submit_training
from ...training_curves.compared_runs import ComparedRuns
from ...training_curves.score_plot import ScorePlot
from ...widgets.banner import Banner
from ...widgets.empty_state import EmptyState
from ...widgets.layouts import as_widget, make_row, split
from ...widgets.text import make_muted_label, page_title
from ..base import PAGES, Page
from .network_sheet import NetworkSheet
from .run_actions import RunActions
from .runs_table import RunsTable
from .selected_runs import DifferenceTable, PoisonLine

if TYPE_CHECKING:
    from ...jobs import Jobs
    from ...session import Session


@PAGES.register("runs")
class RunsPage(Page):
    """The table shows the session's `stored_runs`, which are read whenever the page is opened."""

    order: ClassVar[int] = 7
    icon: ClassVar[str] = "runs"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.heading, self.total = page_title(), make_muted_label()
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.banner, self.empty, self.nothing = Banner(), EmptyState(), EmptyState()  # none at all, and none that match
        self.table, self.plot, self.differences = RunsTable(), ScorePlot(of_ticked=True), DifferenceTable()
        self.actions_bar = RunActions(session, jobs)
        self.compared, self.poison_line, self.row_problem = ComparedRuns(self), PoisonLine(), Banner("warning")
        self.sheet, self.open_button, self.note = NetworkSheet(jobs), QPushButton(icon("model"), ""), Banner("note")
        self._is_opening = False
        self._soon = QTimer(self, interval=150, singleShot=True)  # the rows follow once the typing pauses
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.top = as_widget(make_row(self.heading, self.total, None, self.search, self.open_button))
        self.search.setMinimumWidth(240)
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.addTab(self.plot, "")
        self.tabs.addTab(self.differences, "")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(split(Qt.Orientation.Vertical, (self.table, self.tabs), (320, 260)))
        self.stack.addWidget(self.nothing)
        banners = (self.banner, self.note, self.actions_bar, self.row_problem, self.poison_line)
        layout = self.fill(self.sheet, self.top, *banners, self.stack, stretched=self.stack)
        layout.setStretch(0, 1)  # the sheet, in place of the table

    def _connect(self) -> None:
        self._soon.timeout.connect(self._on_searched)
        self.session.stored_runs.changed.connect(self.mark_stale)
        self.session.stored_runs.progressed.connect(self._on_progressed)
        self.session.stored_runs.failed.connect(self._on_failed)
        self.search.textChanged.connect(lambda _: self._soon.start())
        self.empty.pressed.connect(self._on_train)
        self.nothing.pressed.connect(self.search.clear)
        self.open_button.clicked.connect(self._on_open_network)
        self.sheet.confirmed.connect(self._on_network_opened)
        self.sheet.cancelled.connect(lambda: self._arrange(is_opening=False))
        self.session.network_requested.connect(self.preview_network)
        self.actions_bar.exported.connect(self._on_exported)
        self.table.selected_changed.connect(self._on_selected)
        self.table.opened.connect(self._on_opened)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.table.rows.ticks_changed.connect(self.session.set_ticks)
        self.table.rows.rename_requested.connect(self.actions_bar.rename)
        self.actions_bar.rename_requested.connect(self.table.rename_selected)
        self.actions_bar.failed.connect(self.banner.say)
        self.session.ticks_changed.connect(self._on_ticks_changed)
        self.jobs.job_ended.connect(self._on_job_ended)
        self.compared.changed.connect(lambda: self.plot.show_compared(self.compared.runs))
        self._on_ticks_changed(self.session.ticks)
        self._arrange(is_opening=False)

    def title(self) -> str:
        """See `Page.title`."""
        return self.tr("Runs")

    def retranslate(self) -> None:
        """See `Page.retranslate`."""
        self.heading.setText(self.title())
        self.search.setPlaceholderText(self.tr("Search name, data, network, defence, status"))
        self.search.setAccessibleName(self.tr("Search runs"))
        self.empty.set_texts(
            self.tr("No runs yet"),
            self.tr("Every training run is stored here with its settings, curves and network."),
            self.tr("Train"),
        )
        self.nothing.set_texts(
            self.tr("No run matches the search"),
            self.tr("The search looks at name, data, network, defence and status."),
            self.tr("Clear the search"),
        )
        self.tabs.setTabText(0, self.tr("Curves of ticked runs"))
        self.tabs.setTabText(1, self.tr("Difference of two runs"))
        self.open_button.setText(self.tr("Open a network…"))
        self.open_button.setToolTip(self.tr("Attack and inspect a network that was trained elsewhere"))
        for part in (self.table, self.plot, self.differences, self.actions_bar, self.sheet):
            part.retranslate()
        self._show_total()
        self._on_selected()

    def restyle(self) -> None:
        """See `Page.restyle`."""
        self.plot.restyle()

    def refresh(self) -> None:
        """See `Page.refresh`."""
        if self.session.stored_runs.is_read:
            self.table.set_rows(self.session.stored_runs.rows)
            self._show_matches()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Runs may have come from a terminal meanwhile."""
        super().showEvent(event)
        self.session.stored_runs.refresh()

    def _on_searched(self) -> None:
        self.table.search(self.search.text())
        self._show_matches()

    def _show_matches(self) -> None:
        """The table, or why there is nothing in it."""
        self.stack.setCurrentIndex(1 if self.table.rows.rows else 2 if self.session.stored_runs.rows else 0)
        self._arrange(is_opening=self._is_opening)
        self._show_total()
        self._on_selected()

    def _arrange(self, *, is_opening: bool) -> None:
        """The sheet of a network, or everything else."""
        self._is_opening = is_opening
        has_table = self.stack.currentIndex() == 1
        visible = {self.sheet: is_opening, self.top: not is_opening, self.stack: not is_opening}
        self.set_visible({**visible, self.actions_bar: not is_opening and has_table})

    def preview_network(self, path: str) -> None:
        """Preview the network in `path` before it is stored as a run."""
        spec = self.session.spec
        self._arrange(is_opening=True)
        self.sheet.open(NetworkImport(weights=path, data=spec.data), spec.seed)
        self.sheet.retranslate()

    def _on_open_network(self) -> None:
        if path := ask_for_network(self):
            self.preview_network(path)

    def _on_network_opened(self, request: NetworkImport) -> None:
        self._arrange(is_opening=False)
        label = request.name or Path(request.weights).stem or request.entry.rpartition(":")[2]
        self.jobs.submit(ImportJob(request, str(self.session.runs_folder), self.session.spec.seed), label)

    def _on_exported(self, files: tuple[Path, ...]) -> None:
        folder, names = files[0].parent, ", ".join(file.name for file in files)
        self.note.say(lambda: self.tr("Written to {folder}: {names}").format(folder=folder, names=names))

    def _on_failed(self, error: Exception) -> None:
        self.banner.say(partial(problem_text, error))

    def _show_total(self) -> None:
        count = len(self.table.rows.rows)
        self.total.setText(self.tr("{count} shown").format(count=count) if count else "")

    def _on_progressed(self, done: int, total: int) -> None:
        """Many folders are read for the first time."""
        if not self.session.stored_runs.is_read:
            self.stack.setCurrentIndex(1)
        self.total.setText(self.tr("Reading the runs: {done} of {total}").format(done=done, total=total))

    def _on_selected(self) -> None:
        rows = self.table.list_selected()
        self.actions_bar.show_selected(rows)
        self.poison_line.show_selected(() if self._is_opening else rows)
        problem = rows[0].problem if len(rows) == 1 and not self._is_opening else None
        self.row_problem.say(partial(translate_sentence, problem) if problem is not None else "")
        if len(rows) != 2:
            self.differences.say(self.tr("Select two runs to compare their configurations here."))
            return
        try:
            left, right = (RunFolder(row.folder).spec() for row in rows)
        except (RobustGuiError, OSError) as error:
            self.differences.say(problem_text(error))
            return
        self.differences.show_differences(rows[0].label, rows[1].label, compare_specs(left, right))

    def _on_opened(self, folder: Path) -> None:
        self.session.set_run(folder)
        self.session.page_requested.emit("train")

    def _on_menu(self, place: QPoint) -> None:
        if self.table.list_selected():
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addActions(self.actions_bar.actions_for_menu())
            menu.popup(self.table.viewport().mapToGlobal(place))

    def _on_train(self) -> None:
        submit_training(self.session, self.jobs)
        self.session.page_requested.emit("train")

    def _on_job_ended(self, row: object) -> None:
        self.compared.reload()

    def _on_ticks_changed(self, folders: tuple[Path, ...]) -> None:
        self.table.rows.set_ticks(tuple(folders))
        self.compared.set_folders(tuple(folders))
